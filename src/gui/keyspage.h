// SPDX-License-Identifier: GPL-3.0-or-later
// KeysPage: the keys of the chosen environment: set or not set, replace, remove; never shown again.
#pragma once

#include <QWidget>

#include <memory>

class QLineEdit;

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
    bool hasUnsaved() const;     ///< something was typed
    bool canSave() const;
    void save();
    void discard();              ///< what was typed and not saved is forgotten; so is it when the page is hidden

Q_SIGNALS:
    void environmentsRequested();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void refreshSource();
    QList<QLineEdit *> fields() const;
    void askToRemove();
    Session *m_session;
    std::unique_ptr<Ui::KeysPage> m_ui;
};

} // namespace console
