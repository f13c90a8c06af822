// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the time line: copies as code, files, calls sent again, two entries compared.
#include "gui/panels_fixture.h"
#include "gui/picture.h"

#include "gui/actions.h"
#include "gui/comparewindow.h"
#include "gui/diffmodel.h"
#include "gui/eventspanel.h"
#include "gui/filesaver.h"
#include "gui/theme.h"
#include "support/littleroom.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QTableView>
#include <QToolButton>
#include <QtTest>

using namespace console;
using namespace panels;
using namespace Qt::StringLiterals;

namespace {

LogEntry call(const QByteArray &verb, const QString &path, int status)
{
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.level = status < 400 ? LogEntry::Level::Good : LogEntry::Level::Bad;
    entry.title = u"%1 %2 %3"_s.arg(QString::fromLatin1(verb), path).arg(status);
    entry.verb = verb;
    entry.url = QUrl(u"http://127.0.0.1:1"_s + path);
    entry.status = status;
    entry.elapsed = std::chrono::milliseconds(42);
    entry.requestHeaders = {{"Accept", "application/json"}, {"Authorization", "Bearer test-token-0001"}, {"x-api-key", "key-aaaa-1111"}};
    entry.answerHeaders = {{"Content-Type", "application/json"}};
    entry.answerBody = PanelWorld::identityBody();
    return entry;
}

/// A panel with some entries, shown.
struct Shown {
    PanelWorld world;
    EventsPanel panel{&world.session};
    QTableView *table = panel.findChild<QTableView *>(u"events"_s);

    Shown()
    {
        panel.resize(1200, 360);
        panel.show();
        world.network.on("GET /v2/accounts/*/identity", PanelWorld::identityBody());
        world.session.log()->add(call("GET", u"/v2/accounts/c1/identity"_s, 200));
        LogEntry post = call("POST", u"/v2/accounts/c1/refresh"_s, 409);
        post.requestHeaders << std::pair<QByteArray, QByteArray>("Content-Type", "application/json");
        post.requestBody = R"({"firstName":"Ada Novak"})";
        post.answerBody = R"({"error":{"code":"AC-112","message":"A job is already running"}})";
        world.session.log()->add(post);
        world.session.log()->addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"pageSuccess"_s);
        (void)QTest::qWaitFor([this] { return table->model()->rowCount() == 3; });
    }
    QAction *action(const QString &name) const { return panel.findChild<QAction *>(name); }
    QToolButton *button(const QString &name) const { return panel.findChild<QToolButton *>(name); }
    QString notice() const
    {
        const auto *notice = panel.findChild<QWidget *>(u"exportNotice"_s);
        return notice->isVisible() ? everythingVisible(notice) : QString();
    }
    /// Chooses a file in the dialog that the action opens.
    void saveTo(const QString &actionName, const QString &path) const
    {
        action(actionName)->trigger();
        auto *dialog = panel.findChild<QFileDialog *>(u"exportDialog"_s);
        QVERIFY(dialog);
        dialog->selectFile(path);
        static_cast<QDialog *>(dialog)->accept(); // protected in QFileDialog
    }
};

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class PanelsExport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::apply(qApp, Theme::Scheme::Light); }
    void everythingHasAName();
    void copiesAsCode();
    void eventsHaveNoCode();
    void exportsWhatTheFilterShows();
    void everyFormatIsWritten_data();
    void everyFormatIsWritten();
    void aPlaceThatCannotBeWrittenIsSaid();
    void aFullDiskIsSaid();
    void nothingToExport();
    void thePictureShowsTheLastRows();
    void aSafeCallIsSentAgainAtOnce();
    void anUnsafeCallIsAskedAbout();
    void whatCannotBeSentAgainSaysWhy();
    void comparesTwoEntries();
    void theWindowOfTwoEntries();
};

void PanelsExport::everythingHasAName()
{
    Shown shown;
    shown.table->selectRow(0);
    QStringList nameless;
    for (const QToolButton *button : shown.panel.findChildren<QToolButton *>()) {
        if (button->isVisible() && !button->objectName().startsWith(u"qt_"_s) && (button->objectName().isEmpty() || button->accessibleName().isEmpty()))
            nameless << button->objectName() + u" in "_s + button->parentWidget()->objectName();
    }
    QCOMPARE(nameless, QStringList());
    for (const QString &name : {u"exportButton"_s, u"entryCopyAs"_s, u"entrySendAgain"_s}) {
        const QToolButton *button = shown.button(name);
        QVERIFY2(button && button->isVisible() && !button->accessibleName().isEmpty() && button->focusPolicy() != Qt::NoFocus, qPrintable(name));
    }
    for (const QString &name : {u"entryMenu"_s, u"entryCopyAsMenu"_s, u"detailsCopyAsMenu"_s, u"exportMenu"_s}) {
        const QMenu *menu = shown.panel.findChild<QMenu *>(name);
        QVERIFY2(menu && !menu->accessibleName().isEmpty(), qPrintable(name));
        for (const QAction *action : menu->actions())
            QVERIFY2(action->isSeparator() || action->menu() || (!action->objectName().isEmpty() && !action->text().isEmpty()), qPrintable(action->text()));
    }
    QVERIFY(keepPicture(shown.panel.grab(), u"time-line-entry"_s));
    // The command palette offers them, and says why not.
    for (const QString &name : {u"entryCopyAsMenu-curl"_s, u"copyEntryAction"_s, u"sendAgainAction"_s, u"markForComparingAction"_s, u"compareAction"_s, u"export-har"_s})
        QVERIFY2(!shown.action(name)->property("palette").toString().isEmpty(), qPrintable(name));
    QVERIFY(shown.action(u"entryCopyAsMenu-curl"_s)->isEnabled() && !shown.action(u"compareAction"_s)->property("whyNot").toString().isEmpty());
    // By the keyboard alone: the menu key opens the menu of the row.
    shown.table->setFocus();
    QContextMenuEvent key(QContextMenuEvent::Keyboard, QPoint(5, 5), shown.table->mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(shown.table->viewport(), &key);
    auto *menu = shown.panel.findChild<QMenu *>(u"entryMenu"_s);
    QTRY_VERIFY(menu->isVisible());
    QVERIFY(keepPicture(menu->grab(), u"entry-menu"_s));
    menu->close();
}

void PanelsExport::copiesAsCode()
{
    Shown shown;
    shown.table->selectRow(1);
    shown.action(u"entryCopyAsMenu-curl"_s)->trigger();
    const QString masked = QGuiApplication::clipboard()->text();
    QVERIFY2(masked.contains(u"curl --request POST"_s) && masked.contains(u"${AEROSYNC_API_KEY}"_s), qPrintable(masked));
    QVERIFY(masked.startsWith(u"# Personal data is masked"_s) && !masked.contains(u"Novak"_s));
    QVERIFY(!masked.contains(u"test-token-0001"_s) && !masked.contains(u"key-aaaa-1111"_s));
    shown.action(u"detailsCopyAsMenu-node"_s)->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"A•• N••••"_s));
    shown.button(u"entryReveal"_s)->click(); // what is seen is copied, by the button beside it
    shown.action(u"detailsCopyAsMenu-node"_s)->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"Ada Novak"_s) && QGuiApplication::clipboard()->text().contains(u"await fetch("_s));
    shown.action(u"entryCopyAsMenu-python"_s)->trigger(); // the menu of the row is for any row: masked
    QVERIFY(!QGuiApplication::clipboard()->text().contains(u"Novak"_s));
}

void PanelsExport::eventsHaveNoCode()
{
    Shown shown;
    shown.table->selectRow(2);
    QVERIFY(!shown.panel.findChild<QMenu *>(u"entryCopyAsMenu"_s)->isEnabled());
    QVERIFY(!shown.button(u"entryCopyAs"_s)->isVisible() && !shown.button(u"entrySendAgain"_s)->isVisible());
    QVERIFY(!shown.action(u"sendAgainAction"_s)->isEnabled());
    shown.table->selectRow(0);
    QVERIFY(shown.panel.findChild<QMenu *>(u"entryCopyAsMenu"_s)->isEnabled());
    QVERIFY(shown.button(u"entryCopyAs"_s)->isVisible());
}

void PanelsExport::exportsWhatTheFilterShows()
{
    Shown shown;
    QTemporaryDir folder;
    shown.panel.findChild<QLineEdit *>(u"eventFilter"_s)->setText(u"refresh"_s);
    QCOMPARE(shown.table->model()->rowCount(), 1);
    const QString path = folder.filePath(u"a.har"_s);
    shown.saveTo(u"export-har"_s, path);
    QTRY_VERIFY(shown.notice().contains(u"1 entries"_s));
    const QJsonObject log = QJsonDocument::fromJson(contents(path)).object().value("log"_L1).toObject();
    QCOMPARE(log.value("entries"_L1).toArray().size(), 1);
    QVERIFY(log.value("_events"_L1).toArray().isEmpty());
    shown.panel.findChild<QLineEdit *>(u"eventFilter"_s)->clear();
    const QString all = folder.filePath(u"b.har"_s);
    shown.saveTo(u"export-har"_s, all);
    QTRY_VERIFY(shown.notice().contains(u"3 entries"_s));
    QCOMPARE(QJsonDocument::fromJson(contents(all)).object().value("log"_L1).toObject().value("entries"_L1).toArray().size(), 2);
}

void PanelsExport::everyFormatIsWritten_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("har") << u"export-har"_s << u"x.har"_s << QByteArray("\"version\": \"1.2\"");
    QTest::newRow("markdown") << u"export-markdown"_s << u"x.md"_s << QByteArray("AC-112: Another job");
    QTest::newRow("csv") << u"export-csv"_s << u"x.csv"_s << QByteArray("time,kind,level");
    QTest::newRow("png") << u"export-png"_s << u"x.png"_s << QByteArray("PNG");
}

void PanelsExport::everyFormatIsWritten()
{
    QFETCH(QString, action);
    QFETCH(QString, file);
    QFETCH(QByteArray, part);
    Shown shown;
    QTemporaryDir folder;
    const QString path = folder.filePath(file);
    shown.saveTo(action, path);
    QTRY_VERIFY2(shown.notice().contains(u"Written: 3 entries"_s), qPrintable(shown.notice()));
    const QByteArray bytes = contents(path);
    QVERIFY2(bytes.contains(part), bytes.left(400).constData());
    if (!file.endsWith(u"png"_s))
        QVERIFY(bytes.toLower().contains("simulated")); // the environment is the simulator
    for (const QString &secret : plantedSecrets() + QStringList{u"test-token-0001"_s, u"key-aaaa-1111"_s})
        QVERIFY2(!bytes.contains(secret.toUtf8()), qPrintable(secret));
    QVERIFY(shown.button(u"exportButton"_s)->isEnabled());
    QVERIFY(keepPicture(shown.panel.grab(), u"time-line-exported"_s));
    shown.panel.findChild<QWidget *>(u"exportNotice"_s)->findChild<QPushButton *>()->click();
    QVERIFY(shown.notice().isEmpty());
}

void PanelsExport::aPlaceThatCannotBeWrittenIsSaid()
{
    QTemporaryDir folder;
    std::optional<Result<qint64>> result;
    const QString place = folder.filePath(u"no/such/folder/x.csv"_s);
    saveInWorker(this, place, [] { return QByteArray("x"); }, [&](const Result<qint64> &ended) { result = ended; });
    QTRY_VERIFY(result.has_value());
    QVERIFY(!*result);
    QCOMPARE(result->error().kind, Error::Kind::Storage);
    QCOMPARE(result->error().where, place);
    QVERIFY(!result->error().message.isEmpty() && !result->error().advice.isEmpty());
    Shown shown;
    QVERIFY(QDir().mkpath(folder.filePath(u"taken.csv"_s))); // a folder of that name
    shown.action(u"export-csv"_s)->trigger();
    auto *dialog = shown.panel.findChild<QFileDialog *>(u"exportDialog"_s);
    QVERIFY(dialog && dialog->acceptMode() == QFileDialog::AcceptSave && dialog->selectedFiles().first().endsWith(u".csv"_s));
    Q_EMIT dialog->fileSelected(folder.filePath(u"taken.csv"_s)); // the dialog itself would go into it
    dialog->close();
    QTRY_VERIFY2(shown.notice().contains(u"was not exported"_s), qPrintable(shown.notice()));
    QVERIFY(shown.notice().contains(u"Choose another folder"_s));
    QVERIFY(keepPicture(shown.panel.grab(), u"time-line-not-exported"_s));
    for (QPushButton *button : shown.panel.findChild<QWidget *>(u"exportNotice"_s)->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text().contains(u"another place"_s))
            button->click();
    }
    QTRY_VERIFY([&] {
        for (const QFileDialog *each : shown.panel.findChildren<QFileDialog *>(u"exportDialog"_s)) {
            if (each->isVisible())
                return true;
        }
        return false;
    }());
}

/// Also where only the last bytes find no room: what stood there before is as it was.
void PanelsExport::aFullDiskIsSaid()
{
    QTemporaryDir folder;
    const QString place = folder.filePath(u"x.csv"_s);
    const auto saved = [&](const QByteArray &bytes, rlim_t room) {
        std::optional<Result<qint64>> result;
        const support::LittleRoom little(room);
        saveInWorker(this, place, [bytes] { return bytes; }, [&](const Result<qint64> &ended) { result = ended; });
        return QTest::qWaitFor([&] { return result.has_value(); }) && result->has_value();
    };
    QVERIFY(saved("before", 1000));
    for (const qsizetype size : {1001, 40'000}) // less and more than Qt keeps back
        QVERIFY(!saved(QByteArray(size, 'x'), rlim_t(size - 1)));
    QFile file(place);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("before"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"x.csv"_s});
}

void PanelsExport::nothingToExport()
{
    Shown shown;
    shown.panel.findChild<QLineEdit *>(u"eventFilter"_s)->setText(u"no such entry"_s);
    const auto action = [&shown](const QString &name) { return shown.panel.findChild<QAction *>(name); };
    for (const char *name : {"export-har", "export-markdown", "export-csv", "export-png"}) {
        QVERIFY2(!action(QString::fromLatin1(name))->isEnabled(), name);
        QVERIFY(action(QString::fromLatin1(name))->property("whyNot").toString().contains(u"Nothing is shown"_s));
    }
    QVERIFY(action(u"export-session"_s)->isEnabled()); // that one holds all, whatever is shown
    shown.panel.findChild<QLineEdit *>(u"eventFilter"_s)->clear();
    QVERIFY(action(u"export-har"_s)->isEnabled());
    shown.world.session.log()->clear();
    QTRY_VERIFY(!shown.button(u"exportButton"_s)->isEnabled());
    QVERIFY(shown.button(u"exportButton"_s)->toolTip().contains(u"Nothing happened"_s));
}

void PanelsExport::thePictureShowsTheLastRows()
{
    Shown shown;
    for (int i = 0; i < 300; ++i)
        shown.world.session.log()->addNote(LogEntry::Kind::Widget, i == 299 ? LogEntry::Level::Bad : LogEntry::Level::Info, u"event %1"_s.arg(i));
    QTRY_COMPARE(shown.table->model()->rowCount(), 303);
    shown.table->selectRow(5);
    shown.table->scrollToTop();
    const int place = shown.table->rowAt(0);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"rows.png"_s);
    shown.saveTo(u"export-png"_s, path);
    QTRY_VERIFY(shown.notice().contains(u"Written: 200 entries"_s));
    QCOMPARE(shown.table->rowAt(0), place); // nothing moved
    const QImage picture(path);
    const int row = shown.table->verticalHeader()->defaultSectionSize();
    QVERIFY2(picture.height() > 200 * row && picture.height() < 204 * row, qPrintable(QString::number(picture.height())));
    QVERIFY(qAbs(picture.width() - shown.table->width()) <= Theme::grid); // the columns as they are seen
    QSet<QRgb> colours; // the last row failed, and is drawn so
    const int y = picture.height() - 4 * Theme::grid - row / 2;
    for (int x = 0; x < picture.width(); ++x) {
        for (int dy = -6; dy <= 6; ++dy)
            colours << picture.pixel(x, y + dy);
    }
    QVERIFY(colours.contains(Theme::color(Theme::Role::Bad).rgb()));
    QVERIFY(keepPicture(picture.copy(0, picture.height() - 400, picture.width(), 400), u"time-line-picture"_s));
}

void PanelsExport::aSafeCallIsSentAgainAtOnce()
{
    Shown shown;
    shown.table->selectRow(0);
    QCOMPARE(shown.action(u"sendAgainAction"_s)->text(), u"&Send again"_s);
    QVERIFY(shown.button(u"entrySendAgain"_s)->isEnabled());
    shown.button(u"entrySendAgain"_s)->click();
    QTRY_COMPARE(shown.world.network.count("GET /v2/accounts/*/identity"), 1);
    const auto last = [&] { return shown.world.session.log()->entries().back(); };
    QTRY_VERIFY(last().kind == LogEntry::Kind::Http && last().url.path().endsWith(u"/identity"_s) && last().status == 200);
    QCOMPARE(shown.world.network.asked().last().header("x-api-key"), QByteArray("key-aaaa-1111"));
    QVERIFY(std::any_of(shown.world.session.log()->entries().begin(), shown.world.session.log()->entries().end(),
                        [](const LogEntry &entry) { return entry.title.startsWith(u"sent again: GET"_s); }));
}

void PanelsExport::anUnsafeCallIsAskedAbout()
{
    Shown shown;
    shown.world.network.on("POST /v2/accounts/*/refresh", R"({"jobId":"REF-1"})");
    shown.table->selectRow(1);
    QVERIFY(shown.action(u"sendAgainAction"_s)->text().endsWith(u'…'));
    const auto box = [&] { return shown.panel.findChild<QMessageBox *>(u"sendAgainQuestion"_s); };
    shown.action(u"sendAgainAction"_s)->trigger();
    QVERIFY(box() && box()->isVisible());
    QVERIFY(keepPicture(box()->grab(), u"send-again-question"_s));
    box()->findChild<QPushButton *>(u"stay"_s)->click();
    QTRY_VERIFY(!box());
    QCOMPARE(shown.world.network.count("POST /v2/accounts/*/refresh"), 0);
    shown.action(u"sendAgainAction"_s)->trigger();
    box()->findChild<QPushButton *>(u"confirm"_s)->click();
    QTRY_COMPARE(shown.world.network.count("POST /v2/accounts/*/refresh"), 1);
    QCOMPARE(shown.world.network.lastBody("POST /v2/accounts/*/refresh"), QByteArray(R"({"firstName":"Ada Novak"})"));
}

void PanelsExport::whatCannotBeSentAgainSaysWhy()
{
    Shown shown;
    LogEntry elsewhere = call("GET", u"/v2/x"_s, 200);
    elsewhere.url = QUrl(u"https://api.example.com/v2/x"_s);
    shown.world.session.log()->add(elsewhere);
    QTRY_COMPARE(shown.table->model()->rowCount(), 4);
    shown.table->selectRow(3);
    QVERIFY(!shown.action(u"sendAgainAction"_s)->isEnabled());
    QVERIFY(shown.action(u"sendAgainAction"_s)->toolTip().contains(u"another environment"_s));
    QVERIFY(!shown.button(u"entrySendAgain"_s)->isEnabled());
    QVERIFY(shown.button(u"entrySendAgain"_s)->toolTip().contains(u"another environment"_s));
}

void PanelsExport::comparesTwoEntries()
{
    Shown shown;
    shown.table->selectRow(0);
    QVERIFY(!shown.action(u"compareAction"_s)->isEnabled());
    QVERIFY(shown.action(u"compareAction"_s)->toolTip().contains(u"Mark another entry"_s));
    shown.action(u"markForComparingAction"_s)->trigger();
    QVERIFY(!shown.action(u"compareAction"_s)->isEnabled()); // with itself
    shown.table->selectRow(1);
    QVERIFY(shown.action(u"compareAction"_s)->isEnabled());
    QVERIFY(shown.action(u"compareAction"_s)->text().contains(u"identity 200"_s));
    shown.action(u"compareAction"_s)->trigger();
    auto *window = shown.panel.findChild<CompareWindow *>();
    QVERIFY(window && window->isVisible());
    auto *summary = window->findChild<QLabel *>(u"summary"_s);
    QTRY_VERIFY(summary->text().contains(u"lines differ"_s));
    const QString all = everythingVisible(window);
    QVERIFY(all.contains(u"AC-112"_s) && all.contains(u"x-api-key: ‹redacted›"_s));
    for (const QString &secret : plantedSecrets())
        QVERIFY2(!all.contains(secret), qPrintable(secret));
}

void PanelsExport::theWindowOfTwoEntries()
{
    LogEntry left = call("GET", u"/v2/accounts/c1/job/j1"_s, 200);
    left.requestHeaders = {{"Accept", "application/json"}, {"x-api-key", "‹redacted›"}};
    left.at = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    LogEntry right = left;
    right.at = left.at.addMSecs(2345);
    left.answerBody = R"({"status":"success","jobStatus":"RUNNING","n":1,"mfaTriggered":false})";
    right.answerBody = R"({"status":"success","jobStatus":"MFA_REQUIRED","n":1,"mfaTriggered":false,"more":true})";
    CompareWindow window(left, right);
    window.show();
    auto *summary = window.findChild<QLabel *>(u"summary"_s);
    QTRY_COMPARE(summary->text(), u"3 lines differ"_s); // the comma behind "false" too
    auto *table = window.findChild<QTableView *>(u"lines"_s);
    const auto *model = table->model();
    const int first = table->currentIndex().row();
    QCOMPARE(model->index(first, DiffModel::SignColumn).data().toString(), u"≠"_s);
    QCOMPARE(model->index(first, DiffModel::SignColumn).data(Qt::AccessibleTextRole).toString(), u"changed"_s);
    QVERIFY(model->index(first, DiffModel::LeftColumn).data().toString().contains(u"RUNNING"_s));
    QVERIFY(model->index(first, DiffModel::RightColumn).data().toString().contains(u"MFA_REQUIRED"_s));
    window.findChild<QToolButton *>(u"nextButton"_s)->click();
    QVERIFY(table->currentIndex().row() > first);
    window.findChild<QToolButton *>(u"previousButton"_s)->click();
    QCOMPARE(table->currentIndex().row(), first);
    QVERIFY(keepPicture(window.grab(), u"compare"_s));
    window.findChild<QCheckBox *>(u"onlyDifferences"_s)->setChecked(true);
    QCOMPARE(model->rowCount(), 3);
    window.findChild<QToolButton *>(u"copyButton"_s)->click();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"--- "_s) && copied.contains(u"\n+   \"more\": true\n"_s) && copied.contains(u"\n- "_s), qPrintable(copied));
    CompareWindow same(left, left);
    QTRY_COMPARE(same.findChild<QLabel *>(u"summary"_s)->text(), u"No difference"_s);
    QVERIFY(!same.findChild<QToolButton *>(u"nextButton"_s)->isEnabled());
    Theme::apply(qApp, Theme::Scheme::Dark);
    QVERIFY(keepPicture(window.grab(), u"compare-dark"_s));
    Theme::apply(qApp, Theme::Scheme::Light);
}

QTEST_MAIN(PanelsExport)
#include "panels_export.moc"
