// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/idlabel.h"

#include "gui/copied.h"
#include "gui/theme.h"
#include "session/mask.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace console {

IdLabel::IdLabel(QWidget *parent) : QToolButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize({14, 14});
    connect(this, &QToolButton::clicked, this, &IdLabel::copy);
    refresh();
}

void IdLabel::setId(const QString &id, const QString &what)
{
    if (id == m_id && what == m_what)
        return;
    m_id = id;
    m_what = what;
    refresh();
}

void IdLabel::copy()
{
    if (m_id.isEmpty())
        return;
    copyAndSay(this, m_id);
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
    setVisible(!m_id.isEmpty());
    if (font() != Theme::fixed())
        setFont(Theme::fixed());
    setText(shortId(m_id));
    setIcon(Theme::icon(u"copy"_s, Theme::Role::Muted));
    setToolTip(tr("%1: %2\nClick to copy").arg(m_what, m_id));
    setAccessibleName(tr("Copy %1").arg(m_what));
    setAccessibleDescription(m_id);
}

} // namespace console
