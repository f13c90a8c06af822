// SPDX-License-Identifier: GPL-3.0-or-later
// The whole simulator as one object: Aerosync, Aeropass and the widget on one port of 127.0.0.1.
#pragma once

#include "simulator/options.h"
#include "simulator/simulatorthread.h"

#include <QJsonObject>
#include <QObject>

#include <memory>

namespace simulator {

/// Serves on 127.0.0.1 in the thread it lives in; holds one World.
class Simulator : public QObject {
    Q_OBJECT
public:
    explicit Simulator(Options options, QObject *parent = nullptr);
    ~Simulator() override;

    /// Starts to listen. Returns an empty string, or what went wrong in one sentence.
    QString listen();

    /// {"api","aeropay","widget","apiKey","apiSecret","aeropayApiKey","aeropayApiSecret","merchantId"} plus
    /// "configurations": [{"id","name"}], "hostOrigin": an origin that may embed the widget.
    QJsonObject announcement() const;

private:
    struct Parts;
    Options m_options;
    std::unique_ptr<Parts> m_parts;
};

} // namespace simulator
