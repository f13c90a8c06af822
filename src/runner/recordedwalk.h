// SPDX-License-Identifier: GPL-3.0-or-later
// RecordedWalk: the steps of a recording as a walk file, without secrets and personal data: only what a test bank's
// catalogue makes public stands there as it was typed.
#pragma once

#include "session/launchoptions.h"
#include "walk/walk.h"

namespace console {

class RecordedWalk
{
public:
    /// `book`: what is public: names of banks, their logins, codes.
    explicit RecordedWalk(const WalkBook &book = {});
    void user();
    void open(const LaunchOptions &options);
    void answer(const QString &jobKind);
    void click(const Target &target);
    /// Typed again into the same field: the last text counts.
    void type(const Target &target, const QString &text);
    void press(const QString &key);
    void close(const QString &what);                  ///< "widget", "popup"
    void job(const QString &jobKind);
    void expect(const QList<Json::Field> &what);
    void note(const QString &sentence);               ///< what a reader of the file must know
    qsizetype size() const { return m_steps.size(); }
    const QStringList &notes() const { return m_notes; }
    /// One step in a line; `name` of the walk. UTF-8.
    QByteArray file(const QString &name) const;
    QStringList lines() const;                        ///< each step as in the file

private:
    void add(const QList<Json::Field> &step);
    QString textFor(const Target &target, const QString &text);
    bool isPublic(const QString &text) const;
    QStringList m_public, m_bankNames;
    QList<Json> m_steps;
    QMap<QString, QString> m_variables; // to the text typed, never for a file: the same text is the same variable
    QStringList m_notes;
};

} // namespace console
