// SPDX-License-Identifier: GPL-3.0-or-later
// SettingsDialog: environments, keys, appearance, jobs, history; every change counts at once.
#pragma once

#include <QDialog>

#include <functional>
#include <memory>

namespace Ui {
class SettingsDialog;
}

namespace console {

class KeysPage;
class Session;

class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    enum class Page { Environments, Keys, General, History };
    explicit SettingsDialog(Session *session, QWidget *parent = nullptr);
    ~SettingsDialog() override;
    void showPage(Page page);
    void done(int result) override; ///< asks first when keys were typed and not saved

private:
    void addPage(const QString &icon, const QString &title, QWidget *page);
    void leaveTo(int page);
    void askUnsaved(std::function<void()> then);
    std::unique_ptr<Ui::SettingsDialog> m_ui;
    KeysPage *m_keys = nullptr;
};

} // namespace console
