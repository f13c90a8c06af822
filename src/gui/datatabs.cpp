// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/datatabs.h"

#include "gui/theme.h"

#include <QTabBar>

namespace console {

namespace {

constexpr int iconTab = 36;     // px: a tab that is only its icon
constexpr int aroundName = 52;  // px: icon, gap, padding and margin of a tab with a name

class CompactBar : public QTabBar
{
public:
    using QTabBar::QTabBar;

protected:
    QSize tabSizeHint(int index) const override
    {
        const QSize size = QTabBar::tabSizeHint(index);
        return tabText(index).isEmpty() ? QSize(iconTab, size.height()) : size;
    }
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
};

} // namespace

DataTabs::DataTabs(QWidget *parent) : QTabWidget(parent)
{
    setTabBar(new CompactBar(this));
    setDocumentMode(true);
    setElideMode(Qt::ElideNone);
    connect(this, &QTabWidget::currentChanged, this, &DataTabs::fit);
}

void DataTabs::addNamed(QWidget *page, const QString &icon, const QString &name)
{
    m_names << name; // before the tab: adding the first one makes it current
    const int at = addTab(page, Theme::icon(icon, Theme::Role::Muted), name);
    setTabToolTip(at, name);
    tabBar()->setAccessibleTabName(at, name);
    fit();
}

QSize DataTabs::minimumSizeHint() const
{
    return {(count() - 1) * iconTab + 120, QTabWidget::minimumSizeHint().height()};
}

void DataTabs::resizeEvent(QResizeEvent *event)
{
    QTabWidget::resizeEvent(event);
    fit();
}

void DataTabs::fit()
{
    const QFontMetrics metrics(Theme::strong());
    int wanted = 0;
    for (const QString &name : std::as_const(m_names))
        wanted += metrics.horizontalAdvance(name) + aroundName;
    for (int i = 0; i < count(); ++i) {
        const QString text = width() >= wanted || i == currentIndex() ? m_names.at(i) : QString();
        if (tabText(i) != text)
            setTabText(i, text);
    }
}

} // namespace console
