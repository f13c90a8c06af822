// SPDX-License-Identifier: GPL-3.0-or-later
// WalkExports: the menu with which the result of walks is saved: a page for people, JUnit for CI, or opened at once.
#pragma once

#include "walk/result.h"

#include <QObject>

#include <functional>

class QMenu;
class QToolButton;
class QWidget;

namespace console {

class WalkExports : public QObject
{
    Q_OBJECT
public:
    /// `name`: of its actions, "hand" → "hand-html". Everything is made and written in a worker.
    WalkExports(QToolButton *button, const QString &name, std::function<RunResult()> now, QWidget *window);
    void setPossible(bool possible);

Q_SIGNALS:
    void saved(const QString &path);
    void failed(const QString &what, const console::Error &error);

private:
    void save(const QString &id, const QString &title, const QString &fileName, const QString &filter, QByteArray (*make)(const RunResult &));
    void openNow();
    void write(const QString &path, QByteArray (*make)(const RunResult &), std::function<void()> then);
    std::function<RunResult()> m_now;
    QString m_name;
    QWidget *m_window;
    QMenu *m_menu;
};

} // namespace console
