// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/statusline.h"

#include "gui/actions.h"
#include "gui/elidedlabel.h"
#include "gui/environmentlook.h"
#include "gui/persontext.h"
#include "gui/tokenlife.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStatusBar>

using namespace Qt::StringLiterals;

namespace console {

StatusLine::StatusLine(Session *session, Actions *actions, QStatusBar *bar)
    : QObject(bar), m_session(session)
{
    m_drawer = new QPushButton(bar);
    m_drawer->setObjectName(u"timeLineButton"_s);
    m_drawer->setProperty("quiet", true);
    m_drawer->setAutoDefault(false);
    m_drawer->setText(tr("Time line"));
    m_drawer->setIcon(Theme::icon(u"chevron-up"_s));
    m_drawer->setToolTip(actions->timeLine->toolTip());
    connect(m_drawer, &QPushButton::clicked, actions->timeLine, &QAction::trigger);
    connect(actions->timeLine, &QAction::toggled, m_drawer, [this](bool open) {
        m_drawer->setIcon(Theme::icon(open ? u"chevron-down"_s : u"chevron-up"_s));
    });
    m_summary = new ElidedLabel(bar);
    m_summary->setObjectName(u"timeLineSummary"_s);
    m_summary->setProperty("tone", u"muted"_s);
    bar->addWidget(m_drawer);
    bar->addWidget(m_summary, 1);
    m_environment = new QLabel(bar);
    m_environment->setObjectName(u"statusEnvironment"_s);
    m_user = new QLabel(bar);
    m_user->setObjectName(u"statusUser"_s);
    m_user->setTextFormat(Qt::PlainText);
    m_api = new TokenLife(tr("API"), session->clock(), bar);
    m_api->setObjectName(u"statusApiToken"_s);
    m_widget = new TokenLife(tr("widget"), session->clock(), bar);
    m_widget->setObjectName(u"statusWidgetToken"_s);
    for (QLabel *label : {m_environment, m_user, static_cast<QLabel *>(m_api), static_cast<QLabel *>(m_widget)}) {
        label->setMargin(label == m_environment ? 0 : 4);
        bar->addPermanentWidget(label);
    }
    bar->setContentsMargins(0, 0, Theme::grid, 0);
    connect(session->environments(), &Environments::changed, this, &StatusLine::refreshFacts);
    connect(session->user(), &UserFlow::changed, this, &StatusLine::refreshFacts);
    connect(session->tokens(), &TokenSource::changed, this, &StatusLine::refreshFacts);
    connect(session->link(), &LinkFlow::changed, this, &StatusLine::refreshFacts);
    // Each change lays the bar out anew, and many jobs write a thousand lines in a second.
    m_soon.setSingleShot(true);
    m_soon.setInterval(200);
    connect(&m_soon, &QTimer::timeout, this, &StatusLine::refreshSummary);
    connect(session->log(), &EventLog::added, &m_soon, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
    connect(session->log(), &EventLog::cleared, this, &StatusLine::refreshSummary);
    refreshFacts();
    refreshSummary();
}

void StatusLine::refreshFacts()
{
    const Environments *environments = m_session->environments();
    const Environment &environment = environments->current();
    const EnvironmentLook look = lookOf(environment, environments->isLocked());
    m_environment->setText(environment.name);
    Theme::asTag(m_environment, look.styleName);
    m_environment->setToolTip(look.hint);
    m_environment->setAccessibleName(tr("Environment: %1").arg(environment.name));
    const QString person = personName(m_session, false);
    m_user->setText(person.isEmpty() ? tr("no user") : person);
    m_user->setAccessibleName(tr("User: %1").arg(m_user->text()));
    Theme::mark(m_user, "tone", person.isEmpty() ? u"muted"_s : QString());
    m_api->setExpiry(m_session->tokens()->apiTokenExpiresAt());
    // A token initialises one session (contract b.2): with its widget closed its life means nothing.
    const bool open = m_session->link()->state() == LinkState::Open;
    m_widget->setExpiry(open ? m_session->tokens()->widgetTokenExpiresAt() : QDateTime());
}

void StatusLine::refreshSummary()
{
    // The newest three, oldest of them first, as the time line shows them.
    QStringList titles;
    const std::deque<LogEntry> &entries = m_session->log()->entries();
    for (auto entry = entries.rbegin(); entry != entries.rend() && titles.size() < 3; ++entry) {
        titles.prepend(entry->title);
    }
    m_summary->setText(titles.isEmpty() ? tr("Nothing happened yet.") : titles.join(u"  ·  "_s));
    m_summary->setAccessibleName(tr("Last events: %1").arg(m_summary->text()));
}

} // namespace console
