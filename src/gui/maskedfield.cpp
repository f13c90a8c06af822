// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/maskedfield.h"

#include "gui/copied.h"
#include "gui/inklabel.h"
#include "session/mask.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace console {

QString masked(MaskKind kind, const QString &value)
{
    switch (kind) {
    case MaskKind::Number: return maskedNumber(value);
    case MaskKind::Name: return maskedName(value);
    case MaskKind::Email: return maskedEmail(value);
    case MaskKind::Phone: return maskedPhone(value);
    case MaskKind::Line: return maskedLine(value);
    }
    return {};
}

QString breakable(const QString &text)
{
    constexpr int longest = 12; // characters of a word without a place of its own to break it
    QString result;
    int word = 0;
    for (const QChar c : text) {
        result += c;
        word = c.isSpace() ? 0 : word + 1;
        if (u"@._-/"_s.contains(c) || word == longest) {
            result += QChar(0x200b); // zero-width space
            word = 0;
        }
    }
    return text.size() > longest ? result : text;
}

MaskedField::MaskedField(MaskKind kind, Settings *settings, Reveal *all, QWidget *parent)
    : QWidget(parent), m_kind(kind), m_own(settings), m_all(all), m_text(new InkLabel(this)), m_eye(new QToolButton(this)),
      m_copy(new QToolButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_text, 1);
    row->addWidget(m_eye, 0, Qt::AlignTop);
    row->addWidget(m_copy, 0, Qt::AlignTop);
    m_text->setObjectName(u"value"_s);
    m_text->setFace(InkLabel::Face::Figures);
    m_text->setWordWrap(true);
    m_eye->setObjectName(u"eye"_s);
    m_copy->setObjectName(u"copy"_s);
    for (QToolButton *button : {m_eye, m_copy}) {
        button->setIconSize({16, 16});
        button->setFocusPolicy(Qt::StrongFocus);
    }
    connect(m_eye, &QToolButton::clicked, this, [this] {
        if (isRevealed()) {
            mask();
        } else {
            m_own.on();
            if (m_all)
                Q_EMIT m_all->began(m_what, m_own.seconds());
        }
    });
    connect(m_copy, &QToolButton::clicked, this, &MaskedField::copyAsked);
    connect(&m_own, &Reveal::changed, this, &MaskedField::refresh);
    if (m_all)
        connect(m_all, &Reveal::changed, this, &MaskedField::refresh);
    refresh();
}

void MaskedField::setValue(const QString &what, const QString &value)
{
    if (value != m_value)
        m_own.off(); // a reveal was for the value that was there
    m_what = what;
    m_value = value;
    refresh();
}

bool MaskedField::isRevealed() const
{
    return m_own.isOn() || (m_all && m_all->isOn());
}

void MaskedField::mask()
{
    m_own.off();
    if (m_all)
        m_all->off();
}

void MaskedField::refresh()
{
    const bool given = !m_value.isEmpty();
    const bool open = isRevealed();
    m_eye->setVisible(given);
    m_copy->setVisible(given);
    m_text->setTone(given ? InkLabel::Tone::Text : InkLabel::Tone::Muted);
    const QString text = !given ? tr("not given") : open ? m_value : masked(m_kind, m_value);
    m_text->setText(breakable(text));
    m_text->setAccessibleName(given && !open ? tr("%1, masked: %2").arg(m_what, text) : tr("%1: %2").arg(m_what, text));
    m_eye->setIcon(Theme::icon(open ? u"eye-off"_s : u"eye"_s, Theme::Role::Muted));
    m_eye->setAccessibleName(open ? tr("Mask %1").arg(m_what) : tr("Reveal %1").arg(m_what));
    m_eye->setToolTip(open ? tr("Mask it again") : tr("Reveal for %1 s").arg(m_own.seconds()));
    m_copy->setIcon(Theme::icon(u"copy"_s, Theme::Role::Muted));
    m_copy->setAccessibleName(tr("Copy %1").arg(m_what));
    m_copy->setToolTip(open ? tr("Copy") : tr("Copy… (asks: it is masked)"));
}

void MaskedField::hideEvent(QHideEvent *event)
{
    m_own.off();
    QWidget::hideEvent(event);
}

void MaskedField::copyAsked()
{
    if (isRevealed()) {
        copy(m_value);
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"copyMenu"_s);
    menu->addAction(tr("Copy as masked"), this, [this] { copy(masked(m_kind, m_value)); })->setObjectName(u"copyMasked"_s);
    menu->addAction(tr("Copy the full value"), this, [this] {
            if (m_all)
                Q_EMIT m_all->began(m_what, 0);
            copy(m_value);
        })->setObjectName(u"copyFull"_s);
    menu->popup(m_copy->mapToGlobal(QPoint(0, m_copy->height())));
}

void MaskedField::copy(const QString &text)
{
    copyAndSay(m_copy, text);
}

} // namespace console
