// SPDX-License-Identifier: GPL-3.0-or-later
// KeysPage: the keys of the chosen environment: set or not set, replace, remove; never shown again.
#pragma once

#include <QWidget>

#include <memory>

namespace Ui {
class KeysPage;
}

namespace console {

class Session;

class KeysPage : public QWidget
{
    Q_OBJECT
public:
    explicit KeysPage(Session *session, QWidget *parent = nullptr);
    ~KeysPage() override;

Q_SIGNALS:
    void environmentsRequested();

protected:
    void hideEvent(QHideEvent *event) override; ///< what was typed and not saved is forgotten

private:
    void refresh();
    void refreshSource();
    void save();
    void askToRemove();
    void clearFields();
    Session *m_session;
    std::unique_ptr<Ui::KeysPage> m_ui;
};

} // namespace console
