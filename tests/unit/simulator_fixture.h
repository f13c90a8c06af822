// SPDX-License-Identifier: GPL-3.0-or-later
// A world with a clock the test holds in its hand, and small data files of its own.
#pragma once

#include "simulator/widgetdesk.h"

#include <QTemporaryDir>

#include <memory>

namespace fixture {

using namespace Qt::StringLiterals;

constexpr qint64 start = 1'768'478'400'000; // 2026-01-15 12:00:00 UTC
constexpr auto branded = "11111111-1111-4111-8111-111111111111"_L1;
constexpr auto several = "22222222-2222-4222-8222-222222222222"_L1;

inline QString write(const QTemporaryDir &dir, const QString &name, const QByteArray &content)
{
    QFile file(dir.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    return file.fileName();
}

inline simulator::Catalog catalog(const QTemporaryDir &dir)
{
    const QString banks = write(dir, u"banks.json"_s, R"({"banks":[
        {"id":"aerobank","name":"Aerobank NonOAuth","kind":"credentials","popular":true},
        {"id":"aerobank-oauth","name":"Aerobank OAuth","kind":"oauth","popular":true},
        {"id":"harbor","name":"Harbor Savings","kind":"unavailable"}]})");
    const QString looks = write(dir, u"configurations.json"_s, R"({"configurations":[
        {"id":"11111111-1111-4111-8111-111111111111","name":"Northwind Pay","multiAccount":false,"otpBypass":true},
        {"id":"22222222-2222-4222-8222-222222222222","name":"Several Inc","multiAccount":true,"otpBypass":false}],
        "default":{"name":"Aerosync"}})");
    return simulator::Catalog(banks, looks);
}

/// Everything a test needs, with time standing still until `pass` is called.
struct Bench {
    explicit Bench(quint32 seed = 7)
        : world(seed, simulator::Clock([this] { return real; }, 1.0), catalog(dir)), desk(world)
    {
        bool existing = false;
        user = (*world.people().create({u"Dana"_s, u"Whitfield"_s, u"+12025550142"_s, u"dana@example.com"_s}, world.ids(),
                                       world.now(), &existing))->uuid;
    }

    void pass(double seconds)
    {
        real += static_cast<qint64>(seconds * 1000);
        world.settle();
    }

    simulator::WidgetSession &open(QJsonObject query = {}, bool version2 = true)
    {
        query.insert(u"token"_s, world.tokens().issueWidget(world.ids(), world.now(), user));
        if (version2)
            query.insert(u"version"_s, u"2.0.0"_s);
        QStringList issues;
        const auto session = desk.open(query, &issues);
        if (!session)
            qFatal("the session was refused: %s", qPrintable(session.problem().message));
        return **session;
    }

    simulator::LinkWish wish(int account = 0, const QString &bank = u"aerobank"_s, const QString &password = u"no_mfa"_s)
    {
        simulator::LinkWish made;
        made.user = user;
        made.bank = bank;
        made.bankName = bank;
        made.username = u"sync"_s;
        made.accounts = {simulator::accountsOf(world.seed(), bank, u"sync"_s, false).at(static_cast<std::size_t>(account))};
        if (const auto *known = world.catalog().bank(bank)) {
            if (const auto judged = simulator::judgeLogin(*known, u"sync"_s, password))
                made.challenge = *judged;
        }
        return made;
    }

    /// Links and waits until the first pull is over.
    simulator::Connection &link(const QString &password = u"no_mfa"_s)
    {
        const auto ids = world.link(wish(0, u"aerobank"_s, password));
        if (!ids)
            qFatal("the link was refused: %s", qPrintable(ids.problem().message));
        pass(10);
        return *world.connection(ids->front());
    }

    QTemporaryDir dir;
    qint64 real = start;
    simulator::World world;
    simulator::WidgetDesk desk;
    QString user;
};

} // namespace fixture
