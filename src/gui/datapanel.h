// SPDX-License-Identifier: GPL-3.0-or-later
// DataPanel: What the bank returned for the selected connection: account, balance, transactions, identity, raw beside it.
#pragma once

#include "session/session.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <functional>
#include <memory>

class QAction;

namespace Ui {
class DataPanel;
}

namespace console {

class AccountView;
class BalanceView;
class DataFrame;
class IdentityView;
class StoredView;
class TransactionTable;

class DataPanel : public QWidget
{
    Q_OBJECT
public:
    explicit DataPanel(Session *session, QWidget *parent = nullptr);
    ~DataPanel() override;

public Q_SLOTS:
    void showKind(console::JobKind kind); ///< brings that tab to the front
    void mask();                          ///< everything, at once (presenting)

Q_SIGNALS:
    void jobRequested(console::JobKind kind);
    void lookRequested(); ///< a command of the palette has its result here: the panel is to be seen

private:
    struct Shown { // what a tab holds, so that it is filled only when that changes
        int job = 0;
        QDateTime at;
        QString connectionId;
        bool operator==(const Shown &) const = default;
    };
    void addTabs();
    void addCommands();
    QAction *addCommand(const QString &id, const QString &icon, const QString &text, std::function<void()> run);
    void refreshCommands();
    void watchSession();
    DataFrame *addTab(const QString &name, const QString &icon, const QString &again);
    DataFrame *frameOf(JobKind kind) const;
    void connectJobFrame(DataFrame *frame, JobKind kind);
    void refresh();
    void refreshAccount();
    void refreshJob(JobKind kind);
    void refreshStored();
    void fill(JobKind kind, const std::optional<Job> &done);
    void showJobFace(DataFrame *frame, JobKind kind, const std::optional<Job> &latest);
    void showJobNotice(DataFrame *frame, JobKind kind, const std::optional<Job> &latest);
    void answerOrStart(JobKind kind);
    void switchConnection();
    void tick();
    std::optional<Job> latest(JobKind kind) const;
    std::optional<Job> lastDone(JobKind kind) const;
    QString connectionId() const;
    Session *m_session;
    std::unique_ptr<Ui::DataPanel> m_ui;
    DataFrame *m_accountFrame = nullptr;
    DataFrame *m_storedFrame = nullptr;
    std::array<DataFrame *, 3> m_jobFrames{};
    AccountView *m_account = nullptr;
    BalanceView *m_balance = nullptr;
    TransactionTable *m_transactions = nullptr;
    IdentityView *m_identity = nullptr;
    StoredView *m_stored = nullptr;
    QAction *m_revealCommand = nullptr;
    QAction *m_csvCommand = nullptr;
    QAction *m_cachedCommand = nullptr;
    QAction *m_storedCommand = nullptr;
    std::array<Shown, 3> m_shown;
    Shown m_accountShown;
    QDateTime m_accountSince;
    QTimer m_tick;
};

} // namespace console
