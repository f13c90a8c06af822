// SPDX-License-Identifier: GPL-3.0-or-later
// DataPanel: What the bank returned for the selected connection: account, balance, transactions, identity, raw beside it.
#pragma once

#include "session/session.h"

#include <QWidget>

#include <memory>

namespace Ui {
class DataPanel;
}

namespace console {

class DataPanel : public QWidget
{
    Q_OBJECT
public:
    explicit DataPanel(Session *session, QWidget *parent = nullptr);
    ~DataPanel() override;

Q_SIGNALS:
    void jobRequested(console::JobKind kind);

private:
    Session *m_session;
    std::unique_ptr<Ui::DataPanel> m_ui;
};

} // namespace console
