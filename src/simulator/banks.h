// SPDX-License-Identifier: GPL-3.0-or-later
// The test banks: what they are called, how one signs in, and what happens then (contract g).
#pragma once

#include "simulator/json.h"
#include "simulator/outcome.h"

#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace simulator {

struct Bank {
    QString id, name, kind, logo; ///< kind: "credentials", "oauth", "unavailable"
    bool popular = false;
    Json json;                    ///< the whole entry, as the widget's pages wrote it
};

struct Configuration {
    QString id, name;
    bool multiAccount = false;    ///< contract (h): "at merchant-config level, multi-account linking"
    bool otpBypass = false;       ///< contract (g): the sandbox's OTP codes work only with a configuration
    QStringList modes;            ///< "light", "dark": the themes it may be shown in; empty: both
    Json json;                    ///< the look, as the widget's pages get it
    bool known = true;            ///< false: the service does not know the id
    bool embedded = true;         ///< false: the embedded view has the default look
    QString defect, note;         ///< of a branding that is served wrong on purpose; the note tells what is wrong
    Json sheet;                   ///< what was asked for: logo, logoDark, primary, modes
};

/// The theme a page is shown in: the wanted one, unless the configuration allows only the other.
QString themeOf(const QString &wanted, const Configuration &look);

/// A way to show the widget that is not its usual one: the same screens for a person, others for who relies on details.
struct Layout {
    QString name, note;
    bool passable = true;         ///< false: a person would be stopped
};

/// What a bank asks for after the right name and password.
struct Challenge {
    QString kind;                 ///< "" (nothing more), "question" or "code"
    QString prompt;
    int length = 0;               ///< digits of a code; 0: free text
    QString answer;               ///< the only right answer; empty: any answer is right
    bool mfaLater = false;        ///< later jobs on this connection ask again
};

/// Reads `banks.json`, `configurations.json`, `brandings.json` and `layouts.json` of `:/simulator/`.
class Catalog {
public:
    /// Empty paths mean the built-in resources. Problems are sentences in `problems()`; then the
    /// test banks of contract (g), which the code knows, are still there.
    explicit Catalog(const QString &banksFile = {}, const QString &configurationsFile = {}, const QString &brandingsFile = {});

    const std::vector<Bank> &banks() const { return m_banks; }
    const std::vector<Configuration> &configurations() const { return m_configurations; }
    /// For who measures what an id does to the widget: many right ones, and some with one defect each. Nobody is offered them.
    const std::vector<Configuration> &brandings() const { return m_brandings; }
    const std::vector<Layout> &layouts() const { return m_layouts; }
    const Configuration &fallback() const { return m_fallback; }
    const QStringList &problems() const { return m_problems; }

    const Bank *bank(const QString &id) const;
    /// The default look for an unknown id.
    const Configuration &configuration(const QString &id) const;
    /// Banks whose name contains the text; popular ones first.
    std::vector<const Bank *> search(const QString &text) const;

private:
    QJsonObject read(const QString &file);
    void addBank(const QJsonObject &entry);
    void readLayouts();
    static Configuration configurationFrom(const QJsonObject &entry);

    std::vector<Bank> m_banks;
    std::vector<Configuration> m_configurations, m_brandings;
    Configuration m_fallback;
    std::vector<Layout> m_layouts;
    QStringList m_problems;
};

/// Judges a sign-in. Every row of contract (g) is a row of the table behind this.
Outcome<Challenge> judgeLogin(const Bank &bank, const QString &username, const QString &password);

/// The refusal every wrong credential gets: INCORRECT_CREDENTIALS, AC-117 (contract j).
Problem wrongCredentials(const QString &message, bool retry = true);
/// The pages asked for something that makes no sense now: INVALID_REQUEST, AC-100.
Problem invalidRequest(const QString &message);

} // namespace simulator
