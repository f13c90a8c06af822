// SPDX-License-Identifier: GPL-3.0-or-later
// OriginCheck: would the widget load in a page of these origins? Asks by real launches, a few at once, none of them seen.
#pragma once

#include "api/environment.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace console {

class BrandPane;
class Session;

struct OriginResult {
    enum class Verdict {
        Waiting,     ///< its turn comes
        Checking,
        Loads,       ///< the widget showed its first screen
        Complains,   ///< it is there, and reported an error
        Refused,     ///< the browser was told not to show it in this origin
        NoAnswer,    ///< nobody answered, or nothing came of it: nothing is known of the origin
        NotAnOrigin, ///< what was typed is none, and was not asked for
        Failed,      ///< it could not be checked: no keys, no person, another page than the widget …
        Cancelled,
    };
    QString typed;
    QUrl origin;          ///< empty: NotAnOrigin
    Verdict verdict = Verdict::Waiting;
    QString policy;       ///< Refused: "frame-ancestors", "X-Frame-Options", "mixed-content"
    QString message;      ///< what happened, a sentence
    QString advice;       ///< what to do now; may be empty
    std::optional<std::chrono::milliseconds> took; ///< from the launch to the verdict
};

QString originVerdictName(OriginResult::Verdict verdict); ///< tr(): "loads", "refused" …
QString originVerdictId(OriginResult::Verdict verdict);   ///< stable word: "loads", "refused", "no-answer" …

/// "https://shop.example" or with a port, as it is typed. Error::Kind::Input says what is wrong, and the origin that is
/// probably meant.
Result<QUrl> originFrom(const QString &typed);
/// Of a list: separated by lines, blanks, commas or semicolons; each origin once.
QList<OriginResult> originsFrom(const QString &text);
/// What to write to the Solutions Engineer about those that were refused; empty: none was.
QString allowListRequest(const QList<OriginResult> &results, const Environment &environment, const QString &merchantId);

/// Each of the few panes is launched for a person of its own, made once (in production for the session's: see BrandPane),
/// and links nothing.
class OriginCheck : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype most = 200; ///< origins of one check
    explicit OriginCheck(Session *session, QObject *parent = nullptr);
    ~OriginCheck() override;

    /// A check that runs is cancelled and replaced. More than `most` are refused as a whole: Error::Kind::Input.
    Result<void> start(const QString &text);
    void cancel();
    bool isRunning() const { return m_isRunning; }
    const QList<OriginResult> &results() const { return m_results; }
    const Environment &environment() const { return m_environment; } ///< that of the last start()
    int done() const;
    /// How long a page may take to answer and to show something; else as for every launch. For tests.
    void setLimit(std::chrono::milliseconds limit) { m_limit = limit; }

Q_SIGNALS:
    void changed(int row);
    void finished();         ///< also after cancel()

private:
    struct Lane;             // one pane and what it checks now
    void advance();
    void begin(Lane *lane, int row);
    void heard(Lane *lane);
    void settle(Lane *lane, OriginResult result);
    void judgeFailure(OriginResult *result, const BrandPane &pane) const;
    void closeLanes();
    int nextWaiting() const;
    Session *m_session;
    Environment m_environment;
    QList<OriginResult> m_results;
    std::vector<std::unique_ptr<Lane>> m_lanes;
    std::optional<std::chrono::milliseconds> m_limit;
    bool m_isRunning = false;
};

} // namespace console
