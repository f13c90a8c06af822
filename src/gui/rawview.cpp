// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/rawview.h"

#include "gui/buttons.h"
#include "gui/copied.h"
#include "gui/jsonhighlighter.h"
#include "gui/reveal.h"
#include "gui/theme.h"
#include "ui_rawview.h"

#include <QKeyEvent>
#include <QLocale>
#include <QScrollBar>
#include <QShortcut>
#include <QtConcurrent>

#include <optional>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype inThreadLimit = 1024 * 1024; // bytes; beyond it preparing would be felt
constexpr qsizetype wholeAnswer = qsizetype(1) << 40; // bytes: no limit
constexpr qsizetype portionSize = 16 * 1024;     // characters per turn of the event loop

} // namespace

QString sizeText(qint64 bytes)
{
    if (bytes < 1000)
        return RawView::tr("%n bytes", nullptr, static_cast<int>(bytes));
    const bool mega = bytes >= 1000000;
    const qint64 tenths = bytes / (mega ? 100000 : 100);
    const QString number = u"%1.%2"_s.arg(tenths / 10).arg(tenths % 10);
    return mega ? RawView::tr("%1 MB").arg(number) : RawView::tr("%1 KB").arg(number);
}

RawView::RawView(Reveal *reveal, QWidget *parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::RawView>()), m_reveal(reveal)
{
    m_ui->setupUi(this);
    m_highlighter = new JsonHighlighter(m_ui->text->document());
    setUpControls();
    m_portions.setInterval(0);
    connect(&m_portions, &QTimer::timeout, this, &RawView::portion);
    connect(&m_watcher, &QFutureWatcher<RawText>::finished, this, [this] {
        if (m_preparing && !m_watcher.isCanceled())
            showPrepared(m_watcher.result());
    });
    if (m_reveal)
        connect(m_reveal, &Reveal::changed, this, &RawView::prepare);
    refreshHead();
}

RawView::~RawView() = default;

void RawView::setUpControls()
{
    QFont fixed = Theme::fixed();
    m_ui->text->setFont(fixed);
    m_ui->text->installEventFilter(this);
    m_ui->findEdit->installEventFilter(this);
    m_ui->findBar->hide();
    asIcon(m_ui->findButton, u"search"_s, tr("Find"), QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText));
    asIcon(m_ui->wrapButton, u"wrap"_s, tr("Wrap long lines"));
    asIcon(m_ui->copyButton, u"copy"_s, tr("Copy what is shown"));
    asIcon(m_ui->findPrevious, u"chevron-up"_s, tr("Previous match"));
    asIcon(m_ui->findNext, u"chevron-down"_s, tr("Next match"));
    auto *shortcut = new QShortcut(QKeySequence::Find, this, this, &RawView::openFind, Qt::WidgetWithChildrenShortcut);
    shortcut->setObjectName(u"findShortcut"_s);
    connect(m_ui->findButton, &QToolButton::clicked, this, [this](bool open) { open ? openFind() : closeFind(); });
    connect(m_ui->wrapButton, &QToolButton::toggled, this, [this](bool wrap) {
        m_ui->text->setLineWrapMode(wrap ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
    });
    connect(m_ui->copyButton, &QToolButton::clicked, this, [this] { copyAndSay(m_ui->copyButton, m_raw.text); });
    connect(m_ui->findEdit, &QLineEdit::textChanged, this, [this] { find(false, true); });
    connect(m_ui->findPrevious, &QToolButton::clicked, this, [this] { find(true, false); });
    connect(m_ui->findNext, &QToolButton::clicked, this, [this] { find(false, false); });
    connect(m_ui->allButton, &QPushButton::clicked, this, [this] {
        m_everything = true;
        prepare();
    });
}

void RawView::setBytes(const QByteArray &bytes, const QByteArray &masked, const QString &note)
{
    if (!m_plain && bytes == m_bytes && masked == m_masked && note == m_note)
        return;
    m_plain = false;
    m_bytes = bytes;
    m_masked = masked;
    m_note = note;
    m_everything = false;
    prepare();
}

void RawView::setPlainText(const QString &text)
{
    m_plain = true;
    m_bytes = text.toUtf8();
    m_note.clear();
    m_watcher.cancel();
    showPrepared(RawText{text, text.size(), false});
}

void RawView::prepare()
{
    if (m_plain)
        return;
    const bool mask = !(m_reveal && m_reveal->isOn());
    m_watcher.cancel();
    // What was revealed leaves the screen before the masked text is ready, never after.
    m_portions.stop();
    const QByteArray &bytes = mask ? m_masked : m_bytes;
    const std::function<RawText()> prepared = [bytes, mask, everything = m_everything, redactor = mask && m_reveal && m_reveal->redactor() ? std::optional(m_reveal->redactor()()) : std::nullopt] {
        return preparedRaw(redactor ? redactor->masked(bytes, wholeAnswer).text : bytes, mask, everything);
    };
    if (bytes.size() <= inThreadLimit) {
        showPrepared(prepared());
        return;
    }
    m_ui->text->setPlainText(tr("Preparing %1 …").arg(sizeText(m_bytes.size())));
    m_raw = {};
    m_given = 0;
    m_preparing = true;
    m_watcher.setFuture(QtConcurrent::run(prepared));
}

void RawView::showPrepared(const RawText &raw)
{
    const int scroll = m_ui->text->verticalScrollBar()->value();
    m_preparing = false;
    m_raw = raw;
    m_given = 0;
    m_highlighter->setDocument(m_plain ? nullptr : m_ui->text->document());
    m_ui->text->clear();
    portion();
    if (isComplete())
        m_ui->text->verticalScrollBar()->setValue(scroll);
    refreshHead();
}

void RawView::portion()
{
    const QString next = m_raw.text.mid(m_given, portionSize);
    m_given += next.size();
    QTextCursor end(m_ui->text->document());
    end.movePosition(QTextCursor::End);
    end.insertText(next);
    if (m_given < m_raw.text.size()) {
        m_portions.start();
        return;
    }
    m_portions.stop();
    Q_EMIT shown();
}

bool RawView::isComplete() const
{
    return m_given >= m_raw.text.size() && !m_preparing;
}

void RawView::addToHead(QWidget *widget)
{
    m_ui->head->insertWidget(0, widget);
    m_ui->head->setSpacing(Theme::grid / 2);
}

QString RawView::shownText() const
{
    return m_ui->text->toPlainText();
}

void RawView::refreshHead()
{
    QString size = m_note.isEmpty() ? sizeText(m_bytes.size()) : m_note;
    m_ui->sizeLabel->setText(m_bytes.isEmpty() ? tr("No body") : size);
    m_ui->allButton->setVisible(m_raw.cut);
    m_ui->allButton->setText(tr("Show all (%1 characters)").arg(QLocale::c().toString(qlonglong(m_raw.allChars))));
}

void RawView::openFind()
{
    m_ui->findBar->show();
    m_ui->findButton->setChecked(true);
    m_ui->findEdit->setFocus(Qt::ShortcutFocusReason);
    m_ui->findEdit->selectAll();
}

void RawView::closeFind()
{
    m_ui->findBar->hide();
    m_ui->findButton->setChecked(false);
    m_ui->text->setFocus(Qt::OtherFocusReason);
}

void RawView::find(bool backward, bool fromHere)
{
    const QString wanted = m_ui->findEdit->text();
    QTextCursor cursor = m_ui->text->textCursor();
    if (fromHere)
        cursor.setPosition(cursor.selectionStart());
    QTextDocument::FindFlags flags;
    flags.setFlag(QTextDocument::FindBackward, backward);
    QTextCursor hit = wanted.isEmpty() ? QTextCursor() : m_ui->text->document()->find(wanted, cursor, flags);
    if (hit.isNull() && !wanted.isEmpty()) { // around the end once
        cursor.movePosition(backward ? QTextCursor::End : QTextCursor::Start);
        hit = m_ui->text->document()->find(wanted, cursor, flags);
    }
    const bool none = hit.isNull() && !wanted.isEmpty();
    m_ui->findCount->setText(none ? tr("no match") : QString());
    if (!hit.isNull())
        m_ui->text->setTextCursor(hit);
}

bool RawView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && watched == m_ui->findEdit) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            find(key->modifiers().testFlag(Qt::ShiftModifier), false);
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            closeFind();
            return true;
        }
    }
    if (watched == m_ui->text && (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange))
        m_highlighter->rehighlight();
    return QWidget::eventFilter(watched, event);
}

} // namespace console
