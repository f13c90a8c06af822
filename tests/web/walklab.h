// SPDX-License-Identifier: GPL-3.0-or-later
// WalkLab: a lane on the real simulator with the real widget, for tests of what walks do and how they are judged.
#pragma once

#include "app/world.h"
#include "runner/walklane.h"
#include "support/until.h"
#include "walk/walkfile.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

class WalkLab
{
public:
    /// `limit`: of each step's wait. `speed`: of the simulator's clock.
    bool start(std::chrono::milliseconds limit, double speed = 60)
    {
        m_world = std::make_unique<console::World>(console::World::Secrets::MemoryOnly, m_folder.filePath(QStringLiteral("settings.ini")));
        if (!session()->environments()->choose(QStringLiteral("simulator")))
            return false;
        m_world->wake(speed, 1);
        if (!until([this] { return session()->environments()->isReady() && session()->keys()->credentials().hasAerosync(); }, 20000, 5))
            return false;
        m_lane = std::make_unique<console::WalkLane>(session(), console::WalkLane::Order{.limit = limit, .pictures = false, .speed = speed});
        QObject::connect(m_lane.get(), &console::WalkLane::finished, m_lane.get(), [this](const console::CaseResult &result) { m_result = result; });
        m_lane->view()->show();
        return true;
    }
    void end()
    {
        m_lane.reset();
        m_world.reset();
    }
    console::Session *session() const { return m_world->session(); }
    console::WalkLane *lane() const { return m_lane.get(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    /// What the file says, read by the real reader. Problems fail the test that asks for it.
    QList<console::WalkCase> read(const QByteArray &json, const QString &name = QStringLiteral("test.json"))
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(json);
        file.close();
        const console::WalkReading reading = console::readWalks({path(name)});
        for (const console::WalkProblem &problem : reading.problems)
            QTest::qFail(qPrintable(problem.text()), __FILE__, __LINE__);
        return reading.book.cases;
    }

    console::CaseResult run(const console::WalkCase &walk, int within = 60000)
    {
        m_result.reset();
        m_lane->run(walk);
        until([this] { return m_result.has_value(); }, within, 5);
        return m_result.value_or(console::CaseResult());
    }

    /// A question to the simulator's control surface, as a tester beside the program would ask it.
    QJsonObject ask(const QByteArray &verb, const QString &path, const QJsonObject &body = {})
    {
        QUrl url = session()->environments()->current().aerosyncApi;
        url.setPath(path);
        QNetworkRequest request(url);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, verb, body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson()));
        until([&] { return reply->isFinished(); }, 10000, 5);
        return QJsonDocument::fromJson(reply->readAll()).object();
    }

    /// All that is known of a run, for the output of a failing test.
    static QString describe(const console::CaseResult &result)
    {
        QString text = QStringLiteral("%1: %2 — %3\n").arg(result.id, console::verdictName(result.verdict), result.why);
        for (const console::StepResult &step : result.steps) {
            text += QStringLiteral("  %1 %2 ms %3 %4\n").arg(int(step.outcome)).arg(step.took.count()).arg(step.name, step.error ? console::oneLine(*step.error) : QString());
        }
        text += QStringLiteral("evidence: %1\nnearest: %2\n").arg(result.evidence.join(QStringLiteral(" | ")), result.nearest.join(QStringLiteral(", ")));
        for (const console::TimeLine &line : result.timeLine)
            text += QStringLiteral("  %1 %2 %3 %4\n").arg(line.at.count()).arg(line.kind, line.title, line.detail);
        return text;
    }

private:
    QTemporaryDir m_folder;
    QNetworkAccessManager m_network;
    std::unique_ptr<console::World> m_world;
    std::unique_ptr<console::WalkLane> m_lane;
    std::optional<console::CaseResult> m_result;
};
