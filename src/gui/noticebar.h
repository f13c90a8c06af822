// SPDX-License-Identifier: GPL-3.0-or-later
// NoticeBar: one line above data that is already there: it is being renewed, could not be renewed, or a question.
#pragma once

#include "base/error.h"
#include "gui/theme.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace console {

class InkLabel;

class NoticeBar : public QFrame
{
    Q_OBJECT
public:
    enum class Tone { Info, Good, Warning, Bad };
    explicit NoticeBar(QWidget *parent = nullptr);
    /// `action`, `second`: buttons, empty: none.
    void say(Tone tone, const QString &text, const QString &action = {}, const QString &second = {}, const QString &details = {});
    void sayError(const QString &what, const Error &error, const QString &action = {});
    QString text() const;

Q_SIGNALS:
    void acted();
    void secondActed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintIcon();
    Tone m_tone = Tone::Info;
    QLabel *m_icon;
    InkLabel *m_text;
    QPushButton *m_action;
    QPushButton *m_second;
    QToolButton *m_fold;
    InkLabel *m_details;
};

} // namespace console
