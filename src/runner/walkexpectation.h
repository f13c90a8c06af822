// SPDX-License-Identifier: GPL-3.0-or-later
// WalkExpectation: what a step says must have happened: events, the widget's end, connections, jobs, data, errors.
#pragma once

#include "runner/walkactor.h"

namespace console {

class WalkExpectation
{
public:
    /// Settles as soon as it holds or can hold no more.
    static void start(WalkActor *actor, const WalkStep &step, const WalkActor::Settle &done);

private:
    using Verdict = std::optional<Result<void>>; // nothing: not decided yet
    WalkExpectation(WalkActor *actor, const Json &args) : m_a(actor), m_args(args) {}
    Verdict judge() const;
    Verdict event(const QString &name) const;
    Verdict widget(const QString &word) const;
    Verdict connection(const QString &word) const;
    Verdict job(const QString &kind) const;
    Verdict data(const QString &kind) const;
    Verdict userError() const;
    Verdict launch() const;
    Verdict tooSlow(const Job &job) const;
    QString text(QStringView name) const;
    /// Is the error the expected one? `code` and `contains` of the step, as far as given.
    Verdict errorHolds(const std::optional<Error> &error, const QStringList &texts, const QString &where) const;
    Result<void> bodyHolds(const Json &body) const;
    /// The widget has ended, and its callbacks have all been heard.
    bool isOver() const;
    static Result<void> failed(Error::Kind kind, const QString &message, const QString &where);
    WalkActor *m_a;
    Json m_args;
};

} // namespace console
