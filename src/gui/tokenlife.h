// SPDX-License-Identifier: GPL-3.0-or-later
// TokenLife: how long a token still lives, counted down once a second while it can be seen.
#pragma once

#include "base/clock.h"

#include <QLabel>
#include <QTimer>

namespace console {

class TokenLife : public QLabel
{
    Q_OBJECT
public:
    /// `name` is the word before the time: "API 27:41".
    TokenLife(const QString &name, Clock clock, QWidget *parent = nullptr);
    /// Invalid: there is no token.
    void setExpiry(const QDateTime &expiresAt);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    qint64 secondsLeft() const;
    QString m_name;
    Clock m_clock;
    QDateTime m_expiresAt;
    QTimer m_second;
};

/// "27:41"; over an hour "1:02:03".
QString lifeText(qint64 seconds);

} // namespace console
