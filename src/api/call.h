// SPDX-License-Identifier: GPL-3.0-or-later
// Call<T>: a handle on an HttpCall whose answer is a T. Give it a receiver; when that dies, nothing is called.
#pragma once

#include "api/httpcall.h"
#include "api/json.h"

#include <QPointer>

namespace console {

/// The answer's body, judged in the contract's order: an error in the body first (Service, at any status),
/// then the status (Http; a redirect too, it is not followed), then whether it is JSON (Decode). `where` is
/// the call, `httpStatus` is set, `retryAfter` too where the server said so.
Result<Json> judged(const Answer &answer, const Request &request);

/// Bytes; a bigger answer is decoded in a worker: it takes a millisecond or more, and a thousand jobs bring a thousand of them.
constexpr qsizetype decodedAtOnce = 16 * 1024;

template <typename T>
class Call
{
public:
    using Decoder = Result<T> (*)(const Json &);
    /// Something more to make of an answer, of whatever status, right before it is decoded and in the same thread: a
    /// worker's for a big one. It must hold all that it needs.
    using Alongside = std::function<void(const Answer &)>;
    Call() = default;
    Call(HttpCall *call, Decoder decoder) : m_call(call), m_decoder(decoder) {}

    void alongside(Alongside work) { m_alongside = std::move(work); } ///< before onDone()

    /// Calls `then(Result<T>)` once, in the receiver's thread, unless the receiver or the call is gone.
    template <typename Then>
    const Call &onDone(QObject *receiver, Then then) const
    {
        if (m_call) {
            QObject::connect(m_call.data(), &HttpCall::settled, receiver,
                             [then = std::move(then), decoder = m_decoder, more = m_alongside, call = m_call.data(), receiver](const Result<Answer> &result) mutable {
                                 const auto decode = [result, request = call->request(), decoder, more] {
                                     if (result && more)
                                         more(*result);
                                     return decodeAnswer(result, request, decoder);
                                 };
                                 if (!result || result->body.size() <= decodedAtOnce) {
                                     then(decode());
                                     return;
                                 }
                                 const auto value = std::make_shared<Result<T>>();
                                 call->inWorker([value, decode] { *value = decode(); }, receiver, [value, then]() mutable { then(*value); });
                             });
        }
        return *this;
    }
    void cancel() const
    {
        if (m_call)
            m_call->cancel();
    }
    bool isRunning() const { return m_call && m_call->isRunning(); }
    HttpCall *http() const { return m_call; }

private:
    static Result<T> decodeAnswer(const Result<Answer> &result, const Request &request, Decoder decoder)
    {
        if (!result)
            return fail(result.error());
        Result<Json> body = judged(*result, request);
        if (!body)
            return fail(body.error());
        Result<T> value = decoder(*body);
        if (!value) {
            Error error = value.error();
            error.httpStatus = result->status;
            error.where = error.where.isEmpty() ? request.label() : request.label() + QStringLiteral(" → ") + error.where;
            return fail(error);
        }
        return value;
    }
    QPointer<HttpCall> m_call;
    Decoder m_decoder = nullptr;
    Alongside m_alongside;
};

} // namespace console
