// SPDX-License-Identifier: GPL-3.0-or-later
// Redactor: takes credentials out of anything that is recorded, once, at recording.
#pragma once

#include "api/httpcall.h"
#include "base/secret.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

namespace console {

/// By value (every live Secret, also URL-escaped and base64), by name (headers, JSON fields, query parameters)
/// and by shape (JWTs). What is taken out becomes "‹redacted›", in URLs "REDACTED".
class Redactor
{
public:
    void learn(const Secret &secret);   ///< shorter than 6 bytes is ignored
    void forgetAll();
    QString text(const QString &text) const;
    QByteArray body(const QByteArray &bytes) const; ///< JSON or form; bytes outside the secrets are untouched
    QUrl url(const QUrl &url) const;
    Headers headers(const Headers &headers) const;

private:
    QList<QByteArray> m_values; // every spelling to look for, longest first
};

} // namespace console
