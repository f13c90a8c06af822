// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inklabel.h"

#include <QEvent>
#include <QScopedValueRollback>

#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Named {
    QLatin1StringView name;
    Theme::Role role;
};
constexpr std::array<Named, 6> inks{{{"text"_L1, Theme::Role::Text},
                                     {"muted"_L1, Theme::Role::Muted},
                                     {"good"_L1, Theme::Role::Good},
                                     {"warning"_L1, Theme::Role::Warning},
                                     {"bad"_L1, Theme::Role::Bad},
                                     {"accent"_L1, Theme::Role::Accent}}};

} // namespace

InkLabel::InkLabel(QWidget *parent) : InkLabel(QString(), Theme::Role::Text, parent) {}

InkLabel::InkLabel(const QString &text, Theme::Role role, QWidget *parent) : QLabel(parent), m_role(role)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    paintInk();
}

void InkLabel::setInk(Theme::Role role)
{
    m_role = role;
    paintInk();
}

QString InkLabel::inkName() const
{
    for (const Named &named : inks) {
        if (named.role == m_role)
            return named.name;
    }
    return u"text"_s;
}

void InkLabel::setInkName(const QString &name)
{
    for (const Named &named : inks) {
        if (name == named.name)
            setInk(named.role);
    }
}

void InkLabel::setFaceName(const QString &name)
{
    m_face = name;
    applyFace();
}

void InkLabel::applyFace()
{
    if (m_face == "figures"_L1)
        setFont(Theme::figures());
    else if (m_face == "fixed"_L1)
        setFont(Theme::fixed());
    else if (m_face == "large"_L1)
        setFont(Theme::large());
    else if (m_face == "title"_L1)
        setFont(Theme::title());
}

void InkLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (m_applying)
        return;
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        paintInk();
}

void InkLabel::paintInk()
{
    const QScopedValueRollback<bool> guard(m_applying, true); // setting it is itself a palette change
    const QColor color = Theme::color(m_role);
    QPalette own = palette();
    if (own.color(QPalette::WindowText) != color) {
        own.setColor(QPalette::WindowText, color);
        setPalette(own);
    }
    applyFace();
}

QColor mixed(const QColor &top, const QColor &bottom, qreal part)
{
    const auto channel = [part](int a, int b) { return static_cast<int>(a * part + b * (1 - part) + 0.5); };
    return QColor(channel(top.red(), bottom.red()), channel(top.green(), bottom.green()), channel(top.blue(), bottom.blue()));
}

} // namespace console
