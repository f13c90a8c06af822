// SPDX-License-Identifier: GPL-3.0-or-later
// Where it is looked when all is done: files, pages, pictures; and the negative control.
#include "gui/canary_window.h"

void CanaryWindow::exports_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"har", "markdown", "csv", "picture", "session"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void CanaryWindow::exports()
{
    QFETCH(QString, name);
    auto *menu = m_window->findChild<QMenu *>(u"exportMenu"_s);
    QAction *found = nullptr;
    for (QAction *each : menu->actions())
        found = each->objectName().startsWith(u"export-"_s + name.left(3)) || (name == u"picture"_s && each->objectName().startsWith(u"export-p"_s)) ? each : found;
    QVERIFY2(found && found->isEnabled(), qPrintable(name));
    found->trigger();
    auto *dialog = m_window->findChild<QFileDialog *>(u"exportDialog"_s);
    QVERIFY(dialog);
    const QString path = m_world->folder.filePath(u"out."_s + name);
    dialog->selectFile(path);
    static_cast<QDialog *>(dialog)->accept(); // protected in QFileDialog
    const auto written = [&] { return QDir(m_world->folder.path()).entryInfoList({u"out."_s + name + u'*'}, QDir::Files); };
    QVERIFY(until([&] { return !written().isEmpty() && button(u"exportButton"_s)->isEnabled() && found->isEnabled(); }, 15000));
    QFile file(written().constFirst().filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.size() > 1000);
    report(name, {{u"file"_s, bytes}});
    if (name == u"har"_s) {
        QJsonParseError error;
        const QJsonObject log = QJsonDocument::fromJson(bytes, &error).object().value("log"_L1).toObject();
        QVERIFY2(error.error == QJsonParseError::NoError && log.value("entries"_L1).toArray().size() > 15, qPrintable(error.errorString()));
        for (const QByteArray &said : {QByteArray("Harbour Bank"), QByteArray("AC-500"), connectionId.toLatin1(), QByteArray("REF-0a1b2c3d4e5f60718293a4b5c6d7e8f9"), QByteArray("1840.5")})
            QVERIFY2(bytes.contains(said), said); // it still says what happened
    } else if (name == u"picture"_s && canRead()) {
        report(name, {{u"read"_s, readIn(QImage::fromData(bytes))}});
    } else if (name == u"session"_s) {
        const Result<SessionRecord> record = readSessionFile(bytes);
        QVERIFY2(record, record ? "" : qPrintable(oneLine(record.error())));
        QCOMPARE(record->events.size(), session()->log()->archive().size());
        QByteArray all = (record->facts.note + record->facts.environment).toUtf8();
        for (qsizetype row = 0; row < record->events.size(); ++row)
            all += record->events.text(row) + '\n' + record->events.entry(row).answerBody + '\n';
        report(name, {{u"read"_s, all}});
        m_window->openSession(file.fileName());
        QVERIFY(until([&] { return std::ranges::any_of(QApplication::topLevelWidgets(), [](const QWidget *each) { return qobject_cast<const SessionViewer *>(each); }); }, 5000));
        lookAround(u"saved session"_s, false);
    }
}

void CanaryWindow::pagesAndDialogs()
{
    m_window->actions()->allJobs->trigger();
    lookAround(u"deck"_s);
    for (auto *view : m_window->findChildren<QAbstractItemView *>()) {
        if (view->isVisible() && view->model() && view != table()) {
            view->selectAll();
            lookAround(u"deck, "_s + view->objectName(), false);
        }
    }
    for (QAction *each : {m_window->actions()->settings, m_window->actions()->keys, m_window->actions()->manageEnvironments, m_window->actions()->palette,
                          m_window->actions()->about, m_window->actions()->options, m_window->actions()->startMany}) {
        each->trigger();
        QCoreApplication::processEvents();
        lookAround(each->text());
    }
    for (QWidget *each : QApplication::topLevelWidgets()) {
        if (each != m_window.get() && each->isVisible() && qobject_cast<QDialog *>(each))
            each->close();
    }
    for (QAction *each : {m_window->actions()->copyUuid, m_window->actions()->copyConnection}) {
        each->trigger();
        lookAtClipboard(each->text());
    }
}

void CanaryWindow::pictures()
{
    if (!canRead())
        QSKIP("tesseract is not installed (Debian: tesseract-ocr): pictures are not read");
    QLabel planted(QString::fromUtf8(valueOf("name") + "  " + valueOf("address") + "  " + valueOf("account number")));
    const QByteArray read = readIn(planted.grab().toImage());
    QVERIFY2(m_search.finds("name", read) && m_search.finds("address", read) && m_search.finds("account number", read), read.constData());
    for (const Step step : {Step::User, Step::Data}) {
        m_window->showStep(step);
        QCoreApplication::sendPostedEvents();
        report(u"picture of step %1"_s.arg(int(step)), {{u"read"_s, readIn(m_window->grab().toImage())}});
    }
    for (int row = 0; row < table()->model()->rowCount(); ++row) {
        if (session()->log()->archive().entry(row).url.path().endsWith(u"/identity"_s) && session()->log()->archive().entry(row).verb == "GET") {
            table()->selectRow(row);
            QCoreApplication::sendPostedEvents();
            report(u"picture of the details"_s, {{u"read"_s, readIn(m_window->findChild<QWidget *>(u"details"_s)->grab().toImage())}});
            break;
        }
    }
}

void CanaryWindow::filesAndMessages()
{
    bool kept = false;
    m_world->history.whenKept(this, [&](bool) { kept = true; });
    QVERIFY(until([&] { return kept; }, 10000));
    // Answers are kept where the user wants it, with what is personal in them; credentials never.
    report(u"history, bytes"_s, filesBelow(m_world->folder.path()), false);
    report(u"history"_s, columnsOf(m_world->folder.filePath(u"history.sqlite"_s), {u"payloads"_s}));
    for (const Job &job : session()->jobs()->jobs()) {
        bool answered = false;
        m_world->history.payload(job.id, this, [&](const Result<QByteArray> &bytes) {
            answered = true;
            if (bytes)
                report(u"payload"_s, {{jobKindName(job.kind), *bytes}}, false);
        });
        QVERIFY(until([&] { return answered; }, 5000));
    }
    QFile settings(m_world->settings.file());
    QVERIFY(settings.open(QIODevice::ReadOnly));
    report(u"settings"_s, {{u"file"_s, settings.readAll()}});
    QVERIFY(!deletedFiles().isEmpty()); // the spool of the time line
    report(u"spool"_s, deletedFiles());
    for (const QStandardPaths::StandardLocation place : {QStandardPaths::CacheLocation, QStandardPaths::AppDataLocation, QStandardPaths::AppConfigLocation})
        report(u"standard places"_s, filesBelow(QStandardPaths::writableLocation(place)));
    report(u"messages"_s, {{u"stderr"_s, messages}});
}

/// The negative control: the same window, the same places, and nobody who takes anything out.
void CanaryWindow::withoutRedactionTheyAreFound()
{
    session()->log()->clear();
    session()->log()->redactor().setRules(RedactionRules());
    session()->log()->redactor().forgetAll();
    LogEntry entry;
    entry.title = u"an entry"_s;
    entry.detail = QString::fromUtf8(CanaryWorld::sentence());
    entry.answerBody = '{' + CanaryWorld::echo() + '}';
    for (int i = 0; i < 60; ++i) // more than the spool keeps in memory
        session()->log()->add(entry);
    QVERIFY(until([&] { return table()->model()->rowCount() == 60; }, 5000));
    table()->selectRow(0);
    action(u"copyEntryAction"_s)->trigger();
    const auto found = [&](const QList<Sink> &sinks) {
        QByteArray all;
        for (const Sink &each : sinks)
            all += each.second + '\n';
        return m_search.in(all).size();
    };
    QVERIFY(found(windowTexts(m_except)) > 12);
    QVERIFY(found(accessibleTexts(m_except)) > 8);
    QVERIFY(found({{u"clipboard"_s, QGuiApplication::clipboard()->text().toUtf8()}}) > 12);
    QVERIFY(until([&] { return found(deletedFiles()) > 12; }, 10000, 200));
}
