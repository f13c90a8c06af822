// SPDX-License-Identifier: GPL-3.0-or-later
// writePicture(): a picture that found no room is no picture, and is told.
#include "brand/picturefile.h"
#include "support/littleroom.h"

#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

class BrandPictureFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isReadAgain()
    {
        QVERIFY(writePicture(m_path, m_picture));
        QCOMPARE(QImage(m_path).convertToFormat(m_picture.format()), m_picture);
    }

    void withoutRoomNothingIsWritten()
    {
        QVERIFY(writePicture(m_path, m_picture));
        const qint64 size = QFileInfo(m_path).size();
        QVERIFY(QFile::remove(m_path));
        const Result<void> done = [&] {
            const support::LittleRoom little(rlim_t(size - 1));
            return writePicture(m_path, m_picture);
        }();
        QVERIFY(!done && done.error().kind == Error::Kind::Storage && done.error().where == m_path && !done.error().message.isEmpty());
        QVERIFY(QDir(m_folder.path()).isEmpty());
    }

    void noPictureIsNone()
    {
        QVERIFY(!writePicture(m_path, QImage()));
        QVERIFY(QDir(m_folder.path()).isEmpty());
    }

    void picturesOfARunHaveNamesThatSayWhatTheyAre()
    {
        const QTemporaryDir folder;
        Shot shot;
        shot.pane = {u"5b0d7c52-8f0e-4c5d"_s, u"dark"_s, u"embedded bank view"_s, u"2.1.4"_s, u"800×600"_s, u"en-US"_s};
        shot.screen = u"sign-in"_s;
        shot.picture = QImage(4, 4, QImage::Format_RGB32);
        shot.picture.fill(Qt::red);
        Shot odd = shot;
        odd.pane.configurationId = u"../../x"_s;
        QVERIFY(writePictures({shot, odd}, folder.path()).has_value());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name),
                 (QStringList{u"001-5b0d7c52-dark-embedded-bank-view-2.1.4-800-600-en-US-sign-in.png"_s, u"002-..-..-x-dark-embedded-bank-view-2.1.4-800-600-en-US-sign-in.png"_s}));
        odd.picture = {};
        QVERIFY(!writePictures({shot, odd}, folder.path()));
    }

private:
    QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(u"picture.png"_s);
    const QImage m_picture = [] {
        QImage picture(120, 90, QImage::Format_RGB32);
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                picture.setPixel(x, y, qRgb(x * y, x + 7 * y, x ^ y));
        }
        return picture;
    }();
};

QTEST_GUILESS_MAIN(BrandPictureFile)
#include "brand_picturefile.moc"
