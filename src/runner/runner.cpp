// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"

#include "brand/picturefile.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace console {

Runner::Runner(QString environment, Camera camera, QString pictureFolder, QObject *parent)
    : QObject(parent), m_camera(std::move(camera)), m_folder(std::move(pictureFolder))
{
    m_report.environment = std::move(environment);
    m_watchdog.setSingleShot(true);
    connect(&m_watchdog, &QTimer::timeout, this, [this] {
        settled(m_ticket, fail(Error{.kind = Error::Kind::Timeout,
                                     .message = tr("The step did not end within %1 s").arg(m_watchdog.interval() / 1000),
                                     .where = current().step}));
    });
}

void Runner::run(const QList<Script> &scripts)
{
    m_scripts = scripts;
    for (const Script &script : scripts) {
        for (const Step &step : script.steps)
            m_report.records.append({.script = script.name, .step = step.name});
    }
    m_clock.start();
    QMetaObject::invokeMethod(this, &Runner::nextStep, Qt::QueuedConnection);
}

StepRecord &Runner::current()
{
    return m_report.records[m_record];
}

void Runner::nextStep()
{
    ++m_step;
    while (m_script < m_scripts.size() && m_step >= m_scripts.at(m_script).steps.size()) {
        ++m_script;
        m_step = 0;
    }
    if (m_script >= m_scripts.size()) {
        m_report.took = std::chrono::milliseconds(m_clock.elapsed());
        Q_EMIT finished(m_report);
        return;
    }
    if (m_step == 0)
        Q_EMIT scriptStarted(m_scripts.at(m_script).name);
    ++m_record;
    const Step step = m_scripts.at(m_script).steps.at(m_step);
    const quint64 ticket = ++m_ticket;
    m_watchdog.start(step.limit);
    m_stepClock.start();
    step.start([guard = QPointer<Runner>(this), ticket](const Result<void> &result) {
        if (guard)
            guard->settled(ticket, result);
    });
}

void Runner::settled(quint64 ticket, const Result<void> &result)
{
    if (ticket != m_ticket)
        return;
    ++m_ticket;
    m_watchdog.stop();
    StepRecord &record = current();
    record.took = std::chrono::milliseconds(m_stepClock.elapsed());
    record.outcome = result ? StepRecord::Outcome::Passed : StepRecord::Outcome::Failed;
    if (!result) {
        record.error = result.error();
        takePicture(record, u"failed"_s);
    } else if (m_scripts.at(m_script).steps.at(m_step).picture) {
        takePicture(record, {});
    }
    Q_EMIT stepEnded(record);
    if (!result)
        skipRestOfScript();
    // queued: a step that settles at once must not nest the next one inside itself
    QMetaObject::invokeMethod(this, &Runner::nextStep, Qt::QueuedConnection);
}

void Runner::skipRestOfScript()
{
    const qsizetype size = m_scripts.at(m_script).steps.size();
    while (m_step + 1 < size) {
        ++m_step;
        ++m_record;
        Q_EMIT stepEnded(current());
    }
}

void Runner::takePicture(StepRecord &record, const QString &suffix)
{
    if (!m_camera || m_folder.isEmpty())
        return;
    const QImage image = m_camera();
    if (image.isNull() || !QDir().mkpath(m_folder))
        return;
    QString name = record.step.toLower();
    for (QChar &c : name)
        c = c.isLetterOrNumber() ? c : u'-';
    const QString file = u"%1/%2-%3%4.png"_s.arg(m_folder).arg(m_record + 1, 2, 10, QChar(u'0'))
                             .arg(name.left(48), suffix.isEmpty() ? QString() : u'-' + suffix);
    if (writePicture(file, image))
        record.picture = file;
}

} // namespace console
