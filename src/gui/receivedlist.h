// SPDX-License-Identifier: GPL-3.0-or-later
// ReceivedList: the parameters that the widget received, one below the other: name, whole value, meaning, copy.
#pragma once

#include "session/launchoptions.h"

#include <QScrollArea>

class QVBoxLayout;

namespace console {

/// A list and no table: three columns have no room in a side of 300 px, and a UUID wants all of it.
class ReceivedList : public QScrollArea
{
    Q_OBJECT
public:
    explicit ReceivedList(QWidget *parent = nullptr);
    void showParameters(const QList<ReceivedParameter> &parameters);
    QString asText() const; ///< a line each: name, tab, value

private:
    void addRow(const ReceivedParameter &parameter);
    QList<ReceivedParameter> m_parameters;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_column = nullptr;
};

} // namespace console
