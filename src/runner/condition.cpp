// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/condition.h"

#include "session/session.h"

#include <QCoreApplication>

namespace console {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("console::whenReady", text);
}

} // namespace

void whenHolds(Session *session, QObject *receiver, Condition condition, Settled then)
{
    // A small object per wait: it listens to everything that a condition can depend on and dies when it holds.
    auto *waiter = new QObject(receiver);
    auto again = [waiter, condition = std::move(condition), then = std::move(then), settled = std::make_shared<bool>(false)] {
        if (*settled)
            return;
        if (const std::optional<Result<void>> result = condition()) {
            *settled = true;
            waiter->deleteLater();
            then(*result);
        }
    };
    QObject::connect(session, &Session::changed, waiter, again);
    QObject::connect(session->environments(), &Environments::changed, waiter, again);
    QObject::connect(session->user(), &UserFlow::changed, waiter, again);
    QObject::connect(session->link(), &LinkFlow::changed, waiter, again);
    // What comes at the end of a launch is heard by others first: the stage is taken away.
    QObject::connect(session->link(), &LinkFlow::launchEnded, waiter, again, Qt::QueuedConnection);
    QObject::connect(session->connections(), &Connections::changed, waiter, again);
    QObject::connect(session->jobs(), &JobBoard::changed, waiter, again);
    QObject::connect(session->data(), &DataDesk::changed, waiter, again);
    // Callbacks of the widget that change nothing in the session are in its log.
    QObject::connect(session->log(), &EventLog::added, waiter, again, Qt::QueuedConnection);
    QMetaObject::invokeMethod(waiter, again, Qt::QueuedConnection);
}

void whenReady(Session *session, QObject *receiver, Settled then)
{
    const auto condition = [session]() -> std::optional<Result<void>> {
        const CredentialKeeper *keys = session->keys();
        if (!session->environments()->isReady() || keys->isLoading())
            return std::nullopt;
        if (keys->credentials().hasAerosync() && keys->credentials().hasAeropass())
            return Result<void>();
        return Result<void>(fail(Error{.kind = Error::Kind::Credentials, .message = tr("This environment has no keys"),
            .where = session->environments()->current().name,
            .advice = tr("Set AEROSYNC_API_KEY, AEROSYNC_API_SECRET, AEROPAY_API_KEY, AEROPAY_API_SECRET and AEROPAY_MERCHANT_ID.")}));
    };
    whenHolds(session, receiver, condition, [session, receiver, then](const Result<void> &ready) {
        if (!ready) {
            then(ready);
            return;
        }
        // queued: this is heard in the middle of the change, and what follows it takes waiting questions back
        QMetaObject::invokeMethod(receiver, [session, receiver, then] {
            session->tokens()->withBearer(receiver, [then](const Result<ApiClient::Bearer> &bearer) {
                then(bearer ? Result<void>() : Result<void>(fail(bearer.error())));
            });
        }, Qt::QueuedConnection);
    });
}

} // namespace console
