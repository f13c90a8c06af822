// SPDX-License-Identifier: GPL-3.0-or-later
// WidgetMirror: a small live picture of the widget that is in another window now, and the way there.
#pragma once

#include <QPixmap>
#include <QPointer>
#include <QTimer>
#include <QWidget>

class QPushButton;

namespace console {

class InkLabel;

class WidgetMirror : public QWidget
{
    Q_OBJECT
public:
    static constexpr int pause = 500; ///< ms between two pictures; none is made that nobody sees
    /// `widget`: what it shows, not owned.
    explicit WidgetMirror(QWidget *widget, QWidget *parent = nullptr);

Q_SIGNALS:
    void goRequested();
    void pictured();

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void take();
    QPointer<QWidget> m_widget;
    QTimer m_next;
    QPixmap m_picture;
    InkLabel *m_text;
    QPushButton *m_go;
};

} // namespace console
