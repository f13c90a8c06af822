// SPDX-License-Identifier: GPL-3.0-or-later
// DataTabs: tabs with icons; where their names do not fit beside each other, only the chosen one keeps its name.
#pragma once

#include <QTabWidget>

namespace console {

/// The others are icons with a tool-tip and an accessible name, so that five tabs fit into 320 px.
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
    QStringList m_names;
};

} // namespace console
