// SPDX-License-Identifier: GPL-3.0-or-later
// BrandExports: what the brand lab gives out: contact sheets, the report, the pictures, the request to the Solutions Engineer.
#pragma once

#include "base/result.h"
#include "brand/brandreport.h"

#include <QObject>

#include <functional>

class QMenu;
class QToolButton;
class QWidget;

namespace console {

class NoticeBar;

class BrandExports : public QObject
{
    Q_OBJECT
public:
    /// `now`: what there is at the moment of asking; nothing is kept here.
    BrandExports(QToolButton *button, NoticeBar *notice, std::function<BrandReport()> now, QWidget *window);
    void refresh(bool hasShots, bool hasSheet, bool hasFindings);

private:
    void add(const QString &id, const QString &text, const std::function<void()> &what);
    void save(const QString &id, const QString &title, const QString &fileName, const QString &filter, std::function<QByteArray(const BrandReport &)> make);
    void savePdf();
    void savePictures();
    void told(const QString &path, const Result<void> &done);
    std::function<BrandReport()> m_now;
    QToolButton *m_button;
    NoticeBar *m_notice;
    QWidget *m_window;
    QMenu *m_menu;
};

} // namespace console
