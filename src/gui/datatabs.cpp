// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/datatabs.h"

#include "gui/theme.h"

#include <QTabBar>

namespace console {

namespace {

constexpr int leastTab = 44;   // px: a name is elided down to this, never to nothing
constexpr int aroundName = 52;  // px: icon, gap, padding and margin of a tab with its icon

/// Its tabs may become narrower than their names, which then end in "…".
class GivingBar : public QTabBar
{
public:
    using QTabBar::QTabBar;

protected:
    QSize minimumTabSizeHint(int index) const override { return {leastTab, tabSizeHint(index).height()}; }
};

} // namespace

DataTabs::DataTabs(QWidget *parent) : QTabWidget(parent)
{
    setTabBar(new GivingBar(this));
    setDocumentMode(true);
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideRight);
}

void DataTabs::addNamed(QWidget *page, const QString &icon, const QString &name)
{
    m_icons << icon;
    const int at = addTab(page, name);
    setTabToolTip(at, name);
    tabBar()->setAccessibleTabName(at, name);
    fit();
}

QSize DataTabs::minimumSizeHint() const
{
    return {count() * leastTab, QTabWidget::minimumSizeHint().height()};
}

void DataTabs::resizeEvent(QResizeEvent *event)
{
    fit();
    QTabWidget::resizeEvent(event);
}

void DataTabs::fit()
{
    const QFontMetrics metrics(Theme::strong());
    int names = 0;
    for (int i = 0; i < count(); ++i)
        names += metrics.horizontalAdvance(tabText(i));
    const bool icons = names + count() * aroundName <= width();
    for (int i = 0; i < count(); ++i) {
        if (tabIcon(i).isNull() == icons)
            setTabIcon(i, icons ? Theme::icon(m_icons.at(i), Theme::Role::Muted) : QIcon());
    }
    Theme::mark(tabBar(), "compact", !icons);
}

} // namespace console
