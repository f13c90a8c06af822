// SPDX-License-Identifier: GPL-3.0-or-later
// ScriptedNetwork: a QNetworkAccessManager that opens no connection: each path has its list of answers. A request to
// a path without one fails the test. Counts how many requests are in flight per path.
#pragma once

#include "support/fakereply.h"

#include <QHash>
#include <QPointer>

namespace support {

class ScriptedNetwork : public QNetworkAccessManager
{
    Q_OBJECT
public:
    using QNetworkAccessManager::QNetworkAccessManager;
    /// "POST /v2/token"; `*` stands for one path segment. Adds to what is there already; the last answer of a path is
    /// given again and again.
    void on(const QByteArray &verbAndPath, const FakeAnswer &answer);
    void on(const QByteArray &verbAndPath, const QByteArray &json, int status = 200) { on(verbAndPath, FakeAnswer{.status = status, .body = json}); }
    /// Takes a path's answers away, to script it anew.
    void forget(const QByteArray &verbAndPath) { m_answers.remove(verbAndPath); }
    const QList<SeenRequest> &asked() const { return m_asked; }
    int count(const QByteArray &verbAndPath) const { return m_counts.value(verbAndPath); }
    int mostInFlight(const QByteArray &verbAndPath) const { return m_most.value(verbAndPath); }
    int inFlight() const;
    QByteArray lastBody(const QByteArray &verbAndPath) const { return m_lastBody.value(verbAndPath); }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    QByteArray keyOf(const QByteArray &verb, const QString &path) const;
    QHash<QByteArray, QList<FakeAnswer>> m_answers;
    QHash<QByteArray, QList<QPointer<FakeReply>>> m_running;
    QHash<QByteArray, int> m_counts, m_most;
    QHash<QByteArray, QByteArray> m_lastBody;
    QList<SeenRequest> m_asked;
};

} // namespace support
