// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/keyspage.h"

#include "gui/question.h"
#include "gui/theme.h"
#include "session/session.h"
#include "ui_keyspage.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// What a keychain says of itself may end without a full stop.
QString sentence(const QString &text)
{
    return text.endsWith(u'.') ? text : text + u'.';
}

} // namespace

KeysPage::KeysPage(Session *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_ui(std::make_unique<Ui::KeysPage>())
{
    m_ui->setupUi(this);
    Theme::mark(m_ui->title, "face", u"title"_s);
    m_ui->title->setTextFormat(Qt::PlainText);
    m_ui->source->setTextFormat(Qt::PlainText);
    connect(m_ui->saveButton, &QPushButton::clicked, this, &KeysPage::save);
    connect(m_ui->removeButton, &QPushButton::clicked, this, &KeysPage::askToRemove);
    connect(m_ui->otherButton, &QPushButton::clicked, this, &KeysPage::environmentsRequested);
    for (QLineEdit *edit : fields()) {
        connect(edit, &QLineEdit::textChanged, this, &KeysPage::refresh);
        connect(edit, &QLineEdit::returnPressed, m_ui->saveButton, &QPushButton::click);
    }
    connect(session->keys(), &CredentialKeeper::changed, this, &KeysPage::refresh);
    connect(session->environments(), &Environments::chosen, this, [this] {
        discard(); // typed for another environment
        refresh();
    });
    refresh();
}

KeysPage::~KeysPage() = default;

void KeysPage::hideEvent(QHideEvent *event)
{
    discard();
    QWidget::hideEvent(event);
}

void KeysPage::discard()
{
    for (QLineEdit *edit : fields()) {
        edit->clear();
    }
}

QList<QLineEdit *> KeysPage::fields() const
{
    return {m_ui->apiKey, m_ui->apiSecret, m_ui->aeropayApiKey, m_ui->aeropayApiSecret, m_ui->merchantId};
}

bool KeysPage::hasUnsaved() const
{
    const QList<QLineEdit *> all = fields();
    return std::any_of(all.begin(), all.end(), [](const QLineEdit *edit) { return !edit->text().trimmed().isEmpty(); });
}

bool KeysPage::canSave() const
{
    return m_ui->saveButton->isEnabled();
}

void KeysPage::refresh()
{
    const Environment &environment = m_session->environments()->current();
    const Credentials &known = m_session->keys()->credentials();
    const Credentials &stored = m_session->keys()->stored();
    const bool loading = m_session->keys()->isLoading();
    const bool own = m_session->keys()->source() == KeySource::Simulator || environment.reach == Reach::LoopbackOnly;
    m_ui->title->setText(tr("Keys of %1").arg(environment.name));
    const std::tuple<QLineEdit *, QLabel *, bool, bool> rows[] = {
        {m_ui->apiKey, m_ui->apiKeyState, !known.apiKey.isEmpty(), !stored.apiKey.isEmpty()},
        {m_ui->apiSecret, m_ui->apiSecretState, !known.apiSecret.isEmpty(), !stored.apiSecret.isEmpty()},
        {m_ui->aeropayApiKey, m_ui->aeropayApiKeyState, !known.aeropayApiKey.isEmpty(), !stored.aeropayApiKey.isEmpty()},
        {m_ui->aeropayApiSecret, m_ui->aeropayApiSecretState, !known.aeropayApiSecret.isEmpty(), !stored.aeropayApiSecret.isEmpty()},
        {m_ui->merchantId, m_ui->merchantIdState, !known.merchantId.isEmpty(), !stored.merchantId.isEmpty()}};
    bool any = false;
    for (const auto &[edit, state, set, kept] : rows) {
        any = any || kept;
        state->setText(set ? tr("✓ set") : tr("not set"));
        Theme::mark(state, "tone", set ? u"good"_s : u"muted"_s);
        edit->setEnabled(!own);
        edit->setPlaceholderText(own ? tr("made by the simulator") : set ? tr("type to replace it") : QString());
        edit->setAccessibleDescription(state->text());
    }
    m_ui->saveButton->setEnabled(hasUnsaved() && !own && !loading);
    m_ui->saveButton->setToolTip(loading ? tr("The keychain is being read. Wait until it has answered.") : QString());
    m_ui->saveButton->setAccessibleDescription(m_ui->saveButton->toolTip());
    m_ui->removeButton->setEnabled(any && !own);
    refreshSource();
}

void KeysPage::refreshSource()
{
    const CredentialKeeper *keys = m_session->keys();
    QString text;
    switch (keys->source()) {
    case KeySource::None:
        text = tr("Keys go into the keychain of this computer, one entry for each environment. No file ever holds one.");
        break;
    case KeySource::Simulator:
        text = tr("The simulator makes new keys at each start. There is nothing to enter.");
        break;
    case KeySource::ProcessEnvironment:
        text = tr("Taken from AEROSYNC_API_KEY and the other variables of the process environment. They come before what is stored.");
        break;
    case KeySource::Keychain:
        text = tr("Kept in the keychain of this computer.");
        break;
    case KeySource::MemoryOnly:
        text = tr("Kept in memory for this run only.");
        break;
    }
    if (keys->isLoading()) {
        text = tr("The keychain is being read…");
    } else if (keys->keychainProblem()) {
        text = tr("%1 Keys stay in memory for this run.").arg(sentence(keys->keychainProblem()->message));
    }
    m_ui->sourceIcon->set(keys->keychainProblem() ? u"warning"_s : u"lock"_s,
                          keys->keychainProblem() ? Theme::Role::Warning : Theme::Role::Muted, 20);
    m_ui->source->setText(text);
}

void KeysPage::save()
{
    const auto typed = [](const QLineEdit *edit) { return edit->text().trimmed(); };
    // Only what was typed: the keeper keeps the rest as it is stored, and what is in effect may be the process environment's.
    m_session->keys()->save(m_session->environments()->current(),
                            {.apiKey = Secret(typed(m_ui->apiKey)),
                             .apiSecret = Secret(typed(m_ui->apiSecret)),
                             .aeropayApiKey = Secret(typed(m_ui->aeropayApiKey)),
                             .aeropayApiSecret = Secret(typed(m_ui->aeropayApiSecret)),
                             .merchantId = typed(m_ui->merchantId)});
    discard();
    refresh();
}

void KeysPage::askToRemove()
{
    const Environment environment = m_session->environments()->current();
    ask(this, {u"removeKeysQuestion"_s, tr("Remove the keys"), tr("Remove all keys of “%1”?").arg(environment.name), tr("&Remove")},
        [this, environment] { m_session->keys()->remove(environment); });
}

} // namespace console
