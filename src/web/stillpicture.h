// SPDX-License-Identifier: GPL-3.0-or-later
// StillPicture: the picture of a page at rest, as it is painted, with what the page says of itself; then deletes itself.
#pragma once

#include "web/widgetdriver.h"

#include <QDeadlineTimer>
#include <QImage>

class QWebEngineView;

namespace console {

/// A page that says it is at rest is some frames ahead of what is painted: of pictures taken at once, one in thirty
/// still showed the last step of a fade (measured: eight panes, two cores). So the page is asked and pictured until two
/// pictures in a row, some frames apart, are alike. What moves for ever is taken as it is after the limit.
class StillPicture : public QObject
{
    Q_OBJECT
public:
    using Page = std::function<QWebEngineView *()>; ///< which one, each time: a pop-up may open or go
    using Then = std::function<void(const QImage &picture, const std::optional<Look> &look)>;
    /// Settles once; not at all when `parent` dies first.
    static void take(WidgetDriver *driver, Page page, QObject *parent, Then then);

private:
    StillPicture(WidgetDriver *driver, Page page, Then then, QObject *parent);
    void look();
    void looked(const std::optional<Look> &look);
    WidgetDriver *m_driver; // outlives the parent
    Page m_page;
    Then m_then;
    QImage m_last;
    QDeadlineTimer m_limit;
};

} // namespace console
