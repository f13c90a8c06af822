// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/jwt.h"

#include <QMessageAuthenticationCode>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray signature(const QByteArray &text, const QByteArray &key)
{
    return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256).toBase64(base64);
}

} // namespace

QString makeJwt(const Json &claims, const QByteArray &key)
{
    const Json header = Json::object({{u"typ"_s, u"JWT"_s}, {u"alg"_s, u"HS256"_s}});
    const QByteArray text = header.bytes().toBase64(base64) + '.' + claims.bytes().toBase64(base64);
    return QString::fromLatin1(text + '.' + signature(text, key));
}

} // namespace simulator
