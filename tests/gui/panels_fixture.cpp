// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/panels_fixture.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;

namespace panels {

using namespace console;

QStringList plantedSecrets()
{
    return {u"000123456789"_s, u"021000021"_s, u"Ada Novak"_s, u"Novak"_s, u"12 Pier Road"_s, u"Portland"_s, u"97201"_s,
            u"ada.novak@example.com"_s, u"503-555-0142"_s, u"4111222233334444"_s};
}

PanelWorld::PanelWorld()
    : settings(folder.filePath(u"settings.ini"_s)), session({.network = &network, .secrets = &secrets, .settings = &settings})
{
    network.on("POST /v2/token", R"({"status":"success","statusCode":200,"TTL":"1800","token":"test-token-0001"})");
    network.on(accountPath, accountBody());
    session.simulatorReady(R"({"api":"http://127.0.0.1:1","aeropay":"http://127.0.0.1:1","widget":"http://127.0.0.1:1",
        "hostOrigin":"http://127.0.0.1:1","apiKey":"key-aaaa-1111","apiSecret":"secret-bbbb-2222","aeropayApiKey":"key-cccc-3333",
        "aeropayApiSecret":"secret-dddd-4444","merchantId":"1"})");
    PollRule rule;
    rule.plan = [](JobKind, const QString &) { return PollPlan::fixed(std::chrono::milliseconds(20), std::chrono::milliseconds(20)); };
    rule.interval = rule.awaitingPerson = rule.conflict = std::chrono::milliseconds(20);
    session.jobs()->setRule(rule);
    network.on("GET /v2/users/*/connections", R"({"connections":[]})");
    session.user()->use(u"0b6f5c1e-2f6e-4f3e-9f5a-3f1d2c4b5a69"_s);
    // Whoever existed before is asked about: through with it, and nothing of it is left for the tests.
    (void)QTest::qWaitFor([this] { return !session.data()->connectionList().working; });
    network.forget("GET /v2/users/*/connections");
    session.data()->clear();
    session.log()->clear();
}

QString PanelWorld::link(const QString &bank, const QString &id)
{
    session.connections()->add({.connectionId = id, .bank = bank, .numberDisplay = u"6789"_s, .accountType = u"CHECKING"_s,
                                .status = u"CONNECTED"_s, .linkedAt = QDateTime::currentDateTimeUtc()});
    return id;
}

void PanelWorld::scriptStatus(const QByteArray &jobStatus, bool mfa)
{
    network.on(statusPath, R"({"status":"success","statusCode":200,"jobStatus":")" + jobStatus + R"(","mfaTriggered":)" + (mfa ? "true" : "false")
                               + R"(,"jobId":"REF-0a1b2c3d4e5f60718293a4b5c6d7e8f9"})");
}

void PanelWorld::scriptJob(JobKind kind)
{
    const QByteArray started = R"({"status":"success","statusCode":200,"identityStatus":"Initiated","jobId":"REF-0a1b2c3d4e5f60718293a4b5c6d7e8f9"})";
    switch (kind) {
    case JobKind::Balance:
        network.on("POST /v2/accounts/*/refresh", started);
        network.on(cachedPath, balanceBody());
        return;
    case JobKind::Transactions:
        network.on("POST /v2/accounts/*/transactions", started);
        network.on("GET /v2/accounts/*/transactions", transactionsBody(240));
        return;
    case JobKind::Identity:
        network.on("POST /v2/accounts/*/identity", started);
        network.on("GET /v2/accounts/*/identity", identityBody());
        return;
    }
}

QByteArray PanelWorld::accountBody()
{
    return R"({"status":"success","statusCode":200,"account":{"accountNickname":"Everyday","accountNumber":"000123456789",
        "routingNumber":"021000021","accountNumberDisplay":"6789","accountNumberType":"Tokenized","accountType":"CHECKING",
        "bankName":"Harbour Bank","institutionName":"Harbour Bank N.A.","institutionUuid":"b7a2f1c4-5d3e-4f60-9a18-27364550a1b2",
        "canFetchBalance":true,"connectionMethod":6,"connectionStatus":"CONNECTED","connectionExpiry":"2027-03-09T10:11:12Z",
        "branch":"Pier 4","ownerNote":"Window 12"}})";
}

QByteArray PanelWorld::balanceBody()
{
    return R"({"status":"success","statusCode":200,"account":{"availableBalance":1840.50,"currentBalance":1902.07,
        "lastRefreshTimeStamp":"2026-05-17 18:07:25.815355","currency":"USD","bankName":"Harbour Bank",
        "connectionId":"5d41402abc4b2a76b9719d911017c592"}})";
}

QByteArray PanelWorld::transactionsBody(int count)
{
    struct Kind {
        const char *description, *category, *sub, *type, *amount;
    };
    static constexpr Kind kinds[] = {
        {"Corner Shop Groceries", "Food and Dining", "Groceries", "DEBIT", "48.12"},
        {"Payroll Northwind Traders", "Income", "Paycheck", "CREDIT", "2450.00"},
        {"City Transit Pass", "Auto and Transport", "Public Transportation", "DEBIT", "2.75"},
        {"Transfer to 4111222233334444", "Transfer", "", "DEBIT", "120.00"},
        {"Riverside Apartments Rent", "Home", "Rent", "DEBIT", "1325.00"},
        {"Blue Door Coffee", "Food and Dining", "Coffee Shops", "DEBIT", "4.85"},
        {"Refund Lakeside Outfitters", "Shopping", "Clothing", "CREDIT", "39.76"},
        {"Interest Payment", "Income", "Interest Income", "CREDIT", "0.415"},
    };
    QByteArray list;
    const QDate last(2026, 5, 17);
    for (int i = 0; i < count; ++i) {
        const Kind &kind = kinds[i % 8];
        list += list.isEmpty() ? "" : ",";
        list += R"({"id":"TRN-11111111-2222-4333-8444-)" + QByteArray::number(100000000000 + i) + R"(","type":")" + kind.type + R"(","date":")"
            + last.addDays(-i / 3).toString(Qt::ISODate).toLatin1() + R"(T12:00:00Z","amount":)" + kind.amount + R"(,"currency":"USD","description":")"
            + kind.description + R"(","category":")" + kind.category + R"(","subcategory":")" + kind.sub + R"("})";
    }
    return R"({"status":"success","statusCode":200,"transactions":[)" + list + "]}";
}

QByteArray PanelWorld::identityBody()
{
    return R"({"status":"success","statusCode":200,"identity":{"accountHolderName":"Ada Novak","address":"12 Pier Road #4, Portland, OR, 97201",
        "address_fields":{"address1":"12 Pier Road","address2":"#4","city":"Portland","state":"OR","region":null,"postalCode":"97201","country":"US"},
        "email":"ada.novak@example.com","phone":"503-555-0142","bankName":"Harbour Bank","connectionId":"5d41402abc4b2a76b9719d911017c592"}})";
}

namespace {

void addCells(const QAbstractItemModel *model, QStringList &texts)
{
    const int rows = model ? qMin(model->rowCount(), 300) : 0;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole), int(Qt::AccessibleDescriptionRole)})
                texts << model->index(row, column).data(role).toString();
        }
    }
}

} // namespace

QString everythingVisible(const QWidget *root)
{
    QStringList texts;
    QList<const QWidget *> widgets{root};
    for (const QWidget *child : root->findChildren<QWidget *>()) {
        if (child->isVisible())
            widgets << child;
    }
    for (const QWidget *widget : widgets) {
        texts << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription() << widget->windowTitle() << widget->whatsThis();
        if (QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget)))
            texts << seen->text(QAccessible::Name) << seen->text(QAccessible::Description) << seen->text(QAccessible::Value);
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts << label->text();
        else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            texts << button->text();
        else if (const auto *line = qobject_cast<const QLineEdit *>(widget))
            texts << line->text();
        else if (const auto *plain = qobject_cast<const QPlainTextEdit *>(widget))
            texts << plain->toPlainText();
        else if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
            addCells(view->model(), texts);
    }
    texts.removeAll(QString());
    return texts.join(u'\n').replace(QChar::Nbsp, u' '); // where a line may be broken is not what is said
}

} // namespace panels
