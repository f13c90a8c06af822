// SPDX-License-Identifier: GPL-3.0-or-later
// HandWalks: half-done walks on disk: marks, notes and pictures, so that a tester goes on after a break or a restart.
#pragma once

#include "base/result.h"
#include "runner/handwalk.h"

namespace console {

struct KeptHandWalk {
    QString id;                ///< its file's name
    QString caseId, name, environment;
    QDateTime startedAt, keptAt; ///< UTC
    QStringList stepNames;     ///< as they were: a walk's file may have been changed meanwhile
    QList<HandStep> steps;     ///< pictures are read by restored()
    qsizetype done() const;
};

class HandWalks
{
public:
    explicit HandWalks(const QString &folder) : m_folder(folder) {}
    /// Those that can be read, newest first. `problems`: the files that cannot, as sentences.
    QList<KeptHandWalk> all(QStringList *problems = nullptr) const;
    /// Errors: Storage.
    Result<void> keep(const QString &id, const HandWalk &walk, const QString &environment) const;
    Result<void> keepPicture(const QString &id, int step, const QImage &picture) const; ///< null: it is taken away
    void discard(const QString &id) const;
    /// Marks for the steps of `walk` as they are now; those of steps that have changed are left out.
    QList<HandStep> restored(const KeptHandWalk &kept, const WalkCase &walk) const;
    static QString newId();

private:
    QString fileOf(const QString &id) const;
    QString pictureOf(const QString &id, int step) const;
    QString m_folder;
};

} // namespace console
