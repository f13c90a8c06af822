// SPDX-License-Identifier: GPL-3.0-or-later
// TopStrip: where am I, who is it: environment switch, user, search, appearance, settings.
#pragma once

#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace console {

class Actions;
class Session;

class TopStrip : public QWidget
{
    Q_OBJECT
public:
    explicit TopStrip(QWidget *parent = nullptr);
    void attach(Session *session, Actions *actions);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *tool(const QString &name, const QString &icon, const QString &accessible);
    void refresh();
    Session *m_session = nullptr;
    QHBoxLayout *m_layout;
    QToolButton *m_environment, *m_user, *m_present, *m_theme, *m_manual, *m_settings;
    QPushButton *m_search;
};

} // namespace console
