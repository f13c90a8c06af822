// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/report.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("console::Report", text);
}
} // namespace

bool Report::passed() const
{
    return !records.isEmpty()
        && std::all_of(records.begin(), records.end(), [](const StepRecord &r) { return r.outcome == StepRecord::Outcome::Passed; });
}

QString stepLine(const StepRecord &record)
{
    switch (record.outcome) {
    case StepRecord::Outcome::Passed:
        return u"  ✓ %1 ms  %2"_s.arg(record.took.count(), 6).arg(record.step);
    case StepRecord::Outcome::NeverReached:
        return u"  –            %1 (%2)"_s.arg(record.step, tr("never reached"));
    case StepRecord::Outcome::Failed:
        break;
    }
    const Error error = record.error.value_or(Error());
    return u"  ✗ %1 ms  %2\n               %3\n               %4"_s.arg(record.took.count(), 6)
        .arg(record.step, oneLine(error), adviceFor(error));
}

QString summary(const Report &report)
{
    int passed = 0, failed = 0, missing = 0;
    QStringList pictures;
    for (const StepRecord &record : report.records) {
        passed += record.outcome == StepRecord::Outcome::Passed;
        failed += record.outcome == StepRecord::Outcome::Failed;
        missing += record.outcome == StepRecord::Outcome::NeverReached;
        if (!record.picture.isEmpty())
            pictures << record.picture;
    }
    QString text = tr("%1: %2 steps passed, %3 failed, %4 never reached, in %5 s")
                       .arg(report.environment)
                       .arg(passed)
                       .arg(failed)
                       .arg(missing)
                       .arg(static_cast<double>(report.took.count()) / 1000.0, 0, 'f', 1);
    if (!pictures.isEmpty())
        text += u"\n"_s + tr("Pictures:") + u"\n  "_s + pictures.join(u"\n  "_s);
    return text;
}

} // namespace console
