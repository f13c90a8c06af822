// SPDX-License-Identifier: GPL-3.0-or-later
// StepButton: one of the three steps in the rail, or its overview: number, word, state as icon and text.
#pragma once

#include <QAbstractButton>

namespace console {

class StepButton : public QAbstractButton
{
    Q_OBJECT
public:
    enum class State { Later, Next, Working, Attention, Done };
    explicit StepButton(QWidget *parent = nullptr);
    void setStep(int number, const QString &word);
    /// No step: it has no number, and `icon` where a step would say "later".
    void setOverview(const QString &word, const QString &icon);
    /// `detail` is one line: "Dana Lee", "2 linked", "needs a code".
    void setState(State state, const QString &detail);
    State state() const { return m_state; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    int m_number = 0; // 0: an overview
    QString m_icon;   // of an overview at rest
    QString m_detail;
    State m_state = State::Later;
};

} // namespace console
