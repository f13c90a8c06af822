// SPDX-License-Identifier: GPL-3.0-or-later
// DifferenceFacts: what differs between two pictures, in numbers, and the list of the regions.
#pragma once

#include "brand/picturediff.h"

#include <QWidget>

#include <memory>

class QGridLayout;
class QStandardItemModel;

namespace Ui {
class DifferenceFacts;
}

namespace console {

class InkLabel;

class DifferenceFacts : public QWidget
{
    Q_OBJECT
public:
    explicit DifferenceFacts(QWidget *parent = nullptr);
    ~DifferenceFacts() override;
    void show(const PictureDifference &difference);
    void clear(const QString &why);   ///< there is nothing to compare
    void chooseRegion(int number);    ///< −1: none

Q_SIGNALS:
    void regionChosen(int number);

private:
    InkLabel *addNumber(QGridLayout *grid, const QString &name, const QString &objectName, const QString &meaning);
    void fillRegions(const QList<QRect> &regions);
    std::unique_ptr<Ui::DifferenceFacts> m_ui;
    QStandardItemModel *m_regions;
    InkLabel *m_differing, *m_visible, *m_antialiased, *m_mean, *m_most, *m_sizes;
};

} // namespace console
