// SPDX-License-Identifier: GPL-3.0-or-later
// ConfigurationList: the named configurationIds of the current environment: add, rename, remove.
#pragma once

#include <QObject>

class QPushButton;
class QTableWidget;

namespace console {

class Environments;
struct NamedConfiguration;

class ConfigurationList : public QObject
{
    Q_OBJECT
public:
    struct Controls { QTableWidget *table; QPushButton *add, *rename, *remove; };
    ConfigurationList(Environments *environments, const Controls &controls, QObject *parent);
    void load();

Q_SIGNALS:
    void edited();

private:
    void store();
    void fillRow(int row, const NamedConfiguration &configuration);
    void fit();
    void refreshButtons();
    Environments *m_environments;
    Controls m_controls;
    bool m_loading = false;
};

} // namespace console
