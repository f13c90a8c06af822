// SPDX-License-Identifier: GPL-3.0-or-later
// bench inspector.redaction: what recording does to 100 MB of answers (credentials by value, name and shape, personal data by
// name and value), against `grep -F` with the same values over the same bytes, in turn. Limit: twice grep's time.
// bench inspector.redaction_patterns: the same with ten times the values, against itself; limit 2.
#include "bench/benchline.h"
#include "bench/grep.h"
#include "session/redactor.h"
#include "session/spellings.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

constexpr qint64 wanted = 100'000'000; // bytes
constexpr qsizetype bodySize = 20'000; // as answers are
constexpr int rounds = 5;

QByteArray hex(QRandomGenerator &random, int digits)
{
    QByteArray text;
    while (text.size() < digits)
        text += QByteArray::number(random.generate64(), 16);
    return text.left(digits);
}

/// Answers as they come: transactions, with a person and a live secret in every one of them.
QList<QByteArray> bodies(QRandomGenerator &random, const QList<QByteArray> &secrets)
{
    const QList<QByteArray> shops{"Coffee Shop", "Grocery Market", "Payroll ACME", "Transfer to savings"};
    QList<QByteArray> all;
    for (qint64 size = 0; size < wanted; size += all.last().size()) {
        QByteArray body = R"({"accountHolderName":"Dana Lee","accountNumber":"00100000987654321","echo":")" + secrets.at(random.bounded(int(secrets.size())))
            + R"(","token":"abc","transactions":[)";
        while (body.size() < bodySize) {
            body += R"({"id":"TRN-)" + hex(random, 16) + R"(","amount":)" + QByteArray::number(random.bounded(100000)) + R"(.25,"description":")"
                + shops.at(random.bounded(4)) + " #" + QByteArray::number(random.bounded(10000)) + R"(","postedDate":"2026-11-0)" + QByteArray::number(1 + random.bounded(9))
                + R"(T00:00:00Z","category":"Food and Drink","type":"debit","currency":"USD"},)" "\n";
        }
        all << body + "{}]}\n";
    }
    return all;
}

double redact(const Redactor &redactor, const QList<QByteArray> &all, qint64 *marks)
{
    QElapsedTimer timer;
    timer.start();
    for (const QByteArray &body : all)
        *marks += redactor.masked(body, 256 * 1024).hidden.size();
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main()
{
    QRandomGenerator random(4);
    const QTemporaryDir folder;
    QList<QByteArray> secrets;
    for (int i = 0; i < 100; ++i)
        secrets << hex(random, 40);
    const QList<QByteArray> all = bodies(random, secrets.first(10));
    QFile text(folder.filePath(u"text"_s));
    if (!text.open(QIODevice::WriteOnly))
        qFatal("no folder to write in");
    for (const QByteArray &body : all)
        text.write(body);
    text.close();

    Redactor few, many;
    QFile patterns(folder.filePath(u"patterns"_s));
    if (!patterns.open(QIODevice::WriteOnly))
        qFatal("no folder to write in");
    for (int i = 0; i < 100; ++i) {
        many.learn(Secret(secrets.at(i)));
        if (i >= 10)
            continue;
        few.learn(Secret(secrets.at(i)));
        for (const QByteArray &spelling : textSpellings(secrets.at(i)) + base64Spellings(secrets.at(i)))
            patterns.write(spelling + '\n');
    }
    patterns.close();
    for (Redactor *each : {&few, &many})
        each->learnPerson(UserDetails{u"Dana"_s, u"Lee"_s, u"dana@example.com"_s, u"+13125550142"_s});

    QList<double> greps, fews, manys;
    qint64 marks = 0, counted = 0;
    for (int i = 0; i < rounds; ++i) {
        greps << bench::grep({u"-f"_s, patterns.fileName(), text.fileName()}, &counted);
        if (counted <= 0)
            qFatal("grep found nothing");
        fews << redact(few, all, &marks);
        manys << redact(many, all, &marks);
    }
    if (marks < 2 * rounds * all.size())
        qFatal("nothing was masked");
    std::printf("%lld MB in %lld bodies: grep -F %.0f ms, redaction %.0f ms, with ten times the values %.0f ms\n", (long long)(text.size() / 1'000'000),
                (long long)all.size(), bench::median(greps), bench::median(fews), bench::median(manys));
    const bool fast = bench::line("inspector.redaction", bench::median(fews), "ms", bench::median(fews) / bench::median(greps), 2);
    const bool linear = bench::line("inspector.redaction_patterns", bench::median(manys), "ms", bench::median(manys) / bench::median(fews), 2);
    return fast && linear ? 0 : 1;
}
