// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/presenterstrip.h"

#include "gui/actions.h"
#include "gui/presenterstep.h"
#include "gui/theme.h"
#include "ui_presenterstrip.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace console {

namespace {

/// Of an action, for a button that says it alone.
QString wordsOf(const QAction *action)
{
    return action->text().remove(u'&').remove(u'…');
}

} // namespace

PresenterStrip::PresenterStrip(Actions *actions, const QString &settingsFile, QWidget *parent)
    : QFrame(parent), m_actions(actions), m_ui(std::make_unique<Ui::PresenterStrip>()), m_notes(settingsFile)
{
    m_ui->setupUi(this);
    Theme::mark(m_ui->presenterTimer, "face", u"large"_s);
    Theme::mark(m_ui->presenterNext, "face", u"strong"_s);
    m_ui->presenterNotes->setPlainText(m_notes.read());
    m_ui->presenterNotesProblem->hide();
    m_ui->presenterEndButton->setIcon(Theme::icon(u"present"_s));
    m_ui->presenterResetButton->setIcon(Theme::icon(u"reload"_s));
    connect(m_ui->presenterNextButton, &QPushButton::clicked, this, [this] {
        if (QAction *action = actionOf())
            action->trigger();
    });
    connect(m_ui->presenterEndButton, &QPushButton::clicked, actions->present, &QAction::trigger);
    connect(m_ui->presenterResetButton, &QPushButton::clicked, actions->resetDemo, &QAction::trigger);
    connect(m_ui->presenterAmountsButton, &QPushButton::clicked, actions->showAmounts, &QAction::trigger);
    connect(actions->showAmounts, &QAction::toggled, m_ui->presenterAmountsButton, [this](bool shown) {
        m_ui->presenterAmountsButton->setChecked(shown);
        m_ui->presenterAmountsButton->setIcon(Theme::icon(shown ? u"eye"_s : u"eye-off"_s));
    });
    m_ui->presenterAmountsButton->setIcon(Theme::icon(u"eye-off"_s));
    follow(m_ui->presenterEndButton, actions->present);
    follow(m_ui->presenterResetButton, actions->resetDemo);
    follow(m_ui->presenterAmountsButton, actions->showAmounts);
    connect(actions, &Actions::refreshed, this, &PresenterStrip::refreshNext);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &PresenterStrip::refreshTime);
    m_keep.setSingleShot(true);
    m_keep.setInterval(1s);
    connect(&m_keep, &QTimer::timeout, this, &PresenterStrip::keepNotes);
    connect(m_ui->presenterNotes, &QPlainTextEdit::textChanged, &m_keep, qOverload<>(&QTimer::start));
    refreshNext();
}

PresenterStrip::~PresenterStrip()
{
    keepNotes();
}

void PresenterStrip::follow(QWidget *button, QAction *action)
{
    button->setToolTip(toolTipOf(action));
    button->setAccessibleName(wordsOf(action));
}

void PresenterStrip::begin()
{
    m_since.start();
    m_tick.start();
    refreshTime();
}

void PresenterStrip::keepNotes()
{
    m_keep.stop();
    m_ui->presenterNotesProblem->setVisible(!m_notes.write(m_ui->presenterNotes->toPlainText()));
}

void PresenterStrip::tell(const AudienceStory &story)
{
    m_story = story;
    refreshNext();
}

void PresenterStrip::refreshTime()
{
    const qint64 seconds = m_since.elapsed() / 1000;
    m_ui->presenterTimer->setText(u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0')));
}

QAction *PresenterStrip::actionOf() const
{
    switch (presenterStep(m_story).verb) {
    case PresenterVerb::None: return nullptr;
    case PresenterVerb::User: return m_actions->stepUser;
    case PresenterVerb::Link: return m_actions->link;
    case PresenterVerb::Answer: return m_actions->answer;
    case PresenterVerb::Balance: return m_actions->balance;
    case PresenterVerb::Transactions: return m_actions->transactions;
    case PresenterVerb::Identity: return m_actions->identity;
    case PresenterVerb::Reset: return m_actions->resetDemo;
    }
    return nullptr;
}

void PresenterStrip::refreshNext()
{
    const PresenterStep step = presenterStep(m_story);
    const QAction *action = actionOf();
    m_ui->presenterNext->setText(step.text);
    m_ui->presenterNextButton->setVisible(action);
    if (!action)
        return;
    m_ui->presenterNextButton->setText(action->shortcut().isEmpty() ? tr("Do it") : tr("Do it   %1").arg(action->shortcut().toString(QKeySequence::NativeText)));
    m_ui->presenterNextButton->setAccessibleName(tr("Next step: %1").arg(step.text));
    m_ui->presenterNextButton->setToolTip(toolTipOf(action));
    m_ui->presenterNextButton->setEnabled(action->isEnabled());
}

} // namespace console
