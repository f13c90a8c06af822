// SPDX-License-Identifier: GPL-3.0-or-later
// TimeAxis: when the shown entries happened, as bars; drag over it to go through them.
#pragma once

#include <QWidget>

#include <vector>

namespace console {

class EventModel;

class TimeAxis : public QWidget
{
    Q_OBJECT
public:
    explicit TimeAxis(EventModel *model, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// The row that is marked, -1: none.
    void setCurrent(int row);
    /// Of the shown rows the one that is nearest to the time that lies at `x`; -1: there are none.
    int rowAt(int x) const;

Q_SIGNALS:
    void scrubbed(int row); ///< by mouse or keyboard

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Bucket { int count = 0, bad = 0; };
    void begin();
    void take();          ///< the rows that were added
    void add(int row);
    void widen(qint64 at);
    int xOf(qint64 at) const;
    qint64 timeAt(int x) const;
    int rowNear(qint64 at) const;
    void scrub(int row);
    QString words(int row) const;
    EventModel *m_model;
    std::vector<Bucket> m_buckets;
    qint64 m_from = 0, m_width = 1; // ms since 1970; ms of a bucket: doubled when the time is over
    qint64 m_last = 0;
    int m_taken = 0, m_current = -1;
};

} // namespace console
