// SPDX-License-Identifier: GPL-3.0-or-later
// writeWholeFile(): all of it or nothing, also where there is too little room.
#include "base/wholefile.h"
#include "support/littleroom.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
}

} // namespace

class BaseWholeFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void replacesWhatWasThere()
    {
        for (const QByteArray &bytes : {QByteArray("one"), QByteArray(), QByteArray("a\r\n\0b", 5), QByteArray(100'000, 'x')}) {
            const Result<void> done = writeWholeFile(m_path, bytes);
            QVERIFY2(done, done ? "" : qPrintable(oneLine(done.error())));
            QCOMPARE(bytesOf(m_path), bytes);
        }
        QCOMPARE(names(), QStringList{u"file"_s});
    }

    void aFullDiskChangesNothing_data()
    {
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<quint64>("room");
        QTest::newRow("no room") << qsizetype(10) << quint64(0);
        QTest::newRow("all but one byte of what is kept back") << qsizetype(10) << quint64(9);
        QTest::newRow("all but one byte") << qsizetype(100'000) << quint64(99'999);
        QTest::newRow("half") << qsizetype(100'000) << quint64(50'000);
    }
    void aFullDiskChangesNothing()
    {
        QFETCH(qsizetype, size);
        QFETCH(quint64, room);
        QVERIFY(writeWholeFile(m_path, "before"));
        const Result<void> done = [&] {
            const support::LittleRoom little(room);
            return writeWholeFile(m_path, QByteArray(size, 'x'));
        }();
        QVERIFY(!done && done.error().kind == Error::Kind::Storage && !done.error().message.isEmpty());
        QCOMPARE(done.error().where, m_path);
        QCOMPARE(bytesOf(m_path), QByteArray("before"));
        QCOMPARE(names(), QStringList{u"file"_s});
    }

    void justEnoughRoomIsEnough()
    {
        const support::LittleRoom little(10);
        QVERIFY(writeWholeFile(m_path, QByteArray(10, 'x')));
    }

    void aPlaceThatIsNone()
    {
        const Result<void> done = writeWholeFile(m_folder.filePath(u"none/file"_s), "x");
        QVERIFY(!done && done.error().kind == Error::Kind::Storage && !done.error().message.isEmpty());
    }

    void onlyItsOwnerReadsIt()
    {
        QVERIFY(writeWholeFile(m_path, "x", QFile::ReadOwner | QFile::WriteOwner));
        QCOMPARE(QFileInfo(m_path).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), QFile::Permissions());
    }

private:
    QStringList names() const { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden); }
    QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(u"file"_s);
};

QTEST_GUILESS_MAIN(BaseWholeFile)
#include "base_wholefile.moc"
