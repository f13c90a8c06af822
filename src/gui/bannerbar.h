// SPDX-License-Identifier: GPL-3.0-or-later
// BannerBar: short messages across the window or the stage, each with the button that mends what it says.
#pragma once

#include <QMap>
#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace console {

struct Banner {
    QString id;            ///< stable; also the objectName "banner-ID", its button "banner-ID-button"
    QString tone;          ///< "info", "good", "warning", "bad", "production"
    QString icon;
    QString text;
    QString detail;        ///< muted, after the text; may be empty
    QString buttonText;    ///< empty: no button
    std::function<void()> pressed;
    bool closable = false;
    QString secondText = {};  ///< another button, "banner-ID-second"; empty: none
    std::function<void()> secondPressed = {};
};

class BannerBar : public QWidget
{
    Q_OBJECT
public:
    explicit BannerBar(QWidget *parent = nullptr);
    /// Across the window, edge to edge, without gaps.
    void setWide();
    /// Shows it or brings the shown one up to date. Order of first showing.
    void show(const Banner &banner);
    void hide(const QString &id);
    bool isShown(const QString &id) const { return m_shown.contains(id); }

Q_SIGNALS:
    void closed(const QString &id);

private:
    QWidget *build(const Banner &banner);
    struct Shown { QWidget *widget; Banner banner; };
    QMap<QString, Shown> m_shown;
    QVBoxLayout *m_layout;
    bool m_wide = false;
};

} // namespace console
