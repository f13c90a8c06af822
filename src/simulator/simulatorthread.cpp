// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/simulatorthread.h"

#include "simulator/simulator.h"

using namespace Qt::StringLiterals;

namespace simulator {

SimulatorThread::SimulatorThread(Options options, QObject *parent) : QObject(parent), m_options(options)
{
    m_thread.setObjectName(u"simulator"_s);
}

SimulatorThread::~SimulatorThread()
{
    m_thread.quit();
    m_thread.wait();
}

void SimulatorThread::start()
{
    if (m_thread.isRunning())
        return;
    // Parts are made in the new thread, so that every socket lives there; `host` is its first object.
    auto *host = new QObject;
    host->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, host, [this, host] {
        auto *simulator = new Simulator(m_options, host);
        const QString problem = simulator->listen();
        if (problem.isEmpty())
            Q_EMIT ready(simulator->announcement());
        else
            Q_EMIT failed(problem);
    });
    connect(&m_thread, &QThread::finished, host, &QObject::deleteLater);
    m_thread.start();
}

} // namespace simulator
