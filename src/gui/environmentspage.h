// SPDX-License-Identifier: GPL-3.0-or-later
// EnvironmentsPage: the presets and the user's own environments: look, use, add, duplicate, edit, delete.
#pragma once

#include "api/environment.h"

#include <QWidget>

#include <memory>

namespace Ui {
class EnvironmentsPage;
}

namespace console {

class Environments;
class Session;

class EnvironmentsPage : public QWidget
{
    Q_OBJECT
public:
    explicit EnvironmentsPage(Session *session, QWidget *parent = nullptr);
    ~EnvironmentsPage() override;

private:
    void fill();
    void refresh();
    void edit(const Environment &environment, bool isNew);
    void askToDelete();
    const Environment *selected() const;
    Session *m_session;
    Environments *m_environments;
    std::unique_ptr<Ui::EnvironmentsPage> m_ui;
};

} // namespace console
