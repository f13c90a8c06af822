// SPDX-License-Identifier: GPL-3.0-or-later
// What the widget said: what is wrong, and beside its messages what the page was told of them.
#include "walk/evidencefacts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Verdicts {
    Q_DECLARE_TR_FUNCTIONS(console::Verdict)
};

/// The callback that a message is handed on by (contract f.3).
struct Pair { QLatin1StringView message, callback; };
constexpr Pair pairs[] = {{"pageSuccess"_L1, "onSuccess"_L1}, {"widgetClose"_L1, "onClose"_L1}, {"widgetError"_L1, "onError"_L1}};

constexpr int deepest = 32; // of what a page may nest

/// The same text for the same value, whatever the order of its keys.
QString canonical(const Json &value, int depth = 0)
{
    if (depth > deepest)
        return {};
    if (value.isArray()) {
        QStringList items;
        for (const Json &item : value.items())
            items << canonical(item, depth + 1);
        return u'[' + items.join(u',') + u']';
    }
    if (value.isObject()) {
        QStringList fields;
        for (const auto &[key, field] : value.fields())
            fields << key + u'=' + canonical(field, depth + 1);
        fields.sort();
        return u'{' + fields.join(u',') + u'}';
    }
    return Json::typeName(value.type()) + u':' + value.scalar();
}

/// The payload itself: a list of one argument, a text of JSON and the whole message {type, payload} are unpacked (contract f.4).
Json unpacked(const Json &value, int depth = 0)
{
    if (depth > 4)
        return value;
    if (value.isArray() && value.items().size() == 1)
        return unpacked(value.items().first(), depth + 1);
    if (const Json *inner = value.find(u"payload"); inner && value.find(u"type"))
        return unpacked(*inner, depth + 1);
    if (value.isText() && value.scalar().trimmed().startsWith(u'{')) {
        if (const Result<Json> inner = Json::parse(value.scalar().toUtf8()))
            return unpacked(*inner, depth + 1);
    }
    return value;
}

QString meaning(const QString &payload)
{
    const Result<Json> value = Json::parse(payload.toUtf8());
    return value ? canonical(unpacked(*value)) : payload.trimmed();
}

QStringList meaningsOf(const Evidence &evidence, QLatin1StringView name, bool callbacks)
{
    QStringList list;
    for (const SeenEvent &event : evidence.events) {
        if (event.name == name && event.isCallback == callbacks)
            list << meaning(event.payload);
    }
    return list;
}

/// The callback that the step waits for; empty: it waits for none.
QString wantedCallback(const WalkStep &step)
{
    if (!isEventStep(step))
        return {};
    if (const Json *event = step.args.find(u"event"))
        return event->scalar();
    const Json *end = step.args.find(u"widget");
    const QString state = end ? end->scalar() : QString();
    return state == "closed"_L1 ? u"onClose"_s : state == "failed"_L1 ? u"onError"_s : u"onSuccess"_s;
}

bool tellsOfAnError(const SeenEvent &event)
{
    return event.name == "widgetError"_L1 || event.name == "onError"_L1;
}

/// After its last error the widget went on to another page than the one that it stood on before.
bool wentOn(const QList<SeenEvent> &events)
{
    const auto last = std::find_if(events.rbegin(), events.rend(), tellsOfAnError);
    if (last == events.rend())
        return false;
    const auto isPage = [](const SeenEvent &event) { return event.name == "widgetPageLoaded"_L1; };
    const auto before = std::find_if(last, events.rend(), isPage);
    const QString stood = before == events.rend() ? QString() : meaning(before->payload);
    return std::any_of(last.base(), events.end(), [&](const SeenEvent &event) {
        return isPage(event) && !event.payload.contains("error"_L1, Qt::CaseInsensitive) && meaning(event.payload) != stood;
    });
}

/// Some message was not understood, so nobody knows what the widget said in it.
bool isDeaf(const Evidence &evidence)
{
    return std::any_of(evidence.refused.begin(), evidence.refused.end(), [](const QString &each) { return each.startsWith("pageSuccess rejected"_L1) || each.startsWith("message rejected"_L1); });
}

std::optional<QString> successFault(const QStringList &messages, const QStringList &callbacks)
{
    if (callbacks.size() > std::max<qsizetype>(messages.size(), 1))
        return Verdicts::tr("onSuccess was called %1 times for %2 pageSuccess of the widget.").arg(callbacks.size()).arg(messages.size());
    const bool isTheSame = std::all_of(callbacks.begin(), callbacks.end(), [&](const QString &each) { return messages.contains(each); });
    if (!messages.isEmpty() && !isTheSame)
        return Verdicts::tr("onSuccess got another payload than the widget's pageSuccess carried.");
    return {};
}

} // namespace

std::optional<WidgetErrorParts> standingError(const Evidence &evidence)
{
    QStringList texts = evidence.widgetErrors;
    for (const QString &each : evidence.excused)
        texts.removeOne(each);
    if (!texts.isEmpty() && !wentOn(evidence.events))
        return widgetErrorFrom(texts.last());
    // The launch failed by what the widget reported: no call is named.
    const Error &error = evidence.error;
    if (error.kind == Error::Kind::Service && error.where.isEmpty() && error.httpStatus == 0)
        return WidgetErrorParts{.type = {}, .code = error.code, .message = error.message, .text = error.message};
    return {};
}

std::optional<QString> callbackFault(const Evidence &evidence)
{
    const QStringList successes = meaningsOf(evidence, "pageSuccess"_L1, false);
    const QStringList told = meaningsOf(evidence, "onSuccess"_L1, true);
    const bool isAllHeard = !successes.isEmpty() || !isDeaf(evidence);
    if (const auto fault = successFault(successes, told); fault && isAllHeard)
        return fault;
    const QString wanted = wantedCallback(evidence.step);
    if (wanted == "onSuccess"_L1 && successes.isEmpty() && isAllHeard && !told.isEmpty() && evidence.error.kind != Error::Kind::Timeout)
        return Verdicts::tr("onSuccess was called though the widget has sent no pageSuccess.");
    for (const Pair &pair : pairs) {
        const bool isSaid = !meaningsOf(evidence, pair.message, false).isEmpty(), isHeard = !meaningsOf(evidence, pair.callback, true).isEmpty();
        // A close behind a success is not handed on (contract f.5); a page that died cannot call anybody.
        const bool isOwed = pair.callback != "onClose"_L1 || successes.isEmpty();
        if (wanted == pair.callback && isSaid && !isHeard && isOwed && !isPageDead(evidence))
            return Verdicts::tr("The widget sent %1, but %2 was never called.").arg(pair.message, pair.callback);
    }
    return {};
}

} // namespace console
