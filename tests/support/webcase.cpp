// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/webcase.h"

using namespace Qt::StringLiterals;
using namespace console;

namespace {

int profileWarnings = 0;
QtMessageHandler previous = nullptr;

void handle(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (text.contains("Release of profile requested"_L1))
        ++profileWarnings;
    if (previous)
        previous(type, context, text);
}

} // namespace

bool Heard::hasMessage(const QString &part, const QString &origin) const
{
    return std::any_of(messages.cbegin(), messages.cend(), [&](const Message &one) {
        return one.text.contains(part) && (origin.isEmpty() || one.origin == origin);
    });
}

bool Heard::hasCallback(const QString &name, const QString &part) const
{
    return std::any_of(callbacks.cbegin(), callbacks.cend(),
                       [&](const Callback &one) { return one.name == name && one.arguments.contains(part); });
}

bool Heard::hasNote(const QString &title, const QString &part) const
{
    return std::any_of(notes.cbegin(), notes.cend(),
                       [&](const Note &one) { return one.title == title && one.detail.contains(part); });
}

int Heard::noteCount(const QString &title) const
{
    return int(std::count_if(notes.cbegin(), notes.cend(), [&](const Note &one) { return one.title == title; }));
}

QString Heard::describe() const
{
    QStringList lines;
    for (const Message &one : messages)
        lines << u"message %1 %2 %3"_s.arg(one.origin, one.wasText ? u"text"_s : u"object"_s, one.text.left(200));
    for (const Callback &one : callbacks)
        lines << u"callback %1 %2"_s.arg(one.name, one.arguments.left(200));
    for (const Note &one : notes)
        lines << u"note %1: %2"_s.arg(one.title, one.detail.left(300));
    for (const QUrl &one : addresses)
        lines << u"address %1"_s.arg(one.toString());
    for (const QUrl &one : deeplinks)
        lines << u"deeplink %1"_s.arg(one.toString());
    for (const Error &one : broken)
        lines << u"broke %1 | %2"_s.arg(oneLine(one), one.advice);
    return lines.join(u'\n');
}

void WebCase::init()
{
    heard = {};
    profileWarnings = 0;
    previous = qInstallMessageHandler(handle);
}

void WebCase::cleanup()
{
    if (QTest::currentTestFailed())
        qInfo().noquote() << heard.describe();
    qInstallMessageHandler(previous);
    previous = nullptr;
    QCOMPARE(profileWarnings, 0);
}

WidgetLaunch WebCase::launchFor(const FakeWidget &widget, const QString &sdk)
{
    WidgetLaunch launch;
    launch.id = u"launch-%1"_s.arg(++m_launches);
    launch.options.sdkVersion = sdk;
    launch.token = Secret(QByteArrayLiteral("test-widget-token"));
    launch.aeroPassUserUuid = u"11111111-2222-3333-4444-555555555555"_s;
    launch.environment.id = u"fake"_s;
    launch.environment.name = u"Fake"_s;
    launch.environment.widgetOrigin = widget.origin();
    launch.environment.hostOrigin = QUrl(u"https://integrator.example"_s);
    launch.environment.sdkEnvironment = u"sandbox"_s;
    launch.environment.reach = Reach::LoopbackOnly;
    return launch;
}

void WebCase::listen(WidgetView &view)
{
    connect(&view, &WidgetView::message, this, [this](const QString &id, const QString &origin, const QString &text, bool wasText) {
        heard.messages.append({id, origin, text, wasText});
    });
    connect(&view, &WidgetView::callback, this, [this](const QString &id, const QString &name, const QString &arguments) {
        heard.callbacks.append({id, name, arguments});
    });
    connect(&view, &WidgetView::note, this,
            [this](const QString &, LogEntry::Kind kind, LogEntry::Level level, const QString &title, const QString &detail) {
                heard.notes.append({kind, level, title, detail});
            });
    connect(&view, &WidgetView::receivedUrl, this, [this](const QString &, const QUrl &url) { heard.addresses.append(url); });
    connect(&view, &WidgetView::deeplink, this, [this](const QString &, const QUrl &url) { heard.deeplinks.append(url); });
    connect(&view, &WidgetView::stuck, this, [this](const QString &, const Error &error) { heard.stuck.append(error); });
    connect(&view, &WidgetView::broke, this, [this](const QString &, const Error &error) { heard.broken.append(error); });
}
