// SPDX-License-Identifier: GPL-3.0-or-later
// AgentQuestion: asks the agents of some pages one thing and collects their answers; then deletes itself.
#pragma once

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QWebEnginePage>

#include <functional>

namespace console {

/// An answer takes some frames of the page, and runJavaScript does not wait for promises, so it is fetched by
/// short polls. A page that does not answer within the limit, or dies, is left out.
class AgentQuestion : public QObject
{
    Q_OBJECT
public:
    struct Answer {
        QPointer<QWebEnginePage> page;
        QJsonObject body;
    };
    using Then = std::function<void(const QList<Answer> &)>;

    /// Settles once, in the order of `pages`; not at all when `parent` dies first.
    static void ask(const QList<QWebEnginePage *> &pages, const QJsonObject &query, QObject *parent, Then then);

private:
    AgentQuestion(const QList<QWebEnginePage *> &pages, Then then, QObject *parent);
    void start(const QJsonObject &query);
    void fetch();
    void finish();
    void received(qsizetype index, const QVariant &value);
    bool isComplete() const;
    struct Place {
        QPointer<QWebEnginePage> page;
        QJsonObject body;
        bool done = false;
        bool fetching = false;
        bool isAgentThere = false;
    };
    QList<Place> m_places;
    QString m_ask, m_fetch; // scripts
    Then m_then;
    QTimer m_poll;
    QElapsedTimer m_clock;
    quint64 m_number;
};

} // namespace console
