// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/loadwatch.h"

#include "session/widgetevent.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

LoadWatch::LoadWatch(const Environment &environment, QObject *parent)
    : QObject(parent), m_environment(environment), m_widgetOrigin(originOf(environment.widgetOrigin)), m_origins(m_widgetOrigin)
{
    for (QTimer *timer : {&m_answer, &m_silence, &m_failure})
        timer->setSingleShot(true);
    setLimits(std::chrono::seconds(30), std::chrono::seconds(20));
    m_failure.setInterval(std::chrono::milliseconds(250));
    connect(&m_answer, &QTimer::timeout, this, &LoadWatch::noAnswer);
    connect(&m_silence, &QTimer::timeout, this, &LoadWatch::stillSilent);
    connect(&m_failure, &QTimer::timeout, this, &LoadWatch::pageFailed);
}

void LoadWatch::setLimits(std::chrono::milliseconds answer, std::chrono::milliseconds silence)
{
    m_answer.setInterval(answer);
    m_silence.setInterval(silence);
}

void LoadWatch::begin()
{
    m_phase = Phase::Nothing;
    m_answer.start();
}

void LoadWatch::started()
{
    m_spoke = false; // the embedded view spoke; now it is the full widget's turn
    m_phase = Phase::Asked;
    m_silence.stop();
    if (!m_ended)
        m_answer.start();
}

void LoadWatch::asked(const QUrl &frame)
{
    const QString origin = originOf(frame);
    if (m_phase == Phase::Asked && !origin.isEmpty() && !m_origins.contains(origin))
        m_origins << origin;
}

void LoadWatch::heard(const QString &origin)
{
    if (!trustedOrigins(m_environment).contains(origin))
        return;
    m_spoke = true;
    m_answer.stop();
    m_silence.stop();
    m_failure.stop();
}

void LoadWatch::saw(const FrameState &state)
{
    if (m_ended)
        return;
    // Also a widget that worked and then went to a page that failed has gone. (A refused deep link leaves it alone.)
    if (state.protocol == "chrome-error:"_L1) {
        if (!m_failure.isActive())
            m_failure.start();
        return;
    }
    if (m_spoke || state.protocol == "about:"_L1)
        return;
    m_phase = Phase::Begun;
    m_last = state;
    if (state.loaded)
        judgeLoaded(state);
}

void LoadWatch::judgeLoaded(const FrameState &state)
{
    m_phase = Phase::Loaded;
    m_answer.stop();
    if (state.scripts > 0) {
        m_silence.start();
        return;
    }
    const QString says = state.text.isEmpty() ? state.title : state.text;
    end({.kind = Error::Kind::Web, .message = tr("What %1 sent is not the widget.").arg(m_widgetOrigin),
         .advice = says.isEmpty() ? tr("The page is empty. See whether the service is up, then launch again.")
                                  : tr("The page says: “%1”. See whether the service is up, then launch again.").arg(says)});
}

void LoadWatch::consoleSaid(const QString &text)
{
    if (m_spoke || m_ended)
        return;
    // "Mixed Content: The page at 'https://…' was loaded over HTTPS, but requested an insecure frame 'http://…'. …"
    static const QRegularExpression mixed(uR"(^Mixed Content: .*insecure (?:frame|resource) '([^']*)')"_s);
    if (const auto insecure = mixed.match(text); insecure.hasMatch() && m_origins.contains(originOf(QUrl(insecure.captured(1))))) {
        end({.kind = Error::Kind::Web, .message = tr("A page at %1 must not show the widget: its address begins with http:, not https:.").arg(originOf(m_environment.hostOrigin)),
             .code = u"mixed-content"_s, .advice = tr("Use the widget's https: address, %1 is not safe.").arg(m_widgetOrigin)});
        return;
    }
    // "Refused to frame 'https://…' because an ancestor violates the following Content Security Policy directive:
    // "frame-ancestors …"" and "Refused to display 'https://…' in a frame because it set 'X-Frame-Options' to 'deny'".
    static const QRegularExpression framing(
        uR"(^Refused to (?:frame|display) '([^']*)'.*?(frame-ancestors[^"]*|X-Frame-Options' to '[^']*))"_s,
        QRegularExpression::DotMatchesEverythingOption);
    const auto match = framing.match(text);
    if (!match.hasMatch() || !m_origins.contains(originOf(QUrl(match.captured(1)))))
        return;
    QString policy = match.captured(2).trimmed().replace("' to '"_L1, ": "_L1);
    while (policy.endsWith(u'.') || policy.endsWith(u'"'))
        policy.chop(1);
    const QString host = originOf(m_environment.hostOrigin);
    end({.kind = Error::Kind::Web, .message = tr("This origin is not allowed to show the widget: %1").arg(host),
         .code = policy.startsWith("frame-ancestors"_L1) ? u"frame-ancestors"_s : u"X-Frame-Options"_s,
         .advice = tr("%1 answers with the policy “%2”. Ask Aeropay to put %3 on the allow-list (scheme, host and port, no path), "
                      "or set the host origin of “%4” to one that is on it.")
                       .arg(originOf(QUrl(match.captured(1))), policy, host, m_environment.name)});
}

void LoadWatch::refused(const QUrl &url, const Error &error)
{
    if (!m_origins.contains(originOf(url)) || m_spoke)
        return;
    m_refusal = error;
    end({.kind = Error::Kind::Refused, .message = tr("This program refused to open the widget at %1. %2").arg(m_widgetOrigin, error.message),
         .advice = adviceFor(error)});
}

void LoadWatch::pageFailed()
{
    end({.kind = Error::Kind::Web, .message = tr("The widget's page at %1 could not be loaded.").arg(m_widgetOrigin),
         .advice = tr("See whether this machine is online and whether %1 is the right widget origin of “%2”, then launch again.")
                       .arg(m_widgetOrigin, m_environment.name),
         .unreachable = true});
}

void LoadWatch::noAnswer()
{
    const auto seconds = int(m_answer.intervalAsDuration() / std::chrono::seconds(1));
    switch (m_phase) {
    case Phase::Nothing:
        end({.kind = Error::Kind::Web, .message = tr("The SDK put no widget on the page within %Ln second(s).", nullptr, seconds),
             .advice = tr("Choose another SDK version or file in the widget's options, then launch again.")});
        return;
    case Phase::Asked:
        end({.kind = Error::Kind::Timeout, .message = tr("The widget's page at %1 did not answer within %Ln second(s).", nullptr, seconds).arg(m_widgetOrigin),
             .advice = tr("See whether this machine is online and the service is up, then launch again.")});
        return;
    case Phase::Begun:
        Q_EMIT stuck(Error{.kind = Error::Kind::Web,
                           .message = tr("The widget's page has not finished loading after %Ln second(s).", nullptr, seconds),
                           .where = m_widgetOrigin, .advice = tr("Wait a little longer, or launch again.")});
        return;
    case Phase::Loaded:
        return;
    }
}

void LoadWatch::stillSilent()
{
    const QString says = m_last.text.isEmpty() ? QString() : tr(" The page says: “%1”").arg(m_last.text);
    Q_EMIT stuck(Error{.kind = Error::Kind::Web, .message = tr("The widget loaded but has sent no message.") + says,
                       .where = m_widgetOrigin, .advice = tr("Go on if it looks right; if it does not, launch again.")});
}

void LoadWatch::end(Error error)
{
    if (m_ended)
        return;
    m_ended = true;
    for (QTimer *timer : {&m_answer, &m_silence, &m_failure})
        timer->stop();
    error.where = m_widgetOrigin;
    Q_EMIT broke(error);
}

} // namespace console
