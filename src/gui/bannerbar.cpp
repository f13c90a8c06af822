// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bannerbar.h"

#include "gui/iconlabel.h"
#include "gui/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace console {

namespace {

Theme::Role roleOf(const QString &tone)
{
    if (tone == u"production") {
        return Theme::Role::OnAccent;
    }
    if (tone == u"bad") {
        return Theme::Role::Bad;
    }
    if (tone == u"warning") {
        return Theme::Role::Warning;
    }
    return tone == u"good" ? Theme::Role::Good : Theme::Role::Accent;
}

bool looksSame(const Banner &a, const Banner &b)
{
    return a.tone == b.tone && a.icon == b.icon && a.text == b.text && a.detail == b.detail && a.buttonText == b.buttonText
        && a.secondText == b.secondText;
}

} // namespace

BannerBar::BannerBar(QWidget *parent)
    : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(Theme::grid / 2);
    setVisible(false);
}

void BannerBar::setWide()
{
    m_wide = true;
    m_layout->setSpacing(0);
}

void BannerBar::show(const Banner &banner)
{
    const auto known = m_shown.find(banner.id);
    if (known != m_shown.end()) {
        const bool same = looksSame(known->banner, banner);
        known->banner = banner; // the button calls what the newest banner says
        if (same) {
            return;
        }
        const int place = m_layout->indexOf(known->widget);
        known->widget->hide();
        known->widget->deleteLater();
        known->widget = build(banner);
        m_layout->insertWidget(place, known->widget);
    } else {
        QWidget *widget = build(banner);
        // Nothing stands above the warning that this is production.
        m_layout->insertWidget(banner.tone == u"production" ? 0 : m_layout->count(), widget);
        m_shown.insert(banner.id, {widget, banner});
    }
    setVisible(true);
}

void BannerBar::hide(const QString &id)
{
    const auto known = m_shown.find(id);
    if (known == m_shown.end()) {
        return;
    }
    known->widget->hide();
    known->widget->deleteLater();
    m_shown.erase(known);
    setVisible(!m_shown.isEmpty());
}

QWidget *BannerBar::build(const Banner &banner)
{
    auto *frame = new QFrame(this);
    frame->setObjectName(u"banner-"_s + banner.id);
    frame->setProperty("banner", banner.tone);
    frame->setProperty("wide", m_wide);
    frame->setAccessibleName(banner.text);
    auto *layout = new QHBoxLayout(frame);
    const bool loud = banner.tone == u"production";
    layout->setContentsMargins(16, loud ? 8 : 4, 8, loud ? 8 : 4);
    layout->setSpacing(Theme::grid);
    auto *icon = new IconLabel(frame);
    icon->set(banner.icon, roleOf(banner.tone), loud ? 24 : 20);
    layout->addWidget(icon);
    auto *text = new QLabel(banner.detail.isEmpty() || loud ? banner.text : banner.text + u' ' + banner.detail, frame);
    text->setObjectName(u"banner-%1-text"_s.arg(banner.id));
    text->setTextFormat(Qt::PlainText); // a bank's or a server's words are not markup
    text->setWordWrap(true);
    if (loud) {
        Theme::mark(text, "face", u"title"_s);
        text->setText(banner.text);
    }
    layout->addWidget(text, 1);
    const auto add = [this, frame, layout, id = banner.id](const QString &word, const QString &name, std::function<void()> Banner::*does) {
        if (word.isEmpty()) {
            return;
        }
        auto *button = new QPushButton(word, frame);
        button->setObjectName(u"banner-%1-%2"_s.arg(id, name));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, id, does] {
            // A copy: pressing may take the banner away.
            const std::function<void()> now = m_shown.value(id).banner.*does;
            if (now) {
                now();
            }
        });
        layout->addWidget(button);
    };
    add(banner.buttonText, u"button"_s, &Banner::pressed);
    add(banner.secondText, u"second"_s, &Banner::secondPressed);
    if (banner.closable) {
        auto *close = new QToolButton(frame);
        close->setObjectName(u"banner-%1-close"_s.arg(banner.id));
        close->setIcon(Theme::icon(u"close"_s));
        close->setAccessibleName(tr("Close this message"));
        close->setToolTip(tr("Close this message"));
        connect(close, &QToolButton::clicked, this, [this, id = banner.id] {
            hide(id);
            Q_EMIT closed(id);
        });
        layout->addWidget(close);
    }
    return frame;
}

} // namespace console
