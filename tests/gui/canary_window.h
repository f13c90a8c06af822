// SPDX-License-Identifier: GPL-3.0-or-later
// CanaryWindow: the canary test, second half: the real window is driven over services and a widget that repeat every secret and
// datum, and then everything that is shown, said, copied, kept or exported is searched for them.
#pragma once

#include "gui/canary_plants.h"
#include "gui/canary_sinks.h"
#include "gui/canary_world.h"

#include "gui/actions.h"
#include "gui/eventspanel.h"
#include "gui/jobdesk.h"
#include "gui/mainwindow.h"
#include "gui/sessionviewer.h"
#include "gui/theme.h"
#include "session/sendagain.h"
#include "session/sessionfile.h"
#include "support/until.h"
#include "web/widgetdriver.h"
#include "web/widgetview.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace console;
using namespace canary;
using namespace Qt::StringLiterals;

namespace console {
class CompareWindow;
class PopupWindow;
} // namespace console

/// Everything that went to stderr by Qt.
extern QByteArray messages;

class CanaryWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theSinksFindWhatIsPlanted();
    void aUserIsCreated();
    void aBankIsLinked();
    void theBankOpensAPopup();
    void theWidgetSpeaks();
    void jobsEnd();
    void aJobAsksAPerson();
    void jobsFail();
    void everyEntryIsShownAndCopied();
    void twoEntriesAreCompared();
    void revealingIsLoggedAndEnds();
    void exports_data();
    void exports();
    void pagesAndDialogs();
    void pictures();
    void filesAndMessages();
    void twoSessionsAreCompared();
    void withoutRedactionTheyAreFound();
    void cleanup();
    void cleanupTestCase();

private:
    void lookAround(const QString &where, bool accessible = true);
    void report(const QString &where, const QList<Sink> &sinks, bool persons = true);
    void lookAtClipboard(const QString &where);
    void lookAtPopup(const QString &where);
    void lookAtComparison(CompareWindow *window, const QString &where);
    bool press(const char *name);
    bool click(const QString &name, Target::Where where);
    bool type(const QString &field, const char *plant, Target::Where where);
    int said(const QString &title) const; ///< how often
    PopupWindow *popup() const;           ///< the last one; null: there is none
    QAction *action(const QString &name) const { return m_window->findChild<QAction *>(name); }
    QTableView *table() const { return m_window->findChild<QTableView *>(u"events"_s); }
    QToolButton *button(const QString &name) const { return m_window->findChild<QToolButton *>(name); }
    bool fetched() const;
    std::unique_ptr<CanaryWorld> m_world;
    std::unique_ptr<MainWindow> m_window;
    Search m_search;
    QStringList m_leaks;
    QSet<QString> m_said;
    Session *session() const { return &m_world->session; }
    /// The form shows what its user types, and has to: he checks what he sends. The bank's page is the bank's. Nothing else is left out.
    const QStringList m_except{u"firstName"_s, u"lastName"_s, u"email"_s, u"phone"_s, u"code"_s, u"popupView"_s};
};
