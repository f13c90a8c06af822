// SPDX-License-Identifier: GPL-3.0-or-later
// SessionFile: a time line as one file (.aerosession): redacted once more, compressed, with a checksum; and back. Pure; for a
// worker, because a long one takes seconds.
#pragma once

#include "session/eventarchive.h"
#include "session/eventmarks.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace console {

/// What a file says of itself. All of it is told by the program that saved it: nothing to rely on.
struct SessionFacts {
    QString program;             ///< "aerosync-console 0.1.0"
    QString environment;         ///< its name, as it is shown
    bool isSimulated = false;
    QString sdkVersion, qtVersion;
    QString note;                ///< of who saved it
    QDateTime savedAt;           ///< UTC
};

struct SessionPicture {
    QDateTime at;                ///< UTC
    QByteArray png;              ///< as it came: not looked into before it is shown
};

struct SessionRecord {
    SessionFacts facts;
    EventArchiveView events;
    QList<SessionPicture> pictures; ///< in the order of their times
    QMap<quint64, EventMark> marks; ///< by the ids of entries
};

/// The rows of the view as a file's bytes. They pass the redactor once more: it may know more by now than when they happened.
QByteArray sessionFile(const EventArchiveView &events, const std::vector<quint32> &rows, const Redactor &redactor, const SessionFacts &facts,
                       const QList<SessionPicture> &pictures, const QMap<quint64, EventMark> &marks = {});

/// The other way. A file that is none, of a newer format, cut off, altered, or that contradicts itself is an error
/// (Kind::Input) that says which; nothing of it is used then. It never takes more memory than 2 GiB.
Result<SessionRecord> readSessionFile(const QByteArray &bytes);

} // namespace console
