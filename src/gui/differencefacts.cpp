// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/differencefacts.h"

#include "gui/inklabel.h"
#include "ui_differencefacts.h"

#include <QLocale>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString sizeText(const QSize &size)
{
    return u"%1 × %2"_s.arg(size.width()).arg(size.height());
}

/// "1,204 (0.4 %)"
QString share(qint64 count, const PictureDifference &difference)
{
    const QSize canvas = difference.before.expandedTo(difference.after);
    const double percent = 100.0 * double(count) / std::max(1.0, double(canvas.width()) * canvas.height());
    const QString number = QLocale().toString(qlonglong(count));
    return count == 0 ? number : percent < 0.1 ? DifferenceFacts::tr("%1 (under 0.1 %)").arg(number) : DifferenceFacts::tr("%1 (%2 %)").arg(number, QLocale().toString(percent, 'f', 1));
}

} // namespace

DifferenceFacts::DifferenceFacts(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::DifferenceFacts>()), m_regions(new QStandardItemModel(this))
{
    m_ui->setupUi(this);
    m_ui->numbersTitle->setFace(InkLabel::Face::Strong);
    m_ui->regionsTitle->setFace(InkLabel::Face::Strong);
    m_ui->why->setTone(InkLabel::Tone::Muted);
    QGridLayout *grid = m_ui->numbers;
    m_visible = addNumber(grid, tr("Visible pixels"), u"visibleNumber"_s, tr("They differ by more than a person notices; edges that only moved a little are left out."));
    m_antialiased = addNumber(grid, tr("Anti-aliased"), u"antialiasedNumber"_s, tr("Edges that moved by less than half a pixel: left out of what is visible."));
    m_differing = addNumber(grid, tr("Differing in all"), u"differingNumber"_s, tr("Their colours are not the same, however little."));
    m_mean = addNumber(grid, tr("Mean ΔE"), u"meanNumber"_s, tr("CIEDE2000, of the pixels that differ. About 1 is just noticed."));
    m_most = addNumber(grid, tr("Greatest ΔE"), u"mostNumber"_s, tr("CIEDE2000, of the pixel that differs most. Black and white: 100."));
    m_sizes = addNumber(grid, tr("Size"), u"sizeNumber"_s, tr("In pixels of the picture."));
    m_ui->regions->setModel(m_regions);
    connect(m_ui->regions->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) { Q_EMIT regionChosen(now.row()); });
    connect(m_ui->regions, &QListView::clicked, this, [this](const QModelIndex &now) { Q_EMIT regionChosen(now.row()); }); // again, after panning away
    connect(m_ui->regions, &QListView::activated, this, [this](const QModelIndex &now) { Q_EMIT regionChosen(now.row()); });
    clear({});
}

DifferenceFacts::~DifferenceFacts() = default;

InkLabel *DifferenceFacts::addNumber(QGridLayout *grid, const QString &name, const QString &objectName, const QString &meaning)
{
    const int row = grid->rowCount();
    auto *label = new InkLabel(InkLabel::Tone::Muted, InkLabel::Face::Plain, this);
    label->setText(name);
    auto *value = new InkLabel(InkLabel::Tone::Text, InkLabel::Face::Figures, this);
    value->setObjectName(objectName);
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (InkLabel *each : {label, value})
        each->setToolTip(meaning);
    grid->addWidget(label, row, 0);
    grid->addWidget(value, row, 1);
    return value;
}

void DifferenceFacts::show(const PictureDifference &difference)
{
    m_ui->why->hide();
    m_ui->numbersBox->show();
    m_ui->regions->setVisible(!difference.regions.isEmpty());
    m_visible->setText(share(difference.visible, difference));
    m_antialiased->setText(share(difference.antialiased, difference));
    m_differing->setText(share(difference.differing, difference));
    m_mean->setText(QLocale().toString(difference.meanDeltaE, 'f', 2));
    m_most->setText(QLocale().toString(difference.maxDeltaE, 'f', 2));
    m_sizes->setText(difference.sameSize() ? sizeText(difference.before) : tr("%1 → %2").arg(sizeText(difference.before), sizeText(difference.after)));
    m_sizes->setTone(difference.sameSize() ? InkLabel::Tone::Text : InkLabel::Tone::Warning);
    const auto regions = difference.regions.size();
    m_ui->regionsTitle->setText(regions == 0 ? tr("No region differs") : regions == 1 ? tr("1 region differs") : tr("%1 regions differ").arg(regions));
    fillRegions(difference.regions);
}

void DifferenceFacts::clear(const QString &why)
{
    m_ui->why->setText(why);
    m_ui->why->setVisible(!why.isEmpty());
    m_ui->numbersBox->hide();
    m_ui->regions->hide();
    m_ui->regionsTitle->clear();
    m_regions->clear();
}

void DifferenceFacts::fillRegions(const QList<QRect> &regions)
{
    m_regions->clear();
    for (qsizetype i = 0; i < regions.size(); ++i) {
        const QRect &region = regions.at(i);
        auto *item = new QStandardItem(tr("%1   %2 at %3, %4").arg(i + 1).arg(sizeText(region.size())).arg(region.x()).arg(region.y()));
        item->setEditable(false);
        item->setAccessibleText(tr("Region %1: %2 wide, %3 high, at %4, %5").arg(i + 1).arg(region.width()).arg(region.height()).arg(region.x()).arg(region.y()));
        m_regions->appendRow(item);
    }
}

void DifferenceFacts::chooseRegion(int number)
{
    m_ui->regions->setCurrentIndex(m_regions->index(number, 0));
}

} // namespace console
