// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/contactsheet.h"

#include "brand/htmlpage.h"
#include "brand/shotgrid.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct ContactWords {
    Q_DECLARE_TR_FUNCTIONS(console::ContactSheet)
};

// Units: pixels at 96 dpi.
constexpr double margin = 36, gap = 16, captionWidth = 150, titleHeight = 64, headerHeight = 26, footerHeight = 28, lineHeight = 17;
const QColor ink(0x1f, 0x23, 0x28), quiet(0x6a, 0x73, 0x7d), line(0xd5, 0xd9, 0xde), emptyCell(0xf6, 0xf7, 0xf8), violet(0x5b, 0x3f, 0xa8), violetSoft(0xf0, 0xec, 0xfa);

QFont fontOf(int size, bool bold = false)
{
    QFont font;
    font.setFamilies({u"Inter"_s, u"Noto Sans"_s, u"DejaVu Sans"_s});
    font.setPixelSize(size);
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

void write(QPainter &painter, const QRectF &box, const QString &text, const QFont &font, const QColor &colour, Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter)
{
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(box, int(alignment) | Qt::TextSingleLine, QFontMetricsF(font, painter.device()).elidedText(text, Qt::ElideRight, box.width()));
}

QString titleOf(const ContactSheet &options)
{
    return options.title.isEmpty() ? ContactWords::tr("The bank-link widget, as it is branded") : options.title;
}

QString footerOf(const QList<Shot> &shots, const ContactSheet &options)
{
    QStringList parts{periodOf(shots), options.toolVersion.isEmpty() ? u"Aerosync Console"_s : u"Aerosync Console %1"_s.arg(options.toolVersion)};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

/// What part of the grid stands on one page, and how large.
struct Part {
    qsizetype firstRow = 0, rows = 0, firstColumn = 0, columns = 0;
    QSizeF cell;

    double width() const { return 2 * margin + captionWidth + double(columns) * (cell.width() + gap); }
    double height() const { return 2 * margin + titleHeight + headerHeight + double(rows) * (cell.height() + gap) + footerHeight; }
};

/// As tall as the tallest shot needs, so that nothing is cut off, and never shorter than its caption.
QSizeF cellOf(const QList<Shot> &shots, double width)
{
    double height = 0;
    for (const Shot &shot : shots) {
        if (!shot.picture.isNull())
            height = std::max(height, width * shot.picture.height() / shot.picture.width());
    }
    return {width, qBound(9 * lineHeight, std::round(height), 2 * width)};
}

class Drawing
{
public:
    Drawing(QPainter &painter, const QList<Shot> &shots, const ShotGrid &grid, const ContactSheet &options, double sharpness)
        : m_painter(painter), m_shots(shots), m_grid(grid), m_options(options), m_sharpness(sharpness)
    {
    }

    /// `pages` is "2 / 3", or empty.
    void draw(const Part &part, const QSizeF &page, const QString &pages)
    {
        drawFrame(page, pages);
        const double top = margin + titleHeight, left = margin + captionWidth;
        for (qsizetype column = 0; column < part.columns; ++column) {
            const double x = left + gap + double(column) * (part.cell.width() + gap);
            const QString screen = m_grid.screens.at(part.firstColumn + column);
            write(m_painter, QRectF(x, top, part.cell.width(), headerHeight - 8), screen, fontOf(12, true), quiet, Qt::AlignHCenter | Qt::AlignVCenter);
            for (qsizetype row = 0; row < part.rows; ++row) {
                const double y = top + headerHeight + double(row) * (part.cell.height() + gap);
                drawCell(QRectF(QPointF(x, y), part.cell), m_grid.rows.at(part.firstRow + row).byScreen.value(screen));
            }
        }
        for (qsizetype row = 0; row < part.rows; ++row) {
            const double y = top + headerHeight + double(row) * (part.cell.height() + gap);
            drawCaption(QRectF(margin, y, captionWidth, part.cell.height()), *m_grid.rows.at(part.firstRow + row).first);
        }
    }

private:
    void drawFrame(const QSizeF &page, const QString &pages)
    {
        const QRectF inner(margin, margin, page.width() - 2 * margin, page.height() - 2 * margin);
        const double labelWidth = anySimulated(m_shots) ? drawLabel(inner.topRight()) : 0;
        write(m_painter, QRectF(inner.left(), inner.top(), inner.width() - labelWidth - gap, 30), titleOf(m_options), fontOf(22, true), ink);
        m_painter.setPen(QPen(line, 1));
        m_painter.drawLine(QPointF(inner.left(), inner.top() + 44), QPointF(inner.right(), inner.top() + 44));
        const QRectF foot(inner.left(), inner.bottom() - 16, inner.width(), 16);
        write(m_painter, foot, footerOf(m_shots, m_options), fontOf(11), quiet);
        write(m_painter, foot, pages, fontOf(11), quiet, Qt::AlignRight | Qt::AlignVCenter);
    }

    /// The violet "Simulated data"; returns its width.
    double drawLabel(const QPointF &topRight)
    {
        const QFont font = fontOf(12, true);
        const double width = QFontMetricsF(font, m_painter.device()).horizontalAdvance(simulatedLabel()) + 20;
        const QRectF box(topRight.x() - width, topRight.y() + 3, width, 24);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(violetSoft);
        m_painter.drawRoundedRect(box, 4, 4);
        write(m_painter, box, simulatedLabel(), font, violet, Qt::AlignCenter);
        return width;
    }

    void drawCell(const QRectF &cell, const Shot *shot)
    {
        if (!shot || shot->picture.isNull()) {
            m_painter.fillRect(cell, emptyCell);
            write(m_painter, cell, notReached(), fontOf(12), quiet, Qt::AlignCenter);
            frame(cell);
            return;
        }
        const QSizeF size = QSizeF(shot->picture.size()).scaled(cell.size(), Qt::KeepAspectRatio);
        const QRectF place(QPointF(cell.x() + (cell.width() - size.width()) / 2, cell.y()), size);
        const QSize pixels = (size * m_sharpness).toSize().boundedTo(shot->picture.size());
        QImage picture = shot->picture.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        picture.setDevicePixelRatio(1);
        m_painter.drawImage(place, picture);
        frame(place);
    }

    void frame(const QRectF &box)
    {
        m_painter.setPen(QPen(line, 1));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5));
    }

    void drawCaption(const QRectF &box, const Shot &shot)
    {
        QRectF at(box.topLeft(), QSizeF(box.width(), lineHeight));
        write(m_painter, at, paneTitle(shot), fontOf(14, true), ink);
        at.translate(0, 3);
        for (const QString &text : paneLines(shot)) {
            at.translate(0, lineHeight);
            write(m_painter, at, text, fontOf(12), quiet);
        }
        if (shot.isSimulated)
            write(m_painter, at.translated(0, lineHeight), simulatedLabel(), fontOf(12, true), violet);
    }

    QPainter &m_painter;
    const QList<Shot> &m_shots;
    const ShotGrid &m_grid;
    const ContactSheet &m_options;
    double m_sharpness; // pixels of the device for each unit
};

constexpr double pageWidth = 297 / 25.4 * 96, pageHeight = 210 / 25.4 * 96; // A4 landscape
constexpr int printed = 300;                                                // dots per inch

/// Fills the width with the screens, but not higher than the page; two panes stand on one page where that is not too small.
QSizeF printedCell(const ShotGrid &grid, const QList<Shot> &shots, qsizetype across)
{
    constexpr double smallest = 110;
    const double highest = pageHeight - 2 * margin - titleHeight - headerHeight - footerHeight - gap;
    QSizeF cell = cellOf(shots, (pageWidth - 2 * margin - captionWidth) / double(across) - gap);
    const auto shrinkTo = [&cell](double height) { return cell.height() <= height ? cell : QSizeF(cell.width() * height / cell.height(), height); };
    const QSizeF half = shrinkTo((highest - gap) / 2);
    return grid.rows.size() > 1 && half.width() >= smallest ? half : shrinkTo(highest);
}

QList<Part> pagesOf(const ShotGrid &grid, const QList<Shot> &shots)
{
    constexpr qsizetype most = 6;
    const qsizetype across = std::min(most, grid.screens.size());
    const QSizeF cell = printedCell(grid, shots, across);
    const double room = pageHeight - 2 * margin - titleHeight - headerHeight - footerHeight;
    const qsizetype down = std::max<qsizetype>(1, qsizetype(room / (cell.height() + gap) + 0.001));
    QList<Part> pages;
    for (qsizetype row = 0; row < grid.rows.size(); row += down) {
        for (qsizetype column = 0; column < grid.screens.size(); column += across)
            pages << Part{row, std::min(down, grid.rows.size() - row), column, std::min(across, grid.screens.size() - column), cell};
    }
    return pages;
}

bool paintPages(QPdfWriter &writer, const QList<Shot> &shots, const ContactSheet &options)
{
    const ShotGrid grid(shots);
    const QList<Part> pages = pagesOf(grid, shots);
    QPainter painter;
    if (!painter.begin(&writer))
        return false;
    painter.setRenderHints(QPainter::Antialiasing | QPainter::LosslessImageRendering); // the colours are the point
    painter.scale(printed / 96.0, printed / 96.0);
    Drawing drawing(painter, shots, grid, options, printed / 96.0);
    for (qsizetype i = 0; i < pages.size(); ++i) {
        if (i > 0)
            writer.newPage();
        drawing.draw(pages.at(i), QSizeF(pageWidth, pageHeight), pages.size() > 1 ? u"%1 / %2"_s.arg(i + 1).arg(pages.size()) : QString());
    }
    return painter.end();
}

} // namespace

QImage contactSheet(const QList<Shot> &shots, const ContactSheet &options)
{
    if (shots.isEmpty())
        return {};
    const ShotGrid grid(shots);
    const Part all{0, grid.rows.size(), 0, grid.screens.size(), cellOf(shots, options.cellWidth)};
    constexpr double narrowest = 560; // the title needs it
    const QSizeF size(std::max(narrowest, all.width()), all.height());
    QImage image((size * options.scale).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(options.scale, options.scale);
    Drawing(painter, shots, grid, options, options.scale).draw(all, size, {});
    return image;
}

Result<void> writePdf(const QString &path, const QList<Shot> &shots, const ContactSheet &options)
{
    if (shots.isEmpty())
        return fail(Error{.kind = Error::Kind::Input, .message = ContactWords::tr("There are no pictures to put on a sheet."), .advice = ContactWords::tr("Take the pictures first.")});
    QBuffer buffer; // so that a file that is there stays whole until the new one is
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape, QMarginsF()));
    writer.setResolution(printed);
    writer.setTitle(titleOf(options));
    writer.setCreator(u"Aerosync Console %1"_s.arg(options.toolVersion).trimmed());
    const bool isPainted = paintPages(writer, shots, options);
    QSaveFile file(path);
    if (!isPainted || !file.open(QIODevice::WriteOnly) || file.write(buffer.data()) < 0 || !file.commit())
        return fail(Error{.kind = Error::Kind::Storage,
                          .message = ContactWords::tr("%1 cannot be written: %2.").arg(QFileInfo(path).fileName(), file.errorString()),
                          .where = path});
    return {};
}

QByteArray htmlSheet(const QList<Shot> &shots, const ContactSheet &options)
{
    const QString label = anySimulated(shots) ? u"<p class=\"simulated\">%1</p>"_s.arg(simulatedLabel().toHtmlEscaped()) : QString();
    const QString body = u"<h1>%1</h1>%2%3<footer>%4</footer>"_s.arg(titleOf(options).toHtmlEscaped(), label, shotTable(shots), footerOf(shots, options).toHtmlEscaped());
    return htmlPage(titleOf(options), body);
}

} // namespace console
