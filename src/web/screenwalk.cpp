// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/screenwalk.h"

#include "session/linkflow.h"
#include "web/popupwindow.h"
#include "web/widgetview.h"

#include <QWebEngineView>

using namespace Qt::StringLiterals;

namespace console {

// What is typed is public knowledge: the test banks of the contract (chapter g) and their people.
struct ScreenWalk::Move {
    enum class Kind { See, Click, ClickUnless, Type, ClosePopup };
    Kind kind = Kind::See;
    Target target = {};
    QString text = {};
    Target unless = {}; ///< ClickUnless: when this is there already, nothing is clicked
};

namespace {

const QString welcome = u"welcome"_s, search = u"search"_s, signIn = u"sign-in"_s, mfa = u"mfa"_s, consent = u"consent"_s,
              accounts = u"accounts"_s, success = u"success"_s, error = u"error"_s;

Target buttonOf(const QStringList &names)
{
    return {.role = u"button"_s, .names = names};
}

const Target continueButton = buttonOf({u"Continue"_s, u"Get started"_s, u"Next"_s});
const Target signInButton = buttonOf({u"Sign in"_s, u"Log in"_s, u"Submit"_s, u"Continue"_s});
// Not "Back": the list of banks has one, too, and would be taken for the error while that is still on its way.
const Target anotherBank = buttonOf({u"Use another bank"_s, u"Choose another bank"_s, u"Select another bank"_s});

/// One can go on without them: they are told as not reached, and the walk takes the next.
bool isAside(const QString &screen)
{
    return screen == error || screen == consent;
}

} // namespace

ScreenWalk::ScreenWalk(QObject *parent) : QObject(parent) {}

QStringList ScreenWalk::screens()
{
    return {welcome, search, signIn, mfa, consent, accounts, success, error};
}

/// The error and the bank's own window come first: one can go back from them.
QStringList ScreenWalk::screensOf(LaunchType type)
{
    if (type == LaunchType::EmbeddedBankView) // banks first; the rest is in the widget that a click on one opens
        return {search, welcome, signIn, mfa, accounts, success};
    return {welcome, search, error, consent, signIn, mfa, accounts, success};
}

/// From the screen that comes before it in screensOf().
QList<ScreenWalk::Move> ScreenWalk::movesTo(const BrandPane *pane, const QString &screen) const
{
    using Kind = Move::Kind;
    // One name each: pictures of two launches shall be alike.
    const Target plainBank = buttonOf({m_banks.plain}), oauthBank = buttonOf({m_banks.oauth}), brokenBank = buttonOf({m_banks.broken});
    const auto see = [](const Target &target) { return Move{Kind::See, target}; };
    const auto click = [](const Target &target) { return Move{Kind::Click, target}; };
    const auto type = [](const QString &field, const QString &text) { return Move{Kind::Type, {.field = field}, text}; };
    const bool isEmbedded = pane->plan().options.type == LaunchType::EmbeddedBankView;
    if (screen == welcome)
        return isEmbedded ? QList<Move>{click(plainBank), see(continueButton)} : QList<Move>{see(continueButton)};
    if (screen == search)
        return isEmbedded ? QList<Move>{see(plainBank)} : QList<Move>{click(continueButton), see(plainBank)};
    if (screen == error)
        return {click(brokenBank), see(anotherBank)};
    if (screen == consent)
        return {{Kind::ClickUnless, anotherBank, {}, oauthBank}, click(oauthBank), click(buttonOf({u"Continue to "_s + m_banks.oauth, u"Continue"_s})), type(u"username"_s, u"sync"_s),
                type(u"password"_s, u"no_mfa"_s), click(signInButton), see(buttonOf({u"Allow"_s, u"Allow access"_s}))};
    if (screen == signIn) {
        const Move form = see({.field = u"password"_s});
        return isEmbedded ? QList<Move>{click(continueButton), form}
                          : QList<Move>{{Kind::ClosePopup}, {Kind::ClickUnless, buttonOf({u"Use another bank"_s, u"Back"_s}), {}, plainBank}, click(plainBank), form};
    }
    if (screen == mfa)
        return {type(u"username"_s, u"sync"_s), type(u"password"_s, u"mfa"_s), click(signInButton), see({.field = u"answer"_s})};
    if (screen == accounts)
        return {type(u"answer"_s, u"correct"_s), click(buttonOf({u"Submit"_s, u"Submit answer"_s, u"Continue"_s})), see(buttonOf({u"Link account"_s, u"Link this account"_s}))};
    return {click(buttonOf({u"Link account"_s, u"Link this account"_s, u"Continue"_s})), see(buttonOf({u"Continue"_s, u"Finish"_s, u"Done"_s}))}; // success
}

QString ScreenWalk::screenOf(const BrandPane *pane) const
{
    return screensOf(pane->plan().options.type).value(m_places.value(pane, -1));
}

bool ScreenWalk::isAtEnd(const BrandPane *pane) const
{
    return m_places.value(pane, -1) + 1 >= screensOf(pane->plan().options.type).size();
}

void ScreenWalk::next(const QList<BrandPane *> &panes)
{
    m_wanted.reset();
    for (BrandPane *pane : panes)
        step(pane);
}

void ScreenWalk::shootAll(const QList<BrandPane *> &panes, const QStringList &screens)
{
    m_wanted = screens.isEmpty() ? ScreenWalk::screens() : screens;
    for (BrandPane *pane : panes)
        step(pane);
}

void ScreenWalk::stop()
{
    m_wanted.reset();
    if (std::exchange(m_running, {}).isEmpty())
        return;
    Q_EMIT finished();
}

QObject *ScreenWalk::scopeOf(BrandPane *pane)
{
    return m_running.value(pane).get();
}

void ScreenWalk::step(BrandPane *pane)
{
    if (m_running.contains(pane))
        return;
    if (!m_places.contains(pane)) {
        m_places.insert(pane, -1);
        connect(pane, &QObject::destroyed, this, [this, pane] {
            m_places.remove(pane);
            if (m_running.remove(pane) && m_running.isEmpty())
                Q_EMIT finished();
        });
    }
    const bool isOpen = pane->state() == BrandPane::State::Opening || pane->state() == BrandPane::State::Shown;
    if (!isOpen)
        m_places[pane] = -1; // closed meanwhile: from the beginning
    if (isAtEnd(pane)) {
        if (m_running.isEmpty())
            Q_EMIT finished();
        return;
    }
    m_running.insert(pane, std::make_shared<QObject>());
    // A pane that breaks would only be told of much later, by what it lacks.
    connect(pane, &BrandPane::changed, scopeOf(pane), [this, pane] {
        if (pane->state() == BrandPane::State::Failed || pane->state() == BrandPane::State::Ended)
            giveUp(pane, screensOf(pane->plan().options.type).value(m_places.value(pane, -1) + 1), pane->error().value_or(Error{
                .kind = Error::Kind::Web, .message = tr("The widget ended before this screen."), .where = pane->accessibleName()}));
    });
    const QString screen = screensOf(pane->plan().options.type).at(m_places.value(pane, -1) + 1);
    if (!isOpen)
        pane->open();
    if (m_running.contains(pane)) // it may have failed at once
        perform(pane, screen, movesTo(pane, screen), 0);
}

void ScreenWalk::perform(BrandPane *pane, const QString &screen, const QList<Move> &moves, qsizetype at)
{
    if (at == moves.size()) {
        arrive(pane, screen);
        return;
    }
    const Move &move = moves[at];
    const auto then = [this, pane, screen, moves, at](const auto &result) {
        if (result)
            perform(pane, screen, moves, at + 1);
        else
            giveUp(pane, screen, result.error());
    };
    switch (move.kind) {
    case Move::Kind::See: pane->driver()->find(move.target, scopeOf(pane), then); return;
    case Move::Kind::Click: pane->driver()->click(move.target, scopeOf(pane), then); return;
    case Move::Kind::ClickUnless: clickUnless(pane, move, [then] { then(Result<void>()); }); return;
    case Move::Kind::Type: pane->driver()->type(move.target, move.text, scopeOf(pane), then); return;
    case Move::Kind::ClosePopup:
        // In system browser mode the widget itself is the first window.
        if (const QList<PopupWindow *> popups = pane->view()->popups(); popups.size() > (pane->plan().options.type == LaunchType::SystemBrowser ? 1 : 0))
            popups.last()->close();
        perform(pane, screen, moves, at + 1);
        return;
    }
}

/// Whichever is there first. The click may fail as well: then what comes next says what is missing.
void ScreenWalk::clickUnless(BrandPane *pane, const Move &move, const std::function<void()> &then)
{
    const Target either{.role = u"button"_s, .names = move.unless.names + move.target.names};
    pane->driver()->find(either, scopeOf(pane), [this, pane, move, then](const Result<Found> &found) {
        const bool isThere = found && std::any_of(move.unless.names.begin(), move.unless.names.end(), [&](const QString &name) { return found->name.contains(name, Qt::CaseInsensitive); });
        if (isThere || !found)
            then();
        else
            pane->driver()->click(move.target, scopeOf(pane), [then](const Result<void> &) { then(); });
    });
}

void ScreenWalk::arrive(BrandPane *pane, const QString &screen)
{
    m_places[pane] = m_places.value(pane, -1) + 1;
    Q_EMIT reached(pane, screen);
    if (!m_running.contains(pane))
        return;
    if (!m_wanted)
        leave(pane);
    else if (!m_wanted->contains(screen))
        goOn(pane);
    else
        pane->shoot(screen, scopeOf(pane), [this, pane](const Shot &taken) {
            Q_EMIT shot(pane, taken);
            goOn(pane);
        });
}

/// Of shootAll(): to the next screen, if one is wanted yet.
void ScreenWalk::goOn(BrandPane *pane)
{
    if (!m_running.contains(pane))
        return;
    const QStringList left = screensOf(pane->plan().options.type).mid(m_places.value(pane, -1) + 1);
    const bool isWanted = m_wanted && std::any_of(left.begin(), left.end(), [this](const QString &each) { return m_wanted->contains(each); });
    if (isWanted)
        perform(pane, left.first(), movesTo(pane, left.first()), 0);
    else
        leave(pane);
}

void ScreenWalk::giveUp(BrandPane *pane, const QString &screen, const Error &error)
{
    if (!m_running.contains(pane))
        return;
    const std::shared_ptr<QObject> scope = m_running.value(pane); // we may be called by what it receives
    Q_EMIT failed(pane, screen, error);
    const bool isOpen = pane->state() == BrandPane::State::Shown;
    if (!isAside(screen) || !isOpen || !m_running.contains(pane)) {
        leave(pane);
        return;
    }
    m_places[pane] = m_places.value(pane, -1) + 1;
    if (m_wanted)
        goOn(pane);
    else
        leave(pane);
}

void ScreenWalk::leave(BrandPane *pane)
{
    if (const std::shared_ptr<QObject> scope = m_running.take(pane))
        QMetaObject::invokeMethod(this, [scope] {}, Qt::QueuedConnection); // it dies off this stack
    if (m_running.isEmpty())
        Q_EMIT finished();
}

} // namespace console
