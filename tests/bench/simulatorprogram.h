// SPDX-License-Identifier: GPL-3.0-or-later
// SimulatorProgram: the simulator as a process of its own, so that its time and memory are nobody else's.
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSettings>

#include <csignal>
#include <sys/prctl.h>

namespace bench {

/// Also when this program ends by a qFatal(), without a destructor.
inline void endWithUs(QProcess &program)
{
    program.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
}

class SimulatorProgram
{
public:
    bool start()
    {
        endWithUs(m_program);
        m_program.start(QStringLiteral(SIMULATOR_PROGRAM), {});
        if (!m_program.waitForStarted() || !m_program.waitForReadyRead(30'000))
            return false;
        m_keys = QJsonDocument::fromJson(m_program.readLine()).object();
        return true;
    }
    ~SimulatorProgram()
    {
        m_program.terminate();
        m_program.waitForFinished(10'000);
    }
    qint64 pid() const { return m_program.processId(); }
    const QJsonObject &announcement() const { return m_keys; }
    QString key(const char *name) const { return m_keys.value(QLatin1StringView(name)).toString(); }
    /// Our program finds it there as the environment of the user's own that was chosen last.
    void describe(const QString &settingsFile) const
    {
        QSettings settings(settingsFile, QSettings::IniFormat);
        const QString id = QStringLiteral("custom-bench");
        const QJsonObject environment{
            {QStringLiteral("id"), id}, {QStringLiteral("name"), QStringLiteral("Bench")}, {QStringLiteral("aerosyncApi"), key("api")},
            {QStringLiteral("aeropassApi"), key("aeropay")}, {QStringLiteral("aeropassForm"), QStringLiteral("v2")},
            {QStringLiteral("widgetOrigin"), key("widget")}, {QStringLiteral("hostOrigin"), key("hostOrigin")},
            {QStringLiteral("sdkEnvironment"), QStringLiteral("sandbox")}, {QStringLiteral("reach"), QStringLiteral("loopback")}};
        settings.setValue(QStringLiteral("environment/custom"), QString::fromUtf8(QJsonDocument(QJsonArray{environment}).toJson(QJsonDocument::Compact)));
        settings.setValue(QStringLiteral("environment/id"), id);
        for (const auto &[name, value] : {std::pair("AEROSYNC_API_KEY", "apiKey"), std::pair("AEROSYNC_API_SECRET", "apiSecret"), std::pair("AEROPAY_API_KEY", "aeropayApiKey"),
                                          std::pair("AEROPAY_API_SECRET", "aeropayApiSecret"), std::pair("AEROPAY_MERCHANT_ID", "merchantId")})
            qputenv(name, key(value).toUtf8());
    }

private:
    QProcess m_program;
    QJsonObject m_keys;
};

} // namespace bench
