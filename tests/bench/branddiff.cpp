// SPDX-License-Identifier: GPL-3.0-or-later
// bench brand.difference: two PNG files of 1440 × 1024 pixels, from their names to counts and regions, against
// ImageMagick's `compare -metric AE` on the same files, which only counts; both as whole processes, in turn. The same for
// twice the same file and for two files that differ in every pixel. Limit 1.0.
#include "bench/benchline.h"
#include "brand/picturediff.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QPainter>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

constexpr int rounds = 11;

struct Look {
    QColor ground, card, ink, accent;
    int buttonX = 0;     // pixels that the button is to the right
    int textX = 0;       // pixels that half of the text is to the right
    double edge = 0;     // fraction of a pixel that the logo is moved by
};

void paintHead(QPainter &painter, const Look &look)
{
    QLinearGradient gradient(0, 0, 1440, 160);
    gradient.setColorAt(0, look.accent.darker(140));
    gradient.setColorAt(1, look.accent.lighter(130));
    painter.fillRect(0, 0, 1440, 160, gradient);
    QRadialGradient logo(110, 80, 60);
    logo.setColorAt(0, look.card);
    logo.setColorAt(1, look.accent);
    painter.setBrush(logo);
    painter.drawEllipse(QRectF(60 + look.edge, 30, 100, 100));
}

/// A page as the widget has them: a head with a gradient and a logo, cards with text, and a button.
QImage screen(const Look &look)
{
    QImage image(1440, 1024, QImage::Format_RGB32);
    image.fill(look.ground);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    paintHead(painter, look);
    QFont font(u"DejaVu Sans"_s);
    font.setPixelSize(16);
    painter.setFont(font);
    for (int i = 0; i < 24; ++i) {
        const QRectF card(60 + 450 * (i % 3), 190 + 90 * (i / 3), 420, 74);
        painter.setBrush(look.card);
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(card, 12, 12);
        painter.setBrush(look.accent.lighter(100 + 4 * i));
        painter.drawEllipse(card.topLeft() + QPointF(38 + look.edge, 37), 22, 22);
        painter.setPen(look.ink);
        painter.drawText(card.topLeft() + QPointF(76 + (i % 2 ? look.textX : 0), 32), u"Aerobank %1 checking and savings"_s.arg(i));
        painter.drawText(card.topLeft() + QPointF(76, 56), u"Balance $ %1.25, updated today"_s.arg(1234 + 77 * i));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.accent);
    painter.drawRoundedRect(QRectF(560 + look.buttonX, 930, 320, 60), 10, 10);
    painter.setPen(look.card);
    painter.drawText(QRectF(560 + look.buttonX, 930, 320, 60), Qt::AlignCenter, u"Continue"_s);
    return image;
}

/// What is measured: our own program with two file names.
int compareFiles(const char *one, const char *two)
{
    QImage before, after;
    if (!before.load(QString::fromLocal8Bit(one), "png") || !after.load(QString::fromLocal8Bit(two), "png"))
        return 2;
    const Result<PictureDifference> difference = comparePictures(before, after);
    if (!difference)
        return 2;
    std::printf("%lld differ, %lld seen, %lld of edges, %lld regions", static_cast<long long>(difference->differing), static_cast<long long>(difference->visible),
                static_cast<long long>(difference->antialiased), static_cast<long long>(difference->regions.size()));
    return 0;
}

/// Milliseconds of a whole process; what it says goes to `said`. `compare` ends with 1 where the pictures differ.
double timed(const QString &program, const QStringList &arguments, QByteArray &said)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() > 1)
        qFatal("%s failed: %s", qPrintable(program), process.readAll().constData());
    const double milliseconds = double(timer.nsecsElapsed()) / 1e6;
    said = process.readAll().trimmed();
    return milliseconds;
}

bool measure(const char *name, const QString &one, const QString &two)
{
    QList<double> ours, theirs;
    QByteArray saidOurs, saidTheirs;
    for (int i = 0; i < rounds; ++i) {
        theirs << timed(QStringLiteral(COMPARE_PROGRAM), {u"-metric"_s, u"AE"_s, one, two, u"null:"_s}, saidTheirs);
        ours << timed(QCoreApplication::applicationFilePath(), {one, two}, saidOurs);
    }
    std::printf("%s: %s; compare: %s differ, %.1f ms\n", name, saidOurs.constData(), saidTheirs.constData(), bench::median(theirs));
    return bench::line(name, bench::median(ours), "ms", bench::median(ours) / bench::median(theirs), 1.0);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 3)
        return compareFiles(argv[1], argv[2]);
    const QGuiApplication application(argc, argv);
    const QTemporaryDir folder;
    const QString before = folder.filePath(u"before.png"_s), after = folder.filePath(u"after.png"_s), dark = folder.filePath(u"dark.png"_s);
    const Look light{.ground = QColor(0xf4f6f8), .card = Qt::white, .ink = QColor(0x202830), .accent = QColor(0x2060c0)};
    Look changed = light;
    changed.buttonX = 12;
    changed.textX = 2;
    changed.edge = 0.3;
    const Look other{.ground = QColor(0x101418), .card = QColor(0x1c2228), .ink = QColor(0xe8ecf0), .accent = QColor(0x30b080), .buttonX = 40, .textX = 3, .edge = 0.5};
    if (!screen(light).save(before) || !screen(changed).save(after) || !screen(other).save(dark))
        qFatal("the pictures cannot be written");
    bool good = measure("brand.difference", before, after);
    good &= measure("brand.difference_equal", before, before);
    good &= measure("brand.difference_all", before, dark);
    return good ? 0 : 1;
}
