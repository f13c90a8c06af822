// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/manual.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace simulator {

Outcome<Account> manualAccount(const QJsonObject &body)
{
    // ASSUMPTION MANUAL-NUMBERS: any 9 digits and any 8 to 17 digits are right; nine zeros are reserved as the wrong number.
    static const QRegularExpression routing(u"^(?!0{9})\\d{9}$"_s), number(u"^\\d{8,17}$"_s);
    Account account;
    account.routing = body.value("routingNumber"_L1).toString().trimmed();
    account.number = body.value("accountNumber"_L1).toString().trimmed();
    if (!routing.match(account.routing).hasMatch() || !number.match(account.number).hasMatch())
        return wrongCredentials(u"Sorry, we could not link your account. Please check the account and routing numbers."_s);
    account.type = body.value("accountType"_L1).toString(u"checking"_s).toUpper();
    if (account.type != "CHECKING"_L1 && account.type != "SAVINGS"_L1)
        return invalidRequest(u"accountType is checking or savings."_s);
    account.name = body.value("accountName"_L1).toString(u"Manual account"_s).trimmed();
    if (account.name.isEmpty() || account.name.size() > 60)
        return invalidRequest(u"accountName has 1 to 60 characters."_s);
    account.manual = true;
    account.display = account.number.right(4);
    account.key = manualBank + u'|' + account.routing + u'|' + account.number;
    return account;
}

LinkWish manualWish(const QString &user, const Account &account)
{
    LinkWish wish;
    wish.user = user;
    wish.bank = manualBank;
    wish.bankName = u"Manually linked bank"_s;
    wish.accounts = {account};
    return wish;
}

} // namespace simulator
