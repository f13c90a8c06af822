// SPDX-License-Identifier: GPL-3.0-or-later
// Beside curl_replay: the same list of requests through a bare QNetworkAccessManager, answers read away. What this takes is
// what a program on Qt Network cannot go below. Standard input and arguments as there; six requests at a time.
#include "api/proxies.h"

#include <QCoreApplication>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>

using namespace console;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return 2;
    const QList<QByteArray> lines = input.readAll().split('\n');
    QNetworkAccessManager network;
    network.setProxyFactory(new Proxies);
    qsizetype next = 0;
    int running = 0;
    std::function<void()> more = [&] {
        constexpr int atOnce = 6;
        for (; running < atOnce && next < lines.size(); ++next) {
            const QList<QByteArray> words = lines.at(next).split(' ');
            if (words.size() != 3)
                continue;
            QNetworkRequest request(QUrl::fromEncoded(words.at(1)));
            for (const QString &header : application.arguments().mid(1)) {
                const qsizetype colon = header.indexOf(u':');
                request.setRawHeader(header.left(colon).toUtf8(), header.mid(colon + 2).toUtf8());
            }
            QNetworkReply *reply = words.first() == "POST" ? network.post(request, words.at(2) == "-" ? QByteArray() : words.at(2)) : network.get(request);
            ++running;
            QObject::connect(reply, &QNetworkReply::finished, reply, [&, reply] {
                reply->readAll();
                reply->deleteLater();
                --running;
                more();
            });
        }
        if (running == 0)
            QCoreApplication::exit();
    };
    QMetaObject::invokeMethod(&application, more, Qt::QueuedConnection);
    return application.exec();
}
