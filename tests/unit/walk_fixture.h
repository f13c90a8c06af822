// SPDX-License-Identifier: GPL-3.0-or-later
// Made-up runs with pictures and hostile texts, and what must be true of every report of them.
#pragma once

#include "walk/reports.h"

#include <QHash>
#include <QPainter>
#include <QProcess>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QtTest>

namespace walktest {

using namespace console;
using namespace Qt::StringLiterals;

inline const QString hostile = u"<script>alert(1)</script>\" onload=\"x()' ]]> --> <!-- walk:end --> & \x01\x1b\r\n"_s + QChar(0xd800) + QChar(0xfffe);

inline std::chrono::milliseconds ms(qint64 count)
{
    return std::chrono::milliseconds(count);
}

/// A screen of a widget, near enough: 375 × 688 at two pixels for each.
inline QImage drawnScreen(const QString &title, int number)
{
    QImage image(750, 1376, QImage::Format_ARGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(0, 0, 750, 120, QColor(0xf4, 0xf5, 0xf7));
    painter.setPen(QColor(0x1f, 0x23, 0x28));
    painter.setFont(QFont(u"DejaVu Sans"_s, 26));
    painter.drawText(QRect(60, 180, 640, 120), Qt::TextWordWrap, title);
    painter.setFont(QFont(u"DejaVu Sans"_s, 16));
    for (int row = 0; row < 7; ++row) {
        const QRect box(60, 340 + row * 110, 630, 92);
        painter.setBrush(QColor::fromHsv((row * 47 + number * 31) % 360, 60, 235));
        painter.drawRoundedRect(box, 16, 16);
        painter.drawText(box.adjusted(100, 0, 0, 0), Qt::AlignVCenter, u"Aerobank %1 · ••••%2"_s.arg(row + number).arg(1000 + row * 7 + number));
    }
    painter.setBrush(QColor(0x1c, 0x45, 0x87));
    painter.drawRoundedRect(60, 1200, 630, 100, 20, 20);
    painter.setPen(Qt::white);
    painter.drawText(QRect(60, 1200, 630, 100), Qt::AlignCenter, u"Continue"_s);
    return image;
}

inline bool isFullSize()
{
    return qEnvironmentVariableIsSet("CONSOLE_PICTURES");
}

/// A small one, which is enough for all but eyes and size().
inline QImage screen(const QString &title, int number)
{
    static QHash<QString, QImage> drawn;
    QImage &image = drawn[title + QString::number(number)];
    if (image.isNull())
        image = isFullSize() ? drawnScreen(title, number) : drawnScreen(title, number).scaledToWidth(30);
    return image;
}

inline CaseResult passed(int number, int steps = 6, bool pictures = true)
{
    static const QStringList names{u"Create a user"_s, u"Open the widget"_s, u"Continue from the welcome page"_s, u"Choose Aerobank NonOAuth"_s, u"Sign in as sync / no_mfa"_s, u"onSuccess arrives"_s};
    CaseResult result{.id = u"test-banks/link-%1"_s.arg(number), .name = u"Link Aerobank, login %1"_s.arg(number), .file = u"test-banks.json"_s, .tags = {u"smoke"_s},
                      .startedAt = QDateTime(QDate(2026, 3, 9), QTime(14, 10, number % 60), Qt::UTC), .took = ms(4000 + number * 137), .verdict = Verdict::Passed, .hadGreen = number % 2 == 0};
    for (int i = 0; i < steps; ++i) {
        StepResult step{.name = names.at(i % names.size()), .outcome = StepResult::Outcome::Passed, .took = ms(120 + i * 210), .line = 12 + i};
        if (pictures)
            step.picture = screen(step.name, i == 5 ? 4 : i + number);
        result.steps << step;
    }
    result.timeLine = {{ms(12), u"http"_s, u"good"_s, u"POST /v2/token_widget 200"_s, u"84 ms"_s}, {ms(640), u"widget"_s, u"info"_s, u"widgetLoaded"_s, {}}, {ms(3100), u"callback"_s, u"good"_s, u"onSuccess"_s, u"v2 form, connections: 1"_s}};
    return result;
}

inline CaseResult failed(int number, Verdict verdict)
{
    CaseResult result = passed(number);
    result.verdict = verdict;
    result.steps[4].outcome = StepResult::Outcome::Failed;
    result.steps[4].error = Error{.kind = Error::Kind::Timeout, .message = u"button “Continue” did not appear within 15 s."_s, .where = u"button “Continue”"_s};
    result.steps[5] = {.name = u"onSuccess arrives"_s, .line = 17};
    result.why = u"The widget has no button “Continue” that could be used."_s;
    result.advice = u"Look at the picture. If the widget is right, name what is there now in the walk; if not, tell Aeropay."_s;
    result.evidence = {u"Timeout: button “Continue” did not appear within 15 s."_s, u"POST /v2/token_widget 200 from api.example.com"_s};
    result.nearest = {u"button “Continue to your bank”"_s, u"button “Cancel”"_s, u"heading “Sign in”"_s};
    result.differs = {u"message pageSuccess was not there."_s, u"“Sign in as sync / no_mfa” took 15.0 s; in the last green run 0.9 s."_s};
    result.timeLine << TimeLine{ms(15000), u"problem"_s, u"bad"_s, u"step failed"_s, u"button “Continue” did not appear"_s};
    return result;
}

inline RunResult runOf(const QList<CaseResult> &cases)
{
    return {.environment = u"Simulator"_s, .isSimulated = true, .toolVersion = u"0.1.0"_s, .startedAt = QDateTime(QDate(2026, 3, 9), QTime(14, 10), Qt::UTC), .took = ms(83400), .plan = u"0123456789abcdef"_s, .isWhole = true, .cases = cases};
}

/// One of each verdict, and a flaky one.
inline RunResult mixed()
{
    QList<CaseResult> cases{passed(1), failed(2, Verdict::WidgetChanged), passed(3), failed(4, Verdict::BankSaidNo), failed(5, Verdict::IntegrationBroke), failed(6, Verdict::ServiceDown), failed(7, Verdict::Environment), failed(8, Verdict::Script)};
    cases[2].attempt = 2;
    cases[2].hadGreen = true;
    cases[3].file = u"folder/returning.user.json"_s;
    cases[5].why = u"api.example.com answered POST /v2/token_widget with HTTP 503."_s;
    CaseResult missing = passed(9, 3, false);
    missing.verdict = Verdict::NotRun;
    missing.steps = {{.name = u"Create a user"_s}};
    missing.took = ms(0);
    return runOf(cases << missing);
}

inline void replaceTexts(CaseResult *result, const QString &text)
{
    for (QString *each : {&result->name, &result->why, &result->advice})
        *each = text;
    result->tags = result->evidence = result->nearest = result->differs = {text};
    for (StepResult &step : result->steps) {
        step.name = step.note = text;
        if (step.error)
            step.error->message = step.error->where = step.error->code = text;
    }
    for (TimeLine &line : result->timeLine)
        line.kind = line.level = line.title = line.detail = text;
}

inline RunResult hostileRun()
{
    RunResult run = mixed();
    run.environment = run.toolVersion = run.plan = hostile;
    for (CaseResult &each : run.cases) {
        replaceTexts(&each, hostile);
        each.id += hostile;
        each.file = hostile;
    }
    return run;
}

inline QString xmllint(const QByteArray &xml)
{
    if (QByteArray(XMLLINT).isEmpty() || QByteArray(XMLLINT).endsWith("NOTFOUND"))
        return u"xmllint is missing: install libxml2-utils"_s;
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(XMLLINT), {u"--nonet"_s, u"--noout"_s, u"--schema"_s, QStringLiteral(JUNIT_SCHEMA), u"-"_s});
    process.write(xml);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        return u"xmllint did not run"_s;
    return process.exitCode() == 0 ? QString() : QString::fromUtf8(process.readAll());
}

/// The texts of all elements of a name, or of one of their attributes.
inline QStringList valuesIn(const QByteArray &xml, const QString &name, const QString &attribute = {})
{
    QStringList values;
    QXmlStreamReader reader(xml);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == name)
            values << (attribute.isEmpty() ? reader.readElementText() : reader.attributes().value(attribute).toString());
    }
    return reader.hasError() ? QStringList{reader.errorString()} : values;
}

/// Nothing runs, nothing is fetched, no text became markup.
inline void checkHtml(const QByteArray &html)
{
    QString text = QString::fromUtf8(html);
    text.remove(QRegularExpression(u"<!-- [^<>]*-->"_s)); // heads of walks: nothing in them ends a comment
    QVERIFY(!text.contains(u"<!--"_s) && !text.contains(u"-->"_s));
    QVERIFY(text.contains(u"default-src 'none'; img-src data:; style-src 'unsafe-inline'"_s));
    QVERIFY(!text.contains(u"<script"_s, Qt::CaseInsensitive));
    QVERIFY(!text.contains(QRegularExpression(u"<[^>\"]*(\"[^\"]*\"[^>\"]*)*\\son[a-z]+="_s)));
    static const QRegularExpression elsewhere(u"(src|href|action)\\s*=\\s*\"(?!data:image/(png|jpeg);base64,|#w-)"_s);
    QVERIFY(!text.contains(elsewhere));
    QVERIFY(!text.contains(u"url("_s) && !text.contains(u"@import"_s) && !text.contains(u"<link"_s));
    QVERIFY(!text.contains(QChar(0x1b)) && !text.contains(QChar(0x01)));
}

} // namespace walktest
