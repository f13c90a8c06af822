// SPDX-License-Identifier: GPL-3.0-or-later
// Accepting and rejecting, saving; and what can be done now. (picturecompare.cpp: what is compared.)
#include "gui/picturecompare.h"

#include "gui/buttons.h"
#include "gui/filesaver.h"
#include "gui/pairmodel.h"
#include "gui/question.h"
#include "ui_picturecompare.h"

#include <QBuffer>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// The picture with a line of text below it: it leaves this window, and with it whatever says what it is.
QImage labelled(const QImage &picture, const QString &text)
{
    QFont font = Theme::strong();
    font.setPixelSize(14);
    const int padding = 8;
    const QRect wrapped = QFontMetrics(font).boundingRect(0, 0, std::max(picture.width() - 2 * padding, 160), 1000, Qt::TextWordWrap, text);
    QImage result(std::max(picture.width(), 160 + 2 * padding), picture.height() + wrapped.height() + 2 * padding, QImage::Format_RGB32);
    result.fill(Qt::white);
    QPainter painter(&result);
    painter.drawImage(0, 0, picture);
    painter.setFont(font);
    painter.setPen(Qt::black);
    painter.drawText(QRect(padding, picture.height() + padding, result.width() - 2 * padding, wrapped.height()), Qt::TextWordWrap, text);
    return result;
}

} // namespace

void PictureCompare::setUpVerdicts()
{
    asPrimary(m_ui->acceptButton);
    openNewSet(false);
    connect(m_ui->newSetMake, &QPushButton::clicked, this, &PictureCompare::makeSet);
    connect(m_ui->newSetName, &QLineEdit::returnPressed, this, &PictureCompare::makeSet);
    connect(m_ui->newSetCancel, &QPushButton::clicked, this, [this] { choose(m_before); });
    connect(m_ui->acceptButton, &QPushButton::clicked, this, [this] { decide(BaselineWriter::Verb::Accept); });
    connect(m_ui->rejectButton, &QPushButton::clicked, this, [this] { decide(BaselineWriter::Verb::Reject); });
    connect(m_ui->acceptAllButton, &QPushButton::clicked, this, &PictureCompare::askAcceptAll);
    connect(m_ui->saveButton, &QPushButton::clicked, this, &PictureCompare::saveDifference);
    connect(m_writer, &BaselineWriter::written, this, &PictureCompare::written);
    connect(m_writer, &BaselineWriter::failed, this, [this](const QString &key, const Error &error) {
        m_ui->compareNotice->sayError(tr("“%1” was not changed in the set.").arg(key), error);
    });
    connect(m_writer, &BaselineWriter::finished, this, [this] {
        judgeOpen();
        refresh();
    });
}

bool PictureCompare::canBeAccepted(int row) const
{
    return row >= 0 && m_before.kind == Choice::Kind::Set && m_model->pair(row).after.isThere() && m_model->verdict(row) && !m_model->isAlike(row);
}

void PictureCompare::decide(BaselineWriter::Verb verb)
{
    if (const int row = currentRow(); canBeAccepted(row))
        write({{verb, m_model->pair(row)}});
}

QList<BaselineWriter::Task> PictureCompare::openTasks() const
{
    QList<BaselineWriter::Task> tasks;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (canBeAccepted(row) && m_model->word(row) != PairModel::Word::Rejected)
            tasks.append({BaselineWriter::Verb::Accept, m_model->pair(row)});
    }
    return tasks;
}

void PictureCompare::askAcceptAll()
{
    const QList<BaselineWriter::Task> tasks = openTasks();
    const auto replaced = std::count_if(tasks.cbegin(), tasks.cend(), [](const BaselineWriter::Task &task) { return task.pair.before.isThere(); });
    ask(this, {.name = u"acceptAllQuestion"_s, .title = tr("Accept all"),
               .text = tr("%1 pictures become the accepted ones of “%2”; %3 of them replace another picture, which is deleted.").arg(tasks.size()).arg(m_before.set).arg(replaced),
               .verb = tr("&Accept %1 pictures").arg(tasks.size())},
        [this, tasks] { write(tasks); });
}

void PictureCompare::write(const QList<BaselineWriter::Task> &tasks)
{
    m_ui->compareNotice->hide();
    m_toWrite = int(tasks.size());
    m_didWrite = 0;
    m_writer->start(tasks, m_folder, m_before.set);
    refresh();
}

void PictureCompare::written(const QString &key, BaselineWriter::Verb verb)
{
    ++m_didWrite;
    refreshProgress();
    const int row = m_model->rowOf(key);
    if (row < 0 || m_before.kind != Choice::Kind::Set)
        return; // other pictures are shown by now
    PicturePair pair = m_model->pair(row);
    const bool wasWaiting = pair.after.kind == PictureSource::Kind::Stored;
    const PictureSource accepted{.kind = PictureSource::Kind::Stored, .shot = {}, .set = m_before.set, .key = key, .which = Baselines::Which::Accepted};
    if (verb == BaselineWriter::Verb::Accept) {
        pair.before = accepted;
        if (wasWaiting)
            pair.after = accepted;
        m_model->replace(row, pair);
        m_model->setWord(row, PairModel::Word::Accepted);
    } else {
        if (wasWaiting)
            pair.after = {};
        const std::optional<PairVerdict> verdict = m_model->verdict(row);
        m_model->replace(row, pair);
        m_model->setVerdict(row, verdict.value_or(PairVerdict()));
        m_model->setWord(row, PairModel::Word::Rejected);
    }
    if (row == currentRow())
        showCurrent();
}

void PictureCompare::refresh()
{
    const int row = currentRow();
    const bool isSet = m_before.kind == Choice::Kind::Set, isFree = !m_writer->isRunning();
    const bool canAccept = isFree && canBeAccepted(row);
    m_ui->modeBar->setVisible(m_model->rowCount() > 0);
    m_ui->verdictRow->setVisible(isSet && m_model->rowCount() > 0);
    m_ui->acceptButton->setEnabled(canAccept);
    m_ui->rejectButton->setEnabled(canAccept && m_model->word(row) != PairModel::Word::Rejected);
    const auto open = isSet ? openTasks().size() : 0;
    m_ui->acceptAllButton->setText(open ? tr("A&ccept all %1").arg(open) : tr("A&ccept all"));
    m_ui->acceptAllButton->setEnabled(isFree && !m_judge->isRunning() && open > 0);
    m_ui->setText->setText(isSet ? tr("“%1” is what new pictures are compared with.").arg(m_before.set) : QString());
    m_ui->saveButton->setEnabled(!m_shown.difference.isNull());
    m_ui->previousButton->setEnabled(row > 0);
    m_ui->nextButton->setEnabled(row >= 0 && row + 1 < m_model->rowCount());
    m_ui->simulatedTag->setVisible(row >= 0 && m_model->pair(row).isSimulated);
    m_ui->summary->setText(summary());
    refreshProgress();
}

QString PictureCompare::summary() const
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return {};
    QStringList parts;
    using Kind = ComparedPair::Kind;
    for (const auto &[kind, words] : {std::pair(Kind::Changed, tr("%1 changed")), std::pair(Kind::Alike, tr("%1 alike")), std::pair(Kind::OnlyAfter, tr("%1 new")),
                                      std::pair(Kind::OnlyBefore, tr("%1 only before")), std::pair(Kind::Failed, tr("%1 not compared"))}) {
        if (const int count = m_model->count(kind))
            parts << words.arg(count);
    }
    return parts.isEmpty() ? tr("%1 pairs").arg(rows) : parts.join(u", "_s);
}

void PictureCompare::refreshProgress()
{
    const int rows = m_model->rowCount();
    int open = 0;
    for (int row = 0; row < rows; ++row)
        open += m_model->verdict(row) ? 0 : 1;
    const bool isWriting = m_writer->isRunning();
    m_ui->progressRow->setVisible(isWriting || open > 0);
    m_ui->progress->setRange(0, isWriting ? m_toWrite : rows);
    m_ui->progress->setValue(isWriting ? m_didWrite : rows - open);
    if (isWriting)
        m_ui->progressText->setText(tr("Writing: %1 of %2").arg(m_didWrite).arg(m_toWrite));
    else
        m_ui->progressText->setText(m_judge->isRunning() ? tr("Comparing: %1 of %2").arg(rows - open).arg(rows) : tr("Stopped: %1 of %2 compared").arg(rows - open).arg(rows));
    const bool isStopped = !isWriting && !m_judge->isRunning();
    m_ui->cancelButton->setText(isStopped ? tr("&Go on") : tr("Cancel"));
    m_ui->cancelButton->setAccessibleName(isStopped ? tr("Go on comparing") : tr("Cancel what is under way"));
}

void PictureCompare::saveDifference()
{
    const int row = currentRow();
    if (row < 0 || m_shown.difference.isNull())
        return;
    const PicturePair &pair = m_model->pair(row);
    QString text = tr("%1: %2 → %3").arg(pair.key, sideName(m_before), sideName(afterChoice()));
    if (pair.isSimulated)
        text += u" · "_s + tr("SIMULATED");
    const ComparedPair compared = m_shown.compared;
    askWhereToSave(this, u"saveDifferenceDialog"_s, tr("Save the difference"), u"difference-%1.png"_s.arg(pair.screen), tr("Pictures (*.png)"),
                   [this, compared, text](const QString &path) {
        const auto make = [compared, text] {
            QByteArray bytes;
            QBuffer buffer(&bytes);
            labelled(differencePicture(compared.before, compared.difference, true), text).save(&buffer, "png");
            return bytes;
        };
        saveInWorker(this, path, make, [this, path](const Result<qint64> &saved) {
            if (saved)
                m_ui->compareNotice->say(NoticeBar::Tone::Good, tr("Saved: %1").arg(path));
            else
                m_ui->compareNotice->sayError(tr("The picture was not saved."), saved.error());
        });
    });
}

} // namespace console
