// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/historypage.h"

#include "gui/copied.h"
#include "gui/question.h"
#include "gui/theme.h"
#include "session/session.h"
#include "store/settings.h"
#include "ui_historypage.h"

#include <QDir>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace console {

HistoryPage::HistoryPage(Session *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_history(session->history()), m_ui(std::make_unique<Ui::HistoryPage>())
{
    m_ui->setupUi(this);
    Theme::mark(m_ui->title, "face", u"title"_s);
    for (QLabel *heading : {m_ui->state, m_ui->keepTitle, m_ui->deleteTitle})
        Theme::mark(heading, "face", u"strong"_s);
    for (QLabel *label : {m_ui->state, m_ui->problem, m_ui->result}) // a path is no markup
        label->setTextFormat(Qt::PlainText);
    m_ui->file->setElideMode(Qt::ElideMiddle);
    m_ui->fileRow->setVisible(m_history != nullptr);
    m_ui->deleteCard->setVisible(m_history != nullptr);
    wireSettings();
    if (m_history) {
        const QString file = QDir::toNativeSeparators(m_history->file());
        m_ui->file->setText(file);
        m_ui->file->setToolTip(file);
        connect(m_ui->copyButton, &QPushButton::clicked, this, [this, file] { copyAndSay(m_ui->copyButton, file); });
        connect(m_history, &History::stateChanged, this, &HistoryPage::refresh);
        connect(m_history, &History::problemChanged, this, &HistoryPage::refresh);
        connect(session->environments(), &Environments::changed, this, &HistoryPage::refresh);
        connect(session->environments(), &Environments::chosen, this, &HistoryPage::refresh);
        connect(m_ui->deleteButton, &QPushButton::clicked, this, &HistoryPage::askToDelete);
    }
    refresh();
}

HistoryPage::~HistoryPage() = default;

void HistoryPage::wireSettings()
{
    Settings *settings = m_session->settings();
    const std::pair<QCheckBox *, Setting> boxes[] = {{m_ui->keepSimulator, Setting::KeepDataSimulator},
                                                     {m_ui->keepSandbox, Setting::KeepDataSandbox},
                                                     {m_ui->keepProduction, Setting::KeepDataProduction}};
    for (const auto &[box, setting] : boxes)
        connect(box, &QCheckBox::toggled, this, [settings, which = setting](bool on) { settings->set(which, on); });
    connect(m_ui->days, &QSpinBox::valueChanged, this, [settings](int days) { settings->set(Setting::HistoryDays, days); });
    connect(settings, &Settings::changed, this, &HistoryPage::load);
    load();
}

void HistoryPage::load()
{
    const Settings *settings = m_session->settings();
    const auto put = [settings](QCheckBox *box, Setting setting) {
        const QSignalBlocker quiet(box);
        box->setChecked(settings->value(setting).toBool());
    };
    put(m_ui->keepSimulator, Setting::KeepDataSimulator);
    put(m_ui->keepSandbox, Setting::KeepDataSandbox);
    put(m_ui->keepProduction, Setting::KeepDataProduction);
    const QSignalBlocker quiet(m_ui->days);
    m_ui->days->setValue(settings->value(Setting::HistoryDays).toInt());
}

void HistoryPage::refresh()
{
    refreshState();
    if (m_history)
        refreshDeletion();
}

void HistoryPage::refreshState()
{
    if (!m_history) {
        m_ui->stateIcon->set(u"warning"_s, Theme::Role::Warning, 20);
        m_ui->state->setText(tr("This run keeps no history. What it does is forgotten when it ends."));
        return;
    }
    QString word;
    switch (m_history->state()) {
    case History::State::Opening: word = tr("Being opened…"); break;
    case History::State::Open: word = tr("Open"); break;
    case History::State::ReadOnly: word = tr("Read-only"); break;
    case History::State::Off: word = tr("Off"); break;
    }
    const std::optional<Error> &problem = m_history->problem();
    m_ui->state->setText(word);
    m_ui->stateIcon->set(problem ? u"warning"_s : u"check"_s, problem ? Theme::Role::Warning : Theme::Role::Muted, 20);
    m_ui->problem->setText(problem ? problem->message + u' ' + adviceFor(*problem) : QString());
    m_ui->problem->setVisible(problem.has_value());
}

void HistoryPage::refreshDeletion()
{
    QString name = m_session->environments()->current().name;
    m_ui->here->setText(tr("&In %1 only").arg(name.replace(u'&', u"&&"_s)));
    const QString whyNot = whyNotDeleted();
    m_ui->deleteButton->setEnabled(whyNot.isEmpty());
    m_ui->deleteButton->setToolTip(whyNot);
    m_ui->deleteButton->setAccessibleDescription(whyNot);
    m_ui->progress->setVisible(m_deleting);
}

QString HistoryPage::whyNotDeleted() const
{
    if (m_deleting)
        return tr("It is being deleted.");
    switch (m_history->state()) {
    case History::State::Opening: return tr("The history is not open yet.");
    case History::State::ReadOnly: return tr("The history is read-only.");
    case History::State::Off: return tr("There is no history.");
    case History::State::Open: break;
    }
    return {};
}

HistoryPurge HistoryPage::chosen() const
{
    HistoryPurge purge;
    purge.environment = m_ui->everywhere->isChecked() ? QString() : m_session->environments()->current().id;
    purge.payloads = true;
    purge.everything = m_ui->everything->isChecked();
    return purge;
}

QString HistoryPage::questionFor(const HistoryPurge &purge) const
{
    const QString where = purge.environment.isEmpty() ? tr("all environments") : tr("“%1”").arg(m_session->environments()->current().name);
    if (!purge.everything)
        return tr("Delete the data of all jobs of %1 from the history? The jobs stay, their amounts, transactions and identities are gone for good.").arg(where);
    return tr("Delete all jobs of %1 that ended from the history, with their data, and its launches, users and connections? "
              "They are gone for good. Jobs that run go on, and what this window shows of its own stays until it is closed.").arg(where);
}

void HistoryPage::askToDelete()
{
    // What was asked is what is done, whatever has been chosen in the meantime.
    const HistoryPurge purge = chosen();
    ask(this, {u"deleteHistoryQuestion"_s, tr("Delete from the history"), questionFor(purge), tr("&Delete")}, [this, purge] { deleteNow(purge); });
}

void HistoryPage::deleteNow(const HistoryPurge &purge)
{
    if (!whyNotDeleted().isEmpty()) // it may have become so behind the question
        return;
    m_deleting = true;
    Theme::mark(m_ui->result, "tone", u"muted"_s);
    m_ui->result->setText(tr("Deleting…"));
    refreshDeletion();
    m_history->purge(purge, this, [this, everything = purge.everything](const Result<qint64> &jobs) { deleted(everything, jobs); });
}

void HistoryPage::deleted(bool everything, const Result<qint64> &jobs)
{
    m_deleting = false;
    QString text;
    if (!jobs)
        text = tr("Not all of it was deleted. %1 %2").arg(jobs.error().message, adviceFor(jobs.error()));
    else if (!everything)
        text = tr("The data of jobs is deleted.");
    else
        text = *jobs == 1 ? tr("1 job deleted.") : tr("%L1 jobs deleted.").arg(*jobs);
    Theme::mark(m_ui->result, "tone", jobs ? u"good"_s : u"bad"_s);
    m_ui->result->setText(text);
    refreshDeletion();
}

} // namespace console
