// SPDX-License-Identifier: GPL-3.0-or-later
// DataTabs: tabs with icons and names; where there is no room for both, with their names only.
#pragma once

#include <QTabWidget>

namespace console {

class DataTabs : public QTabWidget
{
    Q_OBJECT
public:
    explicit DataTabs(QWidget *parent = nullptr);
    void addNamed(QWidget *page, const QString &icon, const QString &name);
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    QStringList m_icons;
};

} // namespace console
