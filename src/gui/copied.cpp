// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/copied.h"

#include "gui/theme.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QTimer>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int shownFor = 1500; // ms

struct Copied {
    Q_DECLARE_TR_FUNCTIONS(console::Copied)
};

/// The tick on a button; when its time is over the button is what it was.
class Tick : public QTimer
{
public:
    explicit Tick(QAbstractButton *button) : QTimer(button), m_icon(button->icon()), m_name(button->accessibleName())
    {
        setSingleShot(true);
        setInterval(shownFor);
        button->setProperty("copied", true);
        button->setIcon(Theme::icon(u"check"_s, Theme::Role::Good));
        button->setAccessibleName(Copied::tr("Copied"));
        callOnTimeout(button, [this, button] {
            button->setProperty("copied", false);
            button->setIcon(m_icon);
            if (button->accessibleName() == Copied::tr("Copied")) // else it means something else by now
                button->setAccessibleName(m_name);
            deleteLater();
        });
    }

private:
    QIcon m_icon;
    QString m_name;
};

} // namespace

void sayCopied(QAbstractButton *button)
{
    if (!button->isVisible()) // the key was used, and the button is elsewhere
        return;
    QTimer *tick = button->findChild<QTimer *>(u"copiedTick"_s, Qt::FindDirectChildrenOnly);
    if (!tick) {
        tick = new Tick(button);
        tick->setObjectName(u"copiedTick"_s);
    }
    tick->start();
    QToolTip::showText(button->mapToGlobal(QPoint(0, button->height() / 2)), Copied::tr("Copied"), button, {}, shownFor);
}

void copyAndSay(QAbstractButton *button, const QString &text)
{
    if (text.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(text);
    sayCopied(button);
}

} // namespace console
