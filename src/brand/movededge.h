// SPDX-License-Identifier: GPL-3.0-or-later
// MovedEdge: tells a changed pixel of an edge that was only rasterised at another fraction of a pixel from a real change.
#pragma once

#include <QImage>

namespace console {

/// Both pictures are Format_RGB32. A moved edge changes a pixel by its movement (in pixels) times the contrast that the
/// edge has; so a change of at most half the contrast around it is a movement of at most half a pixel. That alone would
/// also let through text in another colour: so each value must also be one that the other picture has between its
/// neighbours (an edge of something wide), or what one pixel lost its neighbours must have gained (a thin stroke).
class MovedEdge
{
public:
    MovedEdge(const QImage &before, const QImage &after, QSize common);

    /// Is the change of this pixel no more than that? Symmetric in the two pictures.
    bool explains(int x, int y) const;

private:
    bool isFlat(int x, int y) const;
    bool explains(int x, int y, int shift) const;
    bool isBalanced(int x, int y, int shift) const;
    const QRgb *before(int y) const { return reinterpret_cast<const QRgb *>(m_before + y * m_beforeStride); }
    const QRgb *after(int y) const { return reinterpret_cast<const QRgb *>(m_after + y * m_afterStride); }

    const uchar *m_before, *m_after;
    qsizetype m_beforeStride, m_afterStride;
    int m_right, m_bottom; // the last column and row that both have
};

} // namespace console
