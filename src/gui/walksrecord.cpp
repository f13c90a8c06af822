// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/walksrecord.h"

#include "gui/buttons.h"
#include "gui/copied.h"
#include "gui/filesaver.h"
#include "gui/jsonhighlighter.h"
#include "gui/theme.h"
#include "gui/walkshelf.h"
#include "runner/walkrecorder.h"
#include "ui_walksrecord.h"

#include <QDate>

using namespace Qt::StringLiterals;

namespace console {

WalksRecord::WalksRecord(WalkRecorder *recorder, WalkShelf *shelf, QWidget *parent)
    : QWidget(parent), m_recorder(recorder), m_shelf(shelf), m_ui(std::make_unique<Ui::WalksRecord>())
{
    m_ui->setupUi(this);
    m_ui->recordHelp->setTone(InkLabel::Tone::Muted);
    m_ui->recordHelp->setWordWrap(true);
    m_ui->recordHelp->setText(tr("What you do in the main window becomes a walk: opening the widget, clicks and typing in it and in the bank's window, jobs, and what came of it. "
                                 "Of what you type only the public test credentials are written; everything else becomes a variable."));
    m_ui->recordNotes->setTone(InkLabel::Tone::Warning);
    m_ui->recordNotes->setWordWrap(true);
    m_ui->recordText->setPlaceholderText(tr("Nothing was recorded yet."));
    Theme::mark(m_ui->recordText, "face", u"fixed"_s);
    new JsonHighlighter(m_ui->recordText->document());
    connect(m_ui->recordToggle, &QPushButton::toggled, this, [this](bool on) {
        if (on && !m_recorder->isOn())
            m_recorder->start(m_shelf->book());
        else if (!on)
            m_recorder->stop();
    });
    connect(m_ui->recordCopy, &QPushButton::clicked, this, [this] { copyAndSay(m_ui->recordCopy, m_ui->recordText->toPlainText()); });
    connect(m_ui->recordSave, &QPushButton::clicked, this, &WalksRecord::save);
    connect(recorder, &WalkRecorder::changed, this, &WalksRecord::refresh);
    refresh();
}

WalksRecord::~WalksRecord() = default;

QString WalksRecord::name() const
{
    return tr("Recorded on %1").arg(QDate::currentDate().toString(Qt::ISODate));
}

void WalksRecord::refresh()
{
    const RecordedWalk &walk = m_recorder->walk();
    const bool isOn = m_recorder->isOn(), hasSteps = walk.size() > 0;
    m_ui->recordToggle->setChecked(isOn);
    m_ui->recordToggle->setText(isOn ? tr("Stop &recording") : tr("&Record"));
    m_ui->recordToggle->setIcon(Theme::icon(isOn ? u"stop"_s : u"dot"_s, isOn ? Theme::Role::Text : Theme::Role::Bad));
    m_ui->recordSummary->setTone(isOn ? InkLabel::Tone::Bad : InkLabel::Tone::Muted);
    const QString count = walk.size() == 1 ? tr("1 step") : tr("%1 steps").arg(walk.size());
    m_ui->recordSummary->setText(isOn ? tr("Recording · %1").arg(count) : hasSteps ? count : QString());
    m_ui->recordNotes->setText(walk.notes().join(u'\n'));
    m_ui->recordNotes->setVisible(!walk.notes().isEmpty());
    m_ui->recordText->setPlainText(hasSteps ? QString::fromUtf8(walk.file(name())) : QString());
    m_ui->recordCopy->setEnabled(hasSteps);
    m_ui->recordSave->setEnabled(hasSteps && !isOn);
    m_ui->recordSave->setToolTip(isOn ? tr("Stop recording first.") : hasSteps ? QString() : tr("Nothing was recorded yet."));
    asPrimary(m_ui->recordSave, hasSteps && !isOn);
}

void WalksRecord::save()
{
    askWhereToSave(this, u"recordSaveDialog"_s, tr("Save the walk file"), u"recorded.json"_s, tr("Walk files (*.json)"), [this](const QString &path) {
        saveInWorker(this, path, [bytes = m_recorder->walk().file(name())] { return bytes; }, [this, path](const Result<qint64> &written) {
            if (written)
                Q_EMIT saved(path);
            else
                Q_EMIT failed(tr("The walk was not saved"), written.error());
        });
    });
}

} // namespace console
