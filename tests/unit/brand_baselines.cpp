// SPDX-License-Identifier: GPL-3.0-or-later
// Sets of accepted pictures on disk: proposing, accepting, rejecting; damage is named; a killed program leaves a valid set.
#include "brand/baselines.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>

#include <csignal>
#include <sys/resource.h>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QString set = u"Release 4.2"_s, key = u"ID · dark · iframe · phone · welcome"_s;

QImage picture(QRgb colour, QSize size = {40, 30})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    image.setPixel(1, 1, ~colour | 0xff000000);
    return image;
}

const QImage red = picture(0xffc02020), green = picture(0xff20c020), grey = picture(0xff808080);

PictureFacts facts()
{
    return {.scale = 2, .taken = QDateTime::fromMSecsSinceEpoch(1'790'000'000'123, Qt::UTC), .toolVersion = u"0.1.0"_s, .sdkVersion = u"2.1.4"_s,
            .configurationId = u"cfg-1"_s, .theme = u"dark"_s, .layout = u"iframe"_s, .device = u"phone"_s, .screen = u"welcome"_s};
}

bool same(const Result<QImage> &got, const QImage &wanted)
{
    return got && got->convertToFormat(wanted.format()) == wanted;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// JSON with ' for ", which is easier to read here.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

void overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// A set in good order: it can be read, and so can every picture that it names.
QString faultOf(const Baselines &baselines)
{
    const Result<QList<BaselineEntry>> entries = baselines.entries(set);
    if (!entries)
        return oneLine(entries.error());
    for (const BaselineEntry &entry : *entries) {
        for (const auto which : {Baselines::Which::Accepted, Baselines::Which::Pending}) {
            if (!(which == Baselines::Which::Accepted ? entry.accepted : entry.pending))
                continue;
            if (const Result<QImage> image = baselines.load(set, entry.key, which); !image)
                return oneLine(image.error());
        }
    }
    return {};
}

/// Writes without end until it is killed; each time other pictures.
[[noreturn]] void writeOn(const QString &folder)
{
    Baselines baselines(folder);
    const quint32 first = quint32(QCoreApplication::applicationPid()) * 1000;
    for (quint32 i = first;; ++i) {
        const QString name = u"key %1"_s.arg(i % 5);
        const bool proposed = baselines.propose(set, name, picture(0xff000000 | i * 7919, {200, 150}), facts()).has_value();
        if (!proposed || !(i % 3 ? baselines.accept(set, name) : baselines.reject(set, name)))
            _exit(3);
        if (i == first + 5)
            std::puts("going"), std::fflush(stdout);
    }
}

} // namespace

class BrandBaselines : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_baselines = std::make_unique<Baselines>(m_folder->filePath(u"brand"_s));
    }

    void anUnknownPictureIsNewAndWaits()
    {
        QVERIFY(m_baselines->sets().isEmpty());
        QVERIFY(m_baselines->entries(set)->isEmpty());
        QCOMPARE(m_baselines->propose(set, key, red, facts()), Baselines::Proposal::New);
        QCOMPARE(m_baselines->sets(), QStringList{set});
        const BaselineEntry entry = only();
        QCOMPARE(entry.key, key);
        QVERIFY(!entry.accepted && entry.pending);
        QCOMPARE(entry.pending->size, red.size());
        QVERIFY(entry.pending->facts == facts());
        const QByteArray bytes = bytesOf(path(entry.pending->file));
        QCOMPARE(entry.pending->sha256, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        QVERIFY(same(m_baselines->load(set, key, Baselines::Which::Pending), red));
        const Result<QImage> none = m_baselines->load(set, key);
        QVERIFY(!none && none.error().kind == Error::Kind::Input);
    }

    void acceptedIsOnlyReplacedByAccepting()
    {
        QVERIFY(m_baselines->propose(set, key, red, facts()) && m_baselines->accept(set, key));
        QVERIFY(!only().pending && same(m_baselines->load(set, key), red));
        const QByteArray accepted = bytesOf(path(only().accepted->file));
        QCOMPARE(m_baselines->propose(set, key, green, facts()), Baselines::Proposal::Changed);
        QCOMPARE(m_baselines->propose(set, key, grey, facts()), Baselines::Proposal::Changed); // in place of the green one
        QCOMPARE(bytesOf(path(only().accepted->file)), accepted);
        QVERIFY(same(m_baselines->load(set, key), red) && same(m_baselines->load(set, key, Baselines::Which::Pending), grey));
        QCOMPARE(files().size(), 3); // two pictures and the list
        QVERIFY(m_baselines->accept(set, key));
        QVERIFY(same(m_baselines->load(set, key), grey) && !only().pending);
        QCOMPARE(files().size(), 2);
    }

    void rejectingRemembersNothing()
    {
        QVERIFY(m_baselines->propose(set, key, red, facts()) && m_baselines->reject(set, key));
        QVERIFY(m_baselines->entries(set)->isEmpty());
        QCOMPARE(files(), QStringList{u"baseline.json"_s});
        QVERIFY(m_baselines->propose(set, key, red, facts()) && m_baselines->accept(set, key));
        const QByteArray before = bytesOf(path(u"baseline.json"_s));
        QVERIFY(m_baselines->propose(set, key, green, facts()) && m_baselines->reject(set, key));
        QCOMPARE(bytesOf(path(u"baseline.json"_s)), before);
        QVERIFY(same(m_baselines->load(set, key), red));
        for (const Result<void> &again : {m_baselines->reject(set, key), m_baselines->accept(set, key), m_baselines->accept(set, u"unknown"_s)})
            QVERIFY(!again && again.error().kind == Error::Kind::Input);
    }

    void theSamePixelsAreNoChange()
    {
        QVERIFY(m_baselines->propose(set, key, red, facts()) && m_baselines->accept(set, key));
        QVERIFY(m_baselines->propose(set, key, green, facts()));
        QCOMPARE(m_baselines->propose(set, key, red.convertToFormat(QImage::Format_RGB888), facts()), Baselines::Proposal::Unchanged);
        QVERIFY(!only().pending); // the green one is outdated
        QCOMPARE(files().size(), 2);
        QImage clear = red.convertToFormat(QImage::Format_ARGB32);
        clear.setPixel(3, 3, 0);
        QCOMPARE(m_baselines->propose(set, key, clear, facts()), Baselines::Proposal::Changed);
        QVERIFY(m_baselines->accept(set, key) && same(m_baselines->load(set, key), clear));
    }

    void damageIsNamed_data()
    {
        QTest::addColumn<QByteArray>("how");
        for (const char *how : {"altered", "cut off", "empty", "missing", "a folder", "another picture"})
            QTest::newRow(how) << QByteArray(how);
    }
    void damageIsNamed()
    {
        QFETCH(QByteArray, how);
        QVERIFY(m_baselines->propose(set, key, red, facts()));
        const QString file = path(only().pending->file);
        QByteArray bytes = bytesOf(file);
        if (how == "altered")
            bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1);
        else if (how == "another picture")
            bytes = pngOf(green);
        else
            bytes.truncate(how == "cut off" ? bytes.size() - 1 : 0);
        overwrite(file, bytes);
        if (how == "missing" || how == "a folder")
            QVERIFY(QFile::remove(file));
        if (how == "a folder")
            QVERIFY(QDir().mkpath(file));
        const Result<void> accepted = m_baselines->accept(set, key); // never a damaged one
        const Result<QImage> loaded = m_baselines->load(set, key, Baselines::Which::Pending);
        QVERIFY(!accepted && !loaded);
        for (const Error &error : {accepted.error(), loaded.error()})
            QVERIFY2(error.kind == Error::Kind::Storage && error.where == file && !adviceFor(error).isEmpty(), qPrintable(oneLine(error)));
        QVERIFY(!only().accepted);
    }

    void aDamagedAcceptedPictureIsRestoredByTheSameBytesOnly()
    {
        QVERIFY(m_baselines->propose(set, key, red, facts()) && m_baselines->accept(set, key));
        const QString file = path(only().accepted->file);
        overwrite(file, "no picture");
        QCOMPARE(m_baselines->propose(set, key, green, facts()), Baselines::Proposal::Changed);
        QCOMPARE(bytesOf(file), QByteArray("no picture"));
        QCOMPARE(m_baselines->propose(set, key, red, facts()), Baselines::Proposal::Unchanged);
        QVERIFY(same(m_baselines->load(set, key), red) && !only().pending);
    }

    void aDamagedListIsNeverReplaced_data()
    {
        QTest::addColumn<QByteArray>("list");
        const QByteArray good = json("{'file':'a.png','width':1,'height':1,'scale':1,'sha256':'") + QByteArray(64, 'a') + json("'}");
        const auto listOf = [](const QByteArray &pictures) { return QByteArray(json("{'format':1,'pictures':[") + pictures + "]}"); };
        const auto entry = [](const QByteArray &stored) { return QByteArray(json("{'key':'k','accepted':") + stored + "}"); };
        QVERIFY(baselineFromJson(listOf(entry(good))).has_value());
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << listOf(entry(good)).chopped(1);
        QTest::newRow("an array") << QByteArray("[]");
        QTest::newRow("no format") << json("{'pictures':[]}");
        QTest::newRow("newer format") << json("{'format':2,'pictures':[]}");
        QTest::newRow("no pictures") << json("{'format':1}");
        QTest::newRow("no key") << listOf(json("{'accepted':") + good + "}");
        QTest::newRow("neither") << listOf(json("{'key':'k'}"));
        QTest::newRow("twice") << listOf(entry(good) + ',' + entry(good));
        QTest::newRow("a picture that is no object") << listOf(entry("7"));
        for (const char *name : {"../a.png", "/a.png", "a/b.png", "..png", ".png", "a.PNG", "a.json", "", "a\\\\b.png", "\\u0000.png"})
            QTest::newRow(name) << listOf(entry(QByteArray(good).replace("a.png", name)));
        QTest::newRow("no sum") << listOf(entry(QByteArray(good).replace(QByteArray(64, 'a'), QByteArray(63, 'a'))));
        QTest::newRow("no size") << listOf(entry(QByteArray(good).replace(json("'width':1"), json("'width':-1"))));
        QTest::newRow("no scale") << listOf(entry(QByteArray(good).replace(json("'scale':1"), json("'scale':0"))));
    }
    void aDamagedListIsNeverReplaced()
    {
        QFETCH(QByteArray, list);
        QVERIFY(QDir().mkpath(path({})));
        overwrite(path(u"baseline.json"_s), list);
        const auto entries = m_baselines->entries(set);
        const auto proposed = m_baselines->propose(set, key, red, facts());
        QVERIFY(!entries && !proposed);
        for (const Error &error : {entries.error(), proposed.error()})
            QVERIFY(error.kind == Error::Kind::Decode && !error.where.isEmpty() && !error.advice.isEmpty());
        QCOMPARE(bytesOf(path(u"baseline.json"_s)), list);
        QCOMPARE(files(), QStringList{u"baseline.json"_s});
    }

    void listsAreTheSameBytesAfterReading()
    {
        QList<BaselineEntry> entries;
        for (const QString &name : {u"b"_s, u"a"_s, u"ü \" \\ \n"_s, QString(500, u'\u4e2d')})
            entries.append({.key = name, .accepted = StoredPicture{pictureFileName(name, QByteArray(64, 'f')), {3, 4}, QByteArray(64, 'f'), facts()}});
        const QByteArray bytes = baselineJson(entries);
        const auto read = baselineFromJson(bytes);
        QVERIFY2(read.has_value(), read ? "" : qPrintable(oneLine(read.error())));
        QCOMPARE(baselineJson(*read), bytes);
        QCOMPARE(read->first().key, u"a"_s);
        QVERIFY(read->first() == entries.at(1));
    }

    void namesOfFilesAreSafeAndDifferent()
    {
        const QByteArray sum(64, '0');
        QStringList keys{u"a"_s, u"A"_s, u"a "_s, u" a"_s, u"a/b"_s, u"a-b"_s, u"../../x"_s, u"..\\x"_s, u"."_s, u".."_s,
                         u"con"_s, u"·"_s, u"··"_s, QString(QChar(0)), u"-"_s, QString(500, u'x'), QString(499, u'x'), u"ä"_s, u"a\u0308"_s, u"\u0130"_s, u"baseline.json"_s, u"a.png"_s};
        QSet<QString> names;
        for (const QString &one : keys) {
            const QString name = pictureFileName(one, sum);
            QVERIFY2(isPictureFileName(name) && name == QFileInfo(name).fileName(), qPrintable(name));
            QVERIFY(pictureFileName(one, QByteArray(64, '1')) != name);
            names.insert(name.toLower());
        }
        QCOMPARE(names.size(), keys.size());
        QVERIFY(pictureFileName(key, sum).startsWith(u"id-dark-iframe-phone-welcome-"_s));
    }

    void everyKeyCanBeStored()
    {
        const QStringList keys{u"a/b"_s, u"../../x"_s, u"A"_s, u"a"_s, QString(500, u'·'), u"\n"_s, u"key"_s};
        for (qsizetype i = 0; i < keys.size(); ++i)
            QVERIFY(m_baselines->propose(set, keys.at(i), picture(0xff000000 | QRgb(i * 40)), facts()) && m_baselines->accept(set, keys.at(i)));
        for (qsizetype i = 0; i < keys.size(); ++i)
            QVERIFY(same(m_baselines->load(set, keys.at(i)), picture(0xff000000 | QRgb(i * 40))));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{u"brand"_s});
        for (const QString &bad : {u""_s, QString(501, u'k'), QString(QChar(0xd800))})
            QVERIFY(!m_baselines->propose(set, bad, red, facts()));
        QVERIFY(!m_baselines->propose(set, key, QImage(), facts()) && !m_baselines->propose(set, key, red, {.scale = 0}));
    }

    void namesOfSetsStayInsideTheFolder()
    {
        for (const QString &bad : {u""_s, u"."_s, u".."_s, u"../x"_s, u"a/b"_s, u"/tmp"_s, u".hidden"_s, u"a "_s, u" a"_s, u"a."_s, u"a\nb"_s,
                                   QString(65, u'a'), u"a\\b"_s, QString(QChar(0))}) {
            const auto proposed = m_baselines->propose(bad, key, red, facts());
            QVERIFY2(!proposed && proposed.error().kind == Error::Kind::Input, qPrintable(bad));
            QVERIFY(!m_baselines->entries(bad) && !m_baselines->load(bad, key) && !m_baselines->accept(bad, key));
        }
        QVERIFY(QDir(m_folder->path()).isEmpty());
        for (const QString &good : {u"Größe 中"_s, QString(64, u'a'), u"4.2-rc_1"_s})
            QVERIFY(m_baselines->propose(good, key, red, facts()));
        QVERIFY(QDir().mkpath(m_folder->filePath(u"brand/not a set"_s)));
        QCOMPARE(m_baselines->sets().size(), 3);
    }

    void aFullDiskChangesNothing()
    {
        QVERIFY(m_baselines->propose(set, key, red, facts()) && m_baselines->accept(set, key));
        const QByteArray list = bytesOf(path(u"baseline.json"_s));
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, SIG_IGN);
        for (const rlim_t room : {rlim_t(60), rlim_t(list.size() + 10)}) { // too little for the picture; for the longer list
            rlimit little{room, before.rlim_max};
            setrlimit(RLIMIT_FSIZE, &little);
            const auto proposed = m_baselines->propose(set, key, green, facts());
            setrlimit(RLIMIT_FSIZE, &before);
            QVERIFY(!proposed && (proposed.error().kind == Error::Kind::Storage));
            QCOMPARE(bytesOf(path(u"baseline.json"_s)), list);
            QCOMPARE(files().size(), 2);
        }
        QCOMPARE(faultOf(*m_baselines), QString());
    }

    void twoThreadsDoNotLoseAnything()
    {
        const auto work = [this](int from) {
            Baselines own(m_folder->filePath(u"brand"_s));
            for (int i = from; i < 20; i += 2) {
                if (!own.propose(set, QString::number(i), picture(0xff000000 | QRgb(i)), facts()) || !own.accept(set, QString::number(i)))
                    return;
            }
        };
        const std::unique_ptr<QThread> one(QThread::create(work, 0)), two(QThread::create(work, 1));
        one->start();
        two->start();
        QVERIFY(one->wait() && two->wait());
        QCOMPARE(m_baselines->entries(set)->size(), 20);
        QCOMPARE(faultOf(*m_baselines), QString());
    }

    void aKilledProgramLeavesAValidSet()
    {
        QRandomGenerator random(11);
        for (int i = 0; i < 25; ++i) {
            QElapsedTimer waited;
            QProcess writer;
            writer.start(QCoreApplication::applicationFilePath(), {u"--write"_s, m_folder->filePath(u"brand"_s)});
            QVERIFY(writer.waitForStarted() && writer.waitForReadyRead(30'000));
            QThread::usleep(random.bounded(20'000));
            QCOMPARE(writer.state(), QProcess::Running);
            writer.kill();
            QVERIFY(writer.waitForFinished());
            QCOMPARE(faultOf(*m_baselines), QString());
            waited.start();
            QVERIFY(m_baselines->propose(set, key, picture(0xff000000 | QRgb(i)), facts()) && m_baselines->accept(set, key));
            QVERIFY(waited.elapsed() < 5000); // its lock is nobody's
        }
    }

private:
    QString path(const QString &file) const { return m_folder->filePath(u"brand/%1/%2"_s.arg(set, file)); }
    QStringList files() const { return QDir(path({})).entryList(QDir::Files, QDir::Name); }
    BaselineEntry only() const
    {
        const Result<QList<BaselineEntry>> entries = m_baselines->entries(set);
        return entries && entries->size() == 1 ? entries->first() : BaselineEntry();
    }
    static QByteArray pngOf(const QImage &image)
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        return image.save(&buffer, "png") ? bytes : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Baselines> m_baselines;
};

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    if (argc == 3 && QByteArray(argv[1]) == "--write")
        writeOn(QString::fromLocal8Bit(argv[2]));
    BrandBaselines test;
    return QTest::qExec(&test, argc, argv);
}
#include "brand_baselines.moc"
