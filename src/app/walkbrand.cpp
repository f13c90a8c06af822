// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/walkbrand.h"

#include "app/walkwords.h"
#include "app/world.h"
#include "runner/brandoutput.h"
#include "web/browsercheck.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QStyleHints>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Orders {
    QString environment, settings;
    double speed = 1;
    quint32 seed = 1;
    BrandRun::Order run;
    BrandOutput output;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("console::walkBrand", text);
}

QStringList listOf(const QCommandLineParser &parser, const QString &name)
{
    QStringList all;
    for (const QString &value : parser.values(name))
        all += value.split(u',', Qt::SkipEmptyParts);
    return all;
}

void addOptions(QCommandLineParser &parser)
{
    const auto add = [&](const QString &name, const QString &text, const QString &value, const QString &standard = {}) {
        parser.addOption(QCommandLineOption(name, text, value, standard));
    };
    parser.addHelpOption();
    add(u"config"_s, tr("configurationId; may be repeated, or a list with commas (default: none, the unbranded widget)."), u"id"_s);
    add(u"theme"_s, tr("light, dark, or both (default: light)."), u"list"_s);
    add(u"type"_s, tr("iframe, embedded, browser (default: iframe)."), u"list"_s);
    add(u"sdk"_s, tr("SDK versions (default: 2.1.4)."), u"list"_s);
    add(u"size"_s, tr("phone, tablet, desktop or 800x600 (default: phone)."), u"list"_s);
    add(u"locale"_s, tr("Languages of the browser, as en-US (default: the system's)."), u"list"_s);
    add(u"screens"_s, tr("Screens to picture (default: all): %1."), u"list"_s);
    add(u"scale"_s, tr("Pixels of the pictures for each CSS pixel, 0.25 to 4 (default: 1)."), u"factor"_s, u"1"_s);
    add(u"pictures"_s, tr("Save every picture in this folder."), u"folder"_s);
    add(u"sheet"_s, tr("Write a contact sheet: .png, .pdf or .html."), u"file"_s);
    add(u"brand-sheet"_s, tr("Measure against this brand sheet (JSON; see the manual); may be repeated."), u"file"_s);
    add(u"report"_s, tr("Write the report of what was measured: .html."), u"file"_s);
    add(u"baseline"_s, tr("Compare with the accepted pictures in this folder."), u"folder"_s);
    add(u"set"_s, tr("Set of accepted pictures in that folder (default: default)."), u"name"_s, u"default"_s);
    parser.addOption(QCommandLineOption(u"accept"_s, tr("What is new or changed becomes the accepted picture.")));
    add(u"environment"_s, tr("Environment by name (default: simulator)."), u"name"_s, u"simulator"_s);
    add(u"settings"_s, tr("Environments of your own come from this settings file (default: none)."), u"file"_s);
    add(u"speed"_s, tr("Speed of the simulator's clock (default: 1)."), u"factor"_s, u"1"_s);
    add(u"seed"_s, tr("Seed of the simulator's data (default: 1)."), u"number"_s, u"1"_s);
}

/// Empty, or what is wrong in one sentence.
QString readMatrix(const QCommandLineParser &parser, BrandMatrix *matrix)
{
    for (const QString &id : listOf(parser, u"config"_s))
        matrix->configurations.append({{}, id.trimmed()});
    matrix->themes = listOf(parser, u"theme"_s);
    for (const QString &theme : std::as_const(matrix->themes)) {
        if (theme != "light"_L1 && theme != "dark"_L1)
            return tr("there is no theme “%1”").arg(theme);
    }
    const QList<std::pair<QString, LaunchType>> types{{u"iframe"_s, LaunchType::Iframe}, {u"embedded"_s, LaunchType::EmbeddedBankView}, {u"browser"_s, LaunchType::SystemBrowser}};
    for (const QString &word : listOf(parser, u"type"_s)) {
        const auto type = std::find_if(types.begin(), types.end(), [&](const auto &each) { return each.first == word; });
        if (type == types.end())
            return tr("there is no type of launch “%1”").arg(word);
        matrix->types.append(type->second);
    }
    matrix->sdkVersions = listOf(parser, u"sdk"_s);
    matrix->locales = listOf(parser, u"locale"_s);
    for (const QString &word : listOf(parser, u"size"_s)) {
        const Result<PaneSize> size = paneSizeFrom(word);
        if (!size)
            return oneLine(size.error());
        matrix->sizes.append(*size);
    }
    if (matrix->size() > BrandMatrix::most)
        return tr("that makes %1 panes; at most %2 at once").arg(matrix->size()).arg(BrandMatrix::most);
    return {};
}

/// Empty, or what is wrong in one sentence.
QString readOutput(const QCommandLineParser &parser, Orders *orders)
{
    BrandOutput &output = orders->output;
    output.pictures = parser.value(u"pictures"_s);
    output.sheet = parser.value(u"sheet"_s);
    output.report = parser.value(u"report"_s);
    output.baseline = parser.value(u"baseline"_s);
    output.set = parser.value(u"set"_s);
    output.accept = parser.isSet(u"accept"_s);
    output.toolVersion = QCoreApplication::applicationVersion();
    for (const QString &file : parser.values(u"brand-sheet"_s)) {
        const Result<BrandSheet> sheet = readBrandSheet(file);
        if (!sheet)
            return oneLine(sheet.error());
        output.brandSheets.append(*sheet);
    }
    orders->run.withControl = !output.brandSheets.isEmpty();
    if (!output.report.isEmpty() && output.brandSheets.isEmpty())
        return tr("--report says what was measured against a brand sheet: it needs --brand-sheet");
    if (output.accept && output.baseline.isEmpty())
        return tr("--accept belongs to --baseline");
    return {};
}

/// Empty, or what is wrong in one sentence.
QString readOrders(const QCommandLineParser &parser, Orders *orders)
{
    if (!parser.positionalArguments().isEmpty())
        return tr("unknown argument “%1”").arg(parser.positionalArguments().first());
    if (const QString wrong = readMatrix(parser, &orders->run.matrix); !wrong.isEmpty())
        return wrong;
    orders->run.screens = listOf(parser, u"screens"_s);
    for (const QString &screen : std::as_const(orders->run.screens)) {
        if (!ScreenWalk::screens().contains(screen))
            return tr("there is no screen “%1”: %2").arg(screen, ScreenWalk::screens().join(u", "_s));
    }
    bool scaleOk = false, speedOk = false, seedOk = false;
    orders->run.scale = parser.value(u"scale"_s).toDouble(&scaleOk);
    orders->speed = parser.value(u"speed"_s).toDouble(&speedOk);
    orders->seed = parser.value(u"seed"_s).toUInt(&seedOk);
    if (!scaleOk || orders->run.scale < 0.25 || orders->run.scale > 4)
        return tr("--scale wants a number from 0.25 to 4");
    if (!speedOk || !seedOk || !(orders->speed > 0))
        return tr("--speed wants a number above 0 and --seed a whole number");
    orders->environment = parser.value(u"environment"_s);
    orders->settings = parser.value(u"settings"_s);
    return readOutput(parser, orders);
}

int report(const BrandRun &run, const Orders &orders)
{
    const Result<BrandVerdict> verdict = concludeBrandRun(run, orders.output);
    if (!verdict)
        return complain(oneLine(verdict.error()));
    for (const QString &line : verdict->lines)
        say(line);
    say(tr("%1 pictures, %2 screens not reached.").arg(run.shots().size()).arg(verdict->unreached));
    if (!orders.output.brandSheets.isEmpty())
        say(tr("%1 checks failed, %2 could not tell.").arg(verdict->failed).arg(verdict->unknown));
    if (!orders.output.baseline.isEmpty())
        say(tr("%1 pictures changed, %2 are new.").arg(verdict->changed).arg(verdict->fresh));
    return verdict->passed() ? Held : DidNotHold;
}

} // namespace

int walkBrand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Opens the widget once for every combination of what is listed, walks it through its screens and takes pictures."));
    addOptions(parser);
    Orders orders;
    const bool isParsed = parser.parse(QStringList{u"aerosync-walk brand"_s} + arguments);
    if (parser.isSet(u"help"_s)) {
        say(parser.helpText());
        return Held;
    }
    if (const QString wrong = isParsed ? readOrders(parser, &orders) : parser.errorText(); !wrong.isEmpty())
        return complain(wrong);
    if (const QString &folder = orders.output.pictures; !folder.isEmpty() && !QDir().mkpath(folder))
        return complain(tr("no picture can be saved in %1").arg(folder));
    if (const auto obstacle = browserObstacle())
        return complain(oneLine(*obstacle));
    const QTemporaryDir folder; // a run of its own: it changes nobody's settings and asks no keychain
    const QString settings = folder.filePath(u"settings.ini"_s);
    if (!orders.settings.isEmpty() && !QFile::copy(orders.settings, settings))
        return complain(tr("%1 cannot be read").arg(orders.settings));
    QGuiApplication::styleHints()->setCursorFlashTime(0); // a caret that blinks is another picture each time
    World world(World::Secrets::MemoryOnly, settings, {});
    QObject::connect(&world, &World::simulatorFailed, &world, [](const QString &sentence) { QCoreApplication::exit(complain(tr("the simulator did not start: %1").arg(sentence))); });
    if (const QString why = chooseForMachine(world.session()->environments(), orders.environment); !why.isEmpty())
        return complain(why);
    BrandRun run(world.session(), orders.run, &say);
    QObject::connect(&run, &BrandRun::finished, &run, [&] { QCoreApplication::exit(report(run, orders)); });
    QObject::connect(&run, &BrandRun::refused, &run, [](const Error &error) { QCoreApplication::exit(complain(oneLine(error))); });
    world.wake(orders.speed, orders.seed);
    run.begin();
    return QApplication::exec();
}

} // namespace console
