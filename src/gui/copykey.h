// SPDX-License-Identifier: GPL-3.0-or-later
// CopyKey: the copy key of an item view does what the panel means, not what the view would do (the text of one cell).
#pragma once

#include <QObject>

#include <functional>

class QWidget;

namespace console {

class CopyKey : public QObject
{
    Q_OBJECT
public:
    /// Owned by the view.
    CopyKey(QWidget *view, std::function<void()> copy);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::function<void()> m_copy;
};

} // namespace console
