// SPDX-License-Identifier: GPL-3.0-or-later
// Redactor: takes credentials out of anything that is recorded, and masks what is personal in it; once, at recording.
#pragma once

#include "api/httpcall.h"
#include "api/types.h"
#include "base/secret.h"
#include "session/redactscan.h"
#include "session/valuescan.h"

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>
#include <QUrl>

#include <functional>
#include <memory>

namespace console {

/// What was masked, so that it can be revealed: in memory only, never recorded with the text.
struct HiddenText {
    qsizetype at = 0, length = 0; ///< bytes of the masked text
    QByteArray clear;
};

struct MaskedText {
    QByteArray text;
    QList<HiddenText> hidden; ///< in their order
    QList<ToldText> told = {}; ///< what its fields say of people, and its credentials
    QByteArray revealed() const;
};

/// By value (every live Secret, and what answers told of people, also URL-escaped, base64 and JSON-escaped, letter by letter too), by name
/// (headers, JSON fields, form fields, query parameters), by shape (JWTs, words with a key's prefix), and by the user's own
/// patterns: see RedactionRules. A credential becomes "‹redacted›", in URLs "REDACTED"; personal data its mask.
class Redactor
{
public:
    Redactor(); ///< with the built-in rules
    void setRules(const RedactionRules &rules);
    void learn(const Secret &secret);   ///< shorter than 6 bytes is ignored
    /// Personal data as an answer told it. Whole words only, in upper and lower case too; numbers shorter than 6 digits, names
    /// shorter than 3 letters and lines shorter than 6 are ignored: they would mask what is none.
    void learnPersonal(Personal kind, const QString &value);
    void learnPerson(const UserDetails &person);
    void learnPerson(const Account &account);
    void learnPerson(const Identity &identity);
    /// The same of fields whose names leave no doubt, and of credentials that only their place gave away (a cookie, a
    /// signature): found wherever else they stand. Of a credential those words count that have at least 12 letters and
    /// digits, both kinds, or 24 of one kind. `ids`: what this program calls a connection, a job or a launch: such a word is
    /// taken out where a field calls it a credential, and is none elsewhere; a live Secret stays one.
    /// True: something was new, and the same record is worth another look.
    bool learn(const QList<ToldText> &told, const QList<QByteArray> &ids = {});
    void forgetAll();
    /// Forgets what was learned before the last call of this. What belongs to the environment that is being
    /// left is still taken out of its late messages, and forgotten when the next one is left.
    void turnOver();

    /// Both: nothing of it can be revealed. `told`: see MaskedText.
    QString text(const QString &text, QList<ToldText> *told = nullptr) const;
    /// The same of the beginning of a text of any length. Cut as masked() cuts.
    QString text(const QString &text, qsizetype limit, QList<ToldText> *told) const;
    QUrl url(const QUrl &url, QList<ToldText> *told = nullptr) const;
    Headers headers(const Headers &headers, QList<ToldText> *told = nullptr) const;
    /// A service may repeat in its words what it was sent. Long words are cut behind that.
    Error error(Error error) const;

    /// Credentials only, of JSON, a form or a text; bytes outside them are untouched. `moreFields`: further secret field names
    /// of this body (lower case, without separators), as `code` of a confirmation.
    QByteArray body(const QByteArray &bytes, const QList<QByteArray> &moreFields = {}) const;
    /// Both, of the first `limit` bytes: what the record holds, and what may be revealed of it. Cut when it is clean, because
    /// nobody finds half a credential any more. Only the beginning is looked at, so that a long body costs no more than what is kept of it.
    MaskedText masked(const QByteArray &bytes, qsizetype limit, const QList<QByteArray> &moreFields = {}) const;

private:
    enum ScanKind { Credential, Prefix, PersonAnywhere, PersonWord }; ///< what a value of the scan is
    struct Known { Secret secret; bool isYoung = true; bool isTold = false; }; // told: by its place in a record
    struct Person { Personal kind; QString value; bool isYoung = true; };
    void learnWritten(Personal kind, const QString &plain);
    bool learnTold(const Secret &secret);
    void keepReadable(const QByteArray &id);
    void index(const Secret &secret);
    void index(const Person &person);
    void indexAll();
    redactscan::Spans spansOf(const QByteArray &bytes, redactscan::Wanted wanted, const QList<QByteArray> &moreFields = {}) const;
    void addByItself(const QByteArray &bytes, redactscan::Wanted wanted, redactscan::Spans &spans) const;
    void addByName(const QByteArray &bytes, redactscan::Wanted wanted, const QList<QByteArray> &moreFields, redactscan::Spans &spans) const;
    void addEscaped(const QByteArray &bytes, redactscan::Wanted wanted, const QList<QByteArray> &moreFields, redactscan::Spans &spans) const;
    void addEmails(const QByteArray &bytes, redactscan::Spans &spans) const;
    void addValues(const QByteArray &bytes, redactscan::Wanted wanted, redactscan::Spans &spans) const;
    QByteArray clean(const QByteArray &bytes, const QByteArray &mark, QList<ToldText> *told) const;
    std::shared_ptr<const RedactionRules> m_rules; // copies are made for every call
    QList<Known> m_known;
    QList<Person> m_people;
    QSet<QByteArray> m_readable; // ids that a field called a credential
    int m_told = 0; // people's values, ever
    ValueScan m_values;
    QList<QByteArray> m_emails; // in small letters
};

/// The redactor with what it knows at the time of asking; a copy, good for another thread.
using RedactorNow = std::function<Redactor()>;

} // namespace console
