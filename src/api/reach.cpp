// SPDX-License-Identifier: GPL-3.0-or-later
// Which host is production's, which is this machine, and what may be called.
#include "api/environment.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// One spelling for every way to write a host: lower case, no brackets, no port, no trailing dots, IDNA.
QString plainHost(QStringView given)
{
    QString host = given.trimmed().toString();
    if (const qsizetype at = host.lastIndexOf(u'@'); at >= 0) // "somebody@host" is the host
        host.remove(0, at + 1);
    if (host.startsWith(u'[')) {
        const qsizetype end = host.indexOf(u']');
        host = host.mid(1, end < 0 ? -1 : end - 1);
    } else if (host.count(u':') == 1) {
        host.truncate(host.indexOf(u':'));
    }
    while (host.endsWith(u'.') || host.endsWith(QChar(0x3002))) // 0x3002: the ideographic full stop, a dot to IDNA
        host.chop(1);
    const QByteArray ace = QUrl::toAce(host);
    return ace.isEmpty() ? host.toLower() : QString::fromLatin1(ace).toLower();
}

bool isOrIsUnder(const QString &host, QStringView domain)
{
    return host == domain || (host.endsWith(domain) && host[host.size() - domain.size() - 1] == u'.');
}

/// The label before ".aerosync.com": that whole domain is production's but for these branches of it.
bool isTestBranchOfAerosync(const QString &host)
{
    static constexpr QStringView branches[] = {u"sandbox.aerosync.com", u"staging.aerosync.com", u"qa.aerosync.com", u"dev.aerosync.com"};
    return std::any_of(std::begin(branches), std::end(branches), [&](QStringView branch) { return isOrIsUnder(host, branch); });
}

/// Addresses that name no host: nothing leaves the machine for them.
bool isInsideThePage(const QString &scheme)
{
    static constexpr QStringView schemes[] = {u"about", u"blob", u"data", u"qrc"};
    return std::find(std::begin(schemes), std::end(schemes), scheme) != std::end(schemes);
}

bool isNetworkScheme(const QString &scheme)
{
    static constexpr QStringView schemes[] = {u"http", u"https", u"ws", u"wss"};
    return std::find(std::begin(schemes), std::end(schemes), scheme) != std::end(schemes);
}

tl::unexpected<Error> refuse(const QString &why, const QUrl &url)
{
    return fail(Error{.kind = Error::Kind::Refused, .message = why, .where = url.host()});
}

} // namespace

bool isLoopbackHost(QStringView given)
{
    const QString host = plainHost(given);
    if (host == u"localhost" || host == u"::1")
        return true;
    // Dotted quads only: QHostAddress also reads "127.1" and takes an IPv4 address inside an IPv6 one.
    static const QRegularExpression quad(u"\\A127(\\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}\\z"_s);
    if (quad.match(host).hasMatch())
        return true;
    return host.contains(u':') && QHostAddress(host) == QHostAddress(QHostAddress::LocalHostIPv6); // 0:0:0:0:0:0:0:1
}

bool isProductionHost(QStringView given)
{
    const QString host = plainHost(given);
    // Contract (a). Sub-domains count: a host we do not know under production's name is production's.
    if (isOrIsUnder(host, u"aerosync.com")) // api., www., and the bare name
        return !isTestBranchOfAerosync(host);
    if (isOrIsUnder(host, u"cdn.sync.aero.inc")) // the SDK's files, the same for every environment
        return false;
    // sync.aero.inc: widget, api., migration-api.; pay.aero.inc by analogy with sandbox-pay.aero.inc
    static constexpr QStringView domains[] = {u"sync.aero.inc", u"pay.aero.inc", u"api.aeropay.com", u"portal.aeropay.com"};
    return std::any_of(std::begin(domains), std::end(domains), [&](QStringView domain) { return isOrIsUnder(host, domain); });
}

Result<void> mayReach(const QUrl &url, Reach reach, bool productionUnlocked)
{
    if (isInsideThePage(url.scheme()))
        return {};
    const QString host = url.host();
    if (!url.isValid() || !isNetworkScheme(url.scheme()) || host.isEmpty())
        return refuse(Error::tr("Only http, https and web socket addresses may be called, not “%1:”.").arg(url.scheme()), url);
    if (isLoopbackHost(host))
        return {};
    switch (reach) {
    case Reach::LoopbackOnly:
        return refuse(Error::tr("%1 is not on this machine: the simulator's environment reaches nothing else.").arg(host), url);
    case Reach::Open:
        if (isProductionHost(host))
            return refuse(Error::tr("%1 serves production, and this environment is not production.").arg(host), url);
        return {};
    case Reach::Production:
        if (!productionUnlocked)
            return refuse(Error::tr("Production is locked: %1 was not called. Unlock it first.").arg(host), url);
        return {};
    }
    return refuse(Error::tr("%1 was not called.").arg(host), url);
}

QString originOf(const QUrl &url)
{
    const QString scheme = url.scheme(); // QUrl keeps it in lower case, the host too
    if ((scheme != u"http" && scheme != u"https") || url.host().isEmpty())
        return {};
    QString host = QString::fromLatin1(QUrl::toAce(url.host()));
    if (host.isEmpty() || host.contains(u':')) // an IPv6 address has no ACE form
        host = u'[' + url.host() + u']';
    const int standard = scheme == u"https" ? 443 : 80;
    const int port = url.port(standard);
    return port == standard ? u"%1://%2"_s.arg(scheme, host) : u"%1://%2:%3"_s.arg(scheme, host).arg(port);
}

} // namespace console
