// SPDX-License-Identifier: GPL-3.0-or-later
// SettingsDialog: environments, keys, appearance, jobs; every change counts at once.
#pragma once

#include <QDialog>

#include <memory>

namespace Ui {
class SettingsDialog;
}

namespace console {

class Session;

class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    enum class Page { Environments, Keys, General };
    explicit SettingsDialog(Session *session, QWidget *parent = nullptr);
    ~SettingsDialog() override;
    void showPage(Page page);

private:
    void addPage(const QString &icon, const QString &title, QWidget *page);
    std::unique_ptr<Ui::SettingsDialog> m_ui;
};

} // namespace console
