// SPDX-License-Identifier: GPL-3.0-or-later
// Saved sessions: from the window into a file and back into a window of its own, by menu, by drop; and files that are none.
#include "gui/panels_fixture.h"
#include "gui/picture.h"

#include "gui/eventspanel.h"
#include "gui/savedsessions.h"
#include "gui/sessiondiffwindow.h"
#include "gui/sessionviewer.h"
#include "gui/eventsource.h"
#include "gui/theme.h"
#include "gui/widgetpictures.h"
#include "store/settings.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace console;
using namespace panels;
using namespace Qt::StringLiterals;

namespace {

LogEntry call(int i)
{
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.level = i % 5 ? LogEntry::Level::Good : LogEntry::Level::Bad;
    entry.title = u"GET /v2/accounts/…/identity %1"_s.arg(i % 5 ? 200 : 503);
    entry.verb = "GET";
    entry.url = QUrl(u"http://127.0.0.1:1/v2/accounts/c1/identity?n=%1"_s.arg(i));
    entry.status = i % 5 ? 200 : 503;
    entry.elapsed = std::chrono::milliseconds(40 + i);
    entry.requestHeaders = {{"Authorization", "Bearer test-token-0001"}};
    entry.answerHeaders = {{"Content-Type", "application/json"}};
    entry.answerBody = PanelWorld::identityBody();
    return entry;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A panel's session in a file.
struct Saved {
    PanelWorld world;
    QTemporaryDir folder;
    QString path = folder.filePath(u"yesterday.aerosession"_s);
    Saved()
    {
        EventsPanel panel(&world.session);
        panel.resize(1100, 400);
        panel.show();
        for (int i = 0; i < 40; ++i)
            world.session.log()->add(call(i));
        auto *table = panel.findChild<QTableView *>(u"events"_s);
        (void)QTest::qWaitFor([table] { return table->model()->rowCount() == 40; });
        panel.findChild<QLineEdit *>(u"eventFilter"_s)->setText(u"status:503"_s); // all is saved all the same
        panel.saveSession();
        auto *dialog = panel.findChild<QFileDialog *>(u"exportDialog"_s);
        QVERIFY(dialog);
        dialog->selectFile(path);
        static_cast<QDialog *>(dialog)->accept(); // protected in QFileDialog
        QTRY_VERIFY(everythingVisible(panel.findChild<QWidget *>(u"exportNotice"_s)).contains(u"Written: 40 entries"_s));
    }
};

void waitFor(SessionViewer *viewer)
{
    QSignalSpy opened(viewer, &SessionViewer::opened);
    QVERIFY(opened.wait(20'000));
}

} // namespace

class PanelsSaved : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::apply(qApp, Theme::Scheme::Light); }

    void aSessionComesBack()
    {
        Saved saved;
        QVERIFY(!contents(saved.path).contains("Ada")); // it is packed: session_sessionfile looks inside
        QWidget window;
        SavedSessions sessions(&saved.world.session, &window);
        SessionViewer *viewer = sessions.open(saved.path);
        waitFor(viewer);
        QCOMPARE(viewer->log()->archive().size(), 40);
        QCOMPARE(viewer->windowTitle(), u"yesterday.aerosession"_s);
        const QString facts = everythingVisible(viewer->findChild<QWidget *>(u"sessionFacts"_s));
        QVERIFY2(facts.contains(u"40 entries"_s) && facts.contains(u"for reading"_s), qPrintable(facts));
        auto *table = viewer->findChild<QTableView *>(u"events"_s);
        QCOMPARE(table->model()->rowCount(), 40);
        viewer->findChild<QLineEdit *>(u"eventFilter"_s)->setText(u"status:503"_s);
        QCOMPARE(table->model()->rowCount(), 8);
        table->selectRow(2);
        const QString all = everythingVisible(viewer);
        QVERIFY2(!all.contains(u"test-token"_s) && !all.contains(u"Ada Novak"_s), qPrintable(all));
        viewer->findChild<QToolButton *>(u"entryReveal"_s)->click(); // there is nothing to reveal in a file
        QVERIFY(!everythingVisible(viewer).contains(u"Ada Novak"_s));
        auto *again = viewer->findChild<QAction *>(u"sendAgainAction"_s);
        QVERIFY(!again->isEnabled() && again->property("whyNot").toString().contains(u"saved session"_s));
        QVERIFY(viewer->findChild<QAction *>(u"export-har"_s)->isEnabled());
        QVERIFY(keepPicture(viewer->grab(), u"saved-session"_s));
        QCOMPARE(sessions.open(saved.path), viewer); // the same window
        QPointer<SessionViewer> gone(viewer);
        viewer->close();
        QTRY_VERIFY(!gone);
        QVERIFY(sessions.open(saved.path)); // and once more
    }

    void picturesOfTheWidget()
    {
        PanelWorld world;
        QLabel view(u"the widget"_s);
        view.resize(600, 900);
        view.show();
        WidgetPictures pictures(&world.session, [&view] { return &view; }, nullptr);
        QSignalSpy taken(&pictures, &WidgetPictures::taken);
        const auto message = [&world] { world.session.log()->addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"pageSuccess"_s); };
        message(); // not wanted
        world.session.settings()->set(Setting::WidgetPictures, true);
        message();
        QVERIFY(taken.wait());
        QCOMPARE(pictures.all().size(), 1);
        QCOMPARE(QImage::fromData(pictures.all().first().png).width(), WidgetPictures::widest);
        const SessionRecord running = runningSession(&world.session);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"with pictures.aerosession"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QList<SessionPicture> all = pictures.all();
        all.append({all.first().at.addSecs(1000), "no picture"});
        file.write(sessionFile(running.events, {0, 1}, world.session.log()->redactor(), running.facts, all));
        file.close();
        SessionViewer viewer(world.session.settings());
        viewer.setAttribute(Qt::WA_DeleteOnClose, false);
        viewer.open(path);
        static_cast<QWidget *>(&viewer)->show();
        waitFor(&viewer);
        auto *picture = viewer.findChild<QLabel *>(u"picture"_s);
        auto *time = viewer.findChild<QLabel *>(u"pictureTime"_s);
        QVERIFY(picture->isVisible());
        QVERIFY(picture->pixmap().isNull()); // the last one is none
        QVERIFY(time->text().contains(u"cannot be shown"_s));
        viewer.findChild<QTableView *>(u"events"_s)->selectRow(0); // before the first
        QVERIFY(time->text().contains(u"No picture"_s));
        QVERIFY(keepPicture(viewer.grab(), u"saved-session-picture"_s));
        world.session.settings()->set(Setting::WidgetPictures, false);
        QVERIFY(pictures.all().isEmpty()); // at once
    }

    void filesThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("word");
        QTest::newRow("missing") << QByteArray() << u"could not be read"_s;
        QTest::newRow("another kind") << QByteArray("{\"log\":{}}") << u"no session file"_s;
        QTest::newRow("cut off") << QByteArray("AEROSESSION 1\nblake2b 00") << u"damaged"_s;
        QTest::newRow("newer") << QByteArray("AEROSESSION 7\n") << u"newer version"_s;
    }
    void filesThatAreNone()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, word);
        Saved saved;
        const QString path = saved.folder.filePath(u"other.aerosession"_s);
        if (!file.isEmpty()) {
            QFile written(path);
            QVERIFY(written.open(QIODevice::WriteOnly) && written.write(file) == file.size());
        }
        QWidget window;
        SavedSessions sessions(&saved.world.session, &window);
        SessionViewer *viewer = sessions.open(path);
        waitFor(viewer);
        const QString said = everythingVisible(viewer);
        QVERIFY2(said.contains(word) && said.contains(u"other.aerosession"_s), qPrintable(said));
        QVERIFY(!viewer->log());
        // Another file, into the same window.
        for (QPushButton *button : viewer->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text().contains(u"another file"_s))
                button->click();
        }
        auto *dialog = viewer->findChild<QFileDialog *>(u"openSessionDialog"_s);
        QVERIFY(dialog);
        dialog->selectFile(saved.path);
        static_cast<QDialog *>(dialog)->accept();
        waitFor(viewer);
        QCOMPARE(viewer->log()->archive().size(), 40);
    }

    void whatIsDifferent()
    {
        Saved saved;
        QWidget window;
        SavedSessions sessions(&saved.world.session, &window);
        const auto chooseAndCompare = [&] {
            sessions.askAndCompare();
            auto *dialog = window.findChild<QFileDialog *>(u"compareSessionDialog"_s);
            QVERIFY(dialog);
            dialog->selectFile(saved.path);
            static_cast<QDialog *>(dialog)->accept();
            delete dialog;
        };
        chooseAndCompare();
        SessionDiffWindow *diff = nullptr;
        QTRY_VERIFY((diff = window.findChild<SessionDiffWindow *>()));
        QTRY_VERIFY(everythingVisible(diff).contains(u"They are alike"_s));
        diff->close();
        LogEntry other = call(1);
        other.answerBody = "{\"status\":\"failure\"}";
        saved.world.session.log()->add(other);
        QTRY_VERIFY(!window.findChild<SessionDiffWindow *>());
        chooseAndCompare();
        QTRY_VERIFY((diff = window.findChild<SessionDiffWindow *>()));
        QTRY_COMPARE(diff->diff().differences.size(), 1);
        const QString said = everythingVisible(diff);
        QVERIFY2(said.contains(u"1 difference"_s) && said.contains(u"yesterday.aerosession"_s), qPrintable(said));
        QCOMPARE(diff->diff().differences.first().area, SessionDifference::Area::Sequence);
        QVERIFY(!diff->findChild<QPushButton *>(u"entriesButton"_s)->isEnabled()); // only one of them has it
        diff->findChild<QToolButton *>(u"copyButton"_s)->click();
        QVERIFY2(QGuiApplication::clipboard()->text().contains(u"| sequence | GET /v2/accounts/…/identity | — | happened |"_s), qPrintable(QGuiApplication::clipboard()->text()));
        QVERIFY(keepPicture(diff->grab(), u"sessions-compared"_s));
    }

    void dropped()
    {
        Saved saved;
        QWidget window;
        window.show();
        SavedSessions sessions(&saved.world.session, &window);
        const auto drop = [&window](const QList<QUrl> &urls) {
            QMimeData data;
            data.setUrls(urls);
            QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            enter.ignore();
            QApplication::sendEvent(&window, &enter);
            if (!enter.isAccepted())
                return false;
            QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&window, &event);
            return true;
        };
        QVERIFY(!drop({QUrl(u"https://example.com/x.aerosession"_s)}));
        QVERIFY(!drop({QUrl::fromLocalFile(saved.folder.filePath(u"x.txt"_s))}));
        QVERIFY(drop({QUrl::fromLocalFile(saved.path)}));
        auto *viewer = window.findChild<SessionViewer *>();
        QVERIFY(viewer);
        waitFor(viewer);
        QCOMPARE(viewer->log()->archive().size(), 40);
    }
};

QTEST_MAIN(PanelsSaved)
#include "panels_saved.moc"
