// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stateface.h"

#include "gui/buttons.h"
#include "gui/errortext.h"
#include "gui/inklabel.h"
#include "gui/timetext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int iconSide = 40;  // px
constexpr int textWidth = 340; // px: a line of text stays readable

} // namespace

StateFace::StateFace(QWidget *parent)
    : QWidget(parent), m_buttons(new QBoxLayout(QBoxLayout::LeftToRight)), m_icon(new QLabel(this)), m_title(new InkLabel(InkLabel::Tone::Text, InkLabel::Face::Title, this)),
      m_text(new InkLabel(InkLabel::Tone::Muted, InkLabel::Face::Plain, this)),
      m_advice(new InkLabel(this)), m_bar(new QProgressBar(this)), m_times(new InkLabel(InkLabel::Tone::Muted, InkLabel::Face::Figures, this)),
      m_action(new QPushButton(this)), m_cancel(new QPushButton(this)), m_fold(new QToolButton(this)),
      m_details(new InkLabel(InkLabel::Tone::Muted, InkLabel::Face::Fixed, this))
{
    const std::pair<QWidget *, QString> names[] = {{m_title, u"faceTitle"_s}, {m_text, u"faceText"_s}, {m_advice, u"faceAdvice"_s},
                                                   {m_times, u"faceTimes"_s}, {m_action, u"faceAction"_s}, {m_cancel, u"faceCancel"_s},
                                                   {m_fold, u"faceFold"_s}, {m_details, u"faceDetails"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    m_icon->setAlignment(Qt::AlignCenter);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(4);
    m_bar->setAccessibleName(tr("Progress"));
    m_fold->setText(tr("Details"));
    asFold(m_fold, m_details);
    asPrimary(m_action, m_primary);
    layOut();
    connect(m_action, &QPushButton::clicked, this, &StateFace::acted);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_face == Face::Working ? Q_EMIT cancelled() : Q_EMIT secondActed();
    });
}

void StateFace::layOut()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * Theme::grid, 3 * Theme::grid, 2 * Theme::grid, 3 * Theme::grid);
    column->setSpacing(Theme::grid);
    column->addStretch(1);
    column->addWidget(m_icon);
    for (InkLabel *label : {m_title, m_text, m_advice, m_times, m_details}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter);
        label->setMaximumWidth(textWidth);
    }
    const auto centred = [this, column](QWidget *widget) { // a wrapped label needs its width from a layout, not from an alignment
        auto *row = new QHBoxLayout;
        row->addStretch(1);
        row->addWidget(widget, 100);
        row->addStretch(1);
        column->addLayout(row);
    };
    for (QWidget *widget : std::initializer_list<QWidget *>{m_title, m_text, m_advice, m_bar, m_times})
        centred(widget);
    m_bar->setMaximumWidth(200);
    column->addSpacing(Theme::grid / 2);
    m_buttons->setSpacing(Theme::grid);
    m_buttons->addWidget(m_action);
    m_buttons->addWidget(m_cancel);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addLayout(m_buttons);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addWidget(m_fold, 0, Qt::AlignHCenter);
    centred(m_details);
    column->addStretch(2);
}

void StateFace::set(Face face, const QString &icon, Theme::Role role, const QString &title, const QString &text)
{
    m_face = face;
    m_iconName = icon;
    m_iconRole = role;
    asPrimary(m_action, m_primary && face != Face::Calm); // there nothing needs to be done
    paintIcon();
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_advice->setVisible(face == Face::Error);
    m_bar->setVisible(face == Face::Working);
    m_times->setVisible(face == Face::Working);
    if (face != Face::Error)
        setDetails({});
}

void StateFace::setActions(const QString &action, const QString &second, const QString &whyNot)
{
    // A button that is shown before it has its text keeps the width of an empty one for a while.
    m_action->setText(action);
    m_action->setEnabled(whyNot.isEmpty());
    m_action->setToolTip(whyNot);
    m_action->setAccessibleDescription(whyNot);
    m_action->setVisible(!action.isEmpty());
    m_cancel->setText(second);
    m_cancel->setVisible(!second.isEmpty());
}

void StateFace::setActionPrimary(bool primary)
{
    m_primary = primary;
    asPrimary(m_action, primary && m_face != Face::Calm);
}

void StateFace::setStacked()
{
    m_stacked = true;
    layout()->setContentsMargins(2 * Theme::grid, Theme::grid, 2 * Theme::grid, Theme::grid);
    m_buttons->setDirection(QBoxLayout::TopToBottom);
}

void StateFace::setDetails(const QString &details)
{
    m_fold->setVisible(!details.isEmpty());
    m_details->setText(details);
    if (details.isEmpty())
        m_fold->setChecked(false);
    m_details->setVisible(m_fold->isChecked());
}

void StateFace::showEmpty(const QString &icon, const QString &title, const QString &text, const QString &action, const QString &whyNot,
                          const QString &second)
{
    set(Face::Empty, icon, Theme::Role::Muted, title, whyNot.isEmpty() ? text : whyNot);
    setActions(action, second, whyNot);
}

void StateFace::showWorking(const Work &work, const QDateTime &now)
{
    const bool person = !work.actionText.isEmpty();
    set(Face::Working, work.icon, person ? Theme::Role::Warning : Theme::Role::Accent, work.title, work.text);
    m_work = work;
    setActions(work.actionText, work.cancelText);
    m_bar->setVisible(work.isMoving);
    tick(now);
}

void StateFace::tick(const QDateTime &now)
{
    if (m_face != Face::Working)
        return;
    QStringList parts;
    const auto elapsed = between(m_work.since, now);
    if (elapsed)
        parts << runningText(*elapsed);
    if (m_work.lastTook)
        parts << tr("last time it took %1").arg(durationText(*m_work.lastTook));
    m_times->setText(keptTogether(parts));
    m_times->setVisible(!parts.isEmpty());
    showProgress(m_bar, elapsed, m_work.lastTook);
}

void StateFace::showCalm(const QString &icon, const QString &title, const QString &text, const QString &action)
{
    set(Face::Calm, icon, Theme::Role::Muted, title, text);
    setActions(action);
}

void StateFace::showError(const QString &title, const Error &error, const QString &retry)
{
    const QString what = error.code.isEmpty() ? error.message : tr("%1 (%2)").arg(error.message, error.code);
    set(Face::Error, u"error"_s, Theme::Role::Bad, title, what);
    m_advice->setText(adviceText(error));
    setDetails(errorDetails(error));
    setActions(retry);
}

void StateFace::paintIcon()
{
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(Theme::pixmap(m_iconName, m_iconRole, iconSide, devicePixelRatioF()));
    constexpr int enough = 280; // px: icon, title, four lines of text and both buttons
    m_icon->setVisible(!m_iconName.isEmpty() && (!m_stacked || height() >= enough));
}

QSize StateFace::minimumSizeHint() const
{
    const QSize all = QWidget::minimumSizeHint();
    return m_stacked && m_icon->isVisibleTo(this) ? all - QSize(0, iconSide + Theme::grid) : all;
}

void StateFace::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    paintIcon();
}

void StateFace::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        paintIcon();
}

} // namespace console
