// SPDX-License-Identifier: GPL-3.0-or-later
// What is done in the window. (canary_places.cpp: what leaves it.)
#include "gui/canary_window.h"

QByteArray messages;

namespace {

void keepMessage(QtMsgType, const QMessageLogContext &context, const QString &text)
{
    messages += QByteArray(context.category) + ": " + text.toUtf8() + '\n';
    if (!text.isEmpty() && qEnvironmentVariableIsSet("CONSOLE_TEST_LOUD"))
        std::fprintf(stderr, "%s\n", qPrintable(text));
}

const DateRange lastDays{QDate(2026, 5, 1), QDate(2026, 5, 17)};

} // namespace

void CanaryWindow::report(const QString &where, const QList<Sink> &sinks, bool persons)
{
    for (const auto &[name, bytes] : sinks) {
        for (const QString &leak : m_search.in(bytes, true, persons)) {
            if (const QString said = u"%1 → %2"_s.arg(name, leak); !m_said.contains(said)) { // where it was first is enough
                m_said.insert(said);
                m_leaks << where + u" · "_s + said;
            }
        }
    }
}

/// All leaks of a test together: they are found faster than they are closed.
void CanaryWindow::cleanup()
{
    const QStringList leaks = std::exchange(m_leaks, {});
    QVERIFY2(leaks.isEmpty(), qPrintable(u'\n' + leaks.join(u'\n')));
}

void CanaryWindow::lookAround(const QString &where, bool accessible)
{
    QCoreApplication::sendPostedEvents();
    report(where, windowTexts(m_except) + (accessible ? accessibleTexts(m_except) : QList<Sink>()));
}

void CanaryWindow::lookAtClipboard(const QString &where)
{
    report(where, {{u"clipboard"_s, QGuiApplication::clipboard()->text().toUtf8()}});
}

bool CanaryWindow::press(const char *name)
{
    QAction *found = action(u"action-"_s + QLatin1StringView(name));
    if (!found || !until([&] { return found->isEnabled(); }, 5000))
        return false;
    found->trigger();
    return true;
}

bool CanaryWindow::fetched() const
{
    const ConnectionData data = session()->data()->data(connectionId);
    if (data.account.working || data.cachedBalance.working || data.stored.working || session()->data()->connectionList().working)
        return false; // also while a token is under way
    return m_world->network.inFlight() == 0 && std::ranges::all_of(session()->jobs()->jobs(), [](const Job &job) { return isEnded(job.state); });
}

void CanaryWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qInstallMessageHandler(keepMessage);
    Theme::apply(qApp, Theme::Scheme::Light);
    m_world = std::make_unique<CanaryWorld>();
    m_window = std::make_unique<MainWindow>(session());
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(until([&] { return session()->environments()->isReady(); }, 10000));
    m_window->actions()->timeLine->setChecked(true);
}

/// A sink that nothing is found in although it is there would make all of this worthless.
void CanaryWindow::theSinksFindWhatIsPlanted()
{
    QWidget window;
    window.setObjectName(u"planted"_s);
    auto *label = new QLabel(&window);
    auto *list = new QListWidget(&window);
    list->addItem(u"x"_s);
    window.show();
    const auto sees = [&](const char *plant, const QList<Sink> &sinks) {
        return std::ranges::any_of(sinks, [&](const Sink &each) { return each.first.contains(u"planted"_s) && m_search.finds(plant, each.second); });
    };
    for (const Plant &plant : plants()) {
        for (const Spelling &spelling : spellings(plant.value)) {
            const QString text = QString::fromUtf8(spelling.text);
            const std::array<std::function<void(const QString &)>, 5> ways{
                [&](const QString &t) { label->setText(t); }, [&](const QString &t) { label->setToolTip(t); }, [&](const QString &t) { label->setAccessibleDescription(t); },
                [&](const QString &t) { window.setWindowTitle(t); }, [&](const QString &t) { list->item(0)->setData(Qt::UserRole + 3, t); }};
            for (std::size_t way = 0; way < ways.size(); ++way) {
                ways[way](text);
                QVERIFY2(sees(plant.name, windowTexts(m_except)) && (way != 2 || sees(plant.name, accessibleTexts(m_except))), qPrintable(u"%1 %2"_s.arg(text).arg(way)));
                ways[way]({});
            }
            if (spelling.text != plant.value && plant.name != plants().first().name)
                break; // the ways are the same for all; the spellings are the search's own test
        }
    }
    QTemporaryDir folder;
    QFile file(folder.filePath(u"planted"_s));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.write(valueOf("api key")) > 0 && file.flush());
    QVERIFY(sees("api key", filesBelow(folder.path())));
    QVERIFY(file.remove() || true);
    QFile spool(folder.filePath(u"planted-spool"_s));
    QVERIFY(spool.open(QIODevice::ReadWrite) && spool.write(valueOf("api key")) > 0 && spool.flush() && unlink(qPrintable(spool.fileName())) == 0);
    QVERIFY(sees("api key", deletedFiles()));
    qWarning("%s", valueOf("api key").constData());
    QVERIFY(m_search.finds("api key", messages));
    messages.clear();
    QGuiApplication::clipboard()->setText(QString::fromUtf8(valueOf("e-mail")));
    QVERIFY(m_search.finds("e-mail", QGuiApplication::clipboard()->text().toUtf8()));
    QGuiApplication::clipboard()->clear();
}

void CanaryWindow::aUserIsCreated()
{
    lookAround(u"start"_s);
    session()->user()->create({u"Zebulon"_s, u"Quillfeather"_s, QString::fromUtf8(valueOf("e-mail")), QString::fromUtf8(valueOf("phone"))});
    QVERIFY(until([&] { return session()->user()->state() == UserState::NeedsCode; }, 10000));
    lookAround(u"code asked"_s);
    session()->user()->confirm(QString::fromUtf8(valueOf("one-time code")));
    QVERIFY(until([&] { return session()->user()->state() == UserState::NeedsCode && session()->user()->error(); }, 10000));
    lookAround(u"code wrong"_s);
    session()->user()->confirm(QString::fromUtf8(valueOf("one-time code")));
    QVERIFY(until([&] { return session()->user()->state() == UserState::Ready; }, 10000));
    QVERIFY(until([&] { return fetched(); }, 10000));
    m_window->showStep(Step::User);
    lookAround(u"user"_s);
}

void CanaryWindow::aBankIsLinked()
{
    LaunchOptions options = session()->link()->options();
    options.deeplink = u"aerosync://bank-link"_s;
    session()->link()->setOptions(options);
    session()->link()->start();
    QVERIFY(until([&] { return session()->link()->state() == LinkState::Open && !session()->link()->receivedUrl().isEmpty(); }, 20000));
    const auto said = [&](LogEntry::Kind kind) { return std::ranges::any_of(session()->log()->entries(), [&](const LogEntry &each) { return each.kind == kind; }); };
    QVERIFY(until([&] { return said(LogEntry::Kind::Rejected) && session()->link()->reported(); }, 20000)); // the page's script has spoken
    lookAround(u"widget open"_s);
    m_window->actions()->received->trigger();
    lookAround(u"received options"_s);
}

void CanaryWindow::theWidgetSpeaks()
{
    LinkFlow *link = session()->link();
    const QString id = link->launch()->id;
    const QString origin = originOf(link->launch()->environment.widgetOrigin), said = QString::fromUtf8(CanaryWorld::sentence(notBeforeLink));
    const QString json = u'{' + QString::fromUtf8(CanaryWorld::echo(notBeforeLink)) + u'}';
    link->pageMessage(id, u"https://evil.example"_s, json, true);
    link->pageMessage(id, origin, said, true);
    link->pageMessage(id, origin, u"{\"type\":\"widgetBankClick\",\"payload\":%1}"_s.arg(json), true);
    link->pageMessage(u"launch-0"_s, origin, json, true);
    link->sdkCallback(id, u"onEvent"_s, u"[%1]"_s.arg(json));
    link->sdkCallback(id, u"onError"_s, QString::fromUtf8(QJsonDocument(QJsonArray{said}).toJson()));
    link->sdkCallback(id, u"no such callback"_s, json);
    link->pageNote(id, LogEntry::Kind::Rejected, LogEntry::Level::Warning, u"pop-up refused"_s, u"https://bank.example/cb?code=%1&t=%2"_s.arg(QString::fromUtf8(valueOf("oauth code")), said));
    // Long ones are cut: whatever stands across the cut.
    for (int i = 0; i < 40; ++i)
        link->pageNote(id, LogEntry::Kind::Widget, LogEntry::Level::Info, u"page console"_s, QString(1970 + i, u'q') + u' ' + said);
    link->pageStuck(id, Error{.kind = Error::Kind::Web, .message = said, .where = said, .advice = said});
    link->deeplink(id, QUrl::fromEncoded("other://x?code=" + valueOf("oauth code") + "&t=" + CanaryWorld::sentence(notBeforeLink).toPercentEncoding()));
    lookAround(u"widget spoke"_s);
    link->deeplink(id, QUrl::fromEncoded("aerosync://bank-link?status=error&AC_CODE=AC-117&description=" + CanaryWorld::sentence(notBeforeLink).toPercentEncoding()));
    link->deeplink(id, QUrl(u"aerosync://bank-link?status=success&connectionId=%1&clientName=Integrator&code=%2"_s.arg(connectionId, QString::fromUtf8(valueOf("oauth code")))));
    QVERIFY(until([&] { return session()->connections()->all().size() == 1; }, 10000));
    link->pageBroke(id, Error{.kind = Error::Kind::Web, .message = said, .where = said, .advice = said});
    QVERIFY(until([&] { return fetched() && !m_window->widgetView()->isOpen(); }, 10000));
    lookAround(u"linked"_s);
}

void CanaryWindow::jobsEnd()
{
    session()->connections()->select(connectionId);
    for (const char *name : {"identity", "balance", "transactions"}) {
        QVERIFY2(press(name), name);
        QVERIFY(until([&] { return fetched(); }, 15000));
        m_world->scriptJobs("COMPLETED"); // now that it was told
        lookAround(QString::fromLatin1(name), false);
    }
    session()->data()->fetchAccount(connectionId);
    session()->data()->fetchCachedBalance(connectionId);
    session()->data()->fetchStored(connectionId, lastDays);
    session()->data()->fetchConnections();
    QVERIFY(until([&] { return fetched(); }, 15000));
    m_window->showStep(Step::Data);
    for (QTabBar *tabs : m_window->findChildren<QTabBar *>()) {
        for (int i = 0; i < tabs->count() && tabs->isVisible(); ++i) {
            tabs->setCurrentIndex(i);
            lookAround(u"data tab %1"_s.arg(i));
        }
    }
    QCOMPARE(session()->jobs()->jobs().size(), 3);
    for (const Job &job : session()->jobs()->jobs())
        QCOMPARE(job.state, JobState::Done);
}

void CanaryWindow::jobsFail()
{
    m_world->scriptJobs("FAILED");
    m_world->scriptErrors();
    for (const JobKind kind : {JobKind::Balance, JobKind::Identity, JobKind::Transactions})
        session()->jobs()->start(connectionId, kind);
    session()->data()->fetchAccount(connectionId);
    session()->data()->fetchCachedBalance(connectionId);
    session()->data()->fetchStored(connectionId, lastDays);
    QVERIFY(until([&] { return fetched(); }, 15000));
    session()->link()->start();
    QVERIFY(until([&] { return fetched() && session()->link()->state() == LinkState::Failed; }, 15000));
    lookAround(u"failed"_s);
    for (const LogEntry &entry : std::deque<LogEntry>(session()->log()->entries())) {
        if (entry.verb == "GET" && session()->sendAgain()->whyNot(entry).isEmpty()) {
            session()->sendAgain()->send(entry);
            break;
        }
    }
    QVERIFY(until([&] { return fetched(); }, 15000));
    for (QTabBar *tabs : m_window->findChildren<QTabBar *>()) {
        for (int i = 0; i < tabs->count() && tabs->isVisible(); ++i) {
            tabs->setCurrentIndex(i);
            lookAround(u"failed, tab %1"_s.arg(i));
        }
    }
}

void CanaryWindow::everyEntryIsShownAndCopied()
{
    QVERIFY(until([&] { return table()->model()->rowCount() >= int(session()->log()->entries().size()); }, 5000));
    auto *details = m_window->findChild<QWidget *>(u"details"_s);
    auto *parts = details->findChild<QTabBar *>(u"parts"_s);
    // What was meant to happen did: a test that drove nothing would find nothing.
    QStringList missing{u"POST /v2/user 200"_s, u"POST /v2/confirmUser 200"_s, u"POST /v2/token_widget 200"_s, u"POST /v2/token_widget 401"_s, u"page console"_s, u"widgetError"_s,
                        u"message rejected"_s, u"deeplink error"_s, u"deeplink success"_s, u"bank linked"_s, u"identity → done"_s, u"balance → done"_s, u"transactions → done"_s,
                        u"identity → failed"_s, u"balance → failed"_s, u"transactions → failed"_s, u"GET /v2/accounts/… 200"_s, u"GET /v2/users/…/connections/…/transactions 200"_s,
                        u"widget address"_s, u"onEvent"_s, u"onError"_s, u"page failure"_s, u"the widget is silent"_s, u"pop-up refused"_s,
                        u"pop-up opened"_s, u"pop-up closed"_s, u"pop-up did not load"_s, u"deep link refused"_s, u"download refused"_s, u"dialog refused"_s, u"balance → needs a second factor"_s};
    for (qsizetype row = 0; row < session()->log()->archive().size(); ++row)
        missing.removeAll(session()->log()->archive().entry(row).title);
    QCOMPARE(missing, QStringList());
    QSet<QString> seen; // entries of the same title and level say the same
    for (int row = 0; row < table()->model()->rowCount(); ++row) {
        const LogEntry entry = session()->log()->archive().entry(row);
        if (seen.contains(entry.title + u' ' + QString::number(entry.answerBytes)))
            continue;
        seen.insert(entry.title + u' ' + QString::number(entry.answerBytes));
        table()->selectRow(row);
        QByteArray texts;
        for (int part = 0; part < qMax(1, parts->count()); ++part) {
            parts->setCurrentIndex(part);
            for (const QWidget *each : details->findChildren<QWidget *>())
                texts += each->property("plainText").toByteArray() + '\n' + each->property("text").toByteArray() + '\n' + each->toolTip().toUtf8() + '\n' + each->accessibleName().toUtf8() + '\n';
        }
        const QString where = u"entry %1 %2"_s.arg(row).arg(entry.title.left(60));
        report(where, {{u"details"_s, texts}});
        action(u"copyEntryAction"_s)->trigger();
        lookAtClipboard(where + u", copied"_s);
        button(u"entryCopy"_s)->click();
        lookAtClipboard(where + u", copied by the button"_s);
        if (entry.kind != LogEntry::Kind::Http)
            continue;
        for (const QAction *language : m_window->findChild<QMenu *>(u"entryCopyAsMenu"_s)->actions()) {
            action(language->objectName())->trigger();
            lookAtClipboard(where + u' ' + language->objectName());
        }
    }
    lookAround(u"details"_s);
}

/// Whoever reveals sees it; the time line says that he did, and not what; afterwards it is gone.
void CanaryWindow::revealingIsLoggedAndEnds()
{
    const auto notes = [&] { return std::ranges::count_if(session()->log()->entries(), [](const LogEntry &each) { return each.title == u"personal data revealed"_s && each.kind == LogEntry::Kind::Action; }); };
    const auto seesName = [&] { return std::ranges::any_of(windowTexts(m_except), [&](const Sink &each) { return m_search.finds("name", each.second); }); };
    QCOMPARE(notes(), 0);
    m_world->forgetErrors();
    session()->data()->fetchAccount(connectionId);
    QVERIFY(press("identity") && until([&] { return fetched(); }, 15000));
    m_window->showStep(Step::Data);
    auto *tabs = m_window->findChild<QTabWidget *>(u"tabs"_s);
    tabs->setCurrentWidget(tabs->findChild<QWidget *>(u"identityFrame"_s));
    QVERIFY(!seesName());
    int row = int(session()->log()->archive().size()) - 1;
    while (row > 0 && !session()->log()->archive().entry(row).title.contains(u"GET /v2/accounts/…/identity"_s))
        --row;
    table()->selectRow(row);
    const auto eyes = [&](const QString &name) {
        QList<QToolButton *> all;
        for (QToolButton *each : m_window->findChildren<QToolButton *>(name)) {
            if (each->isVisible())
                all << each;
        }
        return all;
    };
    int count = 0;
    for (const QString &name : {u"entryReveal"_s, u"revealButton"_s, u"eye"_s}) {
        QVERIFY2(until([&] { return !eyes(name).isEmpty(); }, 5000), qPrintable(name));
        QToolButton *eye = eyes(name).constFirst();
        eye->click();
        QVERIFY2(seesName(), qPrintable(name));
        QCOMPARE(notes(), ++count);
        eye->click();
        QVERIFY2(!seesName(), qPrintable(name));
        QCOMPARE(notes(), count); // masking again is no news
    }
    m_window->showStep(Step::User);
    QVERIFY(!eyes(u"revealButton"_s).isEmpty());
    eyes(u"revealButton"_s).constFirst()->click();
    QVERIFY(seesName());
    QCOMPARE(notes(), count + 1);
    eyes(u"revealButton"_s).constFirst()->click();
    lookAround(u"masked again"_s);
}

void CanaryWindow::cleanupTestCase()
{
    m_window.reset();
    m_world.reset();
    qInstallMessageHandler(nullptr);
}

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    QAccessible::setActive(true);
    CanaryWindow test;
    return QTest::qExec(&test, argc, argv);
}
