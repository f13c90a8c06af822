// SPDX-License-Identifier: GPL-3.0-or-later
// Flows that other windows are part of: the bank's pop-up, a second factor, comparisons.
#include "gui/canary_window.h"

#include "base/wholefile.h"
#include "gui/comparewindow.h"
#include "gui/jobnotifier.h"
#include "gui/sessiondiffwindow.h"
#include "web/popupwindow.h"
#include "web/widgetpage.h"

#include <QWebEngineView>

#include <numeric>

bool CanaryWindow::click(const QString &name, Target::Where where)
{
    WidgetDriver driver(m_window->widgetView());
    std::optional<Result<void>> done;
    driver.click({.names = {name}, .where = where}, this, [&](const Result<void> &result) { done = result; });
    (void)until([&] { return done.has_value(); }, 20000);
    if (done && !*done)
        qWarning("%s: %s", qPrintable(name), qPrintable(oneLine(done->error())));
    return done && *done;
}

bool CanaryWindow::type(const QString &field, const char *plant, Target::Where where)
{
    WidgetDriver driver(m_window->widgetView());
    std::optional<Result<void>> done;
    driver.type({.field = field, .where = where}, QString::fromUtf8(valueOf(plant)), this, [&](const Result<void> &result) { done = result; });
    (void)until([&] { return done.has_value(); }, 20000);
    return done && *done;
}

int CanaryWindow::said(const QString &title) const
{
    const auto &entries = session()->log()->entries();
    return int(std::count_if(entries.begin(), entries.end(), [&](const LogEntry &each) { return each.title == title; }));
}

PopupWindow *CanaryWindow::popup() const
{
    const QList<PopupWindow *> popups = m_window->widgetView()->popups();
    return popups.isEmpty() ? nullptr : popups.last();
}

/// What is around the bank's page, and what it leaves in the time line; its page itself is the bank's.
void CanaryWindow::lookAtPopup(const QString &where)
{
    QVERIFY2(until([&] { return popup() && m_search.finds("name", popup()->page()->title().toUtf8()); }, 20000), qPrintable(where)); // it is the planted page
    QVERIFY(m_search.finds("oauth code", popup()->page()->url().toEncoded()));
    lookAround(where);
    report(where, {{u"title"_s, popup()->windowTitle().toUtf8()}, {u"name"_s, (popup()->accessibleName() + popup()->view()->accessibleName()).toUtf8()}});
    QVERIFY(popup()->windowTitle().contains(u"localhost"_s));
}

/// The bank's pop-up: its address has the code, its title the person; it speaks, asks, offers a file, and calls the deep link.
void CanaryWindow::theBankOpensAPopup()
{
    QVERIFY(click(u"Bank login"_s, Target::Where::Widget));
    lookAtPopup(u"pop-up"_s);
    QVERIFY(type(u"answer"_s, "bank answer", Target::Where::Popup));
    QVERIFY(until([&] { return said(u"dialog refused"_s) >= 3 && said(u"told by the bank rejected"_s) > 0 && said(u"request refused"_s) > 0; }, 20000));
    for (const auto &[link, title] : {std::pair{u"Statement"_s, u"download refused"_s}, std::pair{u"Elsewhere"_s, u"deep link refused"_s}, std::pair{u"Back"_s, u"deeplink error"_s}}) {
        QVERIFY(click(link, Target::Where::Popup));
        QVERIFY2(until([&] { return said(title) > 0; }, 20000), qPrintable(title));
        lookAround(u"pop-up, "_s + title, false);
    }
    popup()->close();
    QVERIFY(until([&] { return !popup() && said(u"pop-up closed"_s) == 1; }, 20000));
    QVERIFY(click(u"Bank that is away"_s, Target::Where::Widget));
    QVERIFY(until([&] { return popup() && said(u"pop-up did not load"_s) == 1; }, 20000));
    lookAround(u"pop-up that did not load"_s);
    popup()->close();
    QVERIFY(until([&] { return !popup(); }, 20000));
    QCOMPARE(session()->link()->state(), LinkState::Open);
}

/// A second factor: what is asked, what is answered, by the widget and by the bank's page that the host is asked to open.
void CanaryWindow::aJobAsksAPerson()
{
    QByteArray outside;
    m_window->jobDesk()->notifier()->setShow([&](const QString &title, const QString &text) { outside += (title + u'\n' + text).toUtf8(); });
    LaunchOptions options = session()->link()->options();
    options.handleOAuthManually = true;
    session()->link()->setOptions(options);
    m_world->scriptJobs("MFA");
    const Result<int> number = session()->jobs()->start(connectionId, JobKind::Balance);
    QVERIFY(until([&] { return session()->jobs()->awaitingPerson().has_value(); }, 15000));
    QWidget other; // the message is for whoever looks at something else
    other.show();
    other.activateWindow();
    QVERIFY(until([&] { return !outside.isEmpty(); }, 15000));
    other.close();
    report(u"message of the tray"_s, {{u"text"_s, outside}});
    lookAround(u"second factor asked"_s);
    m_window->actions()->allJobs->trigger();
    lookAround(u"second factor asked, deck"_s);
    const int before = said(u"widgetError"_s);
    m_window->actions()->answer->trigger();
    QVERIFY(until([&] { return session()->link()->state() == LinkState::Open && said(u"widgetError"_s) > before; }, 20000));
    lookAround(u"second factor, widget"_s);
    QVERIFY(click(u"Ask"_s, Target::Where::Widget) && type(u"secret"_s, "bank answer", Target::Where::Widget));
    QVERIFY(click(u"Bank by hand"_s, Target::Where::Widget));
    lookAtPopup(u"second factor, pop-up"_s);
    QVERIFY(type(u"answer"_s, "bank answer", Target::Where::Popup));
    popup()->close();
    m_world->scriptJobs("COMPLETED");
    QVERIFY(until([&] { return !popup(); }, 20000) && click(u"Answered"_s, Target::Where::Widget));
    QVERIFY(until([&] { return fetched() && !m_window->widgetView()->isOpen(); }, 20000));
    QCOMPARE(session()->jobs()->latest(connectionId, JobKind::Balance)->state, JobState::Done);
    lookAround(u"second factor answered"_s);
    options.handleOAuthManually = false;
    session()->link()->setOptions(options);
}

/// A window with two entries: what it shows, says, and gives to the clipboard.
void CanaryWindow::lookAtComparison(CompareWindow *window, const QString &where)
{
    QVERIFY2(window, qPrintable(where));
    const auto *lines = window->findChild<QTableView *>(u"lines"_s);
    QVERIFY(until([&] { return window->findChild<QLabel *>(u"summary"_s)->text() != u"Comparing…"_s && lines->model()->rowCount() > 0; }, 15000));
    lookAround(where);
    QGuiApplication::clipboard()->clear();
    window->findChild<QToolButton *>(u"copyButton"_s)->click();
    QVERIFY(!QGuiApplication::clipboard()->text().isEmpty());
    lookAtClipboard(where + u", copied"_s);
    delete window;
}

void CanaryWindow::twoEntriesAreCompared()
{
    const auto rowOf = [&](const QString &title, int from) {
        int row = from;
        while (row < table()->model()->rowCount() && session()->log()->archive().entry(row).title != title)
            ++row;
        return row < table()->model()->rowCount() ? row : -1;
    };
    // The answer and the refusal of one call; what the page said; what came by the deep link and what did not.
    for (const auto &[left, right] : {std::pair{u"GET /v2/accounts/…/identity 200"_s, u"GET /v2/accounts/…/balance 200"_s}, std::pair{u"POST /v2/token_widget 200"_s, u"POST /v2/token_widget 401"_s},
                                      std::pair{u"page console"_s, u"dialog refused"_s}, std::pair{u"deeplink error"_s, u"deeplink success"_s}, std::pair{u"widgetError"_s, u"widgetPageLoaded"_s}}) {
        const int first = rowOf(left, 0), second = rowOf(right, 0);
        QVERIFY2(first >= 0 && second >= 0, qPrintable(left + u" · "_s + right));
        table()->selectRow(first);
        action(u"markForComparingAction"_s)->trigger();
        table()->selectRow(second);
        QVERIFY(action(u"compareAction"_s)->isEnabled());
        action(u"compareAction"_s)->trigger();
        lookAtComparison(m_window->findChild<CompareWindow *>(), u"compared, %1 and %2"_s.arg(left, right));
    }
}

/// The session that was saved, and one in which the same calls end otherwise: a list, its copy, and the entries of a difference.
void CanaryWindow::twoSessionsAreCompared()
{
    const auto fetchAll = [&] {
        session()->log()->clear();
        session()->data()->fetchAccount(connectionId);
        session()->data()->fetchCachedBalance(connectionId);
        return until([&] { return fetched() && said(u"GET /v2/accounts/… 200"_s) == 1 && said(u"GET /v2/accounts/…/balance 200"_s) == 1; }, 15000);
    };
    m_world->forgetErrors();
    QVERIFY(fetchAll());
    const QString saved = m_world->folder.filePath(u"before.aerosession"_s);
    const EventArchiveView &archive = session()->log()->archive();
    std::vector<quint32> rows(std::size_t(archive.size()));
    std::iota(rows.begin(), rows.end(), 0U);
    QVERIFY(writeWholeFile(saved, sessionFile(archive, rows, session()->log()->redactor(), {}, {})));
    m_world->scriptErrors();
    QVERIFY(fetchAll());
    m_window->actions()->compareSession->trigger();
    auto *dialog = m_window->findChild<QFileDialog *>(u"compareSessionDialog"_s);
    QVERIFY(dialog);
    dialog->selectFile(saved);
    static_cast<QDialog *>(dialog)->accept();
    SessionDiffWindow *window = nullptr;
    QVERIFY(until([&] {
        for (QWidget *each : QApplication::topLevelWidgets())
            window = qobject_cast<SessionDiffWindow *>(each) ? qobject_cast<SessionDiffWindow *>(each) : window;
        return window && !window->diff().differences.isEmpty();
    }, 15000));
    lookAround(u"sessions compared"_s);
    window->findChild<QToolButton *>(u"copyButton"_s)->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"| Differs |"_s));
    lookAtClipboard(u"sessions compared, copied"_s);
    auto *list = window->findChild<QTableView *>(u"differences"_s);
    int pairs = 0;
    for (int row = 0; row < list->model()->rowCount() && pairs < 6; ++row) {
        list->selectRow(row);
        auto *button = window->findChild<QPushButton *>(u"entriesButton"_s);
        if (!button->isEnabled())
            continue;
        ++pairs;
        button->click();
        lookAtComparison(window->findChild<CompareWindow *>(), u"sessions compared, entries of row %1"_s.arg(row));
    }
    QVERIFY(pairs > 0);
    window->close();
}
