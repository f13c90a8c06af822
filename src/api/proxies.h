// SPDX-License-Identifier: GPL-3.0-or-later
// Proxies: what QNetworkAccessManager is told of proxies; the same as without it, but without reading byte by byte.
#pragma once

#include <QNetworkProxyFactory>

namespace console {

/// The program's own proxies, for every address. Where there is none, plain HTTP is told so in other words: for "no
/// proxy" Qt 6.4 opens its socket unbuffered and asks the kernel for an answer's header one byte at a time (strace:
/// 190 calls of read() for each answer, half of the CPU time of its thread). For "the default proxy", which is looked up
/// again and found to be none, it buffers. HTTPS always does.
class Proxies : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;
};

} // namespace console
