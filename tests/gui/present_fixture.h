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

struct Text { QString where, text; };

/// Each property of each object below `root`, also those that nobody draws, and all that a screen reader is told.
inline QList<Text> everythingIn(const QObject *root)
{
    QList<Text> all;
    QList<QPointer<const QObject>> objects{root}; // asking some of them makes or ends others
    for (const QObject *child : root->findChildren<QObject *>())
        objects << child;
    for (const QPointer<const QObject> &object : std::as_const(objects)) {
        // The page of the live widget is no widget: it knows its own address, and neither draws nor tells it.
        if (!object || object->inherits("QWebEnginePage"))
            continue;
        const QString name = QLatin1StringView(object->metaObject()->className()) + u' ' + object->objectName() + u' ';
        const auto add = [&](const QString &what, const QVariant &value) {
            QString text;
            QDebug(&text).noquote() << value;
            all.append({name + what, text});
        };
        for (int i = 0; i < object->metaObject()->propertyCount(); ++i)
            add(QString::fromLatin1(object->metaObject()->property(i).name()), object->metaObject()->property(i).read(object));
        for (const QByteArray &dynamic : object->dynamicPropertyNames())
            add(QString::fromLatin1(dynamic), object->property(dynamic.constData()));
        const auto *widget = qobject_cast<const QWidget *>(object.data());
        QAccessibleInterface *face = widget ? QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget)) : nullptr;
        for (int text = QAccessible::Name; face && text <= QAccessible::Accelerator; ++text)
            add(QStringLiteral("accessible %1").arg(text), face->text(QAccessible::Text(text)));
        if (widget && widget->windowHandle())
            add(QStringLiteral("window"), widget->windowHandle()->title());
        for (const QAction *action : widget ? widget->actions() : QList<QAction *>())
            add(QStringLiteral("action"), QString(action->text() + action->toolTip()));
    }
    return all;
}

/// Where one of `secrets` stands.
inline QStringList foundIn(const QList<Text> &texts, const QStringList &secrets)
{
    QStringList found;
    for (const Text &each : texts) {
        for (const QString &secret : secrets) {
            if (each.text.contains(secret, Qt::CaseInsensitive))
                found << secret + QStringLiteral(" in ") + each.where;
        }
    }
    return found;
}

} // namespace present
