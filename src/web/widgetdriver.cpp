// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/widgetdriver.h"

#include "web/driveraction.h"
#include "web/inputevents.h"
#include "web/popupwindow.h"
#include "web/widgetview.h"

#include <QJsonArray>
#include <QWebEngineView>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// As it is found again in another widget.
std::optional<Target> targetOf(const QJsonObject &at, bool inPopup)
{
    const QString role = at.value("role"_L1).toString(), name = at.value("name"_L1).toString(), field = at.value("field"_L1).toString();
    if (role.isEmpty() || (name.isEmpty() && field.isEmpty()))
        return {};
    Target target{.role = role, .names = {name}, .where = inPopup ? Target::Where::Popup : Target::Where::Widget};
    if (role == "textbox"_L1 && !field.isEmpty()) // a field's label may be translated, its name is not
        target = {.field = field, .where = target.where};
    return target;
}

} // namespace

WidgetDriver::WidgetDriver(WidgetView *view, QObject *parent)
    : QObject(parent), m_view(view)
{
}

void WidgetDriver::find(const Target &target, QObject *receiver, FoundThen then)
{
    (new DriverAction(DriverAction::Kind::Find, target, {}, m_view, m_limit, receiver, std::move(then), this))->start();
}

void WidgetDriver::click(const Target &target, QObject *receiver, Then then)
{
    auto settled = [then = std::move(then)](const Result<Found> &found) {
        then(found ? Result<void>() : Result<void>(fail(found.error())));
    };
    auto *action = new DriverAction(DriverAction::Kind::Click, target, {}, m_view, m_limit, receiver, std::move(settled), this);
    action->setBeforeClick([this] {
        ++m_clicks;
        if (m_beforeClick)
            m_beforeClick();
    });
    action->start();
}

void WidgetDriver::type(const Target &target, const QString &text, QObject *receiver, Then then)
{
    auto settled = [then = std::move(then)](const Result<Found> &found) {
        then(found ? Result<void>() : Result<void>(fail(found.error())));
    };
    (new DriverAction(DriverAction::Kind::Type, target, text, m_view, m_limit, receiver, std::move(settled), this))->start();
}

void WidgetDriver::press(Qt::Key key, Qt::KeyboardModifiers modifiers, bool inPopup)
{
    const QList<PopupWindow *> popups = m_view->popups();
    QWebEngineView *view = !inPopup ? m_view->view() : popups.isEmpty() ? nullptr : popups.last()->view();
    if (!view)
        return;
    QString text;
    if (key == Qt::Key_Return || key == Qt::Key_Enter)
        text = u"\r"_s; // without it the page gets no Enter
    else if (key == Qt::Key_Space)
        text = u" "_s;
    else if (key >= Qt::Key_0 && key <= Qt::Key_Z && (modifiers & ~Qt::ShiftModifier) == Qt::NoModifier)
        text = modifiers & Qt::ShiftModifier ? QString(QChar(char16_t(key))) : QString(QChar(char16_t(key)).toLower());
    input::press(view, key, modifiers, text);
}

QList<QWebEnginePage *> WidgetDriver::pages() const
{
    QList<QWebEnginePage *> pages;
    for (PopupWindow *popup : m_view->popups())
        pages.prepend(popup->view()->page());
    if (m_view->view())
        pages.append(m_view->view()->page());
    return pages;
}

void WidgetDriver::probe(const Target &target, QObject *receiver, std::function<void(const std::optional<Found> &)> then)
{
    (new DriverAction(DriverAction::Kind::Probe, target, {}, m_view, m_limit, receiver, [then = std::move(then)](const Result<Found> &found) {
        then(found ? std::optional(*found) : std::nullopt);
    }, this))->start();
}

void WidgetDriver::evidence(QObject *receiver, std::function<void(const PageEvidence &)> then)
{
    AgentQuestion::ask(pages(), {{u"op"_s, u"evidence"_s}}, this,
                       [receiver = QPointer<QObject>(receiver), then = std::move(then)](const QList<AgentQuestion::Answer> &answers) {
        PageEvidence evidence;
        for (const AgentQuestion::Answer &answer : answers) {
            for (const QJsonValue one : answer.body.value("near"_L1).toArray())
                evidence.visible.append(one.toString());
            for (const QJsonValue one : answer.body.value("ended"_L1).toArray())
                evidence.ended.append(one.toString());
            evidence.isBusy = evidence.isBusy || answer.body.value("isBusy"_L1).toBool();
        }
        if (receiver)
            then(evidence);
    });
}

void WidgetDriver::visibleText(QObject *receiver, std::function<void(const QString &)> then)
{
    AgentQuestion::ask(pages(), {{u"op"_s, u"text"_s}}, this,
                       [receiver = QPointer<QObject>(receiver), then = std::move(then)](const QList<AgentQuestion::Answer> &answers) {
        QStringList lines;
        for (const AgentQuestion::Answer &answer : answers) {
            for (const QJsonValue line : answer.body.value("lines"_L1).toArray())
                lines.append(line.toString());
        }
        if (receiver)
            then(lines.join(u'\n'));
    });
}

void WidgetDriver::look(QObject *receiver, std::function<void(const std::optional<Look> &)> then)
{
    const QList<PopupWindow *> popups = m_view->popups();
    QWebEngineView *view = popups.isEmpty() ? m_view->view() : popups.last()->view();
    AgentQuestion::ask(view ? QList<QWebEnginePage *>{view->page()} : QList<QWebEnginePage *>(), {{u"op"_s, u"look"_s}}, this,
                       [receiver = QPointer<QObject>(receiver), then = std::move(then)](const QList<AgentQuestion::Answer> &answers) {
        if (receiver)
            then(answers.isEmpty() ? std::nullopt : lookFrom(answers.first().body));
    });
}

/// What a page says of a control at a place or in the focus; an empty object: nothing.
void WidgetDriver::ask(const QJsonObject &query, bool inPopup, QObject *receiver, std::function<void(const QJsonObject &)> then)
{
    const QList<PopupWindow *> popups = m_view->popups();
    QWebEngineView *view = !inPopup ? m_view->view() : popups.isEmpty() ? nullptr : popups.last()->view();
    AgentQuestion::ask(view ? QList<QWebEnginePage *>{view->page()} : QList<QWebEnginePage *>(), query, this,
                       [receiver = QPointer<QObject>(receiver), then = std::move(then)](const QList<AgentQuestion::Answer> &answers) {
        if (receiver)
            then(answers.isEmpty() ? QJsonObject() : answers.first().body.value("at"_L1).toObject());
    });
}

void WidgetDriver::controlAt(const QPoint &place, bool inPopup, QObject *receiver, std::function<void(const std::optional<Target> &)> then)
{
    const QList<PopupWindow *> popups = m_view->popups();
    QWebEngineView *view = !inPopup ? m_view->view() : popups.isEmpty() ? nullptr : popups.last()->view();
    const qreal zoom = view ? view->zoomFactor() : 1;
    ask({{u"op"_s, u"at"_s}, {u"x"_s, place.x() / zoom}, {u"y"_s, place.y() / zoom}}, inPopup, receiver,
        [inPopup, then = std::move(then)](const QJsonObject &at) { then(targetOf(at, inPopup)); });
}

void WidgetDriver::focusedControl(bool inPopup, QObject *receiver, std::function<void(const std::optional<Focused> &)> then)
{
    ask({{u"op"_s, u"focused"_s}}, inPopup, receiver, [inPopup, then = std::move(then)](const QJsonObject &at) {
        const std::optional<Target> target = targetOf(at, inPopup);
        then(target ? std::optional(Focused{*target, at.value("role"_L1).toString(), at.value("value"_L1).toString()}) : std::nullopt);
    });
}

QImage WidgetDriver::picture() const
{
    const QList<PopupWindow *> popups = m_view->popups();
    if (!popups.isEmpty())
        return popups.last()->grab().toImage();
    return m_view->view() ? m_view->view()->grab().toImage() : QImage();
}

} // namespace console
