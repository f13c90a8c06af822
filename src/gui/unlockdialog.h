// SPDX-License-Identifier: GPL-3.0-or-later
// UnlockDialog: production is unlocked only by typing the environment's name, letter for letter.
#pragma once

#include <QDialog>

#include <memory>

namespace Ui {
class UnlockDialog;
}

namespace console {

class Environments;

class UnlockDialog : public QDialog
{
    Q_OBJECT
public:
    explicit UnlockDialog(Environments *environments, QWidget *parent = nullptr);
    ~UnlockDialog() override;

private:
    void tryToUnlock();
    Environments *m_environments;
    std::unique_ptr<Ui::UnlockDialog> m_ui;
};

} // namespace console
