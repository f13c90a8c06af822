// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/brandreference.h"

#include "web/hostpage.h"

#include <QEventLoop>
#include <QFileInfo>
#include <QStandardPaths>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace console;

namespace bench {

namespace {

const QString tokenMark = u"TOKEN-OF-THIS-LAUNCH"_s, personMark = u"PERSON-OF-THIS-LAUNCH"_s;

QJsonObject paneOf(const Environment &environment, const PanePlan &plan)
{
    WidgetLaunch launch{.id = {}, .options = plan.options, .token = Secret(tokenMark.toUtf8()), .tokenExpiresAt = {},
                        .aeroPassUserUuid = personMark, .environment = environment, .locale = {}};
    const Result<Sdk> sdk = loadSdk(plan.options);
    const Result<QString> html = sdk ? hostPageHtml(launch, *sdk, newNonce()) : Result<QString>(fail(sdk.error()));
    if (!html)
        qFatal("%s", qPrintable(oneLine(html.error())));
    return {{u"name"_s, plan.key.configurationId.left(8) + u'-' + plan.key.theme}, {u"width"_s, plan.size.width()}, {u"height"_s, plan.size.height()}, {u"html"_s, *html}};
}

} // namespace

BrandReference::~BrandReference()
{
    m_program.closeWriteChannel(); // then it closes its browser and ends
    if (m_program.state() != QProcess::NotRunning && !m_program.waitForFinished(15'000))
        m_program.kill();
}

QString BrandReference::start(const SimulatorProgram &simulator, const Environment &environment, const QList<PanePlan> &plans)
{
    const QString node = QStandardPaths::findExecutable(u"node"_s), chromium = QStandardPaths::findExecutable(u"chromium"_s);
    const QString library = QStringLiteral(PLAYWRIGHT_FOLDER);
    if (node.isEmpty() || chromium.isEmpty() || !QFileInfo::exists(library))
        return u"node, chromium or playwright-core is missing; packaging/test --bench installs them"_s;
    QStringList arguments{QStringLiteral(REFERENCE_SCRIPT), library, chromium};
    if (geteuid() == 0)
        arguments << u"--no-sandbox"_s; // it does not start as root without; ours has none here, either
    m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    endWithUs(m_program);
    m_program.start(node, arguments);
    const QJsonObject first = answer();
    if (!first.contains("version"_L1))
        return u"the reference did not start"_s;
    std::printf("reference: Chromium %s, playwright-core, headless\n", qPrintable(first.value("version"_L1).toString()));
    QJsonArray panes;
    for (const PanePlan &plan : plans)
        panes.append(paneOf(environment, plan));
    QJsonObject everything = simulator.announcement();
    everything.insert(u"host"_s, hostPageUrl(environment).toString());
    everything.insert(u"panes"_s, panes);
    everything.insert(u"tokenMark"_s, tokenMark);
    everything.insert(u"personMark"_s, personMark);
    order(u"prepare"_s, everything);
    return {};
}

QJsonObject BrandReference::order(const QString &name, const QJsonObject &more)
{
    QJsonObject order = more;
    order.insert(u"order"_s, name);
    m_program.write(QJsonDocument(order).toJson(QJsonDocument::Compact) + '\n');
    const QJsonObject given = answer();
    if (given.isEmpty() || given.contains("problem"_L1))
        qFatal("the reference could not do “%s”: %s", qPrintable(name), qPrintable(given.value("problem"_L1).toString()));
    return given;
}

QJsonObject BrandReference::answer()
{
    QEventLoop loop;
    QObject::connect(&m_program, &QProcess::readyReadStandardOutput, &loop, [&] {
        if (m_program.canReadLine())
            loop.quit();
    });
    QObject::connect(&m_program, &QProcess::finished, &loop, &QEventLoop::quit);
    QObject::connect(&m_program, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    if (!m_program.canReadLine() && m_program.state() != QProcess::NotRunning)
        loop.exec();
    return QJsonDocument::fromJson(m_program.readLine()).object();
}

} // namespace bench
