// SPDX-License-Identifier: GPL-3.0-or-later
// The two sides: pictures that were taken, sets of accepted ones, a new set. (picturecompare.cpp: what is compared.)
#include "gui/picturecompare.h"

#include "ui_picturecompare.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int kindRole = Qt::UserRole, valueRole = Qt::UserRole + 1;

} // namespace

PictureCompare::Choice PictureCompare::beforeChoice() const
{
    const QVariant kind = m_ui->beforeBox->currentData(kindRole);
    if (!kind.isValid())
        return {};
    const QVariant value = m_ui->beforeBox->currentData(valueRole);
    const auto chosen = Choice::Kind(kind.toInt());
    return chosen == Choice::Kind::Shots ? Choice{chosen, value.toInt(), {}} : Choice{chosen, -1, value.toString()};
}

PictureCompare::Choice PictureCompare::afterChoice() const
{
    const QVariant kind = m_ui->afterBox->currentData(kindRole);
    if (!kind.isValid())
        return {};
    if (Choice::Kind(kind.toInt()) == Choice::Kind::Waiting)
        return {Choice::Kind::Waiting, -1, m_before.set};
    return {Choice::Kind::Shots, m_ui->afterBox->currentData(valueRole).toInt(), {}};
}

void PictureCompare::fillBefore()
{
    QComboBox *box = m_ui->beforeBox;
    box->clear();
    const auto add = [box](const QString &text, Choice::Kind kind, const QVariant &value) {
        box->addItem(text);
        box->setItemData(box->count() - 1, int(kind), kindRole);
        box->setItemData(box->count() - 1, value, valueRole);
    };
    for (int i = 0; i < m_sides.size(); ++i)
        add(m_sides.at(i).name, Choice::Kind::Shots, i);
    if (!m_folder.isEmpty()) {
        QStringList sets = Baselines(m_folder).sets();
        for (const QString &set : std::as_const(m_newSets)) {
            if (!sets.contains(set))
                sets.append(set);
        }
        for (const QString &set : std::as_const(sets))
            add(tr("Accepted in “%1”").arg(set), Choice::Kind::Set, set);
        add(tr("New set…"), Choice::Kind::NewSet, {});
    }
    box->setCurrentIndex(-1);
    for (int i = 0; i < box->count(); ++i) {
        const QVariant value = box->itemData(i, valueRole);
        const bool isSame = m_before.kind == Choice::Kind::Shots ? value.toInt() == m_before.side : value.toString() == m_before.set;
        if (Choice::Kind(box->itemData(i, kindRole).toInt()) == m_before.kind && isSame)
            box->setCurrentIndex(i);
    }
}

void PictureCompare::fillAfter()
{
    QComboBox *box = m_ui->afterBox;
    const QString chosen = box->currentText();
    box->clear();
    for (int i = 0; i < m_sides.size(); ++i) {
        box->addItem(m_sides.at(i).name);
        box->setItemData(i, int(Choice::Kind::Shots), kindRole);
        box->setItemData(i, i, valueRole);
    }
    if (m_before.kind == Choice::Kind::Set) {
        box->addItem(tr("What waits in “%1”").arg(m_before.set));
        box->setItemData(box->count() - 1, int(Choice::Kind::Waiting), kindRole);
    }
    box->setCurrentIndex(std::max(box->findText(chosen), box->count() ? 0 : -1));
}

void PictureCompare::choose(const Choice &before)
{
    m_before = before;
    fillBefore();
    fillAfter();
    openNewSet(false);
    reload();
}

void PictureCompare::sideChosen()
{
    const Choice chosen = beforeChoice();
    if (chosen.kind == Choice::Kind::NewSet)
        openNewSet(true);
    else
        choose(chosen);
}

void PictureCompare::chooseSides(int before, int after)
{
    choose({Choice::Kind::Shots, before, {}});
    m_ui->afterBox->setCurrentIndex(after);
    reload();
}

void PictureCompare::chooseSet(const QString &set)
{
    if (!Baselines(m_folder).sets().contains(set) && !m_newSets.contains(set))
        m_newSets.append(set);
    choose({Choice::Kind::Set, -1, set});
}

void PictureCompare::setSides(const QList<Side> &sides)
{
    m_sides = sides;
    if (m_before.kind == Choice::Kind::Shots && m_before.side >= sides.size())
        m_before = {};
    fillBefore();
    fillAfter();
    reload();
}

QString PictureCompare::sideName(const Choice &choice) const
{
    switch (choice.kind) {
    case Choice::Kind::Shots: return m_sides.value(choice.side).name;
    case Choice::Kind::Set: return tr("Accepted in “%1”").arg(choice.set);
    case Choice::Kind::Waiting: return tr("What waits in “%1”").arg(choice.set);
    default: return {};
    }
}

void PictureCompare::openNewSet(bool isOpen)
{
    m_ui->newSet->setVisible(isOpen);
    if (isOpen) {
        m_ui->newSetName->clear();
        m_ui->newSetName->setFocus();
    }
}

/// The set is made on the disk when its first picture is accepted; until then only its name is known.
void PictureCompare::makeSet()
{
    const QString name = m_ui->newSetName->text().trimmed();
    if (const Result<QList<BaselineEntry>> entries = Baselines(m_folder).entries(name); !entries && entries.error().kind == Error::Kind::Input) {
        m_ui->compareNotice->sayError({}, entries.error());
        m_ui->newSetName->setFocus();
        return;
    }
    chooseSet(name);
    m_ui->beforeBox->setFocus();
}

} // namespace console
