// SPDX-License-Identifier: GPL-3.0-or-later
// IdLabel: an id in a fixed-width font, shortened in the middle; a click or Enter copies the whole of it.
#pragma once

#include <QToolButton>

namespace console {

class IdLabel : public QToolButton
{
    Q_OBJECT
public:
    explicit IdLabel(QWidget *parent = nullptr);
    /// `what`: its name for people and screen readers: "connectionId".
    void setId(const QString &id, const QString &what);
    const QString &id() const { return m_id; }
    void copy();

Q_SIGNALS:
    void copied(const QString &id);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void refresh();
    QString m_id, m_what;
};

} // namespace console
