// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/userflow.h"

#include "api/advice.h"
#include "session/eventlog.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Letters of any script, with the signs that real names have between them; Aeropay takes no digits and no
/// special characters (AP118).
bool isName(const QString &name)
{
    static const QRegularExpression grammar(u"^[\\p{L}\\p{M}]+(?:[ '’.\\-][ ]?[\\p{L}\\p{M}]+)*\\.?$"_s);
    return grammar.match(name).hasMatch();
}

QString nameProblem(const QString &name)
{
    if (name.isEmpty())
        return UserFlow::tr("Required.");
    return isName(name) ? QString() : UserFlow::tr("Only letters, spaces, hyphens and apostrophes.");
}

QString emailProblem(const QString &email)
{
    static const QRegularExpression grammar(u"^[^\\s@]+@[^\\s@.]+(?:\\.[^\\s@.]+)+$"_s);
    if (email.isEmpty())
        return UserFlow::tr("Required.");
    return grammar.match(email).hasMatch() ? QString() : UserFlow::tr("Not an e-mail address.");
}

QString phoneProblem(const QString &phone)
{
    static const QRegularExpression us(u"^\\+1[2-9]\\d{2}\\d{7}$"_s);
    if (phone.isEmpty())
        return UserFlow::tr("Required.");
    if (us.match(phone).hasMatch())
        return {};
    // AP119: only US numbers are possible
    return phone.startsWith(u'+') && !phone.startsWith("+1"_L1) ? UserFlow::tr("Only US numbers are possible.")
                                                                : UserFlow::tr("Not a US number, as +1 312 555 0142.");
}

UserDetails tidied(const UserDetails &details)
{
    return {details.firstName.simplified(), details.lastName.simplified(), details.email.trimmed(), normalisedPhone(details.phone)};
}

void fillIn(UserDetails &details, const UserDetails &more)
{
    for (const auto field : {&UserDetails::firstName, &UserDetails::lastName, &UserDetails::email, &UserDetails::phone}) {
        if ((details.*field).isEmpty())
            details.*field = more.*field;
    }
}

QString fieldList(const QMap<QString, QString> &problems)
{
    QStringList lines;
    for (auto each = problems.cbegin(); each != problems.cend(); ++each)
        lines << u"%1: %2"_s.arg(each.key(), each.value());
    return lines.join(u' ');
}

} // namespace

QString normalisedPhone(const QString &typed)
{
    QString digits;
    for (const QChar c : typed) {
        const int value = c.digitValue();
        if (value >= 0)
            digits += QString::number(value);
        else if (c.isLetter())
            return typed.trimmed(); // not a number at all: shown as typed
    }
    const bool international = typed.trimmed().startsWith(u'+');
    if (!international && digits.size() == 10)
        return u"+1"_s + digits;
    if (!international && digits.size() == 11 && digits.startsWith(u'1'))
        return u'+' + digits;
    return (international ? u"+"_s : QString()) + digits;
}

QMap<QString, QString> problemsOf(const UserDetails &details)
{
    const UserDetails tidy = tidied(details);
    QMap<QString, QString> problems{{u"firstName"_s, nameProblem(tidy.firstName)},
                                    {u"lastName"_s, nameProblem(tidy.lastName)},
                                    {u"email"_s, emailProblem(tidy.email)},
                                    {u"phone"_s, phoneProblem(tidy.phone)}};
    problems.removeIf([](const auto &each) { return each.value().isEmpty(); });
    return problems;
}

UserFlow::UserFlow(ApiClient *api, TokenSource *tokens, EventLog *log, QObject *parent)
    : QObject(parent), m_api(api), m_tokens(tokens), m_log(log)
{
}

QString UserFlow::aeroPassUserUuid() const
{
    return m_state == UserState::Ready && m_user ? m_user->aeroPassUserUuid : QString();
}

void UserFlow::set(UserState state, std::optional<Error> error)
{
    m_state = state;
    m_error = std::move(error);
    Q_EMIT changed();
}

void UserFlow::begin(bool keepUser)
{
    if (m_running)
        m_running->cancel();
    m_scope = std::make_unique<QObject>();
    m_onlyTyped = false;
    if (!keepUser)
        m_user.reset();
    set(UserState::Working);
}

/// One call with an Aeropass token; a refused token is renewed once.
void UserFlow::ask(const Make &make, const std::function<void(const Result<AeropassUser> &)> &then, bool renewed)
{
    m_tokens->withAeropassToken(m_scope.get(), [=, this](const Result<Secret> &token) {
        if (!token) {
            then(fail(token.error()));
            return;
        }
        const Call<AeropassUser> call = make(*token);
        m_running = call.http();
        call.onDone(m_scope.get(), [=, this, used = *token](const Result<AeropassUser> &user) {
            if (!user && meansUnauthorised(user.error()) && !renewed) {
                m_tokens->aeropassRefused(used);
                ask(make, then, true);
                return;
            }
            then(user);
        });
    });
}

void UserFlow::create(const UserDetails &details)
{
    m_entered = tidied(details);
    const QMap<QString, QString> problems = problemsOf(details);
    if (!problems.isEmpty()) {
        m_user.reset();
        set(UserState::None, Error{.kind = Error::Kind::Input,
                                   .message = tr("The user cannot be created yet. %1").arg(fieldList(problems)),
                                   .where = problems.firstKey()});
        return;
    }
    m_log->redactor().learnPerson(m_entered); // before the first record that names them
    begin(false);
    ask([this, entered = m_entered](const Secret &token) { return m_api->createUser(token, m_tokens->credentials(), entered); },
        [this](const Result<AeropassUser> &user) { arrived(user); });
}

void UserFlow::fetch(const QString &userId)
{
    const QString id = userId.trimmed();
    if (id.isEmpty()) {
        set(UserState::None, Error{.kind = Error::Kind::Input, .message = tr("Which user? Enter Aeropay's user id."), .where = u"userId"_s});
        return;
    }
    if (!m_tokens->credentials().hasAeropass()) {
        set(UserState::None, Error{.kind = Error::Kind::Credentials,
                                   .message = tr("This environment has no Aeropay API key, secret and merchant id."),
                                   .advice = tr("Enter the keys of this environment in Settings.")});
        return;
    }
    begin(false);
    m_entered = {};
    // GET /user wants a token of the scope userForMerchant, made for this one user (contract b.3); it is not kept.
    const Call<ApiToken> call = m_api->aeropassUserToken(m_tokens->credentials(), id);
    m_running = call.http();
    call.onDone(m_scope.get(), [this](const Result<ApiToken> &token) {
        if (!token) {
            Error error = m_tokens->told(keyError(token.error(), u"Aeropay"_s));
            if (error.kind == Error::Kind::Service && error.message.contains("userId"_L1)) {
                error.message = tr("Aeropay does not know this user id. %1").arg(error.message);
                error.advice = tr("Check the number, or create the user.");
            }
            if (error.kind == Error::Kind::Credentials) // arrived() takes the token source to have said it
                m_log->addNote(LogEntry::Kind::Problem, LogEntry::Level::Bad, tr("no Aeropay token"), oneLine(error));
            arrived(fail(error));
            return;
        }
        m_log->redactor().learn(token->value);
        const Call<AeropassUser> next = m_api->fetchUser(token->value);
        m_running = next.http();
        next.onDone(m_scope.get(), [this](const Result<AeropassUser> &user) { arrived(user); });
    });
}

void UserFlow::use(const QString &aeroPassUserUuid)
{
    const QString id = aeroPassUserUuid.trimmed();
    static const QRegularExpression oneWord(u"^[\\x21-\\x7e]{1,128}$"_s); // opaque, but never with spaces or control characters
    if (!oneWord.match(id).hasMatch()) {
        set(m_state, Error{.kind = Error::Kind::Input, .message = tr("That is not an aeroPassUserUuid."), .where = u"aeroPassUserUuid"_s});
        return;
    }
    begin(false);
    m_entered = {};
    m_user = AeropassUser();
    m_user->aeroPassUserUuid = id;
    m_user->existing = true;
    m_onlyTyped = true;
    m_log->addNote(LogEntry::Kind::Action, LogEntry::Level::Info, tr("user chosen by id"), id);
    set(UserState::Ready);
}

void UserFlow::confirm(const QString &code)
{
    if (m_state != UserState::NeedsCode || !m_user)
        return;
    static const QRegularExpression digits(u"^\\d{4,8}$"_s);
    const QString typed = code.trimmed();
    if (!digits.match(typed).hasMatch()) {
        set(UserState::NeedsCode, Error{.kind = Error::Kind::Input, .message = tr("The code is a number of six digits."), .where = u"code"_s});
        return;
    }
    m_log->redactor().learn(Secret(typed.toLatin1())); // a service may repeat it: "739154 is wrong"
    begin(true);
    // v2 confirms by the same id that the creation returned (contract b.4)
    const QString id = m_user->userId.isEmpty() ? m_user->aeroPassUserUuid : m_user->userId;
    ask([this, id, typed](const Secret &token) { return m_api->confirmUser(token, m_tokens->credentials(), id, typed); },
        [this](const Result<AeropassUser> &user) { confirmed(user); });
}

void UserFlow::arrived(const Result<AeropassUser> &user)
{
    if (!user) {
        const Error error = m_tokens->told(user.error());
        if (error.kind != Error::Kind::Credentials) // the token source has said that already
            m_log->addNote(LogEntry::Kind::Problem, LogEntry::Level::Bad, tr("no user"), oneLine(error));
        set(UserState::None, error);
        return;
    }
    m_log->redactor().learnPerson(user->details);
    m_user = *user;
    fillIn(m_user->details, m_entered); // v1 answers with the ids only
    if (!m_user->mfaType.isEmpty()) {
        // v2: a person who exists already confirms with a code that was just sent (contract b.4)
        m_log->addNote(LogEntry::Kind::Action, LogEntry::Level::Warning, tr("user needs a code"),
                       tr("This person exists; a code was sent (%1).").arg(m_user->mfaType));
        set(UserState::NeedsCode);
        return;
    }
    m_log->addNote(LogEntry::Kind::Action, LogEntry::Level::Good, m_user->existing ? tr("existing user found") : tr("user created"),
                   m_user->aeroPassUserUuid);
    set(UserState::Ready);
}

void UserFlow::confirmed(const Result<AeropassUser> &user)
{
    const AeropassUser known = *m_user;
    if (!user || (user->aeroPassUserUuid.isEmpty() && known.aeroPassUserUuid.isEmpty())) {
        const Error error = user ? Error{.kind = Error::Kind::Decode,
                                         .message = tr("Aeropay confirmed the person, but gave no aeroPassUserUuid."),
                                         .where = u"aeroPassUserUuid"_s,
                                         .advice = tr("Create the user again, or use an aeroPassUserUuid that you have.")}
                                 : m_tokens->told(user.error());
        m_log->addNote(LogEntry::Kind::Problem, LogEntry::Level::Bad, user ? tr("no user") : tr("code not accepted"), oneLine(error));
        set(UserState::NeedsCode, error); // it may be typed again
        return;
    }
    m_user = *user;
    if (m_user->aeroPassUserUuid.isEmpty()) // what is known is not lost because the answer does not repeat it
        m_user->aeroPassUserUuid = known.aeroPassUserUuid;
    if (m_user->userId.isEmpty())
        m_user->userId = known.userId;
    fillIn(m_user->details, known.details);
    m_user->mfaType.clear();
    m_user->existing = true;
    m_log->addNote(LogEntry::Kind::Action, LogEntry::Level::Good, tr("user confirmed"), m_user->aeroPassUserUuid);
    set(UserState::Ready);
}

void UserFlow::cancel()
{
    if (m_state != UserState::Working)
        return;
    if (m_running)
        m_running->cancel();
    m_scope.reset();
    set(m_user ? UserState::NeedsCode : UserState::None); // only a confirmation keeps its user while it works
}

void UserFlow::dismissError()
{
    if (m_error && (m_state == UserState::None || m_state == UserState::Ready))
        set(m_state);
}

void UserFlow::forget()
{
    if (m_running)
        m_running->cancel();
    m_scope.reset();
    m_user.reset();
    m_entered = {};
    set(UserState::None);
}

} // namespace console
