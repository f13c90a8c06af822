// SPDX-License-Identifier: GPL-3.0-or-later
// Runner: runs scripts step by step with a watchdog, takes pictures, and lists what was never reached.
#pragma once

#include "runner/report.h"
#include "runner/script.h"

#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace console {

class Runner : public QObject
{
    Q_OBJECT
public:
    using Camera = std::function<QImage()>;
    /// `camera` and `pictureFolder` may be empty: no pictures. The folder is made when missing.
    Runner(QString environment, Camera camera, QString pictureFolder, QObject *parent = nullptr);

    /// A failed step ends its script (later steps would only repeat the failure); the next script still runs.
    void run(const QList<Script> &scripts);
    const Report &report() const { return m_report; }

Q_SIGNALS:
    void scriptStarted(const QString &name);
    void stepEnded(const console::StepRecord &record);
    void finished(const console::Report &report);

private:
    void nextStep();
    void settled(quint64 ticket, const Result<void> &result);
    void skipRestOfScript();
    StepRecord &current();
    void takePicture(StepRecord &record, const QString &suffix);
    Camera m_camera;
    QString m_folder;
    QList<Script> m_scripts;
    Report m_report;
    qsizetype m_script = 0, m_step = -1, m_record = -1;
    quint64 m_ticket = 0; // a step that settles after its watchdog is not heard
    QTimer m_watchdog;
    QElapsedTimer m_stepClock, m_clock;
};

} // namespace console
