// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/stillpicture.h"

#include <QWebEngineView>

namespace console {

namespace {

constexpr std::chrono::milliseconds limit{3000};

} // namespace

StillPicture::StillPicture(WidgetDriver *driver, Page page, Then then, QObject *parent)
    : QObject(parent), m_driver(driver), m_page(std::move(page)), m_then(std::move(then)), m_limit(limit)
{
}

void StillPicture::take(WidgetDriver *driver, Page page, QObject *parent, Then then)
{
    (new StillPicture(driver, std::move(page), std::move(then), parent))->look();
}

void StillPicture::look()
{
    m_driver->look(this, [this](const std::optional<Look> &look) { looked(look); });
}

void StillPicture::looked(const std::optional<Look> &look)
{
    QWebEngineView *page = m_page();
    const QImage picture = page ? page->grab().toImage() : QImage();
    const bool isStill = picture == std::exchange(m_last, picture);
    if (page && look && !isStill && !m_limit.hasExpired()) {
        this->look();
        return;
    }
    deleteLater();
    m_then(picture, look);
}

} // namespace console
