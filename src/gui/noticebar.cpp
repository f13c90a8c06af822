// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/noticebar.h"

#include "gui/buttons.h"
#include "gui/errortext.h"
#include "gui/inklabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace console {

namespace {

Theme::Role roleOf(NoticeBar::Tone tone)
{
    switch (tone) {
    case NoticeBar::Tone::Info: return Theme::Role::Accent;
    case NoticeBar::Tone::Good: return Theme::Role::Good;
    case NoticeBar::Tone::Warning: return Theme::Role::Warning;
    case NoticeBar::Tone::Bad: return Theme::Role::Bad;
    }
    return Theme::Role::Accent;
}

QString iconOf(NoticeBar::Tone tone)
{
    switch (tone) {
    case NoticeBar::Tone::Info: return u"info"_s;
    case NoticeBar::Tone::Good: return u"check-circle"_s;
    case NoticeBar::Tone::Warning: return u"warning"_s;
    case NoticeBar::Tone::Bad: return u"error"_s;
    }
    return {};
}

QString bannerOf(NoticeBar::Tone tone)
{
    switch (tone) {
    case NoticeBar::Tone::Info: return u"info"_s;
    case NoticeBar::Tone::Good: return u"good"_s;
    case NoticeBar::Tone::Warning: return u"warning"_s;
    case NoticeBar::Tone::Bad: return u"bad"_s;
    }
    return {};
}

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new InkLabel(this)), m_action(new QPushButton(this)),
      m_second(new QPushButton(this)), m_fold(new QToolButton(this)), m_details(new InkLabel(InkLabel::Tone::Muted, InkLabel::Face::Fixed, this))
{
    setObjectName(u"notice"_s);
    m_text->setObjectName(u"noticeText"_s);
    m_action->setObjectName(u"noticeAction"_s);
    m_second->setObjectName(u"noticeSecond"_s);
    m_fold->setObjectName(u"noticeFold"_s);
    m_text->setWordWrap(true);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_fold->setText(tr("Details"));
    asFold(m_fold, m_details);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::grid + 4, Theme::grid, Theme::grid, Theme::grid);
    row->setSpacing(Theme::grid);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(Theme::grid / 2);
    column->addWidget(m_text);
    column->addWidget(m_details);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::grid);
    buttons->addWidget(m_action);
    buttons->addWidget(m_second);
    buttons->addWidget(m_fold);
    buttons->addStretch(1);
    column->addLayout(buttons);
    row->addLayout(column, 1);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true); // the text wraps
    setSizePolicy(policy);
    hide();
    connect(m_action, &QPushButton::clicked, this, &NoticeBar::acted);
    connect(m_second, &QPushButton::clicked, this, &NoticeBar::secondActed);
}

void NoticeBar::say(Tone tone, const QString &text, const QString &action, const QString &second, const QString &details)
{
    m_tone = tone;
    Theme::mark(this, "banner", bannerOf(tone));
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
    m_details->setText(details);
    m_fold->setVisible(!details.isEmpty());
    if (details.isEmpty())
        m_fold->setChecked(false);
    m_details->setVisible(m_fold->isChecked());
    paintIcon();
    update();
    show();
}

void NoticeBar::sayError(const QString &what, const Error &error, const QString &action)
{
    const QString message = error.code.isEmpty() ? error.message : tr("%1 (%2)").arg(error.message, error.code);
    const QString first = what.isEmpty() ? message : u"%1 %2"_s.arg(what, message);
    say(Tone::Bad, u"%1\n%2"_s.arg(first, adviceText(error)), action, {}, errorDetails(error));
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::paintIcon()
{
    m_icon->setPixmap(Theme::pixmap(iconOf(m_tone), roleOf(m_tone), 16, devicePixelRatioF()));
}

void NoticeBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        paintIcon();
}

} // namespace console
