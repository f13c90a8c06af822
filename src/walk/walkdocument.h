// SPDX-License-Identifier: GPL-3.0-or-later
// WalkDocument: one walk file as it was read: its parts in their places, not yet put together with others.
#pragma once

#include "walk/walknode.h"

#include <memory>

namespace console {

class WalkDocument
{
public:
    static constexpr qint64 mostBytes = 4 * 1024 * 1024;

    /// Also of a file that cannot be read: then it is empty, and says why.
    static std::unique_ptr<WalkDocument> read(const QString &file);
    WalkDocument(const WalkDocument &) = delete;
    WalkDocument &operator=(const WalkDocument &) = delete;

    const QString &file() const { return m_problems.file(); }
    WalkProblems &problems() { return m_problems; }
    QString name() const;      ///< what it calls itself, or else its file's name
    const WalkVariables &variables() const { return m_variables; }
    const QList<TestBank> &banks() const { return m_banks; }
    const QList<SandboxFact> &codes() const { return m_codes; }
    const QList<SandboxFact> &limits() const { return m_limits; }
    const QList<WalkDetour> &detours() const { return m_detours; }
    const QMap<QString, WalkNode> &blocks() const { return m_blocks; } ///< each a list of steps
    const QList<WalkNode> &walks() const { return m_walks; }
    struct Include { QString file; WalkNode node; };
    const QList<Include> &includes() const { return m_includes; }

private:
    explicit WalkDocument(const QString &file) : m_problems(file) {}
    void load();
    bool parse(const QByteArray &bytes);
    void readParts(const WalkNode &root);
    void readIncludes(const WalkNode &list);
    void readBanks(const WalkNode &list);
    void readBlocks(const WalkNode &object);
    QList<SandboxFact> readFacts(const WalkNode &list);

    WalkProblems m_problems;
    Json m_json;
    JsonPlaces m_places;
    QString m_name;
    WalkVariables m_variables;
    QList<TestBank> m_banks;
    QList<SandboxFact> m_codes, m_limits;
    QList<WalkDetour> m_detours;
    QMap<QString, WalkNode> m_blocks;
    QList<WalkNode> m_walks;
    QList<Include> m_includes;
};

} // namespace console
