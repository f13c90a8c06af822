// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/deckhead.h"

#include "gui/buttons.h"
#include "gui/endedcounts.h"
#include "gui/jobtally.h"
#include "gui/jobtext.h"
#include "ui_deckhead.h"

#include <QLocale>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int typingPause = 150;  // ms: the history is not asked for every letter

} // namespace

DeckHead::DeckHead(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::DeckHead>())
{
    m_ui->setupUi(this);
    m_ui->title->setFace(InkLabel::Face::Title);
    m_ui->count->setTone(InkLabel::Tone::Muted);
    m_ui->count->setFace(InkLabel::Face::Figures);
    asPrimary(m_ui->startManyButton);
    m_ui->startManyButton->setIcon(Theme::icon(u"play"_s, Theme::Role::OnAccent));
    m_ui->deckText->addAction(Theme::icon(u"search"_s, Theme::Role::Muted), QLineEdit::LeadingPosition);
    m_ui->deckKind->addItem(tr("All kinds"));
    for (const JobKind kind : jobKinds)
        m_ui->deckKind->addItem(Theme::icon(jobIcon(kind)), jobTitle(kind), static_cast<int>(kind));
    buildChips();
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, &DeckHead::choose);
    connect(m_ui->deckText, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_ui->deckText, &QLineEdit::returnPressed, this, &DeckHead::choose);
    connect(m_ui->deckKind, &QComboBox::currentIndexChanged, this, &DeckHead::choose);
    connect(m_ui->clearFilterButton, &QPushButton::clicked, this, &DeckHead::clearFilter);
    connect(m_ui->startManyButton, &QPushButton::clicked, this, &DeckHead::startManyAsked);
    m_ui->clearFilterButton->setEnabled(false);
}

DeckHead::~DeckHead() = default;

void DeckHead::buildChips()
{
    for (const JobGroup group : jobGroups) {
        auto *chip = new QPushButton(this);
        chip->setObjectName(u"chip-"_s + groupName(group));
        chip->setCheckable(true);
        chip->setAutoDefault(false);
        chip->setProperty("chip", true);
        chip->setToolTip(groupHint(group));
        m_ui->chips->insertWidget(static_cast<int>(group), chip);
        m_chips[std::size_t(group)] = chip;
        connect(chip, &QPushButton::toggled, this, &DeckHead::choose);
    }
    refreshChips();
}

void DeckHead::setCounts(const JobTally *tally, const EndedCounts *ended)
{
    m_tally = tally;
    m_ended = ended;
    connect(tally, &JobTally::changed, this, &DeckHead::refreshChips);
    connect(ended, &EndedCounts::changed, this, &DeckHead::refreshChips);
    refreshChips();
}

/// What goes on is counted where it is watched, at once; what has ended is counted with that of earlier runs.
qint64 DeckHead::count(JobGroup group) const
{
    if (!m_tally)
        return 0;
    const bool active = group == JobGroup::Running || group == JobGroup::NeedsYou || group == JobGroup::Waiting;
    return active ? m_tally->count(group) : m_ended->count(group).value_or(0);
}

void DeckHead::refreshChips()
{
    bool fits = true;
    for (const JobGroup group : jobGroups) {
        QPushButton *chip = m_chips[std::size_t(group)];
        const qint64 many = count(group);
        const QString title = groupTitle(group);
        const QString figure = QLocale().toString(many);
        const QString text = many > 0 ? u"%1 %2"_s.arg(title, figure) : title;
        if (chip->text() == text && m_ticked[std::size_t(group)] == chip->isChecked())
            continue;
        m_ticked[std::size_t(group)] = chip->isChecked();
        fits = false;
        chip->setText(text);
        chip->setIcon(chip->isChecked() ? Theme::icon(u"check"_s, Theme::Role::Accent) : Theme::icon(groupIcon(group), groupRole(group)));
        chip->setAccessibleName(many > 0 ? tr("Show only: %1, %2 now").arg(title, figure) : tr("Show only: %1").arg(title));
    }
    if (!fits)
        fitChips();
}

void DeckHead::choose()
{
    m_typing.stop();
    DeckFilter filter;
    for (const JobGroup group : jobGroups) {
        if (m_chips[std::size_t(group)]->isChecked())
            filter.groups.insert(group);
    }
    if (m_ui->deckKind->currentIndex() > 0)
        filter.kind = static_cast<JobKind>(m_ui->deckKind->currentData().toInt());
    filter.text = m_ui->deckText->text().trimmed();
    refreshChips();
    m_ui->clearFilterButton->setEnabled(!filter.isEmpty());
    if (filter == m_filter)
        return;
    m_filter = filter;
    Q_EMIT filterChanged(m_filter);
}

void DeckHead::setFilter(const DeckFilter &filter)
{
    {
        const QSignalBlocker quietText(m_ui->deckText);
        const QSignalBlocker quietKind(m_ui->deckKind);
        m_ui->deckText->setText(filter.text);
        m_ui->deckKind->setCurrentIndex(filter.kind ? m_ui->deckKind->findData(static_cast<int>(*filter.kind)) : 0);
        for (const JobGroup group : jobGroups) {
            const QSignalBlocker quiet(m_chips[std::size_t(group)]);
            m_chips[std::size_t(group)]->setChecked(filter.groups.contains(group));
        }
    }
    choose();
}

void DeckHead::clearFilter()
{
    setFilter({});
}

void DeckHead::focusText()
{
    m_ui->deckText->setFocus(Qt::ShortcutFocusReason);
    m_ui->deckText->selectAll();
}

void DeckHead::setCount(const QString &text)
{
    m_ui->count->setText(text);
}

void DeckHead::setStartable(bool possible, const QString &whyNot)
{
    m_ui->startManyButton->setEnabled(possible);
    m_ui->startManyButton->setToolTip(possible ? QString() : whyNot);
}

void DeckHead::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitChips();
}

void DeckHead::fitChips()
{
    // A narrow window has no room for both; the word tells more than its picture.
    int wanted = m_ui->clearFilterButton->sizeHint().width();
    for (const QPushButton *chip : m_chips)
        wanted += QFontMetrics(chip->font()).horizontalAdvance(chip->text()) + 26 + 20 + Theme::grid;
    const bool pictures = wanted <= width();
    for (QPushButton *chip : m_chips)
        chip->setIconSize(pictures ? QSize(16, 16) : QSize(0, 0));
}

} // namespace console
