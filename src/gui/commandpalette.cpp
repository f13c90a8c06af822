// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/commandpalette.h"

#include "gui/theme.h"
#include "ui_commandpalette.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// What the list says of an action, without the marks of menus.
QString wordsOf(const QAction *action)
{
    const QString own = action->property("palette").toString();
    QString text = own.isEmpty() ? action->text() : own;
    return text.remove(u'&').remove(u'…');
}

constexpr int shortcutRole = Qt::UserRole + 1;

/// The action on the left, its shortcut on the right.
class EntryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->setPen(Theme::color(selected ? Theme::Role::OnAccent : Theme::Role::Muted));
        painter->drawText(option.rect.adjusted(0, 0, -12, 0), Qt::AlignRight | Qt::AlignVCenter, index.data(shortcutRole).toString());
    }
};

} // namespace

int fuzzyScore(QStringView typed, QStringView text)
{
    int score = 1;
    qsizetype at = 0;
    qsizetype last = -2;
    for (const QChar letter : typed) {
        if (letter.isSpace()) {
            continue;
        }
        const qsizetype found = text.indexOf(letter, at, Qt::CaseInsensitive);
        if (found < 0) {
            return 0;
        }
        const bool begins = found == 0 || !text.at(found - 1).isLetterOrNumber();
        score += begins ? 8 : found == last + 1 ? 5 : 1;
        last = found;
        at = found + 1;
    }
    return score * 100 - int(text.size()); // among equals the shorter one
}

CommandPalette::CommandPalette(QWidget *window)
    : QDialog(window, Qt::Popup), m_ui(std::make_unique<Ui::CommandPalette>())
{
    m_ui->setupUi(this);
    m_ui->search->addAction(Theme::icon(u"search"_s, Theme::Role::Muted), QLineEdit::LeadingPosition);
    m_ui->search->installEventFilter(this);
    m_ui->list->setItemDelegate(new EntryDelegate(m_ui->list));
    connect(m_ui->search, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_ui->search, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_ui->list, &QListWidget::itemClicked, this, &CommandPalette::run);
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::popUp(const QList<QAction *> &actions)
{
    m_actions.clear();
    for (QAction *action : actions) {
        if (action->objectName() != u"action-palette") {
            m_actions.append(action);
        }
    }
    m_ui->search->clear();
    fill();
    const QWidget *window = parentWidget();
    adjustSize();
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, 88)));
    show();
    m_ui->search->setFocus();
}

void CommandPalette::fill()
{
    struct Hit { int score; QAction *action; };
    QList<Hit> hits;
    const QString typed = m_ui->search->text();
    for (const QPointer<QAction> &action : std::as_const(m_actions)) {
        if (!action) {
            continue;
        }
        const int score = typed.trimmed().isEmpty() ? 1 : fuzzyScore(typed, wordsOf(action));
        if (score > 0) {
            // What cannot be done now stands below what can, with its reason.
            hits.append({action->isEnabled() ? score : score - 100000, action});
        }
    }
    std::stable_sort(hits.begin(), hits.end(), [](const Hit &a, const Hit &b) { return a.score > b.score; });
    m_ui->list->clear();
    for (const Hit &hit : std::as_const(hits)) {
        QString text = wordsOf(hit.action);
        const QString reason = hit.action->property("whyNot").toString();
        if (!reason.isEmpty()) {
            text += u"  –  "_s + reason;
        }
        auto *item = new QListWidgetItem(hit.action->icon(), text, m_ui->list);
        item->setData(Qt::UserRole, QVariant::fromValue<QObject *>(hit.action));
        const QString shortcut = hit.action->shortcut().toString(QKeySequence::NativeText);
        item->setData(shortcutRole, shortcut);
        item->setData(Qt::AccessibleTextRole, shortcut.isEmpty() ? text : text + u", "_s + shortcut);
        if (!hit.action->isEnabled()) {
            item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
        }
    }
    m_ui->list->setCurrentRow(0);
}

void CommandPalette::run()
{
    const QListWidgetItem *item = m_ui->list->currentItem();
    if (!item) {
        return;
    }
    const QPointer<QAction> action = qobject_cast<QAction *>(item->data(Qt::UserRole).value<QObject *>());
    if (!action || !action->isEnabled()) {
        return;
    }
    hide();
    // Queued: the action may open a dialog, and this one is still closing.
    QTimer::singleShot(0, action, &QAction::trigger);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : key == Qt::Key_PageDown ? 8 : key == Qt::Key_PageUp ? -8 : 0;
        if (step != 0) {
            m_ui->list->setCurrentRow(qBound(0, m_ui->list->currentRow() + step, m_ui->list->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace console
