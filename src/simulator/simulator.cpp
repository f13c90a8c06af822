// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/simulator.h"

#include "simulator/aeropayroutes.h"
#include "simulator/aerosyncroutes.h"
#include "simulator/httpserver.h"
#include "simulator/pages.h"
#include "simulator/widgetroutes.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

const QString hostOrigin = u"https://integrator.example"_s;

QStringList usualOrigins()
{
    return {hostOrigin, u"http://127.0.0.1:*"_s, u"http://localhost:*"_s};
}

} // namespace

struct Simulator::Parts {
    explicit Parts(const Options &options)
        : world(options.seed, Clock({}, options.speed, options.now), Catalog()), desk(world), pages({.origins = usualOrigins()}),
          server(router, faults, notes, pages.origins, [this] { return world.now(); })
    {
        addAerosyncRoutes(router, world);
        addAeropayRoutes(router, world);
        // The bank's site is another origin on the same listener.
        addWidgetRoutes(router, world, desk, [this] { return u"http://localhost:%1"_s.arg(server.port()); });
        addPageRoutes(router, world.catalog(), pages);
        addControlRoutes(router, {world, desk, faults, notes, pages, usualOrigins()});
    }

    World world;
    WidgetDesk desk;
    FaultBook faults;
    std::deque<RequestNote> notes;
    PageOrders pages;
    Router router;
    HttpServer server;
};

Simulator::Simulator(Options options, QObject *parent) : QObject(parent), m_options(options)
{
    if (isSpeed(m_options.speed))
        m_parts = std::make_unique<Parts>(m_options);
}

Simulator::~Simulator() = default;

QString Simulator::listen()
{
    if (!m_parts)
        return u"The speed must be above zero and at most %1, not %2."_s.arg(greatestSpeed, 0, 'f', 0).arg(m_options.speed);
    return m_parts->server.start(m_options.port);
}

QJsonObject Simulator::announcement() const
{
    if (!m_parts || m_parts->server.port() == 0)
        return {};
    const QString base = u"http://127.0.0.1:%1"_s.arg(m_parts->server.port());
    const Keys &keys = m_parts->world.keys();
    QJsonArray configurations;
    for (const Configuration &each : m_parts->world.catalog().configurations())
        configurations.append(QJsonObject{{u"id"_s, each.id}, {u"name"_s, each.name}});
    return {{u"api"_s, base},
            {u"aeropay"_s, base + u"/aeropay"_s},
            {u"widget"_s, base},
            {u"apiKey"_s, keys.apiKey},
            {u"apiSecret"_s, keys.apiSecret},
            {u"aeropayApiKey"_s, keys.aeropayApiKey},
            {u"aeropayApiSecret"_s, keys.aeropayApiSecret},
            {u"merchantId"_s, keys.merchantId},
            {u"configurations"_s, configurations},
            {u"hostOrigin"_s, hostOrigin}};
}

} // namespace simulator
