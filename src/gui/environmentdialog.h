// SPDX-License-Identifier: GPL-3.0-or-later
// EnvironmentDialog: the fields of a custom environment; what is wrong stands beside its field.
#pragma once

#include "api/environment.h"

#include <QDialog>

#include <memory>

namespace Ui {
class EnvironmentDialog;
}

namespace console {

class Environments;

class EnvironmentDialog : public QDialog
{
    Q_OBJECT
public:
    EnvironmentDialog(Environments *environments, const Environment &environment, bool isNew, QWidget *parent = nullptr);
    ~EnvironmentDialog() override;
    static QString reachText(Reach reach);

private:
    Environment entered() const;
    void save();
    void showProblem(const Error &error);
    void clearProblems();
    Environments *m_environments;
    Environment m_environment;
    std::unique_ptr<Ui::EnvironmentDialog> m_ui;
};

} // namespace console
