// SPDX-License-Identifier: GPL-3.0-or-later
// Pages and dialogs of the shell: what they check, what they keep, what they never show.
#include "gui/environmentdialog.h"
#include "gui/environmentspage.h"
#include "gui/generalpage.h"
#include "gui/historypage.h"
#include "gui/keyspage.h"
#include "gui/settingsdialog.h"
#include "gui/manualviewer.h"
#include "gui/receivedlist.h"
#include "gui/optionssheet.h"
#include "gui/shell_world.h"
#include "gui/userpage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTextBrowser>

using namespace Qt::StringLiterals;
using namespace console;

class ShellDialogs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void userFieldErrors_data();
    void userFieldErrors();
    void userCreateAsksTheService();
    void userFromUuid();
    void environmentProblemsBesideFields_data();
    void environmentProblemsBesideFields();
    void environmentIsSavedDuplicatedDeleted();
    void presetsCannotBeChanged();
    void keysAreNeverShown();
    void keysReplaceOnlyWhatIsTyped();
    void keysAreSavedOverWhatIsStored();
    void typedKeysAreNotLostSilently_data();
    void typedKeysAreNotLostSilently();
    void tabComesToThePageBeforeTheButtonBelow();
    void keysAreRemovedAfterAQuestion();
    void simulatorKeysCannotBeEntered();
    void generalPageStores();
    void historyPageStores();
    void historyIsDeletedAfterAQuestion_data();
    void historyIsDeletedAfterAQuestion();
    void everyOptionHasAField();
    void optionsReachTheFlow();
    void optionsWarn();
    void configurationListIsKept();
    void receivedTokenIsRedacted();
    void manualContentsAndSearch();
    void manualWithoutFiles();
};

void ShellDialogs::userFieldErrors_data()
{
    QTest::addColumn<QStringList>("values"); // first, last, email, phone
    QTest::addColumn<QString>("wrong");
    const QString phone = u"+13125550142"_s;
    QTest::newRow("no first name") << QStringList{u""_s, u"Lee"_s, u"d@example.com"_s, phone} << u"firstName"_s;
    QTest::newRow("digits in the last name") << QStringList{u"Dana"_s, u"L33"_s, u"d@example.com"_s, phone} << u"lastName"_s;
    QTest::newRow("no e-mail") << QStringList{u"Dana"_s, u"Lee"_s, u""_s, phone} << u"email"_s;
    QTest::newRow("no phone") << QStringList{u"Dana"_s, u"Lee"_s, u"d@example.com"_s, u""_s} << u"phone"_s;
}

void ShellDialogs::userFieldErrors()
{
    QFETCH(QStringList, values);
    QFETCH(QString, wrong);
    shell::ShellWorld world; // any request fails the test
    world.simulatorIsReady();
    UserPage page(&world.session);
    page.show();
    const QStringList names{u"firstName"_s, u"lastName"_s, u"email"_s, u"phone"_s};
    for (int i = 0; i < 4; ++i) {
        page.findChild<QLineEdit *>(names.at(i))->setText(values.at(i));
    }
    page.findChild<QWidget *>(u"createCard"_s)->findChild<QPushButton *>(u"createButton"_s)->click();
    for (const QString &name : names) {
        const auto *label = page.findChild<QLabel *>(name + u"Problem"_s);
        QVERIFY2(label->isVisible() == (name == wrong), qPrintable(name));
        QCOMPARE(page.findChild<QLineEdit *>(name)->property("wrong").toBool(), name == wrong);
    }
    QVERIFY(!page.findChild<QLabel *>(wrong + u"Problem"_s)->text().isEmpty());
    QCOMPARE(page.findChild<QLineEdit *>(wrong)->accessibleDescription(), page.findChild<QLabel *>(wrong + u"Problem"_s)->text());
    QCOMPARE(world.session.user()->state(), UserState::None);
}

void ShellDialogs::userCreateAsksTheService()
{
    shell::ShellWorld world;
    world.simulatorIsReady();
    world.network.expected = true;
    UserPage page(&world.session);
    page.show();
    page.findChild<QPushButton *>(u"fillSampleButton"_s)->click();
    QCOMPARE(page.findChild<QLineEdit *>(u"firstName"_s)->text(), u"Dana"_s);
    page.findChild<QWidget *>(u"createCard"_s)->findChild<QPushButton *>(u"createButton"_s)->click();
    QCOMPARE(world.session.user()->state(), UserState::Working);
    QVERIFY(page.findChild<QWidget *>(u"workingCard"_s)->isVisible());
    page.findChild<QPushButton *>(u"cancelButton"_s)->click();
    QCOMPARE(world.session.user()->state(), UserState::None);
    QVERIFY(page.findChild<QWidget *>(u"createCard"_s)->isVisible());
    QVERIFY(!world.network.asked.isEmpty());
}

void ShellDialogs::userFromUuid()
{
    shell::ShellWorld world;
    world.simulatorIsReady();
    UserPage page(&world.session);
    page.show();
    page.findChild<QPushButton *>(u"uuidTab"_s)->click();
    auto *use = page.findChild<QPushButton *>(u"useButton"_s);
    QVERIFY(use->isVisible());
    use->click();
    QVERIFY(page.findChild<QLabel *>(u"uuidProblem"_s)->isVisible());
    page.findChild<QLineEdit *>(u"uuid"_s)->setText(u"3f0c9c1e-2b7a-4d51-9a3e-0f6f2d9191ab"_s);
    world.network.expected = true; // links from before are looked for
    use->click();
    QCOMPARE(world.session.user()->state(), UserState::Ready);
    QVERIFY(page.findChild<QWidget *>(u"resultCard"_s)->isVisible());
    QCOMPARE(page.findChild<QLabel *>(u"uuidValue"_s)->text(), u"3f0c9c1e-2b7a-4d51-9a3e-0f6f2d9191ab"_s);
}

void ShellDialogs::environmentProblemsBesideFields_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::newRow("name") << u"name"_s << u""_s;
    QTest::newRow("api not https") << u"aerosyncApi"_s << u"http://api.example.com"_s;
    QTest::newRow("api empty") << u"aerosyncApi"_s << u""_s;
    QTest::newRow("aeropass nonsense") << u"aeropassApi"_s << u"not an address"_s;
    QTest::newRow("widget with a path") << u"widgetOrigin"_s << u"https://widget.example.com/path"_s;
    QTest::newRow("host empty") << u"hostOrigin"_s << u""_s;
}

void ShellDialogs::environmentProblemsBesideFields()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    shell::ShellWorld world;
    Environment environment = presetEnvironments().at(1);
    environment.id = u"custom-1"_s;
    environment.name = u"Ours"_s;
    environment.builtIn = false;
    EnvironmentDialog dialog(world.session.environments(), environment, true);
    dialog.show();
    dialog.findChild<QLineEdit *>(field)->setText(value);
    dialog.findChild<QPushButton *>(u"saveButton"_s)->click();
    QVERIFY(dialog.isVisible());
    const auto *label = dialog.findChild<QLabel *>(field + u"Problem"_s);
    QVERIFY(label->isVisible());
    QVERIFY(!label->text().isEmpty());
    QVERIFY(dialog.findChild<QLineEdit *>(field)->property("wrong").toBool());
}

void ShellDialogs::environmentIsSavedDuplicatedDeleted()
{
    shell::ShellWorld world;
    Environments *environments = world.session.environments();
    const qsizetype before = environments->all().size();
    EnvironmentsPage page(&world.session);
    page.show();
    auto *list = page.findChild<QListWidget *>(u"list"_s);
    list->setCurrentRow(1); // a preset
    page.findChild<QPushButton *>(u"duplicateButton"_s)->click();
    auto *dialog = page.findChild<EnvironmentDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"Our staging"_s);
    dialog->findChild<QPushButton *>(u"saveButton"_s)->click();
    QCOMPARE(environments->all().size(), before + 1);
    QCOMPARE(environments->all().last().name, u"Our staging"_s);
    QVERIFY(!environments->all().last().builtIn);
    list->setCurrentRow(list->count() - 1);
    QVERIFY(page.findChild<QPushButton *>(u"editButton"_s)->isEnabled());
    page.findChild<QPushButton *>(u"deleteButton"_s)->click();
    QCOMPARE(environments->all().size(), before + 1); // asked first
    auto *question = page.findChild<QMessageBox *>(u"deleteEnvironmentQuestion"_s);
    QVERIFY(question && question->isVisible());
    QVERIFY2(question->text().contains(u"keys are removed"_s), qPrintable(question->text()));
    question->findChild<QPushButton *>(u"confirm"_s)->click();
    QCOMPARE(environments->all().size(), before);
}

void ShellDialogs::presetsCannotBeChanged()
{
    shell::ShellWorld world;
    EnvironmentsPage page(&world.session);
    auto *list = page.findChild<QListWidget *>(u"list"_s);
    for (int row = 0; row < list->count(); ++row) {
        list->setCurrentRow(row);
        QVERIFY(!page.findChild<QPushButton *>(u"editButton"_s)->isEnabled());
        QVERIFY(!page.findChild<QPushButton *>(u"deleteButton"_s)->isEnabled());
    }
}

namespace {

Credentials allKeys()
{
    Credentials keys;
    keys.apiKey = Secret(u"planted-key"_s);
    keys.apiSecret = Secret(u"planted-secret"_s);
    keys.aeropayApiKey = Secret(u"planted-pay-key"_s);
    keys.aeropayApiSecret = Secret(u"planted-pay-secret"_s);
    keys.merchantId = u"1456"_s;
    return keys;
}

void useSandbox(shell::ShellWorld &world)
{
    QVERIFY(world.session.environments()->choose(u"sandbox"_s));
    QTRY_VERIFY(!world.session.keys()->isLoading());
}

} // namespace

void ShellDialogs::keysAreNeverShown()
{
    shell::ShellWorld world;
    useSandbox(world);
    world.session.keys()->save(world.session.environments()->current(), allKeys());
    QTRY_VERIFY(world.session.keys()->credentials().hasAerosync());
    KeysPage page(&world.session);
    page.show();
    QStringList texts;
    const QList<QWidget *> all = page.findChildren<QWidget *>();
    for (QWidget *widget : all) {
        texts << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription();
        if (const auto *edit = qobject_cast<QLineEdit *>(widget)) {
            texts << edit->text() << edit->placeholderText();
            QVERIFY(edit->text().isEmpty());
        }
        if (const auto *label = qobject_cast<QLabel *>(widget)) {
            texts << label->text();
        }
    }
    QVERIFY(!texts.join(u'\n').contains(u"planted"_s));
    QVERIFY(page.findChild<QLabel *>(u"apiKeyState"_s)->text().contains(u"set"_s));
    QCOMPARE(page.findChild<QLineEdit *>(u"apiSecret"_s)->echoMode(), QLineEdit::Password);
}

void ShellDialogs::keysReplaceOnlyWhatIsTyped()
{
    shell::ShellWorld world;
    useSandbox(world);
    world.session.keys()->save(world.session.environments()->current(), allKeys());
    QTRY_VERIFY(world.session.keys()->credentials().hasAerosync());
    KeysPage page(&world.session);
    page.show();
    auto *save = page.findChild<QPushButton *>(u"saveButton"_s);
    QVERIFY(!save->isEnabled());
    page.findChild<QLineEdit *>(u"apiSecret"_s)->setText(u"a-new-secret"_s);
    QVERIFY(save->isEnabled());
    save->click();
    QTRY_COMPARE(world.session.keys()->credentials().apiSecret.revealText(), u"a-new-secret"_s);
    QCOMPARE(world.session.keys()->credentials().apiKey.revealText(), u"planted-key"_s);
    QVERIFY(page.findChild<QLineEdit *>(u"apiSecret"_s)->text().isEmpty());
    // What was typed and not saved is gone with the page.
    page.findChild<QLineEdit *>(u"apiKey"_s)->setText(u"half"_s);
    page.hide();
    QVERIFY(page.findChild<QLineEdit *>(u"apiKey"_s)->text().isEmpty());
}

/// The page shows what is in effect; what it saves is what was typed, over what is stored.
void ShellDialogs::keysAreSavedOverWhatIsStored()
{
    shell::ShellWorld world;
    QObject receiver;
    const auto stored = [&] {
        std::optional<Credentials> keys;
        world.secrets.read(u"environment/sandbox"_s, &receiver, [&](const Result<Secret> &secret) { keys = unpackCredentials(*secret).value_or(Credentials()); });
        return QTest::qWaitFor([&] { return keys.has_value(); }) ? *keys : Credentials();
    };
    world.secrets.write(u"environment/sandbox"_s, packCredentials(allKeys()), &receiver, [](const Result<void> &) {});
    KeysPage page(&world.session);
    page.show();
    auto *save = page.findChild<QPushButton *>(u"saveButton"_s);
    QVERIFY(world.session.environments()->choose(u"sandbox"_s));
    page.findChild<QLineEdit *>(u"merchantId"_s)->setText(u"77"_s);
    QVERIFY(world.session.keys()->isLoading() && !save->isEnabled()); // what is there is not known yet
    QVERIFY(save->toolTip().contains(u"keychain"_s));
    QTRY_VERIFY(save->isEnabled());
    QVERIFY(save->toolTip().isEmpty());
    save->click();
    QTRY_COMPARE(stored().merchantId, u"77"_s);
    QCOMPARE(stored().apiSecret.revealText(), u"planted-secret"_s);
    QCOMPARE(stored().aeropayApiKey.revealText(), u"planted-pay-key"_s);
}

void ShellDialogs::typedKeysAreNotLostSilently_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("answer");
    for (const char *way : {"escape", "close", "page"}) {
        for (const char *answer : {"confirm", "other", "stay"})
            QTest::addRow("%s, %s", way, answer) << QString::fromLatin1(way) << QString::fromLatin1(answer);
    }
}

void ShellDialogs::typedKeysAreNotLostSilently()
{
    QFETCH(QString, way);
    QFETCH(QString, answer);
    shell::ShellWorld world;
    useSandbox(world);
    SettingsDialog dialog(&world.session);
    dialog.showPage(SettingsDialog::Page::Keys);
    dialog.show();
    auto *key = dialog.findChild<QLineEdit *>(u"apiKey"_s);
    key->setText(u"typed-key"_s);
    QTRY_VERIFY(dialog.findChild<QPushButton *>(u"saveButton"_s)->isEnabled());
    if (way == u"escape")
        QTest::keyClick(&dialog, Qt::Key_Escape);
    else if (way == u"close")
        dialog.findChild<QPushButton *>(u"closeButton"_s)->click();
    else
        dialog.findChild<QListWidget *>(u"pageList"_s)->setCurrentRow(2);
    QVERIFY(dialog.isVisible() && key->isVisible());
    QCOMPARE(key->text(), u"typed-key"_s);
    auto *question = dialog.findChild<QMessageBox *>(u"unsavedKeysQuestion"_s);
    QVERIFY(question && question->isVisible());
    question->findChild<QPushButton *>(answer)->click();
    QCOMPARE(key->text(), answer == u"stay" ? u"typed-key"_s : QString());
    QCOMPARE(key->isVisible(), answer == u"stay");
    QCOMPARE(dialog.isVisible(), answer == u"stay" || way == u"page");
    if (answer == u"confirm")
        QTRY_COMPARE(world.session.keys()->credentials().apiKey.revealText(), u"typed-key"_s);
    else
        QVERIFY(world.session.keys()->credentials().apiKey.isEmpty());
}

void ShellDialogs::tabComesToThePageBeforeTheButtonBelow()
{
    shell::ShellWorld world;
    useSandbox(world);
    SettingsDialog dialog(&world.session);
    for (const auto &[page, first] : {std::pair{SettingsDialog::Page::Environments, u"list"_s}, {SettingsDialog::Page::Keys, u"apiKey"_s},
                                       {SettingsDialog::Page::History, u"keepSimulator"_s}}) {
        dialog.showPage(page);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        dialog.findChild<QWidget *>(u"pageList"_s)->setFocus();
        QTest::keyClick(&dialog, Qt::Key_Tab);
        QVERIFY(dialog.focusWidget());
        QCOMPARE(dialog.focusWidget()->objectName(), first);
    }
}

void ShellDialogs::keysAreRemovedAfterAQuestion()
{
    shell::ShellWorld world;
    useSandbox(world);
    world.session.keys()->save(world.session.environments()->current(), allKeys());
    QTRY_VERIFY(world.session.keys()->credentials().hasAerosync());
    KeysPage page(&world.session);
    page.show();
    page.findChild<QPushButton *>(u"removeButton"_s)->click();
    QVERIFY(world.session.keys()->credentials().hasAerosync());
    auto *question = page.findChild<QMessageBox *>(u"removeKeysQuestion"_s);
    QVERIFY(question);
    question->findChild<QPushButton *>(u"confirm"_s)->click();
    QTRY_VERIFY(!world.session.keys()->credentials().hasAerosync());
    QCOMPARE(page.findChild<QLabel *>(u"apiKeyState"_s)->text(), u"not set"_s);
}

void ShellDialogs::simulatorKeysCannotBeEntered()
{
    shell::ShellWorld world;
    world.simulatorIsReady();
    KeysPage page(&world.session);
    page.show();
    QVERIFY(!page.findChild<QLineEdit *>(u"apiKey"_s)->isEnabled());
    QVERIFY(!page.findChild<QPushButton *>(u"saveButton"_s)->isEnabled());
    QVERIFY(!page.findChild<QPushButton *>(u"removeButton"_s)->isEnabled());
}

void ShellDialogs::generalPageStores()
{
    shell::ShellWorld world;
    GeneralPage page(&world.settings);
    page.findChild<QRadioButton *>(u"schemeDark"_s)->setChecked(true);
    QCOMPARE(world.settings.value(Setting::ColourScheme).toString(), u"dark"_s);
    page.findChild<QCheckBox *>(u"reduceMotion"_s)->setChecked(true);
    QVERIFY(world.settings.value(Setting::ReduceMotion).toBool());
    QVERIFY(!world.settings.value(Setting::SoundOnQuestion).toBool());
    page.findChild<QCheckBox *>(u"sound"_s)->setChecked(true);
    QVERIFY(world.settings.value(Setting::SoundOnQuestion).toBool());
    page.findChild<QSpinBox *>(u"deadline"_s)->setValue(120);
    QCOMPARE(world.settings.value(Setting::JobDeadlineSeconds).toInt(), 120);
    page.findChild<QSpinBox *>(u"timeout"_s)->setValue(7);
    QCOMPARE(world.settings.value(Setting::RequestTimeoutSeconds).toInt(), 7);
    page.findChild<QSpinBox *>(u"reveal"_s)->setValue(12);
    QCOMPARE(world.settings.value(Setting::RevealSeconds).toInt(), 12);
    world.settings.set(Setting::RevealSeconds, 45);
    QCOMPARE(page.findChild<QSpinBox *>(u"reveal"_s)->value(), 45);
}

void ShellDialogs::historyPageStores()
{
    shell::ShellWorld world;
    HistoryPage page(&world.session);
    page.show();
    QVERIFY(page.findChild<QLabel *>(u"state"_s)->text().contains(u"no history"_s));
    QVERIFY(!page.findChild<QWidget *>(u"deleteCard"_s)->isVisible());
    QVERIFY(!page.findChild<QWidget *>(u"copyButton"_s)->isVisible());
    for (const auto &[name, setting, on] : {std::tuple{u"keepSimulator"_s, Setting::KeepDataSimulator, true},
                                            {u"keepSandbox"_s, Setting::KeepDataSandbox, true}, {u"keepProduction"_s, Setting::KeepDataProduction, false}}) {
        auto *box = page.findChild<QCheckBox *>(name);
        QCOMPARE(box->isChecked(), on);
        box->click();
        QCOMPARE(world.settings.value(setting).toBool(), !on);
    }
    auto *days = page.findChild<QSpinBox *>(u"days"_s);
    QCOMPARE(days->value(), 90);
    days->setValue(0);
    QCOMPARE(world.settings.value(Setting::HistoryDays).toInt(), 0);
    world.settings.set(Setting::HistoryDays, 7);
    QCOMPARE(days->value(), 7);
}

void ShellDialogs::historyIsDeletedAfterAQuestion_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("said");
    QTest::addColumn<int>("left");
    QTest::newRow("data here") << u"dataOnly"_s << u"here"_s << u"data of jobs is deleted"_s << 3;
    QTest::newRow("everything here") << u"everything"_s << u"here"_s << u"1 job deleted"_s << 2;
    QTest::newRow("everything everywhere") << u"everything"_s << u"everywhere"_s << u"3 jobs deleted"_s << 0;
}

void ShellDialogs::historyIsDeletedAfterAQuestion()
{
    QFETCH(QString, what);
    QFETCH(QString, where);
    QFETCH(QString, said);
    QFETCH(int, left);
    QTemporaryDir folder;
    History history(folder.filePath(u"history.sqlite"_s));
    for (const QString &environment : {u"simulator"_s, u"sandbox"_s, u"sandbox"_s})
        history.put(HistoryJob{.id = history.newId(), .environment = environment, .kind = u"balance"_s, .state = u"x"_s, .ended = true,
                               .createdAt = QDateTime::currentDateTimeUtc()});
    shell::ShellWorld world(&history);
    HistoryPage page(&world.session);
    page.show();
    auto *button = page.findChild<QPushButton *>(u"deleteButton"_s);
    QTRY_VERIFY(button->isEnabled()); // as soon as it is open
    page.findChild<QRadioButton *>(what)->click();
    page.findChild<QRadioButton *>(where)->click();
    button->click();
    auto *question = page.findChild<QMessageBox *>(u"deleteHistoryQuestion"_s);
    QVERIFY(question && question->text().contains(where == u"here" ? u"“Simulator”"_s : u"all environments"_s));
    question->findChild<QPushButton *>(u"confirm"_s)->click();
    QVERIFY(!button->isEnabled() && page.findChild<QWidget *>(u"progress"_s)->isVisible());
    auto *result = page.findChild<QLabel *>(u"result"_s);
    QTRY_VERIFY2(result->text().contains(said), qPrintable(result->text()));
    QVERIFY(button->isEnabled() && !page.findChild<QWidget *>(u"progress"_s)->isVisible());
    qint64 count = -1;
    history.count({}, this, [&](const Result<qint64> &got) { count = got.value_or(-2); });
    QTRY_COMPARE(count, left);
}

void ShellDialogs::everyOptionHasAField()
{
    shell::ShellWorld world;
    OptionsSheet sheet(&world.session);
    const QList<OptionHelp> help = launchOptionHelp();
    QVERIFY(help.size() > 10);
    for (const OptionHelp &each : help) {
        const auto *field = sheet.findChild<QWidget *>(each.name);
        QVERIFY2(field, qPrintable(each.name));
        QCOMPARE(field->accessibleName(), each.name);
        const auto *text = sheet.findChild<QLabel *>(each.name + u"Help"_s);
        QVERIFY2(text && text->text().contains(each.meaning) && text->text().contains(each.defaultText), qPrintable(each.name));
    }
}

void ShellDialogs::optionsReachTheFlow()
{
    shell::ShellWorld world;
    OptionsSheet sheet(&world.session);
    const auto put = [&sheet](const QString &name, const QString &text) { sheet.findChild<QLineEdit *>(name)->setText(text); };
    put(u"deeplink"_s, u"myapp://back"_s);
    put(u"domain"_s, u"example.com"_s);
    put(u"width"_s, u"400px"_s);
    put(u"height"_s, u"600px"_s);
    put(u"bgColor"_s, u"#112233"_s);
    put(u"opacity"_s, u"0.5"_s);
    put(u"zIndex"_s, u"7"_s);
    put(u"iframeTitle"_s, u"Bank"_s);
    for (const QString &name : {u"handleOAuthManually"_s, u"manualLinkOnly"_s, u"handleMFA"_s}) {
        sheet.findChild<QCheckBox *>(name)->setChecked(true);
    }
    put(u"jobId"_s, u"REF-1"_s);
    put(u"connectionId"_s, u"c-1"_s);
    sheet.findChild<QComboBox *>(u"configurationId"_s)->setCurrentText(u"conf-1"_s);
    sheet.findChild<QComboBox *>(u"theme"_s)->setCurrentText(u"dark"_s);
    sheet.findChild<QComboBox *>(u"environment"_s)->setCurrentText(u"staging"_s);
    sheet.findChild<QComboBox *>(u"sdkVersion"_s)->setCurrentText(u"1.1.3"_s);
    auto *type = sheet.findChild<QComboBox *>(u"widgetLaunchType"_s);
    type->setCurrentIndex(type->findData(int(LaunchType::SystemBrowser)));
    LaunchOptions expected;
    expected.sdkVersion = u"1.1.3"_s;
    expected.configurationId = u"conf-1"_s;
    expected.theme = u"dark"_s;
    expected.sdkEnvironment = u"staging"_s;
    expected.type = LaunchType::SystemBrowser;
    expected.deeplink = u"myapp://back"_s;
    expected.handleOAuthManually = true;
    expected.manualLinkOnly = true;
    expected.domain = u"example.com"_s;
    expected.bgColor = u"#112233"_s;
    expected.opacity = u"0.5"_s;
    expected.width = u"400px"_s;
    expected.height = u"600px"_s;
    expected.zIndex = u"7"_s;
    expected.iframeTitle = u"Bank"_s;
    expected.handleMFA = true;
    expected.jobId = u"REF-1"_s;
    expected.connectionId = u"c-1"_s;
    QVERIFY(world.session.link()->options() == expected);
    sheet.findChild<QPushButton *>(u"defaultsButton"_s)->click();
    QVERIFY(world.session.link()->options() == LaunchOptions());
    QVERIFY(sheet.findChild<QLineEdit *>(u"deeplink"_s)->text().isEmpty());
    // A file is asked for only when it is wanted.
    sheet.show();
    QVERIFY(!sheet.findChild<QLineEdit *>(u"sdkFile"_s)->isVisible());
    auto *version = sheet.findChild<QComboBox *>(u"sdkVersion"_s);
    version->setCurrentIndex(version->findData(u"file"_s));
    QVERIFY(sheet.findChild<QLineEdit *>(u"sdkFile"_s)->isVisible());
}

void ShellDialogs::optionsWarn()
{
    shell::ShellWorld world;
    OptionsSheet sheet(&world.session);
    sheet.show();
    auto *box = sheet.findChild<QWidget *>(u"warningBox"_s);
    QVERIFY(!box->isVisible());
    sheet.findChild<QComboBox *>(u"configurationId"_s)->setCurrentText(u"conf-1"_s);
    auto *type = sheet.findChild<QComboBox *>(u"widgetLaunchType"_s);
    type->setCurrentIndex(type->findData(int(LaunchType::EmbeddedBankView)));
    QVERIFY(box->isVisible());
    const QStringList warnings = ignoredOptions(world.session.link()->options());
    QVERIFY(!warnings.isEmpty());
    for (const QString &warning : warnings) {
        QVERIFY(sheet.findChild<QLabel *>(u"warningText"_s)->text().contains(warning));
    }
}

void ShellDialogs::configurationListIsKept()
{
    shell::ShellWorld world;
    OptionsSheet sheet(&world.session);
    sheet.show();
    sheet.findChild<QPushButton *>(u"manageButton"_s)->click();
    auto *table = sheet.findChild<QTableWidget *>(u"configurationTable"_s);
    QVERIFY(table->isVisible());
    const int before = table->rowCount();
    sheet.findChild<QPushButton *>(u"addConfigurationButton"_s)->click();
    QCOMPARE(table->rowCount(), before + 1);
    QCOMPARE(world.session.environments()->configurations().size(), before); // not without an id
    table->item(before, 0)->setText(u"Northwind"_s);
    table->item(before, 1)->setText(u"conf-77"_s);
    QVERIFY(world.session.environments()->configurations().contains(NamedConfiguration{u"Northwind"_s, u"conf-77"_s}));
    auto *box = sheet.findChild<QComboBox *>(u"configurationId"_s);
    box->setCurrentText(u"Northwind"_s);
    QCOMPARE(world.session.link()->options().configurationId, u"conf-77"_s); // the name means its id
    table->setCurrentCell(before, 0);
    sheet.findChild<QPushButton *>(u"removeConfigurationButton"_s)->click();
    QCOMPARE(world.session.environments()->configurations().size(), before);
}

void ShellDialogs::receivedTokenIsRedacted()
{
    shell::ShellWorld world;
    world.network.expected = true;
    OptionsSheet sheet(&world.session);
    auto *list = sheet.findChild<ReceivedList *>(u"receivedList"_s);
    QVERIFY(list->asText().isEmpty());
    const QList<ReceivedParameter> rows = receivedParameters(QUrl(u"https://w.example/?token=planted-token&defaultTheme=dark"_s));
    list->showParameters(rows);
    QVERIFY(list->asText().contains(u"defaultTheme\tdark"_s));
    QVERIFY(!list->asText().contains(u"planted"_s));
    for (const ReceivedParameter &row : rows) {
        QVERIFY(!row.value.contains(u"planted"_s));
    }
    QVERIFY(!sheet.findChild<QPushButton *>(u"copyReceivedButton"_s)->isEnabled());
}

void ShellDialogs::manualContentsAndSearch()
{
    QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &text) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write(u"1-start.md"_s, "# First steps\n\nCreate a user. [Jobs](2-jobs.md)\n");
    write(u"2-jobs.md"_s, "# Jobs\n\nA balance is a number. The balance is shown.\n");
    ManualViewer viewer(nullptr, folder.path());
    viewer.show();
    auto *contents = viewer.findChild<QListWidget *>(u"contents"_s);
    auto *text = viewer.findChild<QTextBrowser *>(u"text"_s);
    QCOMPARE(contents->count(), 2);
    QCOMPARE(contents->item(0)->text(), u"First steps"_s);
    QVERIFY(text->toPlainText().contains(u"Create a user"_s));
    Q_EMIT text->anchorClicked(QUrl(u"2-jobs.md"_s));
    QVERIFY(text->toPlainText().contains(u"A balance is a number"_s));
    QCOMPARE(contents->currentRow(), 1);
    viewer.findChild<QLineEdit *>(u"search"_s)->setText(u"balance"_s);
    QCOMPARE(contents->count(), 1);
    QCOMPARE(contents->item(0)->text(), u"Jobs (2)"_s);
    QCOMPARE(text->extraSelections().size(), 2);
    viewer.findChild<QLineEdit *>(u"search"_s)->setText(u"zebra"_s);
    QCOMPARE(contents->count(), 0);
    QVERIFY(text->toPlainText().contains(u"zebra"_s));
    viewer.findChild<QLineEdit *>(u"search"_s)->clear();
    QCOMPARE(contents->count(), 2);
    QVERIFY(text->toPlainText().contains(u"Create a user"_s));
}

void ShellDialogs::manualWithoutFiles()
{
    QTemporaryDir folder;
    ManualViewer viewer(nullptr, folder.path());
    QVERIFY(!viewer.findChild<QTextBrowser *>(u"text"_s)->toPlainText().isEmpty());
}

QTEST_MAIN(ShellDialogs)
#include "shell_dialogs.moc"
