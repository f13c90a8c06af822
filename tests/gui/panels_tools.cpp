// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the panels: connection card, launch options, command palette, manual.
#include "gui/panels_fixture.h"

#include "gui/actions.h"
#include "gui/commandpalette.h"
#include "gui/connectioncard.h"
#include "gui/manualviewer.h"
#include "gui/optionssheet.h"
#include "gui/receivedlist.h"
#include "gui/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QScrollBar>
#include <QTableWidget>
#include <QTextBrowser>
#include <QTextTable>
#include <QToolButton>
#include <QtTest>

using namespace console;
using namespace panels;
using namespace Qt::StringLiterals;

class PanelsTools : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::apply(qApp, Theme::Scheme::Light); }
    void theCardSaysThingsOnce();
    void receivedParametersAreWhole_data();
    void receivedParametersAreWhole();
    void addingABrandingIsSeen();
    void noBrandingHasAName();
    void theSheetHasNoMnemonics();
    void fieldsOfAPairStandInLine();
    void paletteFinds_data();
    void paletteFinds();
    void paletteSaysThatNothingFits();
    void paletteStandsOut();
    void manualBeginsWithTheFirstSteps();
    void manualTablesHaveRoom();
    void manualSearchGoesToTheHit();
    void manualNamesRealControls();
};

void PanelsTools::theCardSaysThingsOnce()
{
    PanelWorld world;
    QMainWindow window;
    Actions actions(&world.session, &window);
    auto *card = new ConnectionCard(&world.session, &actions);
    window.setCentralWidget(card);
    window.show();
    world.session.connections()->add({.connectionId = u"5d41402abc4b2a76b9719d911017c592"_s, .bank = u"Harbour Bank"_s, .nickname = u"Aerosync Checking"_s,
                                      .numberDisplay = u"2901"_s, .accountType = u"CHECKING"_s, .status = u"CONNECTED"_s, .canFetchBalance = false});
    QCOMPARE(card->findChild<QLabel *>(u"cardAccount"_s)->text(), u"Aerosync Checking · ••••2901"_s);
    QVERIFY(!card->findChild<QLabel *>(u"cardNote"_s)->isVisible()); // the jobs below it say what a manual link means
    auto *copy = card->findChild<QToolButton *>(u"cardCopyButton"_s);
    actions.copyConnection->trigger(); // by its key
    QVERIFY(copy->property("copied").toBool());
    QVERIFY(card->minimumSizeHint().width() <= 268); // a side of 300 px less its margins
}

void PanelsTools::receivedParametersAreWhole_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("least side") << 300;
    QTest::newRow("wide side") << 420;
}

void PanelsTools::receivedParametersAreWhole()
{
    QFETCH(int, width);
    ReceivedList list;
    list.resize(width, 600);
    list.show();
    const QString job = u"TRN-f2e99b46a4eee24e2f6b1a9c5d3e7081"_s;
    list.showParameters(receivedParameters(QUrl(u"https://sandbox.aerosync.com/?token=planted-token&handleMFA=true&jobId=%1&version=2.0.0"_s.arg(job))));
    QVERIFY(!everythingVisible(&list).contains(u"planted"_s));
    auto *row = list.findChild<QWidget *>(u"received-jobId"_s);
    auto *value = row->findChild<QLabel *>(u"value"_s);
    QCOMPARE(value->text().remove(QChar(0x200b)), job); // nothing is left out …
    QTRY_VERIFY(value->height() >= value->heightForWidth(value->width())); // … or cut off
    for (const QLabel *label : list.findChildren<QLabel *>()) {
        const int right = label->mapTo(list.widget(), QPoint(label->width(), 0)).x();
        QVERIFY2(right <= list.viewport()->width(), qPrintable(label->text()));
    }
    QVERIFY(!list.horizontalScrollBar()->isVisible());
    QCOMPARE(value->toolTip(), job);
    auto *copy = row->findChild<QToolButton *>(u"copy"_s);
    copy->click();
    QCOMPARE(QApplication::clipboard()->text(), job);
    QVERIFY(copy->property("copied").toBool());
    list.showParameters({});
    QVERIFY(list.asText().isEmpty());
}

void PanelsTools::addingABrandingIsSeen()
{
    PanelWorld world;
    QList<NamedConfiguration> many;
    for (int i = 0; i < 12; ++i)
        many.append({u"Branding %1"_s.arg(i), QUuid::createUuid().toString(QUuid::WithoutBraces)});
    world.session.environments()->setConfigurations(many);
    OptionsSheet sheet(&world.session);
    sheet.resize(300, 700);
    sheet.show();
    sheet.findChild<QPushButton *>(u"manageButton"_s)->click();
    auto *table = sheet.findChild<QTableWidget *>(u"configurationTable"_s);
    const int row = table->rowHeight(0);
    for (int i = 0; i < table->rowCount(); ++i)
        QCOMPARE(table->rowHeight(i), row); // elided, never wrapped here and there
    QCOMPARE(table->item(3, 1)->toolTip(), many.at(3).configurationId);
    sheet.findChild<QPushButton *>(u"addConfigurationButton"_s)->click();
    auto *editor = table->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    QTRY_VERIFY(table->viewport()->rect().contains(editor->geometry()));
}

void PanelsTools::noBrandingHasAName()
{
    PanelWorld world;
    OptionsSheet sheet(&world.session);
    sheet.show();
    for (const QString &name : {u"configurationId"_s, u"environment"_s}) {
        auto *box = sheet.findChild<QComboBox *>(name);
        for (int i = 0; i < box->count(); ++i)
            QVERIFY2(!box->itemText(i).isEmpty(), qPrintable(name));
    }
    auto *box = sheet.findChild<QComboBox *>(u"configurationId"_s);
    QCOMPARE(box->itemText(0), u"None (unbranded)"_s);
    box->setCurrentText(u"conf-9"_s);
    QCOMPARE(world.session.link()->options().configurationId, u"conf-9"_s);
    box->setCurrentIndex(0);
    QVERIFY(world.session.link()->options().configurationId.isEmpty());
    auto *environment = sheet.findChild<QComboBox *>(u"environment"_s);
    environment->setCurrentText(u"staging"_s);
    QCOMPARE(world.session.link()->options().sdkEnvironment, u"staging"_s);
    environment->setCurrentIndex(0);
    QVERIFY(world.session.link()->options().sdkEnvironment.isEmpty());
    QVERIFY(!sheet.findChild<QLabel *>(u"configurationIdHelp"_s)->text().contains(u"none: "_s));
}

void PanelsTools::theSheetHasNoMnemonics()
{
    // 25 fields, the menus and the stage share one alphabet: a letter would do something else than it says.
    PanelWorld world;
    OptionsSheet sheet(&world.session);
    for (const QLabel *label : sheet.findChildren<QLabel *>())
        QVERIFY2(!label->text().contains(u'&'), qPrintable(label->text()));
    for (const QAbstractButton *button : sheet.findChildren<QAbstractButton *>())
        QVERIFY2(!button->text().contains(u'&'), qPrintable(button->text()));
}

void PanelsTools::fieldsOfAPairStandInLine()
{
    PanelWorld world;
    OptionsSheet sheet(&world.session);
    sheet.resize(320, 700);
    sheet.show();
    for (const auto &[left, right] : {std::pair{u"width"_s, u"height"_s}, {u"bgColor"_s, u"opacity"_s}, {u"zIndex"_s, u"iframeTitle"_s}}) {
        const auto *a = sheet.findChild<QLineEdit *>(left);
        const auto *b = sheet.findChild<QLineEdit *>(right);
        QTRY_COMPARE(a->y(), b->y());
        QVERIFY(qAbs(a->width() - b->width()) <= 1);
    }
}

void PanelsTools::paletteFinds_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    QTest::newRow("letters strewn over words") << u"phone"_s << u"Copy the connectionId"_s << false;
    QTest::newRow("inside a word") << u"alance"_s << u"Get cached balance"_s << true;
    QTest::newRow("words in another order") << u"bal get"_s << u"Get balance"_s << true;
    QTest::newRow("beginnings") << u"rst"_s << u"Read stored transactions"_s << true;
    QTest::newRow("beginnings, several letters") << u"getbal"_s << u"Get balance"_s << true;
    QTest::newRow("another name of it") << u"phone"_s << u"Frame of the widget\nphone browser"_s << true;
    QTest::newRow("one word of two is missing") << u"get identity"_s << u"Get balance"_s << false;
}

void PanelsTools::paletteFinds()
{
    QFETCH(QString, typed);
    QFETCH(QString, text);
    QFETCH(bool, fits);
    QCOMPARE(fuzzyScore(typed, text) > 0, fits);
}

void PanelsTools::paletteSaysThatNothingFits()
{
    QMainWindow window;
    window.resize(900, 600);
    window.show();
    QAction get(u"&Get balance"_s);
    auto *panel = new QWidget;
    window.setCentralWidget(panel);
    auto *own = new QAction(u"Reveal"_s, panel); // of a panel: the palette finds it by itself
    own->setProperty("palette", u"Reveal personal data"_s);
    own->setProperty("keywords", u"show unmask"_s);
    CommandPalette palette(&window);
    palette.popUp({&get});
    auto *list = palette.findChild<QListWidget *>(u"list"_s);
    auto *none = palette.findChild<QLabel *>(u"none"_s);
    QCOMPARE(list->count(), 2);
    QVERIFY(!none->isVisible());
    auto *search = palette.findChild<QLineEdit *>(u"search"_s);
    search->setText(u"unmask"_s);
    QCOMPARE(list->count(), 1);
    QCOMPARE(list->item(0)->text(), u"Reveal personal data"_s);
    search->setText(u"zebra"_s);
    QCOMPARE(list->count(), 0);
    QVERIFY(none->isVisible() && none->text().contains(u"zebra"_s));
    QTest::keyClick(search, Qt::Key_Return); // does nothing
    QVERIFY(palette.isVisible());
}

void PanelsTools::paletteStandsOut()
{
    QMainWindow window;
    window.resize(900, 600);
    window.show();
    const QColor before = window.grab().toImage().pixelColor(5, 5);
    CommandPalette palette(&window);
    palette.popUp({});
    QVERIFY(window.grab().toImage().pixelColor(5, 5).lightness() < before.lightness());
    window.resize(1000, 700);
    QCOMPARE(window.findChild<QWidget *>(u"paletteShade"_s)->size(), window.size());
    const QImage seen = palette.grab().toImage();
    QVERIFY(seen.pixelColor(seen.width() / 2, 0) != seen.pixelColor(seen.width() / 2, 4)); // a line around it
    palette.hide();
    QCOMPARE(window.grab().toImage().pixelColor(5, 5), before);
}

void PanelsTools::manualBeginsWithTheFirstSteps()
{
    ManualViewer viewer; // that of the program
    viewer.show();
    auto *contents = viewer.findChild<QListWidget *>(u"contents"_s);
    QCOMPARE(contents->currentItem()->text(), u"First steps"_s);
    QStringList titles;
    for (int i = 0; i < contents->count(); ++i)
        titles << contents->item(i)->text();
    QVERIFY2(titles.indexOf(u"The data"_s) > titles.indexOf(u"Jobs and second factors"_s), qPrintable(titles.join(u", "_s)));
    QCOMPARE(titles.last(), u"Keyboard"_s);
}

void PanelsTools::manualTablesHaveRoom()
{
    ManualViewer viewer;
    viewer.show();
    int tables = 0;
    const auto *text = viewer.findChild<QTextBrowser *>(u"text"_s);
    for (const QTextFrame *frame : text->document()->rootFrame()->childFrames()) {
        if (const auto *table = qobject_cast<const QTextTable *>(frame)) {
            ++tables;
            QVERIFY(table->format().cellPadding() >= 4);
            QVERIFY(table->format().borderCollapse()); // one line between two cells
            QCOMPARE(table->format().cellSpacing(), 0.0);
        }
    }
    QVERIFY(tables > 0);
}

void PanelsTools::manualSearchGoesToTheHit()
{
    QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &text) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write(u"a.md"_s, "# Second\n\n" + QByteArray("Words.\n\n").repeated(200) + "A zebra. [link](zebra.md)\n\n" + QByteArray("Words.\n\n").repeated(200) + "Another zebra.\n");
    write(u"b.md"_s, "# First\n\nNothing of that kind.\n");
    write(u"contents.txt"_s, "b.md\na.md\n");
    ManualViewer viewer(nullptr, folder.path());
    viewer.show();
    auto *contents = viewer.findChild<QListWidget *>(u"contents"_s);
    QCOMPARE(contents->item(0)->text(), u"First"_s); // as contents.txt says
    auto *search = viewer.findChild<QLineEdit *>(u"search"_s);
    auto *text = viewer.findChild<QTextBrowser *>(u"text"_s);
    search->setText(u"zebra"_s);
    QCOMPARE(contents->item(0)->text(), u"Second (2)"_s); // what is read counts, not the address of a link
    const auto shown = [text] { return text->viewport()->rect().contains(text->cursorRect().center()); };
    QCOMPARE(text->textCursor().selectedText(), u"zebra"_s);
    QVERIFY(shown() && text->verticalScrollBar()->value() > 0);
    const int first = text->textCursor().position();
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(shown() && text->textCursor().position() > first);
    QTest::keyClick(search, Qt::Key_Return); // from the last to the first again
    QVERIFY(shown() && text->textCursor().position() == first);
}

void PanelsTools::manualNamesRealControls()
{
    // *Names* of the manual are those that stand on the controls, in the forms, the sources or the simulator's widget.
    QString all;
    const QDir root(QStringLiteral(QT_TESTCASE_SOURCEDIR) + u"/.."_s);
    for (const QString &folder : {u"ui"_s, u"src/gui"_s, u"src/api"_s, u"src/session"_s, u"resources/simulator"_s}) {
        QDirIterator files(root.filePath(folder), {u"*.ui"_s, u"*.cpp"_s, u"*.js"_s, u"*.html"_s, u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            all += QString::fromUtf8(file.readAll()).remove(u"&amp;"_s).remove(u'&');
        }
    }
    static const QRegularExpression name(u"(?<![*\\w])\\*([A-Z][^*\\n]+)\\*(?!\\*)"_s);
    int names = 0;
    for (const QString &page : QDir(u":/manual"_s).entryList({u"*.md"_s})) {
        QFile file(u":/manual/"_s + page);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (auto hits = name.globalMatch(text); hits.hasNext();) {
            const QString found = hits.next().captured(1);
            for (const QString &part : found.split(u" → "_s)) {
                ++names;
                QVERIFY2(all.contains(part), qPrintable(page + u": "_s + part));
            }
        }
    }
    QVERIFY(names > 20);
}

QTEST_MAIN(PanelsTools)
#include "panels_tools.moc"
