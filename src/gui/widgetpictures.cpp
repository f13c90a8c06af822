// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgetpictures.h"

#include "session/session.h"
#include "store/settings.h"

#include <QBuffer>
#include <QFutureWatcher>
#include <QPixmap>
#include <QWidget>
#include <QtConcurrent>

namespace console {

namespace {

constexpr int untilDrawn = 400; // ms

QByteArray pngOf(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    const QImage small = image.width() > WidgetPictures::widest ? image.scaledToWidth(WidgetPictures::widest, Qt::SmoothTransformation) : image;
    return small.save(&buffer, "PNG") ? bytes : QByteArray();
}

} // namespace

WidgetPictures::WidgetPictures(Session *session, std::function<QWidget *()> view, QObject *parent) : QObject(parent), m_session(session), m_view(std::move(view))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(untilDrawn);
    connect(&m_soon, &QTimer::timeout, this, &WidgetPictures::take);
    connect(session->log(), &EventLog::added, this, [this](const LogEntry &entry) {
        if (entry.kind == LogEntry::Kind::Widget && m_session->settings()->value(Setting::WidgetPictures).toBool() && !m_soon.isActive())
            m_soon.start();
    });
    connect(session->log(), &EventLog::cleared, this, [this] { m_pictures.clear(); });
    connect(session->settings(), &Settings::changed, this, [this] {
        if (!m_session->settings()->value(Setting::WidgetPictures).toBool())
            m_pictures.clear();
    });
}

void WidgetPictures::take()
{
    QWidget *view = m_view();
    if (!view || !view->isVisible())
        return;
    auto *watcher = new QFutureWatcher<QByteArray>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, at = m_session->clock()()] {
        watcher->deleteLater();
        if (watcher->result().isEmpty() || !m_session->settings()->value(Setting::WidgetPictures).toBool())
            return;
        m_pictures.append({at, watcher->result()});
        if (m_pictures.size() > most)
            m_pictures.removeFirst();
        Q_EMIT taken();
    });
    watcher->setFuture(QtConcurrent::run(pngOf, view->grab().toImage()));
}

} // namespace console
