// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/linediff.h"

#include "api/json.h"
#include "session/mask.h"

#include <QBitArray>
#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Compared {
    Q_DECLARE_TR_FUNCTIONS(console::Compared)
};

/// Lines as numbers: they are compared many times.
using Lines = std::vector<int>;

struct Numbered {
    Lines left, right;
};

Numbered numbered(const QStringList &left, const QStringList &right)
{
    QHash<QString, int> numbers;
    const auto all = [&numbers](const QStringList &lines) {
        Lines result;
        result.reserve(static_cast<std::size_t>(lines.size()));
        for (const QString &line : lines) {
            const auto found = numbers.constFind(line);
            result.push_back(found != numbers.cend() ? *found : *numbers.insert(line, static_cast<int>(numbers.size())));
        }
        return result;
    };
    Numbered result;
    result.left = all(left);
    result.right = all(right);
    return result;
}

/// What is between the common beginning and the common end.
struct Middle {
    std::size_t begin = 0, leftEnd = 0, rightEnd = 0;
    std::size_t leftSize() const { return leftEnd - begin; }
    std::size_t rightSize() const { return rightEnd - begin; }
};

Middle middleOf(const Lines &left, const Lines &right)
{
    Middle middle{.leftEnd = left.size(), .rightEnd = right.size()};
    while (middle.begin < left.size() && middle.begin < right.size() && left[middle.begin] == right[middle.begin])
        ++middle.begin;
    while (middle.leftEnd > middle.begin && middle.rightEnd > middle.begin && left[middle.leftEnd - 1] == right[middle.rightEnd - 1]) {
        --middle.leftEnd;
        --middle.rightEnd;
    }
    return middle;
}

/// The steps of a longest common subsequence of the middle. Of the table of lengths two rows are kept, and of each cell
/// one bit: is it better to leave out the line on the left?
class Table
{
public:
    Table(const Lines &left, const Lines &right, const Middle &middle)
        : m_left(left), m_right(right), m_middle(middle), m_width(qsizetype(middle.rightSize()) + 1), m_skipsLeft(m_width * qsizetype(middle.leftSize()))
    {
        std::vector<int> below(static_cast<std::size_t>(m_width), 0), row(static_cast<std::size_t>(m_width), 0);
        for (std::size_t i = middle.leftSize(); i-- > 0;) {
            for (std::size_t j = middle.rightSize(); j-- > 0;) {
                if (left[middle.begin + i] == right[middle.begin + j]) {
                    row[j] = below[j + 1] + 1;
                } else {
                    row[j] = std::max(below[j], row[j + 1]);
                    m_skipsLeft.setBit(qsizetype(i) * m_width + qsizetype(j), below[j] >= row[j + 1]);
                }
            }
            std::swap(row, below);
        }
    }

    /// Calls one of them for each step, in order.
    template <typename Same, typename Left, typename Right> void walk(Same same, Left onlyLeft, Right onlyRight) const
    {
        std::size_t i = 0, j = 0;
        while (i < m_middle.leftSize() && j < m_middle.rightSize()) {
            if (m_left[m_middle.begin + i] == m_right[m_middle.begin + j])
                same(i++, j++);
            else if (m_skipsLeft.testBit(qsizetype(i) * m_width + qsizetype(j)))
                onlyLeft(i++);
            else
                onlyRight(j++);
        }
        while (i < m_middle.leftSize())
            onlyLeft(i++);
        while (j < m_middle.rightSize())
            onlyRight(j++);
    }

private:
    const Lines &m_left, &m_right;
    Middle m_middle;
    qsizetype m_width;
    QBitArray m_skipsLeft;
};

/// Lines of one side only, until the other side has some too: then they stand beside each other.
class Rows
{
public:
    void same(std::size_t left, std::size_t right)
    {
        flush();
        m_rows.append({DiffRow::Kind::Same, int(left), int(right)});
    }
    void onlyLeft(std::size_t line) { m_left.append(int(line)); }
    void onlyRight(std::size_t line) { m_right.append(int(line)); }
    QList<DiffRow> take()
    {
        flush();
        return std::move(m_rows);
    }

private:
    void flush()
    {
        const qsizetype pairs = std::min(m_left.size(), m_right.size());
        for (qsizetype i = 0; i < pairs; ++i)
            m_rows.append({DiffRow::Kind::Changed, m_left[i], m_right[i]});
        for (qsizetype i = pairs; i < m_left.size(); ++i)
            m_rows.append({DiffRow::Kind::LeftOnly, m_left[i], -1});
        for (qsizetype i = pairs; i < m_right.size(); ++i)
            m_rows.append({DiffRow::Kind::RightOnly, -1, m_right[i]});
        m_left.clear();
        m_right.clear();
    }
    QList<DiffRow> m_rows;
    QList<int> m_left, m_right;
};

void addHeaders(QStringList &lines, const QString &heading, const Headers &headers)
{
    if (headers.isEmpty())
        return;
    lines << QString() << heading;
    for (const auto &[name, value] : headers)
        lines << u"%1: %2"_s.arg(QString::fromUtf8(name), QString::fromUtf8(value));
}

void addBody(QStringList &lines, const QString &heading, const QByteArray &body)
{
    if (!body.isEmpty())
        lines << QString() << heading << indentedJson(maskedJson(body)).split(u'\n');
}

} // namespace

LineDiff lineDiff(const QStringList &left, const QStringList &right, qsizetype mostCells)
{
    const Numbered lines = numbered(left, right);
    const Middle middle = middleOf(lines.left, lines.right);
    LineDiff diff;
    Rows rows;
    for (std::size_t i = 0; i < middle.begin; ++i)
        rows.same(i, i);
    const qsizetype height = qsizetype(middle.leftSize());
    diff.isCoarse = height > 0 && qsizetype(middle.rightSize()) + 1 > mostCells / height;
    const std::size_t begin = middle.begin;
    if (diff.isCoarse) {
        for (std::size_t i = begin; i < middle.leftEnd; ++i)
            rows.onlyLeft(i);
        for (std::size_t j = begin; j < middle.rightEnd; ++j)
            rows.onlyRight(j);
    } else {
        Table(lines.left, lines.right, middle)
            .walk([&](std::size_t i, std::size_t j) { rows.same(begin + i, begin + j); }, [&](std::size_t i) { rows.onlyLeft(begin + i); },
                  [&](std::size_t j) { rows.onlyRight(begin + j); });
    }
    for (std::size_t i = middle.leftEnd, j = middle.rightEnd; i < lines.left.size(); ++i, ++j)
        rows.same(i, j);
    diff.rows = rows.take();
    return diff;
}

QStringList comparableLines(const LogEntry &entry)
{
    QStringList lines;
    if (entry.kind == LogEntry::Kind::Http)
        lines << u"%1 %2"_s.arg(QString::fromUtf8(entry.verb), entry.url.toString(QUrl::FullyEncoded))
              << (entry.status ? Compared::tr("status %1").arg(entry.status) : Compared::tr("no answer"));
    else
        lines << entry.title;
    if (!entry.detail.isEmpty())
        lines << entry.detail;
    addHeaders(lines, Compared::tr("— headers of the request"), entry.requestHeaders);
    addBody(lines, Compared::tr("— body of the request"), entry.requestBody);
    addHeaders(lines, Compared::tr("— headers of the answer"), entry.answerHeaders);
    addBody(lines, entry.kind == LogEntry::Kind::Http ? Compared::tr("— body of the answer") : Compared::tr("— payload"), entry.answerBody);
    return lines;
}

QString diffText(const LineDiff &diff, const QStringList &left, const QStringList &right)
{
    QString text, waiting; // what came instead stands behind all that was taken away
    for (const DiffRow &row : diff.rows) {
        if (row.kind == DiffRow::Kind::Same) {
            text += std::exchange(waiting, {}) + u"  "_s + left.at(row.left) + u'\n';
            continue;
        }
        if (row.left >= 0)
            text += u"- "_s + left.at(row.left) + u'\n';
        if (row.right >= 0)
            waiting += u"+ "_s + right.at(row.right) + u'\n';
    }
    return text + waiting;
}

} // namespace console
