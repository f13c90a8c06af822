// SPDX-License-Identifier: GPL-3.0-or-later
// The format: "AEROSESSION 1\n", then "blake2b HEX\n" of all that follows, then a line of JSON with the facts and the sections,
// then the sections, each packed by zlib: rows, text, names, marks, and a picture each.
#include "session/sessionfile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDataStream>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <zlib.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct FileWords { Q_DECLARE_TR_FUNCTIONS(console::SessionFile) };

const QByteArray magic = QByteArrayLiteral("AEROSESSION ");
constexpr int format = 1;
constexpr qint64 mostPlain = qint64(2) * 1024 * 1024 * 1024 - 1; // bytes of all sections
constexpr qsizetype longestLine = 1024 * 1024;                   // of JSON
constexpr qint64 mostEntries = 20'000'000;
constexpr int mostPictures = 2000;
constexpr int levelOfPacking = 6;

tl::unexpected<Error> refused(const QString &what, const QString &advice)
{
    return fail(Error{.kind = Error::Kind::Input, .message = what, .advice = advice});
}

tl::unexpected<Error> contradiction(const QString &what)
{
    return refused(FileWords::tr("This session file contradicts itself (%1).").arg(what), FileWords::tr("Nothing of it is shown. Save the session again where it was recorded."));
}

QByteArray packed(const QByteArray &plain)
{
    uLongf size = compressBound(uLong(plain.size()));
    QByteArray out(qsizetype(size), Qt::Uninitialized);
    compress2(reinterpret_cast<Bytef *>(out.data()), &size, reinterpret_cast<const Bytef *>(plain.constData()), uLong(plain.size()), levelOfPacking);
    out.truncate(qsizetype(size));
    return out;
}

/// Exactly `size` bytes, or nothing: whatever the packed bytes would become, no more memory than that is taken.
std::optional<QByteArray> unpacked(QByteArrayView from, qint64 size)
{
    QByteArray out(qsizetype(size), Qt::Uninitialized);
    uLongf length = uLongf(size);
    const int code = uncompress(reinterpret_cast<Bytef *>(out.data()), &length, reinterpret_cast<const Bytef *>(from.data()), uLong(from.size()));
    if (code != Z_OK || qint64(length) != size)
        return {};
    return out;
}

void setUp(QDataStream &stream)
{
    stream.setVersion(QDataStream::Qt_6_4);
    stream.setByteOrder(QDataStream::LittleEndian);
}

QDataStream &operator<<(QDataStream &out, const EventRow &row)
{
    return out << row.begin << row.at << row.answerBytes << row.elapsed << row.connecting << row.sent << row.answered << row.host << row.launch << row.connection << row.job << row.url << row.requestHeaders
               << row.requestBody << row.answerHeaders << row.answerBody << row.title << row.detail << row.names << row.status << row.verb << quint8(row.kind)
               << quint8(row.level);
}

QDataStream &operator>>(QDataStream &in, EventRow &row)
{
    quint8 kind = 0, level = 0;
    in >> row.begin >> row.at >> row.answerBytes >> row.elapsed >> row.connecting >> row.sent >> row.answered >> row.host >> row.launch >> row.connection >> row.job >> row.url >> row.requestHeaders
        >> row.requestBody >> row.answerHeaders >> row.answerBody >> row.title >> row.detail >> row.names >> row.status >> row.verb >> kind >> level;
    row.kind = LogEntry::Kind(kind);
    row.level = LogEntry::Level(level);
    return in;
}

/// Not by QDataStream's own way for lists, which takes the memory that a hostile file announces.
void writeNames(QDataStream &out, const NameList &names)
{
    out << quint32(names.size());
    for (const QString &name : names)
        out << name;
}

bool readNames(QDataStream &in, NameList &names)
{
    quint32 count = 0;
    in >> count;
    names.clear();
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        QString name;
        in >> name;
        names << name;
    }
    return in.status() == QDataStream::Ok && !names.isEmpty();
}

constexpr qint64 rowBytes = 3 * 8 + 13 * 4 + 4 * 2 + 3; // as they are written

QJsonObject jsonOf(const SessionFacts &facts)
{
    return {{u"program"_s, facts.program}, {u"environment"_s, facts.environment}, {u"simulated"_s, facts.isSimulated}, {u"sdk"_s, facts.sdkVersion},
            {u"qt"_s, facts.qtVersion}, {u"note"_s, facts.note}, {u"saved"_s, facts.savedAt.toUTC().toString(Qt::ISODateWithMs)}};
}

SessionFacts factsOf(const QJsonObject &json)
{
    const auto text = [&json](const QString &name) { return json.value(name).toString().left(400); };
    return {.program = text(u"program"_s), .environment = text(u"environment"_s), .isSimulated = json.value(u"simulated"_s).toBool(), .sdkVersion = text(u"sdk"_s),
            .qtVersion = text(u"qt"_s), .note = json.value(u"note"_s).toString().left(20'000), .savedAt = QDateTime::fromString(text(u"saved"_s), Qt::ISODateWithMs)};
}

/// The bytes, section by section.
class Writer
{
public:
    void add(const QString &name, const QByteArray &plain, qint64 at = 0)
    {
        const QByteArray bytes = packed(plain);
        m_sections << QJsonObject{{u"name"_s, name}, {u"plain"_s, qint64(plain.size())}, {u"packed"_s, qint64(bytes.size())}, {u"at"_s, at}};
        m_bytes += bytes;
    }
    QByteArray file(const SessionFacts &facts, qint64 entries) const
    {
        QJsonObject head = jsonOf(facts);
        head.insert(u"entries"_s, entries);
        head.insert(u"sections"_s, m_sections);
        const QByteArray rest = QJsonDocument(head).toJson(QJsonDocument::Compact) + '\n' + m_bytes;
        return magic + QByteArray::number(format) + "\nblake2b " + QCryptographicHash::hash(rest, QCryptographicHash::Blake2b_256).toHex() + '\n' + rest;
    }

private:
    QJsonArray m_sections;
    QByteArray m_bytes;
};

} // namespace

/// Knows the inside of a view, both ways.
class SessionPacker
{
public:
    static void add(Writer &writer, const EventArchiveView &view)
    {
        QByteArray rows, text;
        QDataStream out(&rows, QIODevice::WriteOnly);
        setUp(out);
        for (qsizetype number = 0; number < view.size(); ++number) {
            EventRow row = view.row(number);
            text += view.text(number);
            row.begin = quint64(text.size() - row.length());
            out << row;
        }
        QByteArray names;
        QDataStream namesOut(&names, QIODevice::WriteOnly);
        setUp(namesOut);
        for (const NameList *list : {&view.m_hosts, &view.m_launches, &view.m_connections, &view.m_jobs})
            writeNames(namesOut, *list);
        namesOut << view.m_firstId;
        writer.add(u"rows"_s, rows);
        writer.add(u"text"_s, text);
        writer.add(u"names"_s, names);
    }

    /// What of it does not fit; empty: all does.
    static QString take(EventArchiveView &view, qint64 entries, const QByteArray &rows, const QByteArray &text, const QByteArray &names)
    {
        QDataStream namesIn(names);
        setUp(namesIn);
        for (NameList *list : {&view.m_hosts, &view.m_launches, &view.m_connections, &view.m_jobs}) {
            if (!readNames(namesIn, *list))
                return FileWords::tr("its names");
        }
        namesIn >> view.m_firstId;
        if (namesIn.status() != QDataStream::Ok)
            return FileWords::tr("its names");
        if (rows.size() != entries * rowBytes)
            return FileWords::tr("the number of its entries");
        QDataStream in(rows);
        setUp(in);
        for (qint64 number = 0; number < entries; ++number) {
            if (number % qint64(EventArchiveView::chunkRows) == 0)
                view.m_chunks.push_back(std::make_shared<EventArchiveView::Chunk>());
            EventRow &row = (*view.m_chunks.back())[std::size_t(number) % EventArchiveView::chunkRows];
            in >> row;
            if (!fits(row, view, text.size()))
                return FileWords::tr("entry %1").arg(number + 1);
        }
        view.m_size = entries;
        view.m_spool = TextSpool::ofText(text);
        return {};
    }

private:
    static bool fits(const EventRow &row, const EventArchiveView &view, qsizetype textSize)
    {
        const auto isNumber = [](quint32 number, const NameList &names) { return qsizetype(number) < names.size(); };
        return row.begin <= quint64(textSize) && row.length() <= textSize - qsizetype(row.begin) && quint8(row.kind) <= quint8(LogEntry::Kind::Problem)
            && quint8(row.level) <= quint8(LogEntry::Level::Bad) && isNumber(row.host, view.m_hosts) && isNumber(row.launch, view.m_launches)
            && isNumber(row.connection, view.m_connections) && isNumber(row.job, view.m_jobs);
    }
};

QByteArray sessionFile(const EventArchiveView &events, const std::vector<quint32> &rows, const Redactor &redactor, const SessionFacts &facts,
                       const QList<SessionPicture> &pictures, const QMap<quint64, EventMark> &marks)
{
    EventArchive again;
    QJsonArray marked; // by their places in the file
    for (const quint32 number : rows) {
        LogEntry entry = events.entry(number);
        redact(entry, redactor);
        if (const EventMark mark = marks.value(entry.id); !mark.isEmpty())
            marked << QJsonObject{{u"row"_s, qint64(again.size())}, {u"pinned"_s, mark.isPinned}, {u"note"_s, redactor.text(mark.note)}};
        entry.id = quint64(again.size()) + 1; // they rise by one there
        again.append(entry);
    }
    Writer writer;
    SessionPacker::add(writer, again.view());
    for (const SessionPicture &picture : pictures.first(std::min<qsizetype>(pictures.size(), mostPictures)))
        writer.add(u"picture"_s, picture.png, picture.at.toMSecsSinceEpoch());
    writer.add(u"marks"_s, QJsonDocument(marked).toJson(QJsonDocument::Compact));
    SessionFacts told = facts;
    told.note = redactor.text(facts.note);
    return writer.file(told, qint64(rows.size()));
}

namespace {

struct Section { QString name; qint64 plain = 0, packed = 0, at = 0; QByteArrayView bytes; };

/// The sections that the head names, as far as they are there.
Result<QList<Section>> sectionsOf(const QJsonObject &head, QByteArrayView bytes)
{
    QList<Section> sections;
    qint64 from = 0, plain = 0;
    for (const QJsonValue &value : head.value(u"sections"_s).toArray()) {
        const QJsonObject json = value.toObject();
        Section section{json.value(u"name"_s).toString(), json.value(u"plain"_s).toInteger(-1), json.value(u"packed"_s).toInteger(-1), json.value(u"at"_s).toInteger(), {}};
        if (section.plain < 0 || section.packed < 0 || section.plain > mostPlain || section.packed > bytes.size() - from)
            return contradiction(FileWords::tr("the size of a part"));
        plain += section.plain;
        if (plain > mostPlain || sections.size() > mostPictures + 8)
            return contradiction(FileWords::tr("it is larger than this program reads"));
        section.bytes = bytes.sliced(from, section.packed);
        from += section.packed;
        sections << section;
    }
    if (from != bytes.size())
        return contradiction(FileWords::tr("the size of the whole"));
    return sections;
}

/// Behind the checksum, when that fits.
Result<QByteArrayView> checked(const QByteArray &bytes)
{
    const QString again = FileWords::tr("Copy it once more, or save the session again where it was recorded.");
    if (!bytes.startsWith(magic))
        return refused(FileWords::tr("This is no session file of the Aerosync Console."), FileWords::tr("Choose a file that was saved by *Save the session* (.aerosession)."));
    const qsizetype line = bytes.indexOf('\n');
    bool isNumber = false;
    const int written = line < 0 || line > 40 ? 0 : bytes.mid(magic.size(), line - magic.size()).toInt(&isNumber);
    if (isNumber && written > format)
        return refused(FileWords::tr("This session file was saved by a newer version of the program (format %1).").arg(written), FileWords::tr("Open it with that version."));
    const QByteArray word = "blake2b ";
    constexpr qsizetype digits = 64;
    const qsizetype rest = line + 1 + word.size() + digits + 1;
    if (!isNumber || bytes.size() < rest || bytes.mid(line + 1, word.size()) != word || bytes[rest - 1] != '\n')
        return refused(FileWords::tr("The beginning of this session file is missing or damaged."), again);
    const QByteArray sum = QCryptographicHash::hash(QByteArrayView(bytes).sliced(rest), QCryptographicHash::Blake2b_256).toHex();
    if (sum != bytes.mid(line + 1 + word.size(), digits))
        return refused(FileWords::tr("This session file is cut off or was altered after it was saved: its checksum does not fit."), again);
    return QByteArrayView(bytes).sliced(rest);
}

} // namespace

Result<SessionRecord> readSessionFile(const QByteArray &bytes)
{
    const Result<QByteArrayView> rest = checked(bytes);
    if (!rest)
        return fail(rest.error());
    const qsizetype line = rest->indexOf('\n');
    if (line < 0 || line > longestLine)
        return contradiction(FileWords::tr("its head"));
    const QJsonObject head = QJsonDocument::fromJson(QByteArray(rest->data(), line)).object();
    const qint64 entries = head.value(u"entries"_s).toInteger(-1);
    if (entries < 0 || entries > mostEntries)
        return contradiction(FileWords::tr("the number of its entries"));
    const Result<QList<Section>> sections = sectionsOf(head, rest->sliced(line + 1));
    if (!sections)
        return fail(sections.error());
    SessionRecord record{.facts = factsOf(head)};
    QHash<QString, QByteArray> plain;
    for (const Section &section : *sections) {
        const std::optional<QByteArray> out = unpacked(section.bytes, section.plain);
        if (!out)
            return contradiction(FileWords::tr("the part “%1”").arg(section.name.left(40)));
        if (section.name == u"picture"_s)
            record.pictures << SessionPicture{QDateTime::fromMSecsSinceEpoch(section.at, Qt::UTC), *out};
        else
            plain.insert(section.name, *out);
    }
    if (const QString what = SessionPacker::take(record.events, entries, plain.value(u"rows"_s), plain.value(u"text"_s), plain.value(u"names"_s)); !what.isEmpty())
        return contradiction(what);
    for (const QJsonValue &value : QJsonDocument::fromJson(plain.value(u"marks"_s)).array()) {
        const qint64 row = value[u"row"_s].toInteger(-1);
        if (row >= 0 && row < record.events.size())
            record.marks.insert(record.events.firstId() + quint64(row), {value[u"pinned"_s].toBool(), value[u"note"_s].toString().left(EventMarks::longestNote)});
    }
    std::stable_sort(record.pictures.begin(), record.pictures.end(), [](const SessionPicture &a, const SessionPicture &b) { return a.at < b.at; });
    return record;
}

} // namespace console
