// SPDX-License-Identifier: GPL-3.0-or-later
// The one place where the audience window meets the widget: apart, so that the window itself does not see the
// headers that come with it.
#include "gui/audiencewindow.h"

#include "gui/deviceframe.h"
#include "ui_audiencewindow.h"
#include "web/widgetview.h"

namespace console {

void AudienceWindow::borrow(WidgetView *view)
{
    connect(m_ui->audienceFrame, &DeviceFrame::zoomChanged, view, [this, view](qreal zoom) {
        if (isAncestorOf(view))
            view->setZoom(zoom);
    });
    place(view);
    view->setZoom(m_ui->audienceFrame->zoom());
}

} // namespace console
