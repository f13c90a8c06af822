// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/advice.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Row {
    QLatin1StringView code;
    const char *advice;
};

constexpr std::array table{
    // Aerosync (contract j)
    Row{"AC-001"_L1, QT_TRANSLATE_NOOP("console::Advice", "These keys may not use this service. Check that they belong to this environment.")},
    Row{"AC-100"_L1, QT_TRANSLATE_NOOP("console::Advice", "Something the service needs is missing or wrong. Open the call in the time line to see what was sent.")},
    Row{"AC-101"_L1, QT_TRANSLATE_NOOP("console::Advice", "Check the Aerosync API key and secret of this environment in Settings.")},
    Row{"AC-102"_L1, QT_TRANSLATE_NOOP("console::Advice", "The service knows no such connectionId. Link the bank again if it is gone.")},
    Row{"AC-103"_L1, QT_TRANSLATE_NOOP("console::Advice", "The bank gave no account number, routing number or balance. Try again later, or link another account.")},
    Row{"AC-104"_L1, QT_TRANSLATE_NOOP("console::Advice", "The bank's connection is broken. Link the bank again; the connectionId stays the same.")},
    Row{"AC-105"_L1, QT_TRANSLATE_NOOP("console::Advice", "This account was linked by its numbers, so it has no balance. Link it by signing in to get one.")},
    Row{"AC-106"_L1, QT_TRANSLATE_NOOP("console::Advice", "The balance cannot be given now. Start a balance job, or try again later.")},
    Row{"AC-111"_L1, QT_TRANSLATE_NOOP("console::Advice", "This account was linked by its numbers, or its bank has no identity data. Link it by signing in.")},
    Row{"AC-112"_L1, QT_TRANSLATE_NOOP("console::Advice", "Another job runs on this connection; linking starts one too. It is tried again by itself.")},
    Row{"AC-114"_L1, QT_TRANSLATE_NOOP("console::Advice", "This account was linked by its numbers, or its bank has no transactions. Link it by signing in.")},
    Row{"AC-115"_L1, QT_TRANSLATE_NOOP("console::Advice", "This account was linked by its numbers, or its bank has no transactions. Link it by signing in.")},
    Row{"AC-117"_L1, QT_TRANSLATE_NOOP("console::Advice", "The bank did not accept what was typed. Check it and try again in the widget.")},
    Row{"AC-204"_L1, QT_TRANSLATE_NOOP("console::Advice", "The bank gave no account. Pick another bank or another account.")},
    Row{"AC-500"_L1, QT_TRANSLATE_NOOP("console::Advice", "The service had a fault of its own. Try again in a moment.")},
    Row{"AR-100"_L1, QT_TRANSLATE_NOOP("console::Advice", "Nobody answered in time. Launch the widget again and answer the bank's question.")},
    Row{"AR-500"_L1, QT_TRANSLATE_NOOP("console::Advice", "The widget's service had a fault. Launch the widget again; a token works for one launch only.")},
    // Aeropay, for creating a user (contract b.4, j)
    Row{"AP002"_L1, QT_TRANSLATE_NOOP("console::Advice", "Check the Aeropay API key and secret of this environment in Settings.")},
    Row{"AP006"_L1, QT_TRANSLATE_NOOP("console::Advice", "Aeropay refused the token. Try again: a new one is fetched.")},
    Row{"AP101"_L1, QT_TRANSLATE_NOOP("console::Advice", "Aeropay could not sign this person in. Try another e-mail address.")},
    Row{"AP102"_L1, QT_TRANSLATE_NOOP("console::Advice", "Aeropay could not create this person. Try again, or use another e-mail address and phone.")},
    Row{"AP104"_L1, QT_TRANSLATE_NOOP("console::Advice", "Aeropay could not read this person's data. Try another e-mail address.")},
    Row{"AP105"_L1, QT_TRANSLATE_NOOP("console::Advice", "Aeropay does not find this person. Create the user again.")},
    Row{"AP106"_L1, QT_TRANSLATE_NOOP("console::Advice", "Aeropay could not do it for this person. Try again, or create another user.")},
    Row{"AP107"_L1, QT_TRANSLATE_NOOP("console::Advice", "This person exists already. Use the same phone and e-mail as before, or another pair.")},
    Row{"AP108"_L1, QT_TRANSLATE_NOOP("console::Advice", "Aeropay could not add this person. Try again, or use another e-mail address.")},
    Row{"AP111"_L1, QT_TRANSLATE_NOOP("console::Advice", "Aeropay could not send the code. Check the phone number, then create the user again.")},
    Row{"AP112"_L1, QT_TRANSLATE_NOOP("console::Advice", "The code was not accepted. Type it again, or create the user again for a new one; in the sandbox 000000 always passes.")},
    Row{"AP113"_L1, QT_TRANSLATE_NOOP("console::Advice", "Aeropay knows no such person. Check the user id, or create the user again.")},
    Row{"AP115"_L1, QT_TRANSLATE_NOOP("console::Advice", "Aeropay does not take this phone number: it must be a US mobile number, no landline, VOIP or prepaid.")},
    Row{"AP118"_L1, QT_TRANSLATE_NOOP("console::Advice", "Names may hold letters, spaces, hyphens and apostrophes only.")},
    Row{"AP119"_L1, QT_TRANSLATE_NOOP("console::Advice", "Only US phone numbers are possible, in the form +13125550142.")},
    Row{"AP300"_L1, QT_TRANSLATE_NOOP("console::Advice", "Aeropay could not link the account. Link the bank again.")},
    Row{"AP414"_L1, QT_TRANSLATE_NOOP("console::Advice", "This person has as many accounts as are allowed. Create another user.")},
    Row{"AP415"_L1, QT_TRANSLATE_NOOP("console::Advice", "This account is linked already. Use the existing connection.")},
    Row{"AP700"_L1, QT_TRANSLATE_NOOP("console::Advice", "A field is missing or not valid. Fill in first name, last name, e-mail and phone; check the merchant id.")},
    Row{"AP701"_L1, QT_TRANSLATE_NOOP("console::Advice", "Something has a form that Aeropay does not take; its own words name it. The merchant id stands in Settings.")},
};

bool isKeyCode(const QString &code)
{
    static const QStringList codes{u"AC-001"_s, u"AC-100"_s, u"AC-101"_s, u"AP002"_s, u"AP006"_s, u"AP700"_s, u"AP701"_s};
    return codes.contains(code);
}

} // namespace

QString adviceForCode(const QString &code)
{
    const QString wanted = code.trimmed().toUpper();
    const auto row = std::find_if(table.begin(), table.end(), [&](const Row &each) { return wanted == each.code; });
    return row == table.end() ? QString() : QCoreApplication::translate("console::Advice", row->advice);
}

Error advised(Error error)
{
    if (error.advice.isEmpty())
        error.advice = adviceForCode(error.code);
    return error;
}

Error keyError(Error error, const QString &service)
{
    const bool judged = error.kind == Error::Kind::Service || error.kind == Error::Kind::Http;
    // A token for one user names that user: what is wrong with their id says nothing of the keys.
    const bool aboutUser = error.message.contains("userId"_L1);
    const bool refused = error.httpStatus == 401 || error.httpStatus == 403 || (isKeyCode(error.code) && !aboutUser);
    if (judged && refused) {
        error.kind = Error::Kind::Credentials;
        const QString said = error.message;
        error.message = said.isEmpty() ? QCoreApplication::translate("console::Advice", "%1 refused the keys.").arg(service)
                                       : QCoreApplication::translate("console::Advice", "%1 refused the keys: %2").arg(service, said);
    }
    return advised(std::move(error));
}

} // namespace console
