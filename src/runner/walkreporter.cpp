// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/walkreporter.h"

#include "base/wholefile.h"
#include "brand/picturefile.h"
#include "runner/walkrun.h"
#include "walk/reports.h"

#include <QDir>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString fileWord(const QString &text)
{
    QString word = text.toLower().left(60);
    for (QChar &c : word)
        c = c.isLetterOrNumber() ? c : u'-';
    return word;
}

} // namespace

WalkReporter::WalkReporter(WalkRun *run, const Files &files, QObject *parent)
    : QObject(parent), m_run(run), m_files(files), m_parts(run->result().cases.size())
{
    connect(run, &WalkRun::caseEnded, this, [this](int index, const CaseResult &result, bool) { caseEnded(index, result); });
    m_sinceWrite.start();
}

WalkReporter::~WalkReporter()
{
    waitForParts();
}

Result<void> WalkReporter::begin()
{
    if (!m_files.pictures.isEmpty() && !QDir().mkpath(m_files.pictures))
        return fail(Error{.kind = Error::Kind::Storage, .message = tr("This folder cannot be made."), .where = m_files.pictures});
    return write(m_run->result());
}

/// In a worker: a value in, a value out.
WalkReporter::Part WalkReporter::partOf(CaseResult result, const QString &folder)
{
    Part part;
    if (!folder.isEmpty()) {
        const QString here = folder + u'/' + fileWord(result.id);
        for (qsizetype i = 0; i < result.steps.size(); ++i) {
            StepResult &step = result.steps[i];
            if (step.picture.isNull())
                continue;
            const QString failed = step.outcome == StepResult::Outcome::Failed ? u"-failed"_s : QString();
            const QString file = u"%1/%2-%3%4.png"_s.arg(here).arg(i + 1, 2, 10, QChar(u'0')).arg(fileWord(step.name), failed);
            if (QDir().mkpath(here) && writePicture(file, step.picture))
                step.pictureFile = file;
            else
                part.problems.append(WalkReporter::tr("%1 cannot be written.").arg(file));
        }
    }
    part.html = caseHtmlOf(result);
    return part;
}

void WalkReporter::caseEnded(int index, const CaseResult &result)
{
    // Of a soak only what is kept is worth a picture: the first rounds, and failures.
    const bool isKept = m_run->result().cases.at(index).startedAt == result.startedAt;
    if (!isKept || (m_run->isSoak() && !m_parts.at(index).isEmpty() && result.verdict == Verdict::Passed))
        return;
    if (QFutureWatcher<Part> *before = m_working.take(index)) {
        before->waitForFinished();
        before->deleteLater();
    }
    auto *watcher = new QFutureWatcher<Part>(this);
    m_working.insert(index, watcher);
    connect(watcher, &QFutureWatcher<Part>::finished, this, [this, index, watcher] {
        if (m_working.value(index) == watcher)
            partReady(index);
    });
    watcher->setFuture(QtConcurrent::run(&WalkReporter::partOf, result, m_files.pictures));
}

void WalkReporter::partReady(int index)
{
    QFutureWatcher<Part> *watcher = m_working.take(index);
    const Part part = watcher->result();
    watcher->deleteLater();
    m_parts[index] = part.html;
    m_problems += part.problems;
    m_isStale = true;
    // A long report is not written so often that the run waits for it.
    if (m_sinceWrite.elapsed() >= 20 * m_writeTook) {
        if (const Result<void> written = write(m_run->result()); !written)
            m_problems.append(oneLine(written.error()));
    }
}

void WalkReporter::waitForParts()
{
    const QList<int> indexes = m_working.keys();
    for (const int index : indexes) {
        m_working.value(index)->waitForFinished();
        partReady(index);
    }
}

Result<void> WalkReporter::write(const RunResult &result)
{
    QElapsedTimer clock;
    clock.start();
    const auto put = [](const QString &file, const QByteArray &bytes) -> Result<void> {
        return file.isEmpty() ? Result<void>() : writeWholeFile(file, bytes);
    };
    if (!m_files.junit.isEmpty()) {
        if (const Result<void> done = put(m_files.junit, junitOf(result)); !done)
            return done;
    }
    if (!m_files.html.isEmpty()) {
        if (const Result<void> done = put(m_files.html, htmlOf(result, m_parts)); !done)
            return done;
    }
    m_writeTook = clock.elapsed();
    m_sinceWrite.restart();
    m_isStale = false;
    return {};
}

QByteArray WalkReporter::html(const RunResult &result)
{
    waitForParts();
    return htmlOf(result, m_parts);
}

Result<void> WalkReporter::finish(const RunResult &result)
{
    waitForParts();
    if (const Result<void> written = write(result); !written)
        return written;
    if (!m_problems.isEmpty())
        return fail(Error{.kind = Error::Kind::Storage, .message = m_problems.first(), .where = m_files.pictures});
    return {};
}

} // namespace console
