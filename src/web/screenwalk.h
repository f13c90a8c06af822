// SPDX-License-Identifier: GPL-3.0-or-later
// ScreenWalk: steps panes through the widget's screens, by real input, each pane at its own pace.
#pragma once

#include "web/brandpane.h"

#include <QHash>
#include <QPointer>

namespace console {

class ScreenWalk : public QObject
{
    Q_OBJECT
public:
    explicit ScreenWalk(QObject *parent = nullptr);
    /// By their names in the list. One that an environment does not have costs its own screens only: the bank without a
    /// second window, which must be there; the one that asks for consent in its own; one that cannot be used now.
    struct Banks {
        QString plain = QStringLiteral("Aerobank NonOAuth"), oauth = QStringLiteral("Aerobank OAuth"), broken = QStringLiteral("Bank of Lantern Bay");
    };
    void setBanks(const Banks &banks) { m_banks = banks; }
    /// The screens in the order in which a report shows them: welcome, search, sign-in, mfa, consent, accounts, success, error.
    static QStringList screens();
    /// In the order in which one launch of this type comes past them.
    static QStringList screensOf(LaunchType type);

    /// The panes go to their next screen, those that can: from "closed" by launching. reached() or failed() for each.
    void next(const QList<BrandPane *> &panes);
    /// All the way, with a picture at each of these screens (none named: at each); goes no further than the last of them.
    void shootAll(const QList<BrandPane *> &panes, const QStringList &screens);
    void stop();               ///< what is under way comes to no end
    QString screenOf(const BrandPane *pane) const; ///< the last one reached; empty: none
    bool isAtEnd(const BrandPane *pane) const;
    bool isRunning() const { return !m_running.isEmpty(); }

Q_SIGNALS:
    void reached(console::BrandPane *pane, const QString &screen);
    void failed(console::BrandPane *pane, const QString &screen, const console::Error &error);
    void shot(console::BrandPane *pane, const console::Shot &shot); ///< of shootAll()
    void finished();           ///< no pane is under way any more

private:
    struct Move;
    QList<Move> movesTo(const BrandPane *pane, const QString &screen) const;
    void clickUnless(BrandPane *pane, const Move &move, const std::function<void()> &then);
    void goOn(BrandPane *pane);
    void step(BrandPane *pane);
    void perform(BrandPane *pane, const QString &screen, const QList<Move> &moves, qsizetype at);
    void arrive(BrandPane *pane, const QString &screen);
    void giveUp(BrandPane *pane, const QString &screen, const Error &error);
    void leave(BrandPane *pane);
    QObject *scopeOf(BrandPane *pane);
    Banks m_banks;
    QHash<const BrandPane *, qsizetype> m_places; // in screensOf(); not there: before the first
    QHash<BrandPane *, std::shared_ptr<QObject>> m_running; // with the receiver of what was asked of each
    std::optional<QStringList> m_wanted; // shootAll(): the screens
};

} // namespace console
