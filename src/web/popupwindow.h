// SPDX-License-Identifier: GPL-3.0-or-later
// PopupWindow: a bank's OAuth window or the widget's own, with its opener and the launch's profile.
#pragma once

#include <QRect>
#include <QWidget>

class QLabel;
class QWebEngineLoadingInfo;
class QWebEngineView;

namespace console {

class WidgetPage;

class PopupWindow : public QWidget
{
    Q_OBJECT
public:
    /// `page` becomes a child of the window's view; `title` is what the window is: the bank's, or the widget's own.
    PopupWindow(WidgetPage *page, const QString &title, QWidget *parent);
    QWebEngineView *view() const { return m_view; }
    WidgetPage *page() const { return m_page; }
    /// The size that the page asked for; never smaller than a telephone's screen.
    void setAskedGeometry(const QRect &asked);

Q_SIGNALS:
    void closedByUserOrPage();
    void failed(const QUrl &url); ///< its page could not be loaded; the window says so

protected:
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void showAddress();
    void judgeLoading(const QWebEngineLoadingInfo &info);
    WidgetPage *m_page;
    QString m_title;
    QLabel *m_lock;
    QLabel *m_origin;
    QLabel *m_problem;
    QWebEngineView *m_view;
    bool m_told = false;
};

} // namespace console
