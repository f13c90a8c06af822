// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/manualviewer.h"

#include "gui/theme.h"
#include "ui_manualviewer.h"

#include <QDesktopServices>
#include <QDir>
#include <QShortcut>
#include <QTextTable>

using namespace Qt::StringLiterals;

namespace console {

ManualViewer::ManualViewer(QWidget *parent, const QString &folder)
    : QWidget(parent, Qt::Window), m_ui(std::make_unique<Ui::ManualViewer>())
{
    m_ui->setupUi(this);
    setObjectName(u"manualViewer"_s);
    setWindowTitle(tr("Manual — Aerosync Console"));
    m_ui->search->addAction(Theme::icon(u"search"_s, Theme::Role::Muted), QLineEdit::LeadingPosition);
    m_ui->text->document()->setDocumentMargin(16);
    read(folder);
    connect(m_ui->search, &QLineEdit::textChanged, this, &ManualViewer::fill);
    connect(m_ui->search, &QLineEdit::returnPressed, this, [this] { goToHit(m_ui->text->textCursor()); });
    connect(m_ui->contents, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item) {
            open(item->data(Qt::UserRole).toString());
        }
    });
    connect(m_ui->text, &QTextBrowser::anchorClicked, this, &ManualViewer::follow);
    auto *close = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(close, &QShortcut::activated, this, &QWidget::close);
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_ui->search, [this] { m_ui->search->setFocus(); });
    fill();
}

ManualViewer::~ManualViewer() = default;

void ManualViewer::read(const QString &folder)
{
    QStringList names;
    QFile order(folder + u"/contents.txt"_s);
    if (order.open(QIODevice::ReadOnly)) {
        names = QString::fromUtf8(order.readAll()).split(u'\n', Qt::SkipEmptyParts);
    }
    for (const QString &name : QDir(folder).entryList({u"*.md"_s}, QDir::Files, QDir::Name)) {
        if (!names.contains(name)) {
            names.append(name);
        }
    }
    for (const QString &name : std::as_const(names)) {
        QFile file(folder + u'/' + name.trimmed());
        if (!file.open(QIODevice::ReadOnly)) {
            continue;
        }
        Page page{name.trimmed(), name, QString::fromUtf8(file.readAll()), {}};
        QTextDocument seen;
        seen.setMarkdown(page.text);
        page.plain = seen.toPlainText();
        const qsizetype heading = page.text.indexOf(u"# "_s);
        if (heading >= 0) {
            page.title = page.text.mid(heading + 2, page.text.indexOf(u'\n', heading) - heading - 2).trimmed();
        }
        m_pages.append(page);
    }
}

void ManualViewer::fill()
{
    const QString words = m_ui->search->text().trimmed();
    m_ui->contents->blockSignals(true);
    m_ui->contents->clear();
    for (const Page &page : std::as_const(m_pages)) {
        const qsizetype hits = words.isEmpty() ? 0 : page.plain.count(words, Qt::CaseInsensitive);
        if (!words.isEmpty() && hits == 0) {
            continue;
        }
        auto *item = new QListWidgetItem(hits > 0 ? tr("%1 (%2)").arg(page.title).arg(hits) : page.title, m_ui->contents);
        item->setData(Qt::UserRole, page.file);
    }
    m_ui->contents->blockSignals(false);
    if (m_ui->contents->count() > 0) {
        m_ui->contents->setCurrentRow(0);
    } else {
        m_shown.clear();
        m_ui->text->setPlainText(words.isEmpty() ? tr("The manual is not part of this build.") : tr("“%1” is not in the manual.").arg(words));
    }
    markFound();
}

void ManualViewer::open(const QString &file, const QString &anchor)
{
    for (const Page &page : std::as_const(m_pages)) {
        if (page.file == file && m_shown != file) {
            m_shown = file;
            m_ui->text->document()->setMarkdown(page.text);
            formatTables();
        }
    }
    QTextCursor top(m_ui->text->document());
    m_ui->text->setTextCursor(top);
    if (!anchor.isEmpty()) {
        // Markdown headings have no anchors in Qt 6.4: look for the words instead.
        m_ui->text->find(QString(anchor).replace(u'-', u' '));
    }
    markFound();
    if (anchor.isEmpty()) {
        goToHit(top);
    }
}

/// Qt draws a frame around every cell, which makes double lines, and lets the text touch them.
void ManualViewer::formatTables()
{
    const QList<QTextFrame *> frames = m_ui->text->document()->rootFrame()->childFrames();
    for (QTextFrame *frame : frames) {
        if (auto *table = qobject_cast<QTextTable *>(frame)) {
            QTextTableFormat format = table->format();
            format.setCellPadding(6);
            format.setCellSpacing(0);
            format.setBorderCollapse(true);
            format.setBorder(1);
            format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            format.setBorderBrush(Theme::color(Theme::Role::Line));
            format.setTopMargin(Theme::grid);
            format.setBottomMargin(2 * Theme::grid);
            table->setFormat(format);
        }
    }
}

/// The next place of what is searched, behind `from`; behind the last one comes the first.
void ManualViewer::goToHit(const QTextCursor &from)
{
    const QString words = m_ui->search->text().trimmed();
    if (words.isEmpty()) {
        return;
    }
    QTextCursor hit = m_ui->text->document()->find(words, from);
    if (hit.isNull()) {
        hit = m_ui->text->document()->find(words);
    }
    if (!hit.isNull()) {
        m_ui->text->setTextCursor(hit);
        m_ui->text->ensureCursorVisible();
    }
}

void ManualViewer::follow(const QUrl &link)
{
    if (link.scheme() == u"https" || link.scheme() == u"http") {
        QDesktopServices::openUrl(link);
        return;
    }
    const QString file = link.path().isEmpty() ? m_shown : link.fileName();
    for (int row = 0; row < m_ui->contents->count(); ++row) {
        if (m_ui->contents->item(row)->data(Qt::UserRole).toString() == file) {
            m_ui->contents->setCurrentRow(row);
        }
    }
    open(file, link.fragment());
}

void ManualViewer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_shown.isEmpty()) {
        formatTables(); // their lines have a colour of the theme
        markFound();
    }
}

void ManualViewer::markFound()
{
    const QString words = m_ui->search->text().trimmed();
    QList<QTextEdit::ExtraSelection> marks;
    QTextCursor found = words.isEmpty() ? QTextCursor() : m_ui->text->document()->find(words);
    while (!found.isNull()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = found;
        mark.format.setBackground(Theme::color(Theme::Role::Accent));
        mark.format.setForeground(Theme::color(Theme::Role::OnAccent));
        marks.append(mark);
        found = m_ui->text->document()->find(words, found);
    }
    m_ui->text->setExtraSelections(marks);
}

} // namespace console
