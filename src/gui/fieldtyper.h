// SPDX-License-Identifier: GPL-3.0-or-later
// FieldTyper: "Type it for me": puts a text into the field of the open widget that it belongs to.
#pragma once

#include "web/widgetdriver.h"

namespace console {

class FieldTyper : public QObject
{
    Q_OBJECT
public:
    explicit FieldTyper(WidgetView *view, QObject *parent = nullptr);
    /// `what`: "user", "password", "answer". The fields that are usual for it are looked for, one after the other.
    void type(const QString &what, const QString &text);

Q_SIGNALS:
    void typed(const console::Target &target, const QString &text);
    void failed(const console::Error &error);

private:
    void next(const QList<Target> &targets, const QString &text);
    WidgetDriver m_driver;
};

} // namespace console
