// SPDX-License-Identifier: GPL-3.0-or-later
// ScriptedNetwork: a QNetworkAccessManager that opens no connection: each path has its list of answers. A request to
// a path without one fails the test. Counts how many requests are in flight per path.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <chrono>

namespace support {

/// One answer. The last one of a path is given again and again.
struct Scripted {
    int status = 200;
    QByteArray body = "{}";
    std::chrono::milliseconds delay{0};
    bool hangs = false;                                           ///< never answers
    QNetworkReply::NetworkError failure = QNetworkReply::NoError; ///< instead of an answer
    QList<QNetworkReply::RawHeaderPair> headers = {};
};

struct Asked {
    QByteArray verb;
    QUrl url;
    QByteArray body;
    QNetworkRequest request;
};

class ScriptedReply : public QNetworkReply
{
    Q_OBJECT
public:
    ScriptedReply(const Scripted &answer, QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QObject *parent);
    void abort() override;
    qint64 bytesAvailable() const override { return m_left.size() + QNetworkReply::bytesAvailable(); }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *into, qint64 most) override;

private:
    void deliver();
    Scripted m_answer;
    QByteArray m_left;
    QTimer m_timer;
};

class ScriptedNetwork : public QNetworkAccessManager
{
    Q_OBJECT
public:
    using QNetworkAccessManager::QNetworkAccessManager;
    /// "POST /v2/token"; `*` stands for one path segment. Adds to what is there already.
    void on(const QByteArray &verbAndPath, const Scripted &answer);
    void on(const QByteArray &verbAndPath, const QByteArray &json, int status = 200) { on(verbAndPath, Scripted{.status = status, .body = json}); }
    /// Takes a path's answers away, to script it anew.
    void forget(const QByteArray &verbAndPath) { m_answers.remove(verbAndPath); }
    const QList<Asked> &asked() const { return m_asked; }
    int count(const QByteArray &verbAndPath) const { return m_counts.value(verbAndPath); }
    int mostInFlight(const QByteArray &verbAndPath) const { return m_most.value(verbAndPath); }
    int inFlight() const;
    QByteArray lastBody(const QByteArray &verbAndPath) const { return m_lastBody.value(verbAndPath); }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    QByteArray keyOf(const QByteArray &verb, const QString &path) const;
    QHash<QByteArray, QList<Scripted>> m_answers;
    QHash<QByteArray, QList<QPointer<ScriptedReply>>> m_running;
    QHash<QByteArray, int> m_counts, m_most;
    QHash<QByteArray, QByteArray> m_lastBody;
    QList<Asked> m_asked;
};

} // namespace support
