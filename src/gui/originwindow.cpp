// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/originwindow.h"

#include "gui/buttons.h"
#include "gui/celldelegate.h"
#include "gui/copied.h"
#include "gui/environmentlook.h"
#include "session/session.h"
#include "ui_originwindow.h"

#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QShortcut>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Verdict = OriginResult::Verdict;
enum Column { OriginColumn, ResultColumn, WhyColumn, TimeColumn, Columns };
constexpr int rowHeight = 32; // px

struct Look {
    QString icon;
    InkLabel::Tone tone;
};

Look lookOf(Verdict verdict)
{
    using Tone = InkLabel::Tone;
    switch (verdict) {
    case Verdict::Waiting: return {u"circle"_s, Tone::Muted};
    case Verdict::Checking: return {u"hourglass"_s, Tone::Accent};
    case Verdict::Loads: return {u"check-circle"_s, Tone::Good};
    case Verdict::Complains: return {u"warning"_s, Tone::Warning};
    case Verdict::Refused: return {u"refused"_s, Tone::Bad};
    case Verdict::NoAnswer: return {u"offline"_s, Tone::Warning};
    case Verdict::NotAnOrigin: return {u"question"_s, Tone::Warning};
    case Verdict::Failed: return {u"error"_s, Tone::Warning};
    case Verdict::Cancelled: return {u"stop"_s, Tone::Muted};
    }
    return {};
}

QString nameOf(const OriginResult &result)
{
    return result.origin.isEmpty() ? result.typed : result.origin.toString();
}

/// One line; the details below the table say it in full.
QString shortReason(const OriginResult &result)
{
    if (result.verdict == Verdict::NotAnOrigin)
        return u"%1 %2"_s.arg(result.message, result.advice);
    if (result.verdict != Verdict::Refused)
        return result.message;
    return result.policy == "mixed-content"_L1 ? OriginWindow::tr("mixed content: the widget is not on https:") : OriginWindow::tr("%1: not on the list").arg(result.policy);
}

QString timeText(const OriginResult &result)
{
    return result.took ? OriginWindow::tr("%1 s").arg(QLocale().toString(double(result.took->count()) / 1000, 'f', 1)) : QString();
}

/// A cell of a Markdown table: nobody's words end it.
QString cell(QString text)
{
    return text.replace(u'\\', u"\\\\"_s).replace(u'|', u"\\|"_s).replace(u'\n', u' ').replace(u'<', u"&lt;"_s);
}

} // namespace

OriginWindow::OriginWindow(Session *session, QWidget *parent)
    : QWidget(parent, Qt::Window), m_ui(std::make_unique<Ui::OriginWindow>()), m_session(session), m_check(new OriginCheck(session, this)),
      m_model(new QStandardItemModel(0, Columns, this))
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->title->setFace(InkLabel::Face::Title);
    m_ui->intro->setTone(InkLabel::Tone::Muted);
    m_ui->summary->setFace(InkLabel::Face::Strong);
    m_ui->detailsTitle->setFace(InkLabel::Face::Strong);
    m_ui->detailsAdvice->setTone(InkLabel::Tone::Muted);
    m_ui->requestHint->setTone(InkLabel::Tone::Muted);
    asPrimary(m_ui->checkButton);
    m_ui->checkButton->setToolTip(tr("Check these origins (Ctrl+Enter)"));
    m_ui->cancelButton->setToolTip(tr("Cancel the check (Ctrl+.)"));
    setUpTable();
    setUpWork();
    m_ui->originFace->showEmpty(u"globe"_s, tr("No origin checked yet"),
                                tr("Write an origin above, or paste a list. Each is tried by a real launch of the widget in a page that pretends to be there; no bank is linked. Ctrl+Enter checks."));
    refreshEnvironment();
    refresh();
    m_ui->origins->setFocus();
}

OriginWindow::~OriginWindow()
{
    m_check->disconnect(this);
}

void OriginWindow::setUpWork()
{
    for (const auto &[name, keys] : {std::pair(u"checkShortcut"_s, u"Ctrl+Return"_s), std::pair(u"checkShortcut2"_s, u"Ctrl+Enter"_s)}) {
        auto *shortcut = new QShortcut(QKeySequence(keys), this);
        shortcut->setObjectName(name);
        connect(shortcut, &QShortcut::activated, this, &OriginWindow::start);
    }
    auto *stop = new QShortcut(QKeySequence(u"Ctrl+."_s), this);
    stop->setObjectName(u"cancelShortcut"_s);
    connect(stop, &QShortcut::activated, m_check, &OriginCheck::cancel);
    connect(m_ui->checkButton, &QPushButton::clicked, this, &OriginWindow::start);
    connect(m_ui->cancelButton, &QPushButton::clicked, m_check, &OriginCheck::cancel);
    connect(m_ui->copyRequestButton, &QPushButton::clicked, this, [this] { copyAndSay(m_ui->copyRequestButton, request()); });
    connect(m_ui->copyTableButton, &QPushButton::clicked, this, [this] { copyAndSay(m_ui->copyTableButton, asMarkdown()); });
    connect(m_check, &OriginCheck::changed, this, &OriginWindow::fillRow);
    connect(m_check, &OriginCheck::finished, this, &OriginWindow::refresh);
    connect(m_session->environments(), &Environments::chosen, m_check, &OriginCheck::cancel);
    connect(m_session->environments(), &Environments::changed, this, &OriginWindow::refreshEnvironment);
}

void OriginWindow::setUpTable()
{
    m_model->setHorizontalHeaderLabels({tr("Origin"), tr("Result"), tr("Why"), tr("Time")});
    m_model->horizontalHeaderItem(TimeColumn)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    QTableView *table = m_ui->results;
    table->setModel(m_model);
    table->setItemDelegate(new CellDelegate(table));
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    QHeaderView *header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(WhyColumn, QHeaderView::Stretch);
    table->setColumnWidth(OriginColumn, 300);
    table->setColumnWidth(ResultColumn, 160);
    table->setColumnWidth(TimeColumn, 80);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &OriginWindow::refreshDetails);
}

void OriginWindow::start()
{
    const Result<void> started = m_check->start(m_ui->origins->toPlainText());
    if (!started) {
        m_ui->originNotice->sayError({}, started.error());
        m_ui->origins->setFocus();
        return;
    }
    m_ui->originNotice->hide();
    m_merchantId = m_session->keys()->credentials().merchantId;
    fillRows();
    m_ui->pages->setCurrentWidget(m_ui->answers);
    m_ui->results->selectRow(0);
    m_ui->results->setFocus();
    refresh();
}

void OriginWindow::fillRows()
{
    m_model->setRowCount(0);
    for (int row = 0; row < m_check->results().size(); ++row) {
        QList<QStandardItem *> items;
        for (int column = 0; column < Columns; ++column)
            items << new QStandardItem;
        items.at(TimeColumn)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        items.at(OriginColumn)->setFont(Theme::fixed());
        items.at(TimeColumn)->setFont(Theme::figures());
        m_model->appendRow(items);
        fillRow(row);
    }
}

void OriginWindow::fillRow(int row)
{
    if (row >= m_model->rowCount())
        return;
    const OriginResult &result = m_check->results().at(row);
    const Look look = lookOf(result.verdict);
    m_model->item(row, OriginColumn)->setText(nameOf(result));
    m_model->item(row, ResultColumn)->setText(originVerdictName(result.verdict));
    m_model->item(row, ResultColumn)->setIcon(Theme::icon(look.icon, roleOf(look.tone)));
    m_model->item(row, ResultColumn)->setForeground(Theme::color(roleOf(look.tone)));
    m_model->item(row, WhyColumn)->setText(shortReason(result));
    m_model->item(row, WhyColumn)->setToolTip(result.message.toHtmlEscaped());
    m_model->item(row, TimeColumn)->setText(timeText(result));
    if (row == m_ui->results->currentIndex().row())
        refreshDetails();
    refresh();
}

void OriginWindow::refresh()
{
    const QList<OriginResult> &results = m_check->results();
    m_ui->checkButton->setEnabled(!m_check->isRunning());
    m_ui->cancelButton->setEnabled(m_check->isRunning());
    m_ui->progress->setVisible(m_check->isRunning());
    m_ui->progress->setRange(0, int(results.size()));
    m_ui->progress->setValue(m_check->done());
    m_ui->summary->setText(summary());
    m_ui->summary->setVisible(!results.isEmpty());
    const QString text = request();
    m_ui->copyRequestButton->setEnabled(!text.isEmpty());
    m_ui->copyTableButton->setEnabled(!results.isEmpty());
    m_ui->requestHint->setText(text.isEmpty() ? QString() : tr("Send the request to your Solutions Engineer: it lists the origins that were refused."));
    refreshDetails();
}

QString OriginWindow::summary() const
{
    const QList<OriginResult> &results = m_check->results();
    QStringList parts;
    if (m_check->isRunning())
        parts << tr("Checking: %1 of %2").arg(m_check->done()).arg(results.size());
    for (const Verdict verdict : {Verdict::Loads, Verdict::Complains, Verdict::Refused, Verdict::NoAnswer, Verdict::NotAnOrigin, Verdict::Failed, Verdict::Cancelled}) {
        const auto count = std::count_if(results.cbegin(), results.cend(), [&](const OriginResult &each) { return each.verdict == verdict; });
        if (count > 0)
            parts << u"%1: %2"_s.arg(originVerdictName(verdict)).arg(count);
    }
    return parts.join(u" · "_s);
}

void OriginWindow::refreshDetails()
{
    const int row = m_ui->results->currentIndex().row();
    m_ui->details->setVisible(row >= 0 && row < m_check->results().size());
    if (!m_ui->details->isVisibleTo(this))
        return;
    const OriginResult &result = m_check->results().at(row);
    const InkLabel::Tone tone = lookOf(result.verdict).tone;
    m_ui->detailsTitle->setText(tr("%1: %2").arg(nameOf(result), originVerdictName(result.verdict)));
    m_ui->detailsTitle->setTone(tone);
    m_ui->detailsText->setText(result.message);
    m_ui->detailsText->setVisible(!result.message.isEmpty());
    m_ui->detailsAdvice->setText(result.advice);
    m_ui->detailsAdvice->setVisible(!result.advice.isEmpty());
}

void OriginWindow::refreshEnvironment()
{
    const Environment &environment = m_session->environments()->current();
    m_ui->environmentTag->setText(environment.name.toUpper());
    Theme::asTag(m_ui->environmentTag, lookOf(environment, m_session->environments()->isLocked()).styleName);
    const QString widget = originOf(environment.widgetOrigin);
    m_ui->intro->setText(widget.isEmpty() ? tr("The simulator has not told its addresses yet.")
                                          : tr("A page may show the widget of %1 only if its origin is on that widget's list.").arg(widget));
}

QString OriginWindow::request() const
{
    return allowListRequest(m_check->results(), m_check->environment(), m_merchantId);
}

QString OriginWindow::asMarkdown() const
{
    QString text = u"| %1 | %2 | %3 | %4 |\n|---|---|---|---:|\n"_s.arg(tr("Origin"), tr("Result"), tr("Why"), tr("Time"));
    for (const OriginResult &result : m_check->results())
        text += u"| %1 | %2 | %3 | %4 |\n"_s.arg(cell(nameOf(result)), originVerdictName(result.verdict), cell(result.message), timeText(result));
    return text;
}

void OriginWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) { // the colours of the words are the theme's
        for (int row = 0; row < m_model->rowCount(); ++row)
            fillRow(row);
    }
}

} // namespace console
