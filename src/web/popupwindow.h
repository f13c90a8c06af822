// SPDX-License-Identifier: GPL-3.0-or-later
// PopupWindow: a bank's OAuth window or the widget's own, with its opener and the launch's profile.
#pragma once

#include <QWidget>

class QWebEngineNewWindowRequest;
class QWebEngineView;

namespace console {

class WidgetPage;

class PopupWindow : public QWidget
{
    Q_OBJECT
public:
    /// `page` becomes a child of the window's view.
    PopupWindow(WidgetPage *page, QWidget *parent);
    QWebEngineView *view() const { return m_view; }

Q_SIGNALS:
    void closedByUserOrPage();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QWebEngineView *m_view;
};

} // namespace console
