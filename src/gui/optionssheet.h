// SPDX-License-Identifier: GPL-3.0-or-later
// OptionsSheet: every option of a widget launch as a field with its meaning, and what the widget made of them.
#pragma once

#include "session/launchoptions.h"

#include <QWidget>

#include <memory>

namespace Ui {
class OptionsSheet;
}

namespace console {

class ConfigurationList;
class Session;

class OptionsSheet : public QWidget
{
    Q_OBJECT
public:
    explicit OptionsSheet(Session *session, QWidget *parent = nullptr);
    ~OptionsSheet() override;
    void showOptions();
    void showReceived();

Q_SIGNALS:
    void closeRequested();
    void launchRequested();

private:
    void fillChoices();
    void fillHelp();
    void wire();
    void load();               ///< options → fields
    void store();              ///< fields → options, for the next launch
    void fillConfigurations();
    void refreshWarnings();
    void refreshReceived();
    void browse();
    Session *m_session;
    std::unique_ptr<Ui::OptionsSheet> m_ui;
    ConfigurationList *m_list;
    bool m_loading = false;
};

} // namespace console
