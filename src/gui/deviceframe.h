// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceFrame: a phone or a browser window, drawn by us, around the real widget.
#pragma once

#include <QWidget>

namespace console {

class DeviceFrame : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Phone, Browser };
    explicit DeviceFrame(QWidget *parent = nullptr);
    /// The frame lays it out; ownership passes to the frame.
    void setContent(QWidget *content);
    /// How large a CSS pixel may become where there is room for more than the screen's own size. 1: never larger.
    void setLargest(qreal zoom);
    qreal zoom() const;
    Kind kind() const { return m_kind; }
    void setKind(Kind kind);
    /// The address the host page pretends to have, shown in the browser's bar.
    void setAddress(const QString &address);
    /// The mark on every picture of invented data; empty: none.
    void setMark(const QString &mark);
    QSize minimumSizeHint() const override { return {320, 240}; }
    QSize sizeHint() const override { return {391, 760}; }

Q_SIGNALS:
    /// How large a CSS pixel of the content must be: a phone's screen always has its own size, and is shown smaller
    /// where there is less room, as the device view of a browser does it.
    void zoomChanged(qreal zoom);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QRect frameRect() const;
    void place();
    void paintPhone(QPainter *painter, const QRectF &frame) const;
    void paintBrowser(QPainter *painter, const QRectF &frame) const;
    void paintMark(QPainter *painter, const QRectF &frame) const;
    QRectF markRect(const QRectF &frame) const;
    QWidget *m_content = nullptr;
    Kind m_kind = Kind::Phone;
    qreal m_zoom = 1, m_largest = 1;
    QString m_address, m_mark;
};

} // namespace console
