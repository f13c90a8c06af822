// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/driveraction.h"

#include "web/inputevents.h"
#include "web/popupwindow.h"
#include "web/widgetview.h"

#include <QJsonArray>
#include <QWebEngineView>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr std::chrono::milliseconds pollInterval{25};
constexpr std::chrono::milliseconds receiptLimit{1500}; // then the page has certainly not received it

/// A box in the page's CSS pixels, in the view's own.
QRect toRect(const QJsonArray &box, qreal zoom)
{
    return QRectF(box.at(0).toDouble() * zoom, box.at(1).toDouble() * zoom, box.at(2).toDouble() * zoom, box.at(3).toDouble() * zoom)
        .toAlignedRect();
}

/// Keys and clicks that a document received; nothing when it is gone.
std::optional<std::pair<int, int>> counts(const QJsonObject &answer, const QString &document)
{
    const QJsonValue pair = answer.value("counts"_L1).toObject().value(document);
    if (!pair.isArray())
        return std::nullopt;
    return std::pair(pair.toArray().at(0).toInt(), pair.toArray().at(1).toInt());
}

} // namespace

DriverAction::DriverAction(Kind kind, const Target &target, const QString &text, WidgetView *view,
                           std::chrono::milliseconds limit, QObject *receiver, Settled then, QObject *parent)
    : QObject(parent), m_kind(kind), m_target(target), m_text(text), m_view(view), m_limit(limit), m_deadline(limit),
      m_receiver(receiver), m_then(std::move(then))
{
    m_poll.setSingleShot(true);
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &DriverAction::look);
    m_receiptPoll.setSingleShot(true);
    m_receiptPoll.setInterval(pollInterval);
    connect(&m_receiptPoll, &QTimer::timeout, this, &DriverAction::askReceipt);
}

void DriverAction::start()
{
    m_poll.start(0);
}

void DriverAction::again()
{
    m_poll.start(pollInterval);
}

QList<QWebEngineView *> DriverAction::views() const
{
    QList<QWebEngineView *> list;
    if (!m_view)
        return list;
    if (m_target.where != Target::Where::Widget) {
        const QList<PopupWindow *> popups = m_view->popups();
        for (auto it = popups.crbegin(); it != popups.crend(); ++it)
            list.append((*it)->view());
    }
    if (m_target.where != Target::Where::Popup && m_view->view())
        list.append(m_view->view());
    return list;
}

QJsonObject DriverAction::query() const
{
    return {{u"op"_s, u"find"_s}, {u"role"_s, m_target.role}, {u"names"_s, QJsonArray::fromStringList(m_target.names)},
            {u"field"_s, m_target.field}, {u"scroll"_s, m_kind == Kind::Click || (m_kind == Kind::Type && !m_isClicked)}};
}

void DriverAction::look()
{
    if (!m_receiver || !m_view) {
        deleteLater();
        return;
    }
    if (m_deadline.hasExpired()) {
        timedOut();
        return;
    }
    QList<QWebEnginePage *> pages;
    for (QWebEngineView *view : views())
        pages.append(view->page());
    if (pages.isEmpty()) {
        if (m_kind == Kind::Probe)
            timedOut();
        else
            again(); // the widget may open yet
        return;
    }
    AgentQuestion::ask(pages, query(), this, [this](const QList<AgentQuestion::Answer> &answers) { judge(answers); });
}

DriverAction::Candidate DriverAction::best(const QList<AgentQuestion::Answer> &answers) const
{
    // Pages come in order of preference: the first one that shows the target at all is meant.
    for (const AgentQuestion::Answer &answer : answers) {
        QWebEngineView *view = QWebEngineView::forPage(answer.page);
        if (!view)
            continue;
        Candidate chosen;
        for (const QJsonValue value : answer.body.value("found"_L1).toArray()) {
            const QJsonObject one = value.toObject();
            Candidate candidate{.view = view, .found = {}, .rank = one.value("rank"_L1).toDouble(),
                                .document = one.value("document"_L1).toString()};
            std::tie(candidate.keys, candidate.clicks) = counts(answer.body, candidate.document).value_or(std::pair(0, 0));
            candidate.found = {.role = one.value("role"_L1).toString(), .name = one.value("name"_L1).toString(),
                               .value = one.value("value"_L1).toString(), .rect = toRect(one.value("rect"_L1).toArray(), view->zoomFactor()),
                               .enabled = one.value("enabled"_L1).toBool(), .inPopup = view != m_view->view()};
            candidate.focused = one.value("focused"_L1).toBool();
            candidate.ready = candidate.found.enabled && !one.value("covered"_L1).toBool() && !one.value("moving"_L1).toBool()
                && view->rect().contains(candidate.found.rect.center());
            const bool better = !chosen.view || (candidate.ready && !chosen.ready)
                || (candidate.ready == chosen.ready && candidate.rank < chosen.rank);
            if (better)
                chosen = candidate;
        }
        if (chosen.view)
            return chosen;
    }
    return {};
}

void DriverAction::judge(const QList<AgentQuestion::Answer> &answers)
{
    if (!m_receiver || !m_view) {
        deleteLater();
        return;
    }
    const Candidate candidate = best(answers);
    if (m_kind == Kind::Probe) {
        if (candidate.ready)
            settle(candidate.found);
        else
            timedOut();
    } else if (!candidate.view) {
        m_near.clear();
        for (const AgentQuestion::Answer &answer : answers) {
            for (const QJsonValue one : answer.body.value("near"_L1).toArray())
                m_near.append(one.toString());
        }
        m_obstacle.clear();
        again();
    } else if (m_kind == Kind::Find) {
        settle(candidate.found);
    } else if (!candidate.ready) {
        m_obstacle = candidate.found.enabled ? tr("it is covered or moves") : tr("it is disabled");
        again();
    } else {
        act(candidate);
    }
}

void DriverAction::act(const Candidate &candidate)
{
    m_chosen = candidate;
    m_chosenView = candidate.view;
    if (m_kind == Kind::Type && m_isClicked && candidate.focused) {
        m_isTyped = true;
        awaitReceipt(candidate.keys + input::replaceText(candidate.view, m_text), 0);
    } else {
        if (m_beforeClick)
            m_beforeClick();
        input::click(candidate.view, candidate.found.rect.center());
        awaitReceipt(0, candidate.clicks + 1);
    }
}

void DriverAction::awaitReceipt(int keys, int clicks)
{
    m_awaitKeys = keys;
    m_awaitClicks = clicks;
    m_patience.setRemainingTime(receiptLimit);
    askReceipt();
}

// The agent counts the trusted events that its document received. A document that is gone, with its page or its
// frame, went because of them.
void DriverAction::askReceipt()
{
    if (!m_chosenView || !m_chosenView->page()) {
        received();
        return;
    }
    AgentQuestion::ask({m_chosenView->page()}, {{u"op"_s, u"count"_s}}, this, [this](const QList<AgentQuestion::Answer> &answers) {
        const auto seen = answers.isEmpty() ? std::nullopt : counts(answers.first().body, m_chosen.document);
        if (!seen || (seen->first >= m_awaitKeys && seen->second >= m_awaitClicks)) {
            received();
        } else if (m_patience.hasExpired()) {
            m_isClicked = m_isTyped = false;
            look(); // lost on the way, as while a window is just being shown: look again, and act again
        } else {
            m_receiptPoll.start();
        }
    });
}

void DriverAction::received()
{
    if (m_kind == Kind::Type && !m_isTyped) {
        m_isClicked = true;
        look(); // it was at rest a moment ago
    } else {
        settle(m_chosen.found);
    }
}

void DriverAction::settle(const Result<Found> &result)
{
    deleteLater();
    if (m_receiver)
        m_then(result);
}

void DriverAction::timedOut()
{
    const auto seconds = m_limit / std::chrono::seconds(1);
    const QString message = m_obstacle.isEmpty()
        ? tr("%1 did not appear within %2 s.").arg(m_target.describe()).arg(seconds)
        : tr("%1 could not be used within %2 s: %3.").arg(m_target.describe()).arg(seconds).arg(m_obstacle);
    settle(fail(Error{.kind = Error::Kind::Timeout, .message = message, .where = m_target.describe(),
                      .advice = m_near.isEmpty() ? tr("Nothing that can be used was visible.")
                                                 : tr("Visible were: %1.").arg(m_near.mid(0, 12).join(u", "_s))}));
}

} // namespace console
