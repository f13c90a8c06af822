// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/origincheck.h"

#include "session/session.h"
#include "web/brandpane.h"
#include "web/widgetview.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int mostLanes = 3;      // launches at once: each is a browser of its own
constexpr int firstNumber = 901;  // of the panes: those of the brand lab begin with 1

using Verdict = OriginResult::Verdict;

} // namespace

struct OriginCheck::Lane {
    explicit Lane(int paneNumber) : number(paneNumber) {}
    int number;          // of its pane
    std::unique_ptr<BrandPane> pane;
    int row = -1;        // what it checks now; −1: nothing
    QElapsedTimer since;
};

OriginCheck::OriginCheck(Session *session, QObject *parent) : QObject(parent), m_session(session) {}

OriginCheck::~OriginCheck()
{
    for (const auto &lane : m_lanes) {
        if (lane->pane)
            lane->pane->disconnect(this);
    }
}

int OriginCheck::done() const
{
    return int(std::count_if(m_results.cbegin(), m_results.cend(), [](const OriginResult &each) { return each.verdict != Verdict::Waiting && each.verdict != Verdict::Checking; }));
}

Result<void> OriginCheck::start(const QString &text)
{
    const QList<OriginResult> results = originsFrom(text);
    if (results.isEmpty())
        return fail(Error{.kind = Error::Kind::Input, .message = tr("There is no origin to check."), .advice = tr("Write one, as https://shop.example.")});
    if (results.size() > most)
        return fail(Error{.kind = Error::Kind::Input, .message = tr("These are %1 origins; at most %2 are checked at once.").arg(results.size()).arg(most),
                          .advice = tr("Check them in parts.")});
    cancel();
    m_results = results;
    m_environment = m_session->environments()->current();
    m_isRunning = true;
    while (qsizetype(m_lanes.size()) < mostLanes)
        m_lanes.push_back(std::make_unique<Lane>(firstNumber + int(m_lanes.size())));
    QMetaObject::invokeMethod(this, &OriginCheck::advance, Qt::QueuedConnection); // whoever started it can look at the list first
    return {};
}

void OriginCheck::cancel()
{
    if (!m_isRunning)
        return;
    m_isRunning = false;
    closeLanes();
    for (int row = 0; row < m_results.size(); ++row) {
        OriginResult &result = m_results[row];
        if (result.verdict != Verdict::Waiting && result.verdict != Verdict::Checking)
            continue;
        result.verdict = Verdict::Cancelled;
        Q_EMIT changed(row);
    }
    Q_EMIT finished();
}

int OriginCheck::nextWaiting() const
{
    const auto next = std::find_if(m_results.cbegin(), m_results.cend(), [](const OriginResult &each) { return each.verdict == Verdict::Waiting; });
    return next == m_results.cend() ? -1 : int(next - m_results.cbegin());
}

void OriginCheck::advance()
{
    if (!m_isRunning)
        return;
    for (const auto &lane : m_lanes) {
        const int row = nextWaiting();
        if (lane->row < 0 && row >= 0)
            begin(lane.get(), row);
    }
    const bool isBusy = std::any_of(m_lanes.cbegin(), m_lanes.cend(), [](const auto &lane) { return lane->row >= 0; });
    if (isBusy || !m_isRunning)
        return;
    m_isRunning = false;
    closeLanes();
    Q_EMIT finished();
}

void OriginCheck::begin(Lane *lane, int row)
{
    if (!lane->pane) {
        lane->pane = std::make_unique<BrandPane>(m_session, BrandMatrix().panes().first(), lane->number);
        lane->pane->setAttribute(Qt::WA_DontShowOnScreen);
        lane->pane->setAttribute(Qt::WA_QuitOnClose, false);
        lane->pane->show();
        if (m_limit) {
            lane->pane->view()->setLoadLimits(*m_limit, *m_limit);
            lane->pane->driver()->setLimit(*m_limit);
        }
        connect(lane->pane.get(), &BrandPane::changed, this, [this, lane] { heard(lane); });
        connect(lane->pane->flow(), &LinkFlow::launchReady, this, [lane] { lane->since.start(); });
    }
    lane->row = row;
    lane->since.invalidate();
    m_results[row].verdict = Verdict::Checking;
    Q_EMIT changed(row);
    lane->pane->setHostOrigin(m_results.at(row).origin);
    lane->pane->open();
}

void OriginCheck::heard(Lane *lane)
{
    if (lane->row < 0)
        return;
    OriginResult result = m_results.at(lane->row);
    const BrandPane &pane = *lane->pane;
    switch (pane.state()) {
    case BrandPane::State::Closed:
    case BrandPane::State::Opening: return;
    case BrandPane::State::Shown:
        if (const std::optional<Error> &reported = pane.flow()->reported()) {
            result.verdict = Verdict::Complains;
            result.message = tr("The widget's page came, and reports: %1").arg(oneLine(*reported));
            result.advice = adviceFor(*reported);
        } else {
            result.verdict = Verdict::Loads;
            result.message = tr("The widget showed its first screen.");
        }
        break;
    case BrandPane::State::Ended:
        result.verdict = Verdict::Failed;
        result.message = tr("The widget closed itself before it showed anything.");
        result.advice = tr("Look at its messages in the time line, then check again.");
        break;
    case BrandPane::State::Failed: judgeFailure(&result, pane); break;
    }
    settle(lane, result);
}

/// Only what the browser said is a refusal: whoever does not answer has refused nothing.
void OriginCheck::judgeFailure(OriginResult *result, const BrandPane &pane) const
{
    const std::optional<Error> error = pane.error();
    if (!error) {
        result->verdict = Verdict::NoAnswer;
        result->message = tr("The page was asked for, but no screen of the widget came.");
        result->advice = tr("Look whether the service is up, then check again.");
        return;
    }
    const bool isStuck = pane.flow()->trouble().has_value(), isLaunched = pane.flow()->launch().has_value();
    const bool isUnanswered = error->kind == Error::Kind::Timeout || error->unreachable || isStuck;
    result->policy = isLaunched && error->kind == Error::Kind::Web ? error->code : QString();
    result->verdict = !result->policy.isEmpty() ? Verdict::Refused : isLaunched && isUnanswered ? Verdict::NoAnswer : Verdict::Failed;
    result->message = error->message;
    result->advice = adviceFor(*error);
}

void OriginCheck::settle(Lane *lane, OriginResult result)
{
    if (lane->since.isValid())
        result.took = std::chrono::milliseconds(lane->since.elapsed());
    const int row = std::exchange(lane->row, -1);
    m_results[row] = result;
    Q_EMIT changed(row);
    // The pane is in its own change now: what is next begins out of it.
    QMetaObject::invokeMethod(this, [this, lane] {
        if (lane->pane && lane->row < 0)
            lane->pane->close();
        advance();
    }, Qt::QueuedConnection);
}

void OriginCheck::closeLanes()
{
    for (const auto &lane : m_lanes) {
        lane->row = -1;
        if (lane->pane) {
            lane->pane->disconnect(this);
            lane->pane->flow()->disconnect(this);
            lane->pane->close();
            lane->pane->deleteLater(); // it may be in its own change
            static_cast<void>(lane->pane.release());
        }
    }
}

} // namespace console
