// SPDX-License-Identifier: GPL-3.0-or-later
// The part of WidgetDesk that plays the OAuth bank's own site.
#include "simulator/widgetdesk.h"

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

constexpr qint64 visitLife = 600'000; // ASSUMPTION OAUTH-LIFE: ten minutes

Problem wrongStage()
{
    return {409, u"AC-100"_s, u"This is not the next step on the bank's site."_s, u"INVALID_REQUEST"_s, true};
}

} // namespace

Outcome<QString> WidgetDesk::startOAuth(WidgetSession &session, const QString &bankId)
{
    const Bank *bank = m_world.catalog().bank(bankId);
    if (!bank || bank->kind != "oauth"_L1)
        return invalidRequest(u"'%1' is not a bank with a site of its own."_s.arg(bankId));
    if (auto problem = stepObjection(session, bankId))
        return *problem;
    session.bank = bankId;
    OAuthVisit visit;
    visit.state = m_world.ids().hex(32);
    visit.session = session.id;
    visit.bank = bankId;
    visit.opened = m_world.now();
    return m_visits.insert_or_assign(visit.state, visit).first->second.state;
}

Outcome<OAuthVisit *> WidgetDesk::visit(const QString &state)
{
    const auto it = m_visits.find(state);
    if (it == m_visits.end())
        return Problem{404, u"AC-102"_s, u"This link to the bank is not known."_s, u"SERVER_ERROR"_s, false};
    return &it->second;
}

bool WidgetDesk::expired(const OAuthVisit &visit) const
{
    return visit.stage != OAuthVisit::Stage::Done && m_world.now() - visit.opened > visitLife;
}

std::optional<Problem> WidgetDesk::bankLogin(OAuthVisit &visit, const QString &username, const QString &password)
{
    if (visit.stage != OAuthVisit::Stage::Login || expired(visit))
        return wrongStage();
    const auto judged = judgeLogin(*m_world.catalog().bank(visit.bank), username, password);
    if (!judged)
        return judged.problem();
    visit.username = username;
    visit.offered = accountsOf(m_world.seed(), visit.bank, username, true);
    if (const WidgetSession *owner = rawSession(visit.session))
        visit.offered = choiceOf(*owner, visit.offered);
    if (visit.offered.empty())
        return wrongCredentials(u"The account to reconnect is not one of this sign-in. Sign in as before."_s);
    visit.stage = OAuthVisit::Stage::Consent;
    return std::nullopt;
}

void WidgetDesk::bankConsent(OAuthVisit &visit, bool allow)
{
    if (visit.stage != OAuthVisit::Stage::Consent)
        return;
    visit.denied = !allow;
    visit.stage = allow ? OAuthVisit::Stage::Accounts : OAuthVisit::Stage::Done;
}

std::optional<Problem> WidgetDesk::bankAccounts(OAuthVisit &visit, const QStringList &ids)
{
    if (visit.stage != OAuthVisit::Stage::Accounts || expired(visit))
        return wrongStage();
    visit.chosen.clear();
    for (std::size_t i = 0; i < visit.offered.size(); ++i) {
        if (ids.contains(u"a"_s + QString::number(i + 1)))
            visit.chosen.push_back(visit.offered[i]);
    }
    if (visit.chosen.empty() || static_cast<qsizetype>(visit.chosen.size()) != ids.size())
        return invalidRequest(u"Choose at least one account from the list."_s);
    WidgetSession *owner = rawSession(visit.session);
    if (!owner || owner->stage == WidgetSession::Stage::Closed)
        return Problem{410, u"AR-500"_s, u"The widget that asked for this was closed."_s, u"SERVER_ERROR"_s, false};
    visit.stage = OAuthVisit::Stage::Done;
    owner->bank = visit.bank;
    owner->username = visit.username;
    owner->challenge = {};
    // More accounts were shared than this integrator links: the widget asks which one.
    const bool choice = visit.chosen.size() > 1 && !takesSeveral(*owner);
    const auto next = choice ? offer(*owner, visit.chosen) : finish(*owner, visit.chosen);
    if (next)
        visit.next = *next;
    else
        visit.problem = next.problem();
    return std::nullopt;
}

} // namespace simulator
