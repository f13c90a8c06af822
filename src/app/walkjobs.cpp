// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/walkjobs.h"

#include "app/walkwords.h"
#include "app/world.h"
#include "runner/jobsrun.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("console::walkJobs", text);
}

struct Orders {
    QString environment, settings, history;
    double speed = 1;
    quint32 seed = 1;
    JobsRun::Order run;
};

/// Empty, or what is wrong in one sentence.
QString readKinds(const QString &list, Orders *orders)
{
    orders->run.kinds.clear();
    for (const QString &word : list.split(u',')) {
        bool known = false;
        for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity}) {
            if (jobKindName(kind) != word)
                continue;
            orders->run.kinds << kind;
            known = true;
        }
        if (!known)
            return tr("there is no kind of job “%1”").arg(word);
    }
    return {};
}

/// Empty, or what is wrong in one sentence.
QString readOrders(const QStringList &arguments, Orders *orders)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Goes on with unfinished jobs and starts jobs on all connections of the users named."));
    const auto add = [&](const QString &name, const QString &text, const QString &value, const QString &standard = {}) {
        parser.addOption(QCommandLineOption(name, text, value, standard));
    };
    parser.addHelpOption();
    add(u"environment"_s, tr("Environment by name (default: simulator)."), u"name"_s, u"simulator"_s);
    add(u"settings"_s, tr("Environments of your own come from this settings file (default: none)."), u"file"_s);
    add(u"history"_s, tr("Keep the history in this file, and go on with what it left unfinished."), u"file"_s);
    add(u"user"_s, tr("Start jobs on every connection of this aeroPassUserUuid; may be repeated."), u"uuid"_s);
    add(u"kinds"_s, tr("Which jobs (default: balance,transactions,identity)."), u"list"_s);
    add(u"speed"_s, tr("Speed of the simulator's clock (default: 1)."), u"factor"_s, u"1"_s);
    add(u"seed"_s, tr("Seed of the simulator's data (default: 1)."), u"number"_s, u"1"_s);
    if (!parser.parse(QStringList{u"aerosync-walk jobs"_s} + arguments))
        return parser.errorText();
    if (parser.isSet(u"help"_s))
        parser.showHelp(0);
    if (!parser.positionalArguments().isEmpty())
        return tr("unknown argument “%1”").arg(parser.positionalArguments().last());
    orders->environment = parser.value(u"environment"_s);
    orders->settings = parser.value(u"settings"_s);
    orders->history = parser.value(u"history"_s);
    orders->run.users = parser.values(u"user"_s);
    bool speedOk = false, seedOk = false;
    orders->speed = parser.value(u"speed"_s).toDouble(&speedOk);
    orders->seed = parser.value(u"seed"_s).toUInt(&seedOk);
    if (!speedOk || !seedOk || !(orders->speed > 0))
        return tr("--speed wants a number above 0 and --seed a whole number");
    return parser.isSet(u"kinds"_s) ? readKinds(parser.value(u"kinds"_s), orders) : QString();
}

} // namespace

int walkJobs(const QStringList &arguments)
{
    Orders orders;
    if (const QString wrong = readOrders(arguments, &orders); !wrong.isEmpty())
        return complain(wrong);
    // A run of its own: it changes nobody's settings and asks no keychain.
    const QTemporaryDir folder;
    const QString settings = folder.filePath(u"settings.ini"_s);
    if (!orders.settings.isEmpty() && !QFile::copy(orders.settings, settings))
        return complain(tr("%1 cannot be read").arg(orders.settings));
    World world(World::Secrets::MemoryOnly, settings, orders.history);
    QObject::connect(&world, &World::simulatorFailed, &world, [](const QString &sentence) {
        QCoreApplication::exit(complain(tr("the simulator did not start: %1").arg(sentence)));
    });
    if (const QString why = chooseForMachine(world.session()->environments(), orders.environment); !why.isEmpty())
        return complain(why);
    JobsRun run(world.session(), orders.run, &say);
    QObject::connect(&run, &JobsRun::finished, &run, [](int good, int bad) {
        say(tr("%1 jobs ended well, %2 did not or wait for a person.").arg(good).arg(bad));
        QCoreApplication::exit(bad == 0 ? Held : DidNotHold);
    });
    QObject::connect(&run, &JobsRun::refused, &run, [](const Error &error) { QCoreApplication::exit(complain(oneLine(error))); });
    world.wake(orders.speed, orders.seed);
    run.begin();
    return QApplication::exec();
}

} // namespace console
