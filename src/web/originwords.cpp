// SPDX-License-Identifier: GPL-3.0-or-later
// Origins as text: what is one, and what to write about those that were refused. (origincheck.cpp: asking.)
#include "session/environments.h"
#include "web/origincheck.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace console {

namespace {

tl::unexpected<Error> noOrigin(const QString &typed, const QString &why, const QString &advice)
{
    return fail(Error{.kind = Error::Kind::Input, .message = why, .where = typed, .advice = advice});
}

} // namespace

QString originVerdictName(OriginResult::Verdict verdict)
{
    switch (verdict) {
    case OriginResult::Verdict::Waiting: return OriginCheck::tr("waiting");
    case OriginResult::Verdict::Checking: return OriginCheck::tr("checking");
    case OriginResult::Verdict::Loads: return OriginCheck::tr("loads");
    case OriginResult::Verdict::Complains: return OriginCheck::tr("reports an error");
    case OriginResult::Verdict::Refused: return OriginCheck::tr("refused");
    case OriginResult::Verdict::NoAnswer: return OriginCheck::tr("no answer");
    case OriginResult::Verdict::NotAnOrigin: return OriginCheck::tr("not an origin");
    case OriginResult::Verdict::Failed: return OriginCheck::tr("not checked");
    case OriginResult::Verdict::Cancelled: return OriginCheck::tr("cancelled");
    }
    return {};
}

QString originVerdictId(OriginResult::Verdict verdict)
{
    switch (verdict) {
    case OriginResult::Verdict::Waiting: return u"waiting"_s;
    case OriginResult::Verdict::Checking: return u"checking"_s;
    case OriginResult::Verdict::Loads: return u"loads"_s;
    case OriginResult::Verdict::Complains: return u"complains"_s;
    case OriginResult::Verdict::Refused: return u"refused"_s;
    case OriginResult::Verdict::NoAnswer: return u"no-answer"_s;
    case OriginResult::Verdict::NotAnOrigin: return u"not-an-origin"_s;
    case OriginResult::Verdict::Failed: return u"not-checked"_s;
    case OriginResult::Verdict::Cancelled: return u"cancelled"_s;
    }
    return {};
}

Result<QUrl> originFrom(const QString &typed)
{
    const QString text = typed.trimmed();
    const QString form = OriginCheck::tr("Write scheme, host and, if it is not the usual one, the port: https://shop.example");
    if (text.contains(u'*'))
        return noOrigin(text, OriginCheck::tr("A pattern with * is a rule for many origins, not an origin."), OriginCheck::tr("Check the origins that it stands for, one by one."));
    if (!text.contains("://"_L1)) {
        const QUrl meant(u"https://"_s + text, QUrl::StrictMode);
        return noOrigin(text, OriginCheck::tr("The scheme is missing."), originOf(meant).isEmpty() ? form : OriginCheck::tr("Is %1 meant?").arg(originOf(meant)));
    }
    const QUrl url(text, QUrl::StrictMode);
    if (url.isValid() && url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        return noOrigin(text, OriginCheck::tr("A web page has the scheme https: or http:, not “%1:”.").arg(url.scheme()), form);
    const QString origin = originOf(url);
    if (!url.isValid() || origin.isEmpty())
        return noOrigin(text, OriginCheck::tr("This is no address."), form);
    const bool hasMore = (!url.path().isEmpty() && url.path() != u"/"_s) || url.hasQuery() || url.hasFragment() || !url.userInfo().isEmpty();
    if (hasMore)
        return noOrigin(text, OriginCheck::tr("This is an address; an origin has no path, no query and no name of a person."), OriginCheck::tr("Its origin is %1").arg(origin));
    return QUrl(origin);
}

QList<OriginResult> originsFrom(const QString &text)
{
    static const QRegularExpression gaps(u"[\\s,;]+"_s);
    QList<OriginResult> results;
    QSet<QString> seen;
    for (const QString &typed : text.split(gaps, Qt::SkipEmptyParts)) {
        const Result<QUrl> origin = originFrom(typed);
        const QString name = origin ? origin->toString() : typed;
        if (seen.contains(name))
            continue;
        seen.insert(name);
        OriginResult result{.typed = typed};
        if (origin) {
            result.origin = *origin;
        } else {
            result.verdict = OriginResult::Verdict::NotAnOrigin;
            result.message = origin.error().message;
            result.advice = origin.error().advice;
        }
        results.append(result);
    }
    return results;
}

QString allowListRequest(const QList<OriginResult> &results, const Environment &environment, const QString &merchantId)
{
    QString list;
    for (const OriginResult &result : results) {
        if (result.verdict == OriginResult::Verdict::Refused && result.policy != "mixed-content"_L1)
            list += u"  %1\n"_s.arg(originOf(result.origin));
    }
    if (list.isEmpty())
        return {};
    QString text = OriginCheck::tr("Please put these origins on the allow-list of the Aerosync widget:") + u"\n\n"_s + list + u'\n';
    text += OriginCheck::tr("Environment: %1, widget at %2").arg(environment.name, originOf(environment.widgetOrigin)) + u'\n';
    if (!merchantId.isEmpty())
        text += OriginCheck::tr("Merchant: %1").arg(merchantId) + u'\n';
    return text + OriginCheck::tr("Today the widget's page refuses to be shown there (frame-ancestors or X-Frame-Options).") + u'\n';
}

} // namespace console
