// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/topstrip.h"

#include "gui/actions.h"
#include "gui/environmentlook.h"
#include "gui/persontext.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace console {

TopStrip::TopStrip(QWidget *parent)
    : QWidget(parent), m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(8, 8, 8, 8);
    m_layout->setSpacing(Theme::grid);
    m_environment = tool(u"environmentButton"_s, u"flask"_s, tr("Environment"));
    m_environment->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_environment->setPopupMode(QToolButton::InstantPopup);
    m_user = tool(u"userButton"_s, u"user"_s, tr("User"));
    m_user->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_user->setPopupMode(QToolButton::InstantPopup);
    m_layout->addWidget(m_environment);
    m_layout->addWidget(m_user);
    m_layout->addStretch(1);
    m_search = new QPushButton(this);
    m_search->setObjectName(u"paletteButton"_s);
    m_search->setIcon(Theme::icon(u"search"_s, Theme::Role::Muted));
    m_search->setAutoDefault(false);
    m_search->setProperty("searchBox", true);
    m_search->setMinimumWidth(200);
    m_search->setMaximumWidth(400);
    m_search->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_layout->addWidget(m_search, 3);
    m_layout->addStretch(1);
    m_present = tool(u"presentButton"_s, u"present"_s, tr("Present"));
    m_present->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_present->setText(u' ' + tr("Present"));
    m_present->setCheckable(true);
    m_theme = tool(u"themeMenuButton"_s, u"moon"_s, tr("Appearance"));
    m_theme->setPopupMode(QToolButton::InstantPopup);
    m_manual = tool(u"manualButton"_s, u"book"_s, tr("Manual"));
    m_settings = tool(u"settingsButton"_s, u"settings"_s, tr("Settings"));
    for (QToolButton *button : {m_present, m_theme, m_manual, m_settings}) {
        m_layout->addWidget(button);
    }
}

QToolButton *TopStrip::tool(const QString &name, const QString &icon, const QString &accessible)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(Theme::icon(icon));
    button->setIconSize({20, 20});
    button->setAccessibleName(accessible);
    button->setToolTip(accessible);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void TopStrip::attach(Session *session, Actions *actions)
{
    m_session = session;
    m_environment->setMenu(actions->environmentMenu());
    m_user->setMenu(actions->userMenu());
    m_theme->setMenu(actions->themeMenu());
    m_search->setText(tr("Find an action…   %1").arg(actions->palette->shortcut().toString(QKeySequence::NativeText)));
    m_search->setAccessibleName(tr("Find an action"));
    m_search->setToolTip(actions->palette->toolTip());
    m_manual->setToolTip(actions->manual->toolTip());
    m_settings->setToolTip(actions->settings->toolTip());
    const auto followPresent = [this, present = actions->present] {
        m_present->setToolTip(present->toolTip());
        m_present->setChecked(present->property("on").toBool());
    };
    connect(m_present, &QToolButton::clicked, actions->present, &QAction::trigger);
    connect(actions->present, &QAction::changed, m_present, followPresent);
    followPresent();
    connect(m_search, &QPushButton::clicked, actions->palette, &QAction::trigger);
    connect(m_manual, &QToolButton::clicked, actions->manual, &QAction::trigger);
    connect(m_settings, &QToolButton::clicked, actions->settings, &QAction::trigger);
    connect(session->environments(), &Environments::changed, this, &TopStrip::refresh);
    connect(session->user(), &UserFlow::changed, this, &TopStrip::refresh);
    refresh();
}

void TopStrip::refresh()
{
    const Environments *environments = m_session->environments();
    const Environment &environment = environments->current();
    const EnvironmentLook look = lookOf(environment, environments->isLocked());
    m_environment->setText(u' ' + environment.name.toUpper() + u"  ▾"_s);
    m_environment->setIcon(Theme::icon(look.icon, Theme::Role::OnAccent));
    Theme::mark(m_environment, "env", look.styleName);
    const QString locked = environment.reach != Reach::Production ? QString()
                           : environments->isLocked()            ? tr(" Locked.")
                                                                 : tr(" Unlocked.");
    m_environment->setToolTip(look.hint + locked);
    m_environment->setAccessibleName(tr("Environment: %1.%2").arg(environment.name, locked));
    const QString person = personName(m_session, false);
    const QString state = m_session->user()->state() == UserState::NeedsCode ? tr("needs the code") : person;
    m_user->setText(u' ' + (person.isEmpty() ? tr("No user yet") : state) + u"  ▾"_s);
    m_user->setAccessibleName(person.isEmpty() ? tr("User: none yet") : tr("User: %1").arg(state));
}

void TopStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::color(Theme::Role::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), Theme::color(Theme::Role::Line));
}

} // namespace console
