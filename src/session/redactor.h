// SPDX-License-Identifier: GPL-3.0-or-later
// Redactor: takes credentials out of anything that is recorded, once, at recording.
#pragma once

#include "api/httpcall.h"
#include "base/secret.h"

#include <QBitArray>
#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QUrl>

namespace console {

/// By value (every live Secret, also URL-escaped, base64 and JSON-escaped), by name (headers, JSON fields, form
/// fields, query parameters) and by shape (JWTs). What is taken out becomes "‹redacted›", in URLs "REDACTED".
class Redactor
{
public:
    void learn(const Secret &secret);   ///< shorter than 6 bytes is ignored
    void forgetAll();
    /// Forgets what was learned before the last call of this. What belongs to the environment that is being
    /// left is still taken out of its late messages, and forgotten when the next one is left.
    void turnOver();
    QString text(const QString &text) const;
    /// JSON or form; bytes outside the secrets are untouched. `moreFields`: further secret JSON field names of
    /// this body (lower case, without separators), as `code` of a confirmation.
    QByteArray body(const QByteArray &bytes, const QList<QByteArray> &moreFields = {}) const;
    /// The first `limit` bytes of body(): cut when it is clean, because nobody finds half a credential any more. Only the
    /// beginning is looked at, so that a long body costs no more than what is kept of it.
    QByteArray excerpt(const QByteArray &bytes, qsizetype limit, const QList<QByteArray> &moreFields = {}) const;
    QUrl url(const QUrl &url) const;
    Headers headers(const Headers &headers) const;
    /// A service may repeat in its words what it was sent. Long words are cut behind that.
    Error error(Error error) const;

private:
    struct Known { Secret secret; bool isYoung = true; };
    void index(const Secret &secret);
    void indexAll();
    QByteArray withoutValues(const QByteArray &bytes, const QByteArray &mark) const;
    QByteArray clean(const QByteArray &bytes, const QByteArray &mark, const QList<QByteArray> &moreFields = {}) const;
    QList<Known> m_known;
    QHash<quint32, QList<QByteArray>> m_spellings; // by their first four bytes, longest first
    QBitArray m_firstTwo = QBitArray(65536);       // which first two bytes any spelling has: most positions stop here
};

} // namespace console
