// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/idlabel.h"

#include "gui/theme.h"
#include "session/mask.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace console {

IdLabel::IdLabel(QWidget *parent) : QToolButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize({14, 14});
    m_said.setSingleShot(true);
    m_said.setInterval(1500);
    connect(&m_said, &QTimer::timeout, this, &IdLabel::refresh);
    connect(this, &QToolButton::clicked, this, &IdLabel::copy);
    refresh();
}

void IdLabel::setId(const QString &id, const QString &what)
{
    if (id == m_id && what == m_what)
        return;
    m_id = id;
    m_what = what;
    m_said.stop();
    refresh();
}

void IdLabel::copy()
{
    if (m_id.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(m_id);
    m_said.start();
    refresh();
    Q_EMIT copied(m_id);
}

void IdLabel::keyPressEvent(QKeyEvent *event)
{
    // Space presses any button; people also expect Enter and the copy key on an id.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    QToolButton::keyPressEvent(event);
}

void IdLabel::refresh()
{
    const bool said = m_said.isActive();
    setVisible(!m_id.isEmpty());
    if (font() != Theme::fixed())
        setFont(Theme::fixed());
    setText(said ? tr("copied") : shortId(m_id));
    setIcon(Theme::icon(said ? u"check"_s : u"copy"_s, said ? Theme::Role::Good : Theme::Role::Muted));
    setToolTip(tr("%1: %2\nClick to copy").arg(m_what, m_id));
    setAccessibleName(said ? tr("%1 copied").arg(m_what) : tr("Copy %1").arg(m_what));
    setAccessibleDescription(m_id);
}

} // namespace console
