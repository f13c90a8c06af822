// SPDX-License-Identifier: GPL-3.0-or-later
// WebCase: what every test of the web room needs: a view, a fake widget host, and a record of all that was said.
#pragma once

#include "support/fakewidget.h"
#include "support/until.h"
#include "web/widgetview.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>

/// The first page of a process takes seconds: 15 s for anything that loads.
constexpr int loadLimit = 15000;

/// `expression` becomes true within that many milliseconds; a real event loop runs meanwhile (support/until.h).
#define TRY_WITHIN(expression, milliseconds) QVERIFY(until([&] { return bool(expression); }, milliseconds, 5))
#define TRY(expression) TRY_WITHIN(expression, 5000)
#define TRY_LOAD(expression) TRY_WITHIN(expression, loadLimit)

struct Heard {
    struct Message { QString launch, origin, text; bool wasText; };
    struct Callback { QString launch, name, arguments; };
    struct Note { console::LogEntry::Kind kind; console::LogEntry::Level level; QString title, detail; };
    QList<Message> messages;
    QList<Callback> callbacks;
    QList<Note> notes;
    QList<QUrl> addresses, deeplinks;
    QList<console::Error> broken, stuck;

    bool hasMessage(const QString &part, const QString &origin = {}) const;
    bool hasCallback(const QString &name, const QString &part = {}) const;
    bool hasNote(const QString &title, const QString &part = {}) const;
    int noteCount(const QString &title) const;
    QString describe() const; ///< everything, for the output of a failing test
};

class WebCase : public QObject
{
    Q_OBJECT
protected:
    /// A launch at the fake widget's origin, shown by a host page of `https://integrator.example`.
    console::WidgetLaunch launchFor(const FakeWidget &widget, const QString &sdk = QStringLiteral("2.1.4"));
    /// Real mouse click in the middle of the element, found by CSS selector in the top frame's own document.
    void listen(console::WidgetView &view);
    Heard heard;

protected Q_SLOTS:
    void init();
    void cleanup(); ///< fails on the engine's "Release of profile requested" warning

private:
    int m_launches = 0;
};
