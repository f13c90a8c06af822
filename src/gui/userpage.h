// SPDX-License-Identifier: GPL-3.0-or-later
// UserPage: who the end user is: create one, find one again, use a known uuid, confirm with a code.
#pragma once

#include <QTimer>
#include <QWidget>

#include <memory>

class QLabel;
class QLineEdit;

namespace Ui {
class UserPage;
}

namespace console {

class RecentUsers;
class Session;

class UserPage : public QWidget
{
    Q_OBJECT
public:
    explicit UserPage(Session *session, QWidget *parent = nullptr);
    ~UserPage() override;
    /// An empty form for another user, also while one is ready.
    void startOver();

Q_SIGNALS:
    void linkRequested();
    void keysRequested();
    void unlockRequested();
    void environmentsRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override; ///< what was revealed is masked again

private:
    void wireForm();
    void wireResult();
    void clearForm();
    void refresh();
    void refreshButtons();
    void refreshFace();
    void refreshResult();
    void refreshError();
    void create();
    void find();
    void use();
    void useAgain(const QString &uuid);
    void confirm();
    void showProblem(QLineEdit *field, QLabel *label, const QString &problem);
    Session *m_session;
    std::unique_ptr<Ui::UserPage> m_ui;
    RecentUsers *m_recent;
    QTimer m_reveal;        // personal data is masked again after Settings' reveal time
    QWidget *m_tried = nullptr; // the way whose attempt the error belongs to
    bool m_again = false;   // the user asked for the form although one is ready
};

} // namespace console
