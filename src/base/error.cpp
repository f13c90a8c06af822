// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace console {

QString errorKindName(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Network: return u"network"_s;
    case Error::Kind::Timeout: return u"timeout"_s;
    case Error::Kind::Cancelled: return u"cancelled"_s;
    case Error::Kind::Http: return u"http"_s;
    case Error::Kind::Service: return u"service"_s;
    case Error::Kind::Decode: return u"decode"_s;
    case Error::Kind::Credentials: return u"credentials"_s;
    case Error::Kind::Refused: return u"refused"_s;
    case Error::Kind::Keychain: return u"keychain"_s;
    case Error::Kind::Input: return u"input"_s;
    case Error::Kind::Web: return u"web"_s;
    case Error::Kind::Storage: return u"storage"_s;
    }
    return u"unknown"_s;
}

QString adviceFor(const Error &error)
{
    if (!error.advice.isEmpty())
        return error.advice;
    switch (error.kind) {
    case Error::Kind::Network: return Error::tr("Check the network and the environment's addresses, then try again.");
    case Error::Kind::Timeout: return Error::tr("The service took too long. Try again; if it lasts, check the service's status.");
    case Error::Kind::Cancelled: return Error::tr("Nothing was lost. Start it again when you are ready.");
    case Error::Kind::Http: return Error::tr("Open the call in the time line to see the answer, then try again.");
    case Error::Kind::Service: return Error::tr("Look the code up in the manual (F1), then try again.");
    case Error::Kind::Decode: return Error::tr("The answer is in the time line as it came. Report the path with it.");
    case Error::Kind::Credentials: return Error::tr("Check the keys of this environment in Settings.");
    case Error::Kind::Refused: return Error::tr("Choose another environment, or unlock this one.");
    case Error::Kind::Keychain: return Error::tr("Keys stay in memory for this run. Unlock the keychain to keep them.");
    case Error::Kind::Input: return Error::tr("Correct the field and try again.");
    case Error::Kind::Web: return Error::tr("Launch the widget again.");
    case Error::Kind::Storage: return Error::tr("Make room on the disk, or see to the folder's permissions. What waits is written then.");
    }
    return {};
}

QString oneLine(const Error &error)
{
    QStringList inside;
    if (!error.code.isEmpty())
        inside << error.code;
    if (error.httpStatus)
        inside << u"HTTP %1"_s.arg(error.httpStatus);
    if (!error.where.isEmpty())
        inside << error.where;
    return inside.isEmpty() ? error.message : u"%1 (%2)"_s.arg(error.message, inside.join(u", "_s));
}

} // namespace console
