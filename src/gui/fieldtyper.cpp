// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/fieldtyper.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

QList<Target> targetsOf(const QString &what)
{
    QList<Target> targets;
    const auto fields = [&targets](const QStringList &names) {
        for (const QString &name : names)
            targets << Target{.field = name};
    };
    const auto labels = [&targets](const QStringList &names) { targets << Target{.role = u"textbox"_s, .names = names}; };
    if (what == "user"_L1) {
        fields({u"username"_s, u"userName"_s, u"user"_s, u"userId"_s, u"login"_s});
        labels({u"Username"_s, u"User name"_s, u"User ID"_s, u"Online ID"_s});
    } else if (what == "password"_L1) {
        fields({u"password"_s, u"passcode"_s});
        labels({u"Password"_s, u"Passcode"_s});
    } else {
        fields({u"answer"_s, u"otp"_s, u"code"_s, u"mfaCode"_s});
        labels({u"Answer"_s, u"Code"_s, u"one-time"_s});
    }
    return targets;
}

} // namespace

FieldTyper::FieldTyper(WidgetView *view, QObject *parent) : QObject(parent), m_driver(view)
{
    constexpr std::chrono::milliseconds typing{5000};
    m_driver.setLimit(typing);
}

void FieldTyper::type(const QString &what, const QString &text)
{
    next(targetsOf(what), text);
}

void FieldTyper::next(const QList<Target> &targets, const QString &text)
{
    if (targets.isEmpty()) {
        Q_EMIT failed(Error{.kind = Error::Kind::Input, .message = tr("The widget shows no field for it now."), .where = tr("the open widget"), .advice = tr("Go on in the widget until its form is there.")});
        return;
    }
    m_driver.probe(targets.first(), this, [this, targets, text](const std::optional<Found> &found) {
        if (!found) {
            next(targets.mid(1), text);
            return;
        }
        m_driver.type(targets.first(), text, this, [this, target = targets.first(), text](const Result<void> &done) {
            if (done)
                Q_EMIT typed(target, text);
            else
                Q_EMIT failed(done.error());
        });
    });
}

} // namespace console
