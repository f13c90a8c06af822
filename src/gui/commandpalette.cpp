// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/commandpalette.h"

#include "gui/theme.h"
#include "ui_commandpalette.h"

#include <QKeyEvent>
#include <QPainter>
#include <QRegularExpression>
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

/// What a search looks at: also other names of it, which are not shown.
QString searchedIn(const QAction *action)
{
    return wordsOf(action) + u'\n' + action->property("keywords").toString();
}

constexpr int shortcutRole = Qt::UserRole + 1;

/// Lies over the window while the palette is open, so that the palette stands out.
class Shade : public QWidget
{
public:
    explicit Shade(QWidget *window) : QWidget(window)
    {
        setObjectName(u"paletteShade"_s);
        setAttribute(Qt::WA_TransparentForMouseEvents);
        window->installEventFilter(this);
        resize(window->size());
        hide();
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), QColor(0, 0, 0, Theme::isDark() ? 120 : 70)); }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Resize)
            resize(parentWidget()->size());
        return QWidget::eventFilter(watched, event);
    }
};

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

/// One typed word: 40 a word begins with it, 30 the beginnings of words give it ("gb", "getbal"), 10 it is inside a word.
int wordScore(QStringView typed, const QStringList &words)
{
    qsizetype left = typed.size();
    bool inside = false;
    for (const QString &word : words) {
        if (word.startsWith(typed, Qt::CaseInsensitive))
            return 40;
        inside = inside || (typed.size() > 1 && word.contains(typed, Qt::CaseInsensitive));
        // as many of the letters that are left as this word begins with
        qsizetype same = 0;
        const QStringView rest = typed.last(left);
        while (same < qMin(word.size(), rest.size()) && word.at(same).toCaseFolded() == rest.at(same).toCaseFolded())
            ++same;
        left -= same;
    }
    return left == 0 ? 30 : inside ? 10 : 0;
}

} // namespace

int fuzzyScore(QStringView typed, QStringView text)
{
    static const QRegularExpression gap(u"[^\\w]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    const QStringList words = text.toString().split(gap, Qt::SkipEmptyParts);
    int score = 1;
    for (const QString &word : typed.toString().split(gap, Qt::SkipEmptyParts)) {
        const int found = wordScore(word, words);
        if (found == 0)
            return 0;
        score += found;
    }
    return score * 1000 - int(qMin<qsizetype>(text.size(), 900)); // among equals the shorter one
}

CommandPalette::CommandPalette(QWidget *window)
    : QDialog(window, Qt::Popup), m_ui(std::make_unique<Ui::CommandPalette>()), m_shade(new Shade(window))
{
    m_ui->setupUi(this);
    m_ui->none->hide();
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
    // Those of the window, and what the panels in it offer on their own.
    for (QAction *action : actions + parentWidget()->findChildren<QAction *>()) {
        const bool offered = actions.contains(action) || !action->property("palette").toString().isEmpty();
        if (offered && action->objectName() != u"action-palette" && !m_actions.contains(action)) {
            m_actions.append(action);
        }
    }
    m_ui->search->clear();
    fill();
    const QWidget *window = parentWidget();
    adjustSize();
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, 88)));
    m_shade->raise();
    m_shade->show();
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
        const int score = typed.trimmed().isEmpty() ? 1 : fuzzyScore(typed, searchedIn(action));
        if (score > 0) {
            // What cannot be done now stands below what can, with its reason.
            hits.append({action->isEnabled() ? score : score - 1000000, action});
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
    m_ui->none->setText(tr("Nothing fits “%1”. Try one word of what you want to do.").arg(typed.trimmed()));
    m_ui->none->setVisible(hits.isEmpty());
    m_ui->list->setVisible(!hits.isEmpty());
}

void CommandPalette::hideEvent(QHideEvent *event)
{
    m_shade->hide();
    QDialog::hideEvent(event);
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
