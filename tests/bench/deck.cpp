// SPDX-License-Identifier: GPL-3.0-or-later
// bench history.deck_…: the flight deck on a history of 1,000,000 jobs. `first`: the deck is opened, until its first page
// is painted; `filter_NAME`: a filter is chosen, until the first page under it is painted. The reference shows the same
// rows in the shortest way there is: the same SQL through bare SQLite on the same file (prepared once, every column read,
// no thread), painted by a plain QTableView of the same size and style sheet. `rows_NAME`: the same until the rows stand
// in the model, nothing painted (bare SQLite alone: history.cpp). The two in turn; limit 3. Of each the lower quartile.
// `stall`: the longest time, over all of that, in which the window's thread answered nothing; limit 50 ms, and the ratio
// is of that.
#include "bench/benchline.h"
#include "bench/millionjobs.h"
#include "gui/deckmodel.h"
#include "gui/deckpanel.h"
#include "gui/jobtally.h"
#include "gui/theme.h"
#include "store/history.h"
#include "store/memorystore.h"
#include "store/settings.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>
#include <QVBoxLayout>

#include <functional>

using namespace Qt::StringLiterals;
using namespace console;
using namespace bench;

namespace {

constexpr double limit = 3;
constexpr double longestStall = 50; // ms

/// How long the event loop of this thread did not come round.
class Heart : public QObject
{
public:
    Heart()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        connect(&m_timer, &QTimer::timeout, this, &Heart::beat);
    }
    void start()
    {
        m_since.start();
        m_timer.start();
    }
    void stop() // while this thread reads bare SQLite
    {
        beat();
        m_timer.stop();
    }
    double longest() const { return m_longest; } // ms

private:
    void beat()
    {
        m_longest = qMax(m_longest, double(m_since.nsecsElapsed()) / 1e6);
        m_since.start();
    }
    QTimer m_timer;
    QElapsedTimer m_since;
    double m_longest = 0;
};

void turnUntil(const std::function<bool()> &isSo)
{
    while (!isSo())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// Sees that something of the deck was painted after its page had come.
class Eye : public QObject
{
public:
    explicit Eye(DeckPanel *panel) : m_panel(panel)
    {
        qApp->installEventFilter(this);
        connect(panel->model(), &DeckModel::loaded, this, [this] {
            m_loaded = true;
            m_rowsAfter = double(m_since.nsecsElapsed()) / 1000;
        });
        blink();
    }
    void blink()
    {
        m_loaded = m_painted = false;
        m_since.start();
    }
    double rowsAfter() const { return m_rowsAfter; } // us, since blink()
    bool sees() const { return m_painted; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_loaded && watched->isWidgetType() && m_panel->isAncestorOf(static_cast<QWidget *>(watched)))
            m_painted = true;
        return false;
    }

private:
    DeckPanel *m_panel;
    QElapsedTimer m_since;
    double m_rowsAfter = 0;
    bool m_loaded = false, m_painted = false;
};

/// The rows as text, as soon as they can be had.
class PlainTable : public QAbstractTableModel
{
public:
    int rowCount(const QModelIndex & = {}) const override { return int(m_rows.size()); }
    int columnCount(const QModelIndex & = {}) const override { return deckColumns; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? m_rows.at(index.row()).value(index.column() + 1) : QVariant(); // the first is the id
    }
    void read(sqlite3_stmt *statement)
    {
        beginResetModel();
        m_rows.clear();
        while (sqlite3_step(statement) == SQLITE_ROW) {
            QStringList row;
            for (int column = 0; column < sqlite3_column_count(statement); ++column)
                row << QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, column)));
            m_rows << row;
        }
        sqlite3_reset(statement);
        endResetModel();
    }

private:
    QList<QStringList> m_rows;
};

class PlainView : public QTableView
{
public:
    PlainView()
    {
        resize(1200, 800);
        verticalHeader()->hide();
        verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        setModel(&m_model);
    }
    double read(sqlite3_stmt *statement) // us until the rows are in the model
    {
        QElapsedTimer timer;
        timer.start();
        m_model.read(statement);
        return double(timer.nsecsElapsed()) / 1000;
    }
    qint64 rows() const { return m_model.rowCount(); }
    double show(sqlite3_stmt *statement) // us until it is painted
    {
        QElapsedTimer timer;
        timer.start();
        m_model.read(statement);
        m_painted = false;
        QTableView::show();
        viewport()->update();
        turnUntil([this] { return m_painted; });
        return double(timer.nsecsElapsed()) / 1000;
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QTableView::paintEvent(event);
        m_painted = true;
    }

private:
    PlainTable m_model;
    bool m_painted = false;
};

struct Deck {
    explicit Deck(const QString &file)
        : history(file), settings(folder.filePath(u"settings.ini"_s)),
          session({.network = &network, .secrets = &secrets, .settings = &settings, .clock = systemClock(),
                   .variable = [](const char *) { return QString(); }, .history = &history}),
          tally(session.jobs())
    {
        settings.set(Setting::HistoryDays, 0); // these jobs are of another year
        if (!session.environments()->choose(u"sandbox"_s))
            giveUp("environment", u"not chosen"_s);
        bool open = false;
        history.whenKept(&tally, [&open](bool) { open = true; });
        turnUntil([&open] { return open; });
    }
    QTemporaryDir folder;
    QNetworkAccessManager network; // nothing is asked of it: there are no keys
    MemoryStore secrets;
    History history;
    Settings settings;
    Session session;
    JobTally tally;
};

/// The window makes the panel when it has nothing else to do; what counts is from there.
double open(Deck *deck, Heart *heart, std::unique_ptr<DeckPanel> *panel, std::unique_ptr<Eye> *eye)
{
    heart->start();
    *panel = std::make_unique<DeckPanel>(&deck->session, &deck->tally);
    (*panel)->resize(1200, 800);
    heart->stop();
    *eye = std::make_unique<Eye>(panel->get());
    QElapsedTimer timer;
    timer.start();
    heart->start();
    (*panel)->show();
    turnUntil([&] { return (*eye)->sees(); });
    const double us = double(timer.nsecsElapsed()) / 1000;
    // The figures on its buttons are counted after the page; what is asked next by this bench must not wait for that.
    const auto *done = (*panel)->findChild<QAbstractButton *>(u"chip-done"_s);
    turnUntil([done] { return done->text().contains(u','); });
    heart->stop();
    return us;
}

double choose(DeckPanel *panel, Heart *heart, Eye *eye, const DeckFilter &filter)
{
    eye->blink();
    heart->start();
    QElapsedTimer timer;
    timer.start();
    panel->setFilter(filter);
    turnUntil([eye] { return eye->sees(); });
    const double us = double(timer.nsecsElapsed()) / 1000;
    heart->stop();
    return us;
}

bool told(const char *what, const char *name, const QList<double> &ours, const QList<double> &theirs)
{
    const QByteArray line = QByteArray("history.deck_") + what + name;
    return bench::line(line.constData(), lowerQuartile(ours), "us", lowerQuartile(ours) / lowerQuartile(theirs), limit);
}

bool measureFirst(Deck *deck, Heart *heart, Bare *bare)
{
    sqlite3_stmt *statement = bare->prepare(jobsSql(historyFilter({}, u"sandbox"_s), 0, DeckModel::pageSize));
    QList<double> ours, theirs;
    for (int round = 0; round < 15; ++round) {
        std::unique_ptr<DeckPanel> panel;
        std::unique_ptr<Eye> eye;
        ours << open(deck, heart, &panel, &eye);
        panel.reset();
        PlainView plain;
        theirs << plain.show(statement);
    }
    sqlite3_finalize(statement);
    return told("first", "", ours, theirs);
}

struct Question {
    const char *name;
    DeckFilter filter;
};

QList<Question> questions()
{
    QList<Question> all;
    for (const JobGroup group : {JobGroup::Running, JobGroup::Done, JobGroup::Failed, JobGroup::Other})
        all << Question{qstrdup(qPrintable(groupName(group))), {.groups = {group}, .kind = {}, .text = {}}};
    all << Question{"groups", {.groups = {JobGroup::Failed, JobGroup::Other, JobGroup::Running}, .kind = {}, .text = {}}}
        << Question{"kind", {.groups = {}, .kind = JobKind::Identity, .text = {}}}
        << Question{"text", {.groups = {}, .kind = {}, .text = u"somewhere 17"_s}}
        << Question{"text_rare", {.groups = {}, .kind = {}, .text = u"did not answer (ar-131)"_s}}
        << Question{"text_nowhere", {.groups = {}, .kind = {}, .text = u"no such text"_s}}
        << Question{"all_at_once", {.groups = {JobGroup::Failed, JobGroup::Other}, .kind = JobKind::Balance, .text = u"bank"_s}};
    return all;
}

bool measureFilter(DeckPanel *panel, Heart *heart, Eye *eye, Bare *bare, const Question &question)
{
    sqlite3_stmt *statement = bare->prepare(jobsSql(historyFilter(question.filter, u"sandbox"_s), 0, DeckModel::pageSize));
    PlainView plain;
    plain.show(statement); // only what a filter takes counts
    QList<double> painted, rows, plainPainted, plainRows;
    QElapsedTimer whole;
    whole.start();
    for (int round = 0; round < 101 && (round < 5 || whole.elapsed() < 4000); ++round) {
        painted << choose(panel, heart, eye, question.filter);
        rows << eye->rowsAfter();
        plainPainted << plain.show(statement);
        plainRows << plain.read(statement);
        if (plain.rows() != panel->model()->rowCount())
            giveUp(question.name, u"%1 rows instead of %2"_s.arg(panel->model()->rowCount()).arg(plain.rows()));
        choose(panel, heart, eye, {});
    }
    sqlite3_finalize(statement);
    const bool quick = told("filter_", question.name, painted, plainPainted);
    return told("rows_", question.name, rows, plainRows) && quick;
}

} // namespace

int main(int argc, char **argv)
{
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {}); // the platform's own remarks
    const QApplication application(argc, argv);
    Theme::apply(qApp, Theme::Scheme::Light);
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"history.sqlite"_s);
    { // the tables
        History history(file);
        bool kept = false;
        history.whenKept(&history, [&kept](bool) { kept = true; });
        turnUntil([&kept] { return kept; });
    }
    Bare bare(file);
    fill(&bare);
    Deck deck(file);
    { // a person opens the deck of a window that stands there: fonts, icons and style sheet are loaded
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        for (QWidget *each : QList<QWidget *>{new QPushButton(u"button"_s), new QLineEdit, new QComboBox, new QLabel(u"label"_s)})
            column->addWidget(each);
        window.show();
        sqlite3_stmt *statement = bare.prepare(jobsSql(historyFilter({}, u"sandbox"_s), 0, DeckModel::pageSize));
        PlainView().show(statement);
        sqlite3_finalize(statement);
    }
    Heart heart;
    bool holds = measureFirst(&deck, &heart, &bare);
    std::unique_ptr<DeckPanel> panel;
    std::unique_ptr<Eye> eye;
    open(&deck, &heart, &panel, &eye);
    for (const Question &question : questions()) {
        if (argc < 2 || QByteArray(argv[1]).split(',').contains(question.name)) // some by name: for a profiler
            holds = measureFilter(panel.get(), &heart, eye.get(), &bare, question) && holds;
    }
    holds = bench::line("history.deck_stall", heart.longest(), "ms", heart.longest() / longestStall, 1) && holds;
    return holds ? 0 : 1;
}
