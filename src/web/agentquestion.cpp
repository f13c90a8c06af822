// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/agentquestion.h"

#include <QJsonDocument>
#include <QWebEngineScript>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr std::chrono::milliseconds pollInterval{8};
constexpr qint64 answerLimit = 2500; // ms; the agent itself gives a frame 1 s
constexpr qint64 graceLimit = 300;   // ms for a page that stands still, such as an empty window, which has no agent

quint64 nextNumber()
{
    static quint64 number = 0; // unique per process: two drivers may ask the same page
    return ++number;
}

} // namespace

void AgentQuestion::ask(const QList<QWebEnginePage *> &pages, const QJsonObject &query, QObject *parent, Then then)
{
    (new AgentQuestion(pages, std::move(then), parent))->start(query);
}

AgentQuestion::AgentQuestion(const QList<QWebEnginePage *> &pages, Then then, QObject *parent)
    : QObject(parent), m_then(std::move(then)), m_number(nextNumber())
{
    for (QWebEnginePage *page : pages)
        m_places.append(Place{.page = page, .body = {}});
    m_poll.setSingleShot(true);
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &AgentQuestion::fetch);
    m_clock.start();
}

void AgentQuestion::start(const QJsonObject &query)
{
    // The query as a JavaScript string literal: JSON text of a one-element list, without its brackets.
    const QByteArray json = QJsonDocument(query).toJson(QJsonDocument::Compact);
    const QByteArray list = QJsonDocument(QJsonArray{QString::fromUtf8(json)}).toJson(QJsonDocument::Compact);
    m_ask = u"globalThis.consoleAgent && consoleAgent.ask(%1, %2)"_s.arg(m_number).arg(QString::fromUtf8(list.mid(1, list.size() - 2)));
    m_fetch = u"globalThis.consoleAgent ? consoleAgent.answer(%1) : null"_s.arg(m_number);
    for (const Place &place : std::as_const(m_places))
        place.page->runJavaScript(m_ask, QWebEngineScript::ApplicationWorld);
    m_poll.start();
}

void AgentQuestion::fetch()
{
    for (qsizetype i = 0; i < m_places.size(); ++i) {
        Place &place = m_places[i];
        if (place.done || place.fetching || !place.page)
            continue;
        place.fetching = true;
        // The page may call back while it dies, after us.
        place.page->runJavaScript(m_fetch, QWebEngineScript::ApplicationWorld,
                                  [self = QPointer<AgentQuestion>(this), i](const QVariant &value) {
                                      if (self)
                                          self->received(i, value);
                                  });
    }
    if (isComplete())
        finish();
    else
        m_poll.start();
}

void AgentQuestion::finish()
{
    m_poll.stop();
    QList<Answer> answers;
    for (const Place &place : std::as_const(m_places)) {
        if (place.done && place.page)
            answers.append({place.page, place.body});
    }
    deleteLater();
    m_then(answers);
}

void AgentQuestion::received(qsizetype index, const QVariant &value)
{
    Place &place = m_places[index];
    place.fetching = false;
    place.isAgentThere = value.typeId() == QMetaType::QString;
    if (!place.isAgentThere) {
        if (place.page) // the document that was asked is gone, or not there yet: ask its successor
            place.page->runJavaScript(m_ask, QWebEngineScript::ApplicationWorld);
        return;
    }
    const QString text = value.toString();
    if (text.isEmpty())
        return; // still thinking
    place.body = QJsonDocument::fromJson(text.toUtf8()).object();
    place.done = true;
    if (m_poll.isActive() && isComplete()) // else fetch() is under way, and sees it
        finish();
}

bool AgentQuestion::isComplete() const
{
    return std::all_of(m_places.cbegin(), m_places.cend(), [this](const Place &place) {
        if (place.done || !place.page)
            return true;
        return m_clock.hasExpired(place.isAgentThere || place.page->isLoading() ? answerLimit : graceLimit);
    });
}

} // namespace console
