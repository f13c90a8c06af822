// SPDX-License-Identifier: GPL-3.0-or-later
// BrandFindings: what was measured against the brand sheet: failures first, each with its place in the picture.
#pragma once

#include "brand/finding.h"

#include <QWidget>

#include <memory>

class QStandardItemModel;

namespace Ui {
class BrandFindings;
}

namespace console {

class BrandFindings : public QWidget
{
    Q_OBJECT
public:
    explicit BrandFindings(QWidget *parent = nullptr);
    ~BrandFindings() override;
    void show(const QList<Finding> &findings);
    const QList<Finding> &findings() const { return m_findings; }

private:
    void fill();
    void showCurrent();
    std::unique_ptr<Ui::BrandFindings> m_ui;
    QStandardItemModel *m_model;
    QList<Finding> m_findings;
    QList<qsizetype> m_rows; // of m_findings, as they are listed
};

} // namespace console
