// SPDX-License-Identifier: GPL-3.0-or-later
// A walk-through as data: what a person follows and a machine runs. Read by readWalks() (walkfile.h); manual page "walks".
#pragma once

#include "api/json.h"
#include "walk/target.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace console {

/// Names to texts: of the file, of a row of its table, of the command line, and what the run itself adds.
using WalkVariables = QMap<QString, QString>;

struct WalkStep {
    enum class Verb {
        User,      ///< args: firstName, lastName, email, phone; what is missing is a new person's
        Open,      ///< the widget. args: launch options by the contract's names (f.1); sdk, type, locale
        See,       ///< target is visible
        Gone,      ///< target is not visible
        Click,     ///< target; not when `unless` is visible first
        Type,      ///< `text` into target
        Press,     ///< `text`: a key, "Enter", "Escape", "Tab"
        Close,     ///< `text`: "widget" or "popup"
        Job,       ///< `text`: "balance", "transactions", "identity": started on the newest connection
        Answer,    ///< `text`: as of Job: the widget is relaunched for the job's second factor
        Expect,    ///< args: event | widget | connection | job | data | error …, see the manual
        Call,      ///< args: api, method, path, query, body, status, fields, save
        Fault,     ///< args: an order for the simulator's faults; {} takes all back
        Simulator, ///< args: path, method, body: an order of the simulator's control surface
        Set,       ///< args: names and texts
        Picture,   ///< `text`: what it is called
        Check,     ///< `text`: a question only a person can answer; a machine leaves it open
    };
    Verb verb = Verb::See;
    QString name = {};                 ///< in a report: "Choose ${bank}"; made from the verb where the file gives none
    QString byHand = {};               ///< what a person does; empty: as `name`
    Target target = {}, unless = {};
    QString text = {};
    Json args = {};                    ///< an object; ${names} in its texts are filled in when the step begins
    std::optional<std::chrono::milliseconds> limit = {}; ///< of its wait; nothing: the run's
    bool isOptional = false;           ///< Click, Type: where the target is not there, it goes on (as with `unless`)
    bool picture = false;              ///< worth a picture of its own by name
    QString file = {};                 ///< where it stands, for messages
    int line = 0;
};

/// What may stand in the way of any step, and how a person goes on from it: "What is new" with a button "Got it".
struct WalkDetour {
    Target see, click;
};

/// One walk with one row of its table: what is run, judged and reported.
struct WalkCase {
    QString id;                ///< "test-banks/link-no-mfa", "test-banks/brandings[theme=dark]": stable from run to run
    QString name;
    QString purpose;           ///< what it is to show, for a person; may be empty
    QStringList tags;
    bool simulatorOnly = false;///< it orders faults or the clock: not run anywhere else
    QList<WalkStep> steps;     ///< blocks put in, `when` applied
    QList<WalkDetour> detours;
    WalkVariables variables;   ///< in effect when it begins
    QString file;
    QString fileName;          ///< what the file calls itself: "Test banks"; or else its own name
    int line = 0;
};

/// One way to sign in at a test bank (contract g).
struct TestLogin {
    QString user, password, answer; ///< answer: of its security question or code; empty: it asks nothing
    QString shows;             ///< what must happen then
    QString source;            ///< where that is said
};
struct TestBank {
    QString name;              ///< in the widget's list
    QStringList formerNames;   ///< of earlier editions
    bool isLegacy = false;     ///< no longer in the newest list
    QString kind;              ///< "credentials", "oauth", "manual"
    QString about;
    QList<TestLogin> logins;
};
/// A fact of the sandbox that is not a bank's: an OTP code, a limit.
struct SandboxFact { QString name, value, meaning, source; };

struct WalkBook {
    QList<TestBank> banks;
    QList<SandboxFact> codes, limits;
    QList<WalkCase> cases;
    QStringList files;         ///< that were read, includes too
};

/// `${name}` in a text; a variable may be made of others. `$${` is the text "${".
/// Errors: Input, with the name that is not known or is made of itself (`where`).
Result<QString> filledIn(const QString &text, const WalkVariables &variables);
/// In every text of it; keys stay.
Result<Json> filledIn(const Json &value, const WalkVariables &variables);

/// Only those that are known, once: what they are made of stays as it is, and so does `$${`.
QString filledAsFarAsKnown(const QString &text, const WalkVariables &variables);
Json filledAsFarAsKnown(const Json &value, const WalkVariables &variables);

struct VariablePlace {
    qsizetype from = 0, size = 0; ///< of "${name}", or of "$${"
    QString name;
    bool isEscape = false;
};
QList<VariablePlace> variablesIn(const QString &text);

QString verbName(WalkStep::Verb verb); ///< as in the file: "click"
std::optional<WalkStep::Verb> verbFrom(const QString &name);

} // namespace console
