// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a Simulator on a thread of its own so that a window in the same process never waits for it.
#pragma once

#include "simulator/options.h"

#include <QJsonObject>
#include <QObject>
#include <QThread>

namespace simulator {

class SimulatorThread : public QObject {
    Q_OBJECT
public:
    explicit SimulatorThread(Options options, QObject *parent = nullptr);
    /// Ends the server and its thread; open connections are closed.
    ~SimulatorThread() override;

    /// Answers with ready() or failed(), once. A second call does nothing.
    void start();

Q_SIGNALS:
    void ready(const QJsonObject &announcement);
    void failed(const QString &sentence);

private:
    Options m_options;
    QThread m_thread;
};

} // namespace simulator
