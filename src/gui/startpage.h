// SPDX-License-Identifier: GPL-3.0-or-later
// StartPage: the first thing anybody sees: the three steps, and the button that takes the first.
#pragma once

#include "api/types.h"

#include <QWidget>

#include <memory>

namespace Ui {
class StartPage;
}

namespace console {

class Session;

/// An invented person whose fields hold to the service's rules (contract b.4); offered in the simulator only. `demo`: how
/// often a demo was begun anew. The service would know the same phone or e-mail again, and ask for a code.
UserDetails samplePerson(int demo = 0);

class StartPage : public QWidget
{
    Q_OBJECT
public:
    explicit StartPage(Session *session, QWidget *parent = nullptr);
    ~StartPage() override;

Q_SIGNALS:
    void formRequested();
    void manualRequested();
    void environmentsRequested();

private:
    void refresh();
    void create();
    Session *m_session;
    int m_demo = 0;
    std::unique_ptr<Ui::StartPage> m_ui;
};

} // namespace console
