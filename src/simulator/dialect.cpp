// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/dialect.h"

using namespace Qt::StringLiterals;

namespace simulator {

Dialect dialectOf(const QString &path)
{
    if (path.startsWith("/aeropay/v2/"_L1) || path == "/aeropay/v2"_L1)
        return Dialect::AeropassV2;
    if (path.startsWith("/aeropay"_L1))
        return Dialect::AeropassV1;
    if (path.startsWith("/widget-api/"_L1) || path.startsWith("/bank-api/"_L1))
        return Dialect::Pages;
    if (path.startsWith("/simulator/"_L1) || path == "/simulator"_L1)
        return Dialect::Control;
    return Dialect::Aerosync;
}

Answer errorAt(const QString &path, int status, const QString &code, const QString &message)
{
    Answer answer = errorAnswer(status, code, message);
    switch (dialectOf(path)) {
    case Dialect::AeropassV1: {
        Json json = Json::object({{u"success"_s, false}});
        answer.json = json.set(u"error"_s, *answer.json.member(u"error"_s));
        break;
    }
    case Dialect::Pages: answer.json.member(u"error"_s)->set(u"type"_s, u"SERVER_ERROR"_s).set(u"retry"_s, true); break;
    case Dialect::Aerosync:
    case Dialect::AeropassV2:
    case Dialect::Control: break;
    }
    return answer;
}

QString codeAt(const QString &path, const QString &aerosync, const QString &aeropass)
{
    switch (dialectOf(path)) {
    case Dialect::AeropassV1:
    case Dialect::AeropassV2: return aeropass;
    case Dialect::Control: return u"BAD_ORDER"_s;
    case Dialect::Aerosync:
    case Dialect::Pages: break;
    }
    return aerosync;
}

} // namespace simulator
