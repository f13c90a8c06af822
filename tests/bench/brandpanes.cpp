// SPDX-License-Identifier: GPL-3.0-or-later
// bench brand.open: eight panes (four configurations, light and dark) from the click until all are painted, against
// headless Chromium that opens the same host pages in eight contexts. Both make a person and a token for each. Limit 1.0.
// bench brand.memory: all our processes' memory after the panes are closed and destroyed, against before. Limit 1.1.
// bench brand.pictures: the eight walked through eight screens, 64 pictures on one sheet, against a script that drives
// headless Chromium for the same pictures. Limit 1.0.
// Both browsers run already and have done each thing once; they take turns, on one simulator that is a process of its own.
#include "app/world.h"
#include "bench/benchline.h"
#include "bench/brandreference.h"
#include "bench/processtree.h"
#include "brand/contactsheet.h"
#include "support/until.h"
#include "web/screenwalk.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QStyleHints>
#include <QTemporaryDir>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

QList<PanePlan> plansOf(const QJsonObject &announcement)
{
    BrandMatrix matrix;
    for (const QJsonValue &each : announcement.value("configurations"_L1).toArray())
        matrix.configurations.append({each["name"_L1].toString(), each["id"_L1].toString()});
    matrix.configurations = matrix.configurations.mid(0, 4);
    matrix.themes = {u"light"_s, u"dark"_s};
    return matrix.panes();
}

class Ours
{
public:
    explicit Ours(const bench::SimulatorProgram &simulator) : m_simulator(&simulator)
    {
        simulator.describe(settingsFile());
        m_world = std::make_unique<World>(World::Secrets::MemoryOnly, settingsFile());
        m_world->wake();
    }
    bool prepare()
    {
        const Session *session = m_world->session();
        return until([session] { return session->environments()->isReady() && session->keys()->credentials().hasAeropass(); }, 20'000);
    }
    const Environment &environment() const { return m_world->session()->environments()->current(); }

    /// Milliseconds until the last pane shows its first screen.
    double open(const QList<PanePlan> &plans)
    {
        QElapsedTimer clock;
        clock.start();
        makePanes(plans);
        QEventLoop loop;
        QHash<BrandPane *, QImage> pictures;
        for (const auto &pane : m_panes) {
            QObject::connect(pane.get(), &BrandPane::changed, &loop, [&] {
                if (pane->state() == BrandPane::State::Shown)
                    pictures.insert(pane.get(), pane->driver()->picture());
                if (std::all_of(m_panes.begin(), m_panes.end(), [](const auto &each) { return each->state() == BrandPane::State::Shown; }))
                    loop.quit();
                else if (pane->state() == BrandPane::State::Failed)
                    qFatal("%s failed: %s", qPrintable(pane->accessibleName()), qPrintable(oneLine(pane->error().value_or(Error()))));
            });
            pane->open();
        }
        loop.exec();
        const double taken = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        for (auto picture = pictures.cbegin(); picture != pictures.cend(); ++picture)
            checkPainted(picture.key(), picture.value());
        return taken;
    }
    /// Milliseconds until all pictures are on one sheet in a file.
    double pictures(const QList<PanePlan> &plans, const QString &folder)
    {
        QElapsedTimer clock;
        clock.start();
        makePanes(plans);
        ScreenWalk walk;
        QList<Shot> shots;
        QEventLoop loop;
        QObject::connect(&walk, &ScreenWalk::shot, &loop, [&](BrandPane *, const Shot &shot) { shots.append(shot); });
        QObject::connect(&walk, &ScreenWalk::failed, &loop, [](BrandPane *pane, const QString &screen, const Error &error) {
            qFatal("%s, %s: %s", qPrintable(pane->accessibleName()), qPrintable(screen), qPrintable(oneLine(error)));
        });
        QObject::connect(&walk, &ScreenWalk::finished, &loop, &QEventLoop::quit, Qt::QueuedConnection);
        QList<BrandPane *> panes;
        for (const auto &pane : m_panes)
            panes.append(pane.get());
        walk.shootAll(panes, {});
        loop.exec();
        if (!contactSheet(shots).save(m_folder.filePath(u"sheet.png"_s)))
            qFatal("the sheet cannot be written");
        const double taken = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        if (shots.size() != plans.size() * ScreenWalk::screens().size())
            qFatal("%lld pictures", static_cast<long long>(shots.size()));
        if (!folder.isEmpty()) {
            for (const Shot &shot : std::as_const(shots))
                shot.picture.save(u"%1/%2-%3-%4-ours.png"_s.arg(folder, shot.pane.configurationId.left(8), shot.pane.theme, shot.screen));
        }
        return taken;
    }
    void close()
    {
        m_panes.clear();
    }
    QList<qint64> processes(qint64 reference) const { return bench::processTree(getpid(), {reference, m_simulator->pid()}); }

private:
    QString settingsFile() const { return m_folder.filePath(u"settings.ini"_s); }
    void makePanes(const QList<PanePlan> &plans)
    {
        for (const PanePlan &plan : plans) {
            m_panes.push_back(std::make_unique<BrandPane>(m_world->session(), plan, int(m_panes.size()) + 1));
            m_panes.back()->show();
        }
    }
    /// What is measured is that the screen can be seen: its heading must have been in the picture of that very moment.
    static void checkPainted(BrandPane *pane, const QImage &picture)
    {
        QEventLoop loop;
        pane->driver()->find({.role = u"heading"_s}, &loop, [&](const Result<Found> &heading) {
            loop.quit();
            const QImage there = heading ? picture.copy(heading->rect).convertToFormat(QImage::Format_RGB32) : QImage();
            QSet<QRgb> colours;
            for (int y = 0; y < there.height(); ++y)
                colours += QSet<QRgb>(reinterpret_cast<const QRgb *>(there.constScanLine(y)), reinterpret_cast<const QRgb *>(there.constScanLine(y)) + there.width());
            if (colours.size() < 3) // letters have soft edges
                qFatal("%s: said to be shown before its heading was painted", qPrintable(pane->accessibleName()));
        });
        loop.exec();
    }
    const bench::SimulatorProgram *m_simulator;
    QTemporaryDir m_folder;
    std::unique_ptr<World> m_world;
    std::vector<std::unique_ptr<BrandPane>> m_panes;
};

/// Of closed panes the renderers end, and then the heap is given back, a moment later: the least of some readings.
qint64 memoryAtRest(const Ours &ours, qint64 reference)
{
    QElapsedTimer clock;
    clock.start();
    qint64 least = bench::ownBytes(ours.processes(reference));
    (void)until([&] {
        least = std::min(least, bench::ownBytes(ours.processes(reference)));
        return clock.hasExpired(5000);
    }, 10'000, 100);
    return least;
}

/// The worst of some rounds: closed again, against what it was before that round; the first round is no measurement.
bool measureMemory(Ours &ours, const QList<PanePlan> &plans, qint64 reference)
{
    double worst = 0;
    qint64 before = 0, after = 0;
    for (int round = 0; round <= 3; ++round) {
        ours.open(plans);
        const QList<qint64> processes = ours.processes(reference);
        const qint64 open = bench::ownBytes(processes);
        ours.close();
        before = std::exchange(after, memoryAtRest(ours, reference));
        if (round > 0)
            worst = std::max(worst, double(after) / double(before));
        std::printf("brand.memory, round %d: open %lld MiB in %lld processes, closed %lld MiB in %lld\n", round, static_cast<long long>(open >> 20),
                    static_cast<long long>(processes.size()), static_cast<long long>(after >> 20), static_cast<long long>(ours.processes(reference).size()));
    }
    return bench::line("brand.memory", double(after) / 1048576, "MiB", worst, 1.1);
}

struct Orders {
    int rounds = 7;
    QStringList what{u"open"_s, u"memory"_s, u"pictures"_s};
    QString folder;
};

Orders ordersFrom(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({u"rounds"_s, u"How often each side takes its turn."_s, u"number"_s, u"7"_s});
    parser.addOption({u"only"_s, u"open, memory or pictures."_s, u"what"_s});
    parser.addOption({u"pictures"_s, u"Both sides leave the pictures of their first round there, to be compared by eye."_s, u"folder"_s});
    parser.process(arguments);
    Orders orders{.rounds = std::max(1, parser.value(u"rounds"_s).toInt()), .folder = parser.value(u"pictures"_s)};
    if (parser.isSet(u"only"_s))
        orders.what = {parser.value(u"only"_s)};
    return orders;
}

bool compare(const char *name, const Orders &orders, const std::function<double(int)> &ours, const std::function<double(int)> &reference)
{
    QList<double> own, other;
    for (int round = 0; round <= orders.rounds; ++round) {
        double a = 0, b = 0;
        if (round % 2) { // neither is always the one that finds the machine warm
            a = ours(round);
            b = reference(round);
        } else {
            b = reference(round);
            a = ours(round);
        }
        std::printf("%s, round %d: %.0f ms, reference %.0f ms\n", name, round, a, b);
        if (round > 0) {
            own << a;
            other << b;
        }
    }
    return bench::line(name, bench::median(own), "ms", bench::median(own) / bench::median(other), 1.0);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    nameApplication();
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    QGuiApplication::styleHints()->setCursorFlashTime(0); // as aerosync-walk does
    const Orders orders = ordersFrom(application.arguments());
    bench::SimulatorProgram simulator;
    if (!simulator.start())
        return 2;
    Ours ours(simulator);
    if (!ours.prepare())
        return 2;
    const QList<PanePlan> plans = plansOf(simulator.announcement());
    bench::BrandReference reference;
    if (const QString obstacle = reference.start(simulator, ours.environment(), plans); !obstacle.isEmpty()) {
        std::printf("%s\n", qPrintable(obstacle));
        return 77; // ctest: skipped
    }
    const auto refer = [&](const QString &order, int round) {
        const double taken = reference.order(order, {{u"folder"_s, round ? QString() : orders.folder}}).value("ms"_L1).toDouble();
        reference.order(u"close"_s);
        return taken;
    };
    bool good = true;
    if (orders.what.contains("open"_L1)) {
        good &= compare("brand.open", orders, [&](int) {
            const double taken = ours.open(plans);
            ours.close();
            return taken;
        }, [&](int round) { return refer(u"open"_s, round); });
    }
    if (orders.what.contains("memory"_L1))
        good &= measureMemory(ours, plans, reference.pid());
    if (orders.what.contains("pictures"_L1)) {
        good &= compare("brand.pictures", orders, [&](int round) {
            const double taken = ours.pictures(plans, round ? QString() : orders.folder);
            ours.close();
            return taken;
        }, [&](int round) { return refer(u"pictures"_s, round); });
    }
    return good ? 0 : 1;
}
