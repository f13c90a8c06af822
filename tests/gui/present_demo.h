// SPDX-License-Identifier: GPL-3.0-or-later
// Demo: the real window over a scripted network, with secrets planted wherever there is room for one.
#pragma once

#include "gui/actions.h"
#include "gui/audiencewindow.h"
#include "gui/mainwindow.h"
#include "gui/panels_fixture.h"
#include "gui/presentation.h"
#include "web/widgetview.h"

#include <QAbstractButton>
#include <QLabel>
#include <QtTest>

namespace present {

using namespace Qt::StringLiterals;
using namespace console;

inline const UserDetails person{u"Quillon"_s, u"Zarathustra"_s, u"quillon.z@example.org"_s, u"+13125550187"_s};

/// Planted in the user, the keys, the tokens, the ids and the answers of the bank.
inline QStringList hidden()
{
    return panels::plantedSecrets()
           + QStringList{person.firstName, person.lastName, person.email, person.phone, u"5550187"_s, u"key-aaaa-1111"_s, u"secret-bbbb-2222"_s,
                         u"key-cccc-3333"_s, u"secret-dddd-4444"_s, u"test-token-0001"_s, u"uuid-of-quillon"_s, u"5d41402abc4b2a76b9719d911017c592"_s,
                         u"REF-0a1b2c3d4e5f60718293a4b5c6d7e8f9"_s, u"Northwind"_s, u"TRN-11111111"_s, u"Window 12"_s, u"1,840.50"_s, u"1840.50"_s, u"1902.07"_s,
                         u"127.0.0.1"_s, u"my own words"_s};
}

class Demo
{
public:
    Demo() : window(&world.session)
    {
        window.resize(1280, 832);
        window.show();
        window.activateWindow();
        active(&window);
        world.network.on("POST /v2/user", R"({"user":{"aeroPassUserUuid":"uuid-of-quillon","userId":7}})");
        world.session.user()->forget();
    }
    ~Demo() { window.close(); }
    static void active(QWidget *which)
    {
        if (!QTest::qWaitForWindowActive(which))
            qWarning("a window does not become the active one");
    }
    AudienceWindow *audience() const { return window.presentation()->audience(); }
    void present()
    {
        window.actions()->present->trigger();
        active(audience());
    }
    void createUser()
    {
        world.session.user()->create(person);
        QTRY_COMPARE(world.session.user()->state(), UserState::Ready);
    }
    void link() { id = world.link(); }
    void get(JobKind kind)
    {
        world.scriptJob(kind);
        world.session.jobs()->start(id, kind);
        QTRY_COMPARE(world.session.jobs()->latest(id, kind)->state, JobState::Done);
    }
    void everything()
    {
        createUser();
        link();
        world.scriptStatus("COMPLETED");
        for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity})
            get(kind);
    }
    template <typename T = QWidget> T *in(const QWidget *where, const QString &name) const { return where->findChild<T *>(name); }
    QString told(const QString &name) const { return in<QLabel>(audience(), name)->text(); }
    bool isAllHome() const
    {
        return !window.presentation()->isOn() && window.widgetView()->window() == &window && !in(&window, u"widgetMirror"_s)
            && !in(&window, u"PresenterStrip"_s)->isVisible() && !window.actions()->showAmounts->isEnabled() && !window.actions()->showAmounts->isChecked();
    }

    panels::PanelWorld world;
    MainWindow window;
    QString id;
};

} // namespace present
