// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/walksbanks.h"

#include "gui/buttons.h"
#include "gui/copied.h"
#include "gui/theme.h"
#include "ui_walksbanks.h"

#include <QGridLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace console {

namespace {

enum Column { LabelColumn, ValueColumn, CopyColumn, TypeColumn, RestColumn };
constexpr int codesEntry = -1, limitsEntry = -2; // instead of a bank's number

QString kindText(const QString &kind)
{
    if (kind == "oauth"_L1)
        return WalksBanks::tr("signs in on the bank's own page");
    if (kind == "manual"_L1)
        return WalksBanks::tr("linked by its numbers");
    return WalksBanks::tr("signs in inside the widget");
}

InkLabel *wrapped(InkLabel::Tone tone, const QString &text, QWidget *parent)
{
    auto *label = new InkLabel(tone, InkLabel::Face::Plain, parent);
    label->setText(text);
    label->setWordWrap(true);
    return label;
}

} // namespace

WalksBanks::WalksBanks(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::WalksBanks>())
{
    m_ui->setupUi(this);
    m_ui->walksBankName->setFace(InkLabel::Face::Title);
    m_ui->walksBankKind->setTone(InkLabel::Tone::Muted);
    m_ui->walksBankFormer->setTone(InkLabel::Tone::Muted);
    m_ui->walksTypeWhyNot->setTone(InkLabel::Tone::Muted);
    for (InkLabel *label : {m_ui->walksBankFormer, m_ui->walksBankAbout, m_ui->walksTypeWhyNot})
        label->setWordWrap(true);
    asIcon(m_ui->walksBankCopy, u"copy"_s, tr("Copy the bank's name"));
    connect(m_ui->walksBankCopy, &QToolButton::clicked, this, [this] { copyAndSay(m_ui->walksBankCopy, m_ui->walksBankName->text()); });
    connect(m_ui->walksBankList, &QListWidget::currentRowChanged, this, &WalksBanks::showCurrent);
    auto *column = new QVBoxLayout(m_ui->walksLoginsHost);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid);
}

WalksBanks::~WalksBanks() = default;

void WalksBanks::setBook(const WalkBook &book)
{
    m_banks = book.banks;
    m_codes = book.codes;
    m_limits = book.limits;
    QListWidget *list = m_ui->walksBankList;
    const QSignalBlocker quiet(list);
    list->clear();
    const auto add = [list](const QString &icon, const QString &text, int number) {
        auto *item = new QListWidgetItem(Theme::icon(icon, Theme::Role::Muted), text, list);
        item->setData(Qt::UserRole, number);
    };
    for (qsizetype at = 0; at < m_banks.size(); ++at)
        add(m_banks.at(at).kind == "oauth"_L1 ? u"external"_s : u"bank"_s, m_banks.at(at).isLegacy ? tr("%1 (legacy)").arg(m_banks.at(at).name) : m_banks.at(at).name, int(at));
    if (!m_codes.isEmpty())
        add(u"key"_s, tr("Codes of returning users"), codesEntry);
    if (!m_limits.isEmpty())
        add(u"shield"_s, tr("Limits of the sandbox"), limitsEntry);
    list->setCurrentRow(0);
    showCurrent();
}

void WalksBanks::showCurrent()
{
    m_typeButtons.clear();
    QLayout *column = m_ui->walksLoginsHost->layout();
    while (QLayoutItem *item = column->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const QListWidgetItem *item = m_ui->walksBankList->currentItem();
    const int number = item ? item->data(Qt::UserRole).toInt() : 0;
    const TestBank bank = item && number >= 0 ? m_banks.at(number) : TestBank{.name = item ? item->text() : QString(), .formerNames = {}, .isLegacy = false, .kind = {}, .about = {}, .logins = {}};
    m_ui->walksBankName->setText(bank.name);
    m_ui->walksBankCopy->setVisible(item && number >= 0);
    m_ui->walksBankKind->setText(bank.kind.isEmpty() ? QString() : bank.isLegacy ? tr("%1 · no longer in the newest list").arg(kindText(bank.kind)) : kindText(bank.kind));
    m_ui->walksBankFormer->setText(tr("Formerly: %1").arg(bank.formerNames.join(u", "_s)));
    m_ui->walksBankFormer->setVisible(!bank.formerNames.isEmpty());
    m_ui->walksBankAbout->setText(bank.about);
    m_ui->walksBankAbout->setVisible(!bank.about.isEmpty());
    int card = 0;
    for (const TestLogin &login : bank.logins)
        column->addWidget(cardOf(login, ++card));
    if (item && number < 0) {
        for (const SandboxFact &fact : number == codesEntry ? m_codes : m_limits)
            column->addWidget(cardOf(fact, ++card));
    }
    applyWhyNot();
}

/// A row for each value; the buttons stand below each other.
QGridLayout *WalksBanks::newCard(const QString &name)
{
    constexpr int labelWidth = 96, valueWidth = 150; // px
    auto *card = new QFrame;
    card->setObjectName(name);
    Theme::mark(card, "card", true);
    auto *grid = new QGridLayout(card);
    grid->setContentsMargins(16, 12, 16, 12);
    grid->setHorizontalSpacing(Theme::grid);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(LabelColumn, labelWidth);
    grid->setColumnMinimumWidth(ValueColumn, valueWidth);
    grid->setColumnStretch(RestColumn, 1);
    return grid;
}

QWidget *WalksBanks::cardOf(const TestLogin &login, int number)
{
    QGridLayout *grid = newCard(u"walksLogin%1"_s.arg(number));
    addValue(grid, tr("User"), u"user"_s, login.user, number, true);
    addValue(grid, tr("Password"), u"password"_s, login.password, number, true);
    addValue(grid, tr("Answer"), u"answer"_s, login.answer, number, true);
    addText(grid, tr("Must show"), InkLabel::Tone::Text, login.shows);
    addText(grid, tr("Source"), InkLabel::Tone::Muted, login.source);
    return grid->parentWidget();
}

QWidget *WalksBanks::cardOf(const SandboxFact &fact, int number)
{
    QGridLayout *grid = newCard(u"walksFact%1"_s.arg(number));
    const bool isCode = std::any_of(m_codes.begin(), m_codes.end(), [&](const SandboxFact &code) { return code.name == fact.name && code.value == fact.value; });
    addText(grid, tr("What"), InkLabel::Tone::Text, fact.name);
    addValue(grid, isCode ? tr("Code") : tr("Limit"), u"answer"_s, fact.value, number, isCode);
    addText(grid, tr("Means"), InkLabel::Tone::Text, fact.meaning);
    addText(grid, tr("Source"), InkLabel::Tone::Muted, fact.source);
    return grid->parentWidget();
}

void WalksBanks::addText(QGridLayout *grid, const QString &label, InkLabel::Tone tone, const QString &text)
{
    if (text.isEmpty())
        return;
    const int row = grid->rowCount();
    grid->addWidget(wrapped(InkLabel::Tone::Muted, label, grid->parentWidget()), row, LabelColumn, Qt::AlignTop);
    grid->addWidget(wrapped(tone, text, grid->parentWidget()), row, ValueColumn, 1, -1);
}

void WalksBanks::addValue(QGridLayout *grid, const QString &label, const QString &what, const QString &text, int number, bool canType)
{
    if (text.isEmpty())
        return;
    const int row = grid->rowCount();
    auto *value = new InkLabel(InkLabel::Tone::Text, InkLabel::Face::Fixed, grid->parentWidget());
    value->setObjectName(u"walksValue-%1-%2"_s.arg(number).arg(what));
    value->setText(text);
    auto *copy = new QToolButton(grid->parentWidget());
    copy->setObjectName(u"walksCopy-%1-%2"_s.arg(number).arg(what));
    asIcon(copy, u"copy"_s, tr("Copy: %1").arg(text));
    connect(copy, &QToolButton::clicked, this, [copy, text] { copyAndSay(copy, text); });
    grid->addWidget(wrapped(InkLabel::Tone::Muted, label, grid->parentWidget()), row, LabelColumn);
    grid->addWidget(value, row, ValueColumn);
    grid->addWidget(copy, row, CopyColumn);
    if (!canType)
        return;
    auto *type = new QToolButton(grid->parentWidget());
    type->setObjectName(u"walksType-%1-%2"_s.arg(number).arg(what));
    type->setText(tr("Type it for me"));
    type->setFocusPolicy(Qt::StrongFocus);
    type->setAccessibleName(tr("Type it for me: %1").arg(text));
    Theme::mark(type, "boxed", true);
    connect(type, &QToolButton::clicked, this, [this, what, text] { Q_EMIT typeRequested(what, text); });
    grid->addWidget(type, row, TypeColumn);
    m_typeButtons << type;
}

void WalksBanks::setTypeWhyNot(const QString &whyNot)
{
    m_whyNot = whyNot;
    applyWhyNot();
}

void WalksBanks::applyWhyNot()
{
    for (QToolButton *button : std::as_const(m_typeButtons)) {
        button->setEnabled(m_whyNot.isEmpty());
        button->setToolTip(m_whyNot.isEmpty() ? tr("Into the matching field of the open widget") : m_whyNot);
    }
    m_ui->walksTypeWhyNot->setText(tr("Type it for me: %1").arg(m_whyNot));
    m_ui->walksTypeWhyNot->setVisible(!m_whyNot.isEmpty() && !m_typeButtons.isEmpty());
}

} // namespace console
