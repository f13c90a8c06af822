// SPDX-License-Identifier: GPL-3.0-or-later
// JUnit's format as values: written so that every reader of it takes it, and read again to be merged.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

namespace console {

struct JunitCase {
    QString name, className;
    qint64 milliseconds = 0;
    QString outcome;           ///< "failure", "error", "skipped"; empty: passed
    QString type, message, details; ///< of the outcome
    QString out;
};

struct JunitSuite {
    QString name;
    QString timestamp;         ///< UTC, "2026-03-09T14:10:00"; may be empty
    qint64 milliseconds = 0;
    QMap<QString, QString> properties;
    QList<JunitCase> cases;
    int count(QStringView outcome) const;
};

QByteArray writeJunit(const QString &name, const QList<JunitSuite> &suites);
/// Only what writeJunit() writes. Errors: Decode, with line and column.
Result<QList<JunitSuite>> readJunit(const QByteArray &bytes);

} // namespace console
