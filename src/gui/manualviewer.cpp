// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/manualviewer.h"

#include "gui/theme.h"
#include "ui_manualviewer.h"

#include <QDesktopServices>
#include <QDir>
#include <QShortcut>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace console {

ManualViewer::ManualViewer(QWidget *parent, const QString &folder)
    : QWidget(parent, Qt::Window), m_ui(std::make_unique<Ui::ManualViewer>())
{
    m_ui->setupUi(this);
    setObjectName(u"manualViewer"_s);
    setWindowTitle(tr("Manual – Aerosync Console"));
    m_ui->search->addAction(Theme::icon(u"search"_s, Theme::Role::Muted), QLineEdit::LeadingPosition);
    m_ui->text->document()->setDocumentMargin(16);
    read(folder);
    connect(m_ui->search, &QLineEdit::textChanged, this, &ManualViewer::fill);
    connect(m_ui->search, &QLineEdit::returnPressed, m_ui->text, [this] { m_ui->text->find(m_ui->search->text()); });
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
    const QStringList names = QDir(folder).entryList({u"*.md"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder + u'/' + name);
        if (!file.open(QIODevice::ReadOnly)) {
            continue;
        }
        Page page{name, name, QString::fromUtf8(file.readAll())};
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
        const qsizetype hits = words.isEmpty() ? 0 : page.text.count(words, Qt::CaseInsensitive);
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
            m_ui->text->moveCursor(QTextCursor::Start);
        }
    }
    if (!anchor.isEmpty()) {
        // Markdown headings have no anchors in Qt 6.4: look for the words instead.
        m_ui->text->moveCursor(QTextCursor::Start);
        m_ui->text->find(QString(anchor).replace(u'-', u' '));
    }
    markFound();
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
