// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of presenting share: everything that can be read from a window, by whatever way.
#pragma once

#include <QAccessible>
#include <QAction>
#include <QDebug>
#include <QMetaProperty>
#include <QPointer>
#include <QWidget>
#include <QWindow>

namespace present {

/// Each property of each object below `root`, also those that nobody draws, and all that a screen reader is told.
inline QString everythingIn(const QObject *root)
{
    QString all;
    QDebug out(&all);
    out.noquote();
    QList<QPointer<const QObject>> objects{root}; // asking some of them makes or ends others
    for (const QObject *child : root->findChildren<QObject *>())
        objects << child;
    for (const QPointer<const QObject> &object : std::as_const(objects)) {
        if (!object)
            continue;
        for (int i = 0; i < object->metaObject()->propertyCount(); ++i)
            out << object->metaObject()->property(i).read(object) << '\n';
        for (const QByteArray &name : object->dynamicPropertyNames())
            out << object->property(name.constData()) << '\n';
        const auto *widget = qobject_cast<const QWidget *>(object.data());
        QAccessibleInterface *face = widget ? QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget)) : nullptr;
        for (int text = QAccessible::Name; face && text <= QAccessible::Accelerator; ++text)
            out << face->text(QAccessible::Text(text)) << '\n';
        if (widget && widget->windowHandle())
            out << widget->windowHandle()->title() << '\n';
        for (const QAction *action : widget ? widget->actions() : QList<QAction *>())
            out << action->text() << action->toolTip() << '\n';
    }
    return all;
}

/// Those of `secrets` that stand in `text`.
inline QStringList foundIn(const QString &text, const QStringList &secrets)
{
    QStringList found;
    for (const QString &secret : secrets) {
        if (text.contains(secret, Qt::CaseInsensitive))
            found << secret;
    }
    return found;
}

} // namespace present
