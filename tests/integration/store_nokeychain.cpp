// SPDX-License-Identifier: GPL-3.0-or-later
// Without a session bus the keychain is an error of its own kind: no crash, no hang, and no file instead.
#include "store/keychainstore.h"

#include "support/secretstorecontract.h"

#include <QDirIterator>
#include <QTemporaryDir>

using namespace console;
using namespace Qt::StringLiterals;
using support::Answered;

class StoreNoKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCallIsAKeychainError();
    void nothingIsWrittenAnywhere();

private:
    QObject m_receiver;
};

void StoreNoKeychain::everyCallIsAKeychainError()
{
    KeychainStore store;
    Answered<Secret> read;
    Answered<void> written, removed;
    store.read(u"environment/sandbox"_s, &m_receiver, read.take());
    store.write(u"environment/sandbox"_s, Secret(QByteArray("planted-secret-value-4711")), &m_receiver, written.take());
    store.remove(u"environment/sandbox"_s, &m_receiver, removed.take());
    QTRY_COMPARE_WITH_TIMEOUT(read.calls + written.calls + removed.calls, 3, 30'000);
    const QList<Error> errors{read.result->error(), written.result->error(), removed.result->error()};
    for (const Error &error : errors) {
        QCOMPARE(error.kind, Error::Kind::Keychain);
        QVERIFY(!error.message.isEmpty());
        QVERIFY(!error.message.contains(u"planted"_s));
        QVERIFY(adviceFor(error).contains(u"memory"_s));
    }
}

void StoreNoKeychain::nothingIsWrittenAnywhere()
{
    QDirIterator files(QDir::homePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("planted-secret-value-4711"), qPrintable(file.fileName()));
    }
}

int main(int argc, char **argv)
{
    const QTemporaryDir home; // everything that a fallback could write would land here
    qputenv("HOME", home.path().toLocal8Bit());
    for (const char *name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "DISPLAY", "WAYLAND_DISPLAY", "KDE_FULL_SESSION", "KDE_SESSION_VERSION"})
        qunsetenv(name);
    qputenv("XDG_RUNTIME_DIR", home.path().toLocal8Bit());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + home.path().toLocal8Bit() + "/no-bus");
    QCoreApplication app(argc, argv);
    StoreNoKeychain test;
    return QTest::qExec(&test, argc, argv);
}

#include "store_nokeychain.moc"
