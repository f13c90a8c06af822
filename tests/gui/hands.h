// SPDX-License-Identifier: GPL-3.0-or-later
// Hands: a real console on the simulator, used by mouse and keyboard: in its window, and inside the widget.
#pragma once

#include "app/world.h"
#include "gui/mainwindow.h"
#include "support/until.h"
#include "web/widgetdriver.h"

#include <QAbstractButton>
#include <QAction>
#include <QTemporaryDir>
#include <QTest>

class Hands : public QObject
{
    Q_OBJECT

protected:
    using Session = console::Session;
    using WidgetDriver = console::WidgetDriver;

    QTemporaryDir m_folder;
    std::unique_ptr<console::World> m_world;
    std::unique_ptr<console::MainWindow> m_window;
    std::unique_ptr<WidgetDriver> m_driver;

    Session *session() const { return m_world->session(); }
    void start()
    {
        m_world = std::make_unique<console::World>(console::World::Secrets::MemoryOnly, m_folder.filePath(QStringLiteral("settings.ini")));
        m_window = std::make_unique<console::MainWindow>(session());
        m_driver = std::make_unique<WidgetDriver>(m_window->widgetView());
    }
    void end()
    {
        m_driver.reset();
        m_window.reset();
        m_world.reset();
    }
    QAbstractButton *visibleButton(const QString &name) const
    {
        for (QAbstractButton *button : m_window->findChildren<QAbstractButton *>(name)) {
            if (button->isVisible())
                return button;
        }
        return nullptr;
    }
    bool press(const QString &name)
    {
        if (!until([&] { return visibleButton(name) && visibleButton(name)->isEnabled(); }, 15000))
            return false;
        QTest::mouseClick(visibleButton(name), Qt::LeftButton);
        return true;
    }
    bool shortcut(const QString &actionName)
    {
        auto *action = m_window->findChild<QAction *>(actionName);
        if (!action || !until([&] { return action->isEnabled(); }, 15000))
            return false;
        const QKeyCombination keys = action->shortcut()[0];
        QTest::keyClick(m_window.get(), keys.key(), keys.keyboardModifiers());
        return true;
    }
    /// An action of the driver, waited for; its error's text, or nothing.
    QString inWidget(const std::function<void(WidgetDriver::Then)> &act)
    {
        std::optional<console::Result<void>> result;
        act([&result](const console::Result<void> &r) { result = r; });
        if (!until([&] { return result.has_value(); }, 20000))
            return QStringLiteral("no answer");
        return *result ? QString() : console::oneLine(result->error());
    }
    QString clickInWidget(const QStringList &names)
    {
        return inWidget([&](WidgetDriver::Then then) { m_driver->click({.role = QStringLiteral("button"), .names = names}, this, std::move(then)); });
    }
    QString typeInWidget(const QString &field, const QString &text)
    {
        return inWidget([&](WidgetDriver::Then then) { m_driver->type({.field = field}, text, this, std::move(then)); });
    }
};
