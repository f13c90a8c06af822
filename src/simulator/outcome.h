// SPDX-License-Identifier: GPL-3.0-or-later
// What a question to the world gives back: a value, or the problem the service would report.
#pragma once

#include <QString>

#include <utility>
#include <variant>

namespace simulator {

/// One refusal of the service. Contract (j) lists the codes.
struct Problem {
    int status = 400;     ///< HTTP status
    QString code;         ///< "AC-102", "AP700", "AR-500" ...
    QString message;      ///< one English sentence
    QString type;         ///< widget only: "INCORRECT_CREDENTIALS" ... (contract f.7)
    bool retry = true;    ///< widget only: the person may try again on the same screen
    QString runningJob = {}; ///< AC-112 only
};

/// A value or a Problem. (std::expected needs C++23.)
template <typename T>
class Outcome {
public:
    Outcome(T value) : m_content(std::move(value)) {}
    Outcome(Problem problem) : m_content(std::move(problem)) {}

    explicit operator bool() const { return m_content.index() == 0; }
    T &operator*() { return std::get<0>(m_content); }
    const T &operator*() const { return std::get<0>(m_content); }
    T *operator->() { return &std::get<0>(m_content); }
    const T *operator->() const { return &std::get<0>(m_content); }
    const Problem &problem() const { return std::get<1>(m_content); }

private:
    std::variant<T, Problem> m_content;
};

} // namespace simulator
