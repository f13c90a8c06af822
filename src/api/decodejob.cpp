// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs: the replies that start one, and those that say how it is (contract d).
#include "api/decode.h"

#include "api/jsonreader.h"

using namespace Qt::StringLiterals;

namespace console {

JobWord jobWordFrom(QStringView raw)
{
    // "Pending MFA", "pending_mfa", "PENDING-MFA" and "pendingMfa" are one word
    QString word;
    for (const QChar c : raw) {
        if (c.isLetterOrNumber())
            word += c.toUpper();
    }
    struct Spelling { QStringView text; JobWord word; };
    static constexpr Spelling spellings[] = {
        {u"INITIATED", JobWord::Initiated},
        {u"INPROGRESS", JobWord::InProgress}, {u"PENDING", JobWord::InProgress},
        {u"RUNNING", JobWord::InProgress}, {u"QUEUED", JobWord::InProgress},
        {u"MFA", JobWord::Mfa}, {u"PENDINGMFA", JobWord::Mfa}, {u"MFAREQUIRED", JobWord::Mfa},
        {u"COMPLETED", JobWord::Completed}, {u"COMPLETE", JobWord::Completed},
        {u"DONE", JobWord::Completed}, {u"SUCCESS", JobWord::Completed},
        {u"FAILED", JobWord::Failed}, {u"FAILURE", JobWord::Failed}, {u"ERROR", JobWord::Failed},
    };
    for (const Spelling &spelling : spellings) {
        if (word == spelling.text)
            return spelling.word;
    }
    return JobWord::Unknown; // "anything else keeps polling"
}

namespace {

const Json &nothing()
{
    static const Json none = Json::object({});
    return none;
}

/// A job's reply and the `data` object that the user-scoped form may wrap it in.
class JobReader
{
public:
    explicit JobReader(const Json &body)
        : m_top(body, {}), m_inner(m_top.optionalObject({u"data"})), m_data(m_inner ? *m_inner : nothing(), u"data"_s)
    {
        m_top.find({u"status", u"statusCode", u"success", u"error"});
    }

    QString text(JsonReader::Names names)
    {
        const QString outer = m_top.optionalText(names);
        const QString inner = m_data.optionalText(names);
        return outer.isEmpty() ? inner : outer;
    }
    QString id(JsonReader::Names names)
    {
        const QString outer = m_top.optionalId(names);
        const QString inner = m_data.optionalId(names);
        return outer.isEmpty() ? inner : outer;
    }
    bool flag(JsonReader::Names names)
    {
        const bool outer = m_top.optionalBool(names).value_or(false);
        const bool inner = m_data.optionalBool(names).value_or(false);
        return outer || inner;
    }
    /// Only when nothing inside was wrong: a wrong type in `data` says more than "missing" on top.
    void failMissing(const QString &name)
    {
        if (m_data.ok())
            m_top.failAt(name, Error::tr("expected text, but it is missing"));
    }
    JsonReader &top() { return m_top; }
    JsonReader &data() { return m_data; }
    Result<JobReport> finish(JobReport report) const
    {
        if (!m_top.ok())
            return fail(m_top.error());
        if (!m_data.ok())
            return fail(m_data.error());
        report.word = jobWordFrom(report.rawStatus);
        report.unknown = m_top.unknown() + m_data.unknown();
        return report;
    }

private:
    JsonReader m_top;
    const Json *m_inner;
    JsonReader m_data;
};

/// What both kinds of reply share. The connection is repeated as `userId` in every edition (contract e.6).
void readCommon(JobReader &reader, JobReport &report)
{
    report.jobId = reader.id({u"jobId", u"job_id"});
    report.mfaTriggered = reader.flag({u"mfaTriggered", u"mfa_triggered"});
    report.connectionId = reader.id({u"connectionId", u"connection_id", u"userId", u"user_id"});
    report.failure = reader.text({u"failureReason", u"failure_reason", u"errorMessage", u"error_message", u"reason", u"message"});
}

bool endsWithStatus(const QString &key)
{
    return key.endsWith(u"Status") || key.endsWith(u"_status");
}

/// Contract (l): "any key ending in Status (≠ top-level status)": identityStatus, transactionStatus, and a
/// name for refresh that nobody has seen. connectionStatus is about the bank, not about the job.
QString createStatusKey(const Json &object)
{
    QString fallback;
    for (const auto &[key, value] : object.fields()) {
        if (value.isNull() || !endsWithStatus(key) || key == u"connectionStatus" || key == u"connection_status")
            continue;
        if (key != u"jobStatus" && key != u"job_status")
            return key;
        if (fallback.isEmpty())
            fallback = key;
    }
    return fallback;
}

} // namespace

Result<JobReport> decodeJobStarted(const Json &body)
{
    JobReader reader(body);
    JobReport report;
    readCommon(reader, report);
    const Json *data = body.find(u"data");
    if (const QString key = createStatusKey(body); !key.isEmpty())
        report.rawStatus = reader.top().optionalText({key});
    else if (const QString inner = data ? createStatusKey(*data) : QString(); !inner.isEmpty())
        report.rawStatus = reader.data().optionalText({inner});
    if (report.jobId.isEmpty())
        reader.failMissing(u"jobId"_s);
    Result<JobReport> result = reader.finish(report);
    // The user-scoped reply is only {job_id}; a job that has an id was started.
    if (result && result->rawStatus.isEmpty())
        result->word = JobWord::Initiated;
    return result;
}

Result<JobReport> decodeJobStatus(const Json &body)
{
    JobReader reader(body);
    JobReport report;
    readCommon(reader, report);
    // Contract d: "jobStatus, then status, then data.status"; the envelope's own status is "success" on every
    // 2xx answer, so that word alone says nothing about the job. jobStatus is the job's own wherever it stands.
    report.rawStatus = reader.text({u"jobStatus", u"job_status"});
    const QString envelope = reader.top().optionalText({u"status"});
    const QString inner = reader.data().optionalText({u"status"});
    if (report.rawStatus.isEmpty() && envelope.compare(u"success", Qt::CaseInsensitive) != 0)
        report.rawStatus = envelope;
    if (report.rawStatus.isEmpty())
        report.rawStatus = inner;
    if (report.rawStatus.isEmpty())
        reader.failMissing(u"jobStatus"_s);
    return reader.finish(report);
}

} // namespace console
