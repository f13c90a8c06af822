// SPDX-License-Identifier: GPL-3.0-or-later
// aerosync-walk: the main job without a window manager, for QA and CI.
#include "app/walkbrand.h"
#include "app/walkwords.h"
#include "app/world.h"
#include "runner/jobsrun.h"
#include "runner/mainjob.h"
#include "runner/runner.h"
#include "runner/walksteps.h"
#include "web/browsercheck.h"
#include "web/widgetdriver.h"
#include "web/widgetview.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QTemporaryDir>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;
using console::complain, console::CouldNotRun, console::DidNotHold, console::Held, console::say;

namespace {

/// What the command line says.
struct Orders {
    QString environment, pictures, settings, history;
    double speed = 1;
    quint32 seed = 1;
    bool jobs = false;
    console::JobsRun::Order jobsOrder;
};

/// Empty, or what is wrong in one sentence.
QString readOrders(QCommandLineParser &parser, Orders *orders)
{
    parser.setApplicationDescription(QObject::tr("Walks through the console's main job without a window, and reports.\n"
                                                 "With “jobs”: goes on with unfinished jobs and starts jobs on all connections of the users named.\n"
                                                 "With “brand”: pictures and measures what a configurationId does to the widget; see “brand --help”."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"jobs"_s, QObject::tr("Run jobs, or the brand lab, instead of the walk."), u"[jobs|brand]"_s);
    const QCommandLineOption environment(u"environment"_s, QObject::tr("Environment by name (default: simulator)."), u"name"_s, u"simulator"_s);
    const QCommandLineOption pictures(u"pictures"_s, QObject::tr("Save a picture of the widget at its steps in this folder."), u"folder"_s);
    const QCommandLineOption speed(u"speed"_s, QObject::tr("Speed of the simulator's clock (default: 1)."), u"factor"_s, u"1"_s);
    const QCommandLineOption seed(u"seed"_s, QObject::tr("Seed of the simulator's data (default: 1)."), u"number"_s, u"1"_s);
    const QCommandLineOption settings(u"settings"_s, QObject::tr("Environments of your own come from this settings file (default: none)."), u"file"_s);
    const QCommandLineOption history(u"history"_s, QObject::tr("jobs: keep the history in this file, and go on with what it left unfinished."), u"file"_s);
    const QCommandLineOption user(u"user"_s, QObject::tr("jobs: start them on every connection of this aeroPassUserUuid; may be repeated."), u"uuid"_s);
    const QCommandLineOption kinds(u"kinds"_s, QObject::tr("jobs: which (default: balance,transactions,identity)."), u"list"_s);
    parser.addOptions({environment, pictures, speed, seed, settings, history, user, kinds});
    if (!parser.parse(QCoreApplication::arguments()))
        return parser.errorText();
    const QStringList words = parser.positionalArguments();
    if (!words.isEmpty() && words != QStringList{u"jobs"_s})
        return QObject::tr("unknown argument “%1”").arg(words.last());
    orders->jobs = !words.isEmpty();
    orders->environment = parser.value(environment);
    orders->pictures = parser.value(pictures);
    orders->settings = parser.value(settings);
    orders->history = parser.value(history);
    orders->jobsOrder.users = parser.values(user);
    bool speedOk = false, seedOk = false;
    orders->speed = parser.value(speed).toDouble(&speedOk);
    orders->seed = parser.value(seed).toUInt(&seedOk);
    if (!speedOk || !seedOk || !(orders->speed > 0))
        return QObject::tr("--speed wants a number above 0 and --seed a whole number");
    if (!orders->jobs && (parser.isSet(history) || parser.isSet(user) || parser.isSet(kinds)))
        return QObject::tr("--history, --user and --kinds belong to “jobs”");
    if (parser.isSet(kinds)) {
        orders->jobsOrder.kinds.clear();
        for (const QString &word : parser.value(kinds).split(u',')) {
            bool known = false;
            for (const console::JobKind kind : {console::JobKind::Balance, console::JobKind::Transactions, console::JobKind::Identity}) {
                if (console::jobKindName(kind) != word)
                    continue;
                orders->jobsOrder.kinds << kind;
                known = true;
            }
            if (!known)
                return QObject::tr("there is no kind of job “%1”").arg(word);
        }
    }
    return {};
}

int runJobs(console::World &world, const Orders &orders)
{
    console::JobsRun run(world.session(), orders.jobsOrder, &say);
    QObject::connect(&run, &console::JobsRun::finished, &run, [](int good, int bad) {
        say(QObject::tr("%1 jobs ended well, %2 did not or wait for a person.").arg(good).arg(bad));
        QCoreApplication::exit(bad == 0 ? Held : DidNotHold);
    });
    QObject::connect(&run, &console::JobsRun::refused, &run, [](const console::Error &error) { QCoreApplication::exit(complain(console::oneLine(error))); });
    world.wake(orders.speed, orders.seed);
    run.begin();
    return QApplication::exec();
}

int walk(console::World &world, const Orders &orders)
{
    console::Session *session = world.session();
    console::WidgetView view;
    view.resize(420, 760);
    view.attach(session->link());
    view.show();
    console::WidgetDriver driver(&view);
    console::WalkSteps steps(session, &driver);
    console::Runner runner(session->environments()->current().name, [&driver] { return driver.picture(); }, orders.pictures);
    QObject::connect(&runner, &console::Runner::scriptStarted, &view, [](const QString &name) { say(name); });
    QObject::connect(&runner, &console::Runner::stepEnded, &view, [](const console::StepRecord &record) { say(console::stepLine(record)); });
    QObject::connect(&runner, &console::Runner::finished, &view, [](const console::Report &report) {
        say(console::summary(report));
        QCoreApplication::exit(report.passed() ? Held : DidNotHold);
    });
    world.wake(orders.speed, orders.seed);
    runner.run(console::mainJob(&steps));
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    // No display is needed: the widget is driven and pictured offscreen.
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    console::nameApplication(u"aerosync-walk"_s);
    if (argc > 1 && QByteArray(argv[1]) == "brand")
        return console::walkBrand(QCoreApplication::arguments().mid(2));

    QCommandLineParser parser;
    Orders orders;
    const QString wrong = readOrders(parser, &orders);
    if (parser.isSet(u"help"_s) || parser.isSet(u"version"_s) || parser.isSet(u"help-all"_s))
        parser.process(application); // prints it and ends
    if (!wrong.isEmpty())
        return complain(wrong);
    if (!orders.pictures.isEmpty() && (!QDir().mkpath(orders.pictures) || !QTemporaryFile(QDir(orders.pictures).filePath(u"XXXXXX"_s)).open()))
        return complain(QObject::tr("no picture can be saved in %1").arg(orders.pictures));
    if (const auto obstacle = console::browserObstacle(); obstacle && !orders.jobs)
        return complain(console::oneLine(*obstacle));
    // A run of its own: it changes nobody's settings and asks no keychain.
    const QTemporaryDir folder;
    const QString settings = folder.filePath(u"settings.ini"_s);
    if (!orders.settings.isEmpty() && !QFile::copy(orders.settings, settings))
        return complain(QObject::tr("%1 cannot be read").arg(orders.settings));
    console::World world(console::World::Secrets::MemoryOnly, settings, orders.history);
    QObject::connect(&world, &console::World::simulatorFailed, &world, [](const QString &sentence) {
        QCoreApplication::exit(complain(QObject::tr("the simulator did not start: %1").arg(sentence)));
    });
    if (const QString why = console::chooseForMachine(world.session()->environments(), orders.environment); !why.isEmpty())
        return complain(why);
    return orders.jobs ? runJobs(world, orders) : walk(world, orders);
}
