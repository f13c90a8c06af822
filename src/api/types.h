// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of the remote services, typed. Source for each: contract (b)–(e).
#pragma once

#include "api/json.h"
#include "base/money.h"
#include "base/secret.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace console {

/// Fields the contract does not name, kept as they came, in order.
using UnknownFields = QList<Json::Field>;

struct ApiToken {
    Secret value;
    std::chrono::seconds ttl{1800}; ///< "1800" or 1800; 1800 when not given
};

struct WidgetToken {
    Secret value;
    QString userId;                 ///< equals the token's `userId` claim
    std::chrono::seconds ttl{1800}; ///< never sent; 1800 by the glossary
};

/// The person as entered. Phone in international form: "+13125550142".
struct UserDetails {
    QString firstName = {}, lastName = {}, email = {}, phone = {};
};

struct AeropassUser {
    QString aeroPassUserUuid;    ///< what every widget launch needs
    QString userId;              ///< Aeropay's own number, may be empty; confirmUser wants it
    UserDetails details;         ///< as far as the answer repeats them
    bool existing = false;       ///< `existingUser`, or an `mfaType` that is not null
    QString mfaType;             ///< non-empty: a code was sent, confirm it before use
    UnknownFields unknown;
};

struct Account { // contract e.1
    QString nickname, accountNumber, routingNumber, numberDisplay, numberType, accountType, bankName;
    QString institutionName, institutionUuid, connectionStatus;
    std::optional<bool> canFetchBalance; ///< false: manual link, do not ask for a balance (AC-105)
    QString connectionMethod;            ///< undocumented number, as text
    QDateTime connectionExpiry;          ///< UTC; invalid when absent
    UnknownFields unknown;
    /// CONNECTED or ACTIVE, any case; empty status counts as good (older editions lack it).
    bool isConnected() const;
};

struct Balance { // contract e.2
    std::optional<Money> available, current; ///< either may be null; `current` may be left out
    QDateTime refreshedAt;                   ///< UTC (no zone is sent; assumption `balance-time-utc`)
    QString currency, bankName, institutionName, connectionId;
    UnknownFields unknown;
};

struct Transaction { // contract e.3
    QString id;
    bool credit = false;   ///< direction: `type`, or the sign of the amount
    QString type;          ///< as it came
    QDateTime date;        ///< UTC; invalid when absent
    Money amount;          ///< never negative
    QString description, category, subcategory;
    UnknownFields unknown;
    /// With its sign: debits negative.
    Money signedAmount() const;
};

struct TransactionPage {
    QList<Transaction> transactions;
    std::optional<qint64> count;
    QString nextPage;      ///< opaque cursor; empty: this was the last page
};

struct Identity { // contract e.4
    QString holderName, address, email, phone, bankName, institutionName, connectionId;
    QString address1, address2, city, state, region, postalCode, country;
    UnknownFields unknown;
};

struct ConnectionSummary { // contract e.5
    QString connectionId, institutionName, nickname, numberDisplay, status;
    UnknownFields unknown;
};

enum class JobKind { Balance, Transactions, Identity };
/// "balance", "transactions", "identity".
QString jobKindName(JobKind kind);

/// What the service says of a job, normalised. Anything else is Unknown, and keeps polling.
enum class JobWord { Initiated, InProgress, Mfa, Completed, Failed, Unknown };

struct JobReport { // create replies and status replies
    QString jobId;             ///< opaque
    JobWord word = JobWord::Unknown;
    QString rawStatus;         ///< as it came: "Pending MFA"
    bool mfaTriggered = false;
    QString connectionId;      ///< or userId, which repeats it
    QString failure;           ///< the service's words on a failed job, if it gave any
    UnknownFields unknown;
    /// mfaTriggered and not ended, or a status of the MFA set (contract d).
    bool needsMfa() const;
};

struct DateRange { ///< both ends included; invalid = the service's default (last 90 days)
    QDate start = {}, end = {};
};

} // namespace console
