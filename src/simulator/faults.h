// SPDX-License-Identifier: GPL-3.0-or-later
// Faults a tester orders by name: which requests they hit, how often, and what they do to an answer.
#pragma once

#include "simulator/router.h"

#include <QRegularExpression>

namespace simulator {

struct Fault {
    int id = 0;
    QString name;              ///< one of faultNames()
    QString method;            ///< empty: any
    QString path;              ///< glob, or a regular expression when it starts with ^
    QRegularExpression pattern;
    int left = 1;              ///< requests still to hit; -1: for ever
    int skip = 0;              ///< matching requests to let pass first
    QJsonObject args;
    int hits = 0;
};

const QStringList &faultNames();

/// {"name","match":{"method","path"},"times":n|"forever","skip":n,"args":{...}}. Refuses what it does not know.
Outcome<Fault> readFault(const QJsonObject &order);

class FaultBook {
public:
    Outcome<Fault> add(const QJsonObject &order);
    bool remove(int id);
    void clear() { m_faults.clear(); }
    Json list() const;
    /// The faults that hit this request: every `delay`, and at most one of another name.
    std::vector<Fault> take(const QString &method, const QString &path);
    /// This hit changed nothing, so it does not count.
    void giveBack(int id);

private:
    std::vector<Fault> m_faults;
    int m_last = 0;
};

Json faultJson(const Fault &fault);

/// The answer a fault gives instead of the world (status, rate-limit, expired-token, body-error,
/// renderer-kill), or nothing when the world is to be asked.
std::optional<Answer> replacementFor(const Fault &fault, const Request &request);
/// Spoils the world's answer (malformed, missing-field, wrong-type, unknown-status); false when the answer has
/// nothing of what the fault is about.
bool spoil(const Fault &fault, Answer *answer);

} // namespace simulator
