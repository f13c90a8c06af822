// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/canary_plants.h"

#include <QHash>

#include <algorithm>
#include <cstring>

namespace canary {

namespace {

constexpr int deepest = 4; // decodings on top of one another
constexpr qsizetype window = 8;

QByteArray jwt()
{
    const auto part = [](const QByteArray &json) { return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals); };
    return part(R"({"alg":"HS256","typ":"JWT"})") + '.'
        + part(R"({"jti":"j-1","ClientName":"Zebulon Quillfeather","userPassword":"claimQ8w7e6r5t4y3","email":"zeb.quillfeather@quorvexmail.example"})") + ".Sg5Nq8Rz2Xc7Vb4Mk1Lp";
}

bool isBase64(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '-' || c == '_';
}

QByteArray unescaped(const QByteArray &bytes)
{
    QByteArray out;
    out.reserve(bytes.size());
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        if (bytes[at] != '\\' || at + 1 >= bytes.size()) {
            out += bytes[at];
            continue;
        }
        const char next = bytes[++at];
        bool isHex = false;
        if (next == 'u') {
            const ushort code = bytes.mid(at + 1, 4).toUShort(&isHex, 16);
            if (isHex)
                out += QString(QChar(code)).toUtf8();
            at += isHex ? 4 : 0;
        }
        if (!isHex)
            out += next == 'n' ? '\n' : next == 't' ? '\t' : next == 'r' ? '\r' : next;
    }
    return out;
}

QByteArray everyByte(const QByteArray &value, const QByteArray &before, int width)
{
    QByteArray out;
    for (const char c : value)
        out += before + QByteArray::number(quint8(c), 16).rightJustified(width, '0');
    return out;
}

QByteArray jsonInside(const QByteArray &value)
{
    QByteArray out;
    for (const char c : value)
        out += c == '"' || c == '\\' ? QByteArray("\\") + c : QByteArray(1, c);
    return out;
}

/// Runs of base64 letters, decoded from each of the four places where a group may begin.
QByteArrayList decodedRuns(const QByteArray &bytes)
{
    QByteArrayList out;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const qsizetype begin = at;
        while (at < bytes.size() && isBase64(bytes[at]))
            ++at;
        if (at - begin < 10)
            continue;
        QByteArray run = bytes.mid(begin, at - begin);
        run.replace('-', '+').replace('_', '/');
        for (int shift = 0; shift < 4; ++shift)
            out << QByteArray::fromBase64(run.mid(shift));
    }
    return out;
}

quint64 eight(const char *at)
{
    quint64 word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

} // namespace

const QList<Plant> &plants()
{
    static const QList<Plant> all{
        {"api key", "kx7Qm2Vz9Rt4Ls8WbN3p"},
        {"api secret", "zQ7/wV+3x\"K9\\m=pL2&tR8 uY%5"},
        {"aeropay key", "pj5Hc8Yd1Ug6Fe0AqT7k"},
        {"aeropay secret", "nB4~gM9%xS2#vD6*hJ1"},
        {"api token", jwt()},
        {"aeropay token", "oPaQue4Tk8Zr1Wm6Yn3Bv9"},
        {"widget token", "wTk.9Kd2Lf7Ga5Sh8Qj.x3Cv6"},
        {"one-time code", "73915482"},
        {"cookie", "cKq3Wn8Rv5Tz1Mb7Xd4", Kind::Credential, false},
        {"signature", "5ig9Fa3Ec7Bd1Af8Ce2Da6Fb", Kind::Credential, false},
        {"oauth code", "oAc5Rn8Kw2Zx6Vt4Jh9", Kind::Credential, false},
        {"bank answer", "mFa8Wq3Zt6Yh1Ns5Lp", Kind::Credential, false},
        {"prefixed key", "whsec_Hy6Tg2Vb8Nm4Kl0Qz3", Kind::Credential, false},
        {"name", "Zebulon Quillfeather", Kind::Person},
        {"e-mail", "zeb.quillfeather@quorvexmail.example", Kind::Person},
        {"phone", "+13125557194", Kind::Person},
        {"account number", "0007781934652", Kind::Person},
        {"routing number", "071935286", Kind::Person},
        {"address", "4417 Wibblestone Parkway", Kind::Person},
        {"address 2", "Unit Fronk 93Q", Kind::Person},
    };
    return all;
}

QByteArray valueOf(const char *name)
{
    for (const Plant &plant : plants()) {
        if (std::strcmp(plant.name, name) == 0)
            return plant.value;
    }
    qFatal("no such canary: %s", name);
}

QList<Spelling> spellings(const QByteArray &value)
{
    const QByteArray percent = value.toPercentEncoding(), json = jsonInside(value);
    QList<Spelling> all{{"as it is", value}, {"percent", percent, true}, {"percent twice", percent.toPercentEncoding(), true},
                        {"percent, every byte", everyByte(value, "%", 2), true}, {"form", QByteArray(percent).replace("%20", "+"), true},
                        {"JSON", json, true}, {"JSON in JSON", jsonInside(json), true}, {"JSON, \\u", everyByte(value, "\\u", 4), true},
                        {"JSON, \\u in JSON", jsonInside(everyByte(value, "\\u", 4)), true}};
    static constexpr std::array<const char *, 6> names{"base64", "base64 +1", "base64 +2", "base64url", "base64url +1", "base64url +2"};
    for (int i = 0; i < 6; ++i)
        all << Spelling{names[std::size_t(i)], (QByteArray(":;").left(i % 3) + value + "~~").toBase64(i < 3 ? QByteArray::Base64Encoding : QByteArray::Base64UrlEncoding), true};
    return all;
}

Search::Search()
{
    for (const Plant &plant : plants()) {
        if (plant.kind == Kind::Credential) {
            for (qsizetype at = 0; at + window <= plant.value.size(); ++at)
                m_windows.emplace(eight(plant.value.constData() + at), plant.name);
            continue;
        }
        QByteArray digits;
        for (const char c : plant.value)
            digits += c >= '0' && c <= '9' ? QByteArray(1, c) : QByteArray();
        if (digits.size() >= 9) {
            const QByteArray last = digits.right(10);
            for (qsizetype at = 0; at + window <= last.size(); ++at)
                m_digits.append({last.mid(at, window), plant.name});
            continue;
        }
        for (const QByteArray &word : plant.value.toLower().replace('.', ' ').replace('@', ' ').split(' ')) {
            if (word.size() >= 5 && word != "example" && !m_words.contains({word, plant.name}))
                m_words.append({word, plant.name});
        }
    }
    // The JWT's header is the same in everybody's; what it says of a person is looked for like any other word.
    const QByteArray common = QByteArray(R"({"alg":"HS256","typ":"JWT"})").toBase64(QByteArray::OmitTrailingEquals);
    QByteArrayList notSecret{common};
    for (const Plant &plant : plants()) {
        for (const Spelling &spelling : plant.kind == Kind::Person ? spellings(plant.value) : QList<Spelling>())
            notSecret << spelling.text; // its claims say them, too
    }
    for (const QByteArray &text : std::as_const(notSecret)) {
        for (qsizetype at = 0; at + window <= text.size(); ++at)
            m_windows.erase(eight(text.constData() + at));
    }
    for (qsizetype at = 0; at + window <= qsizetype(sizeof "claimQ8w7e6r5t4y3") - 1; ++at)
        m_windows.emplace(eight(&"claimQ8w7e6r5t4y3"[at]), "claim of the token");
    for (const auto &[bytes, name] : m_windows)
        m_mayBegin[bytes & 0xffff] = true; // little-endian, as this test's machines are
}

void Search::windows(const QByteArray &bytes, const QByteArray &layer, QHash<QByteArray, QByteArray> &found) const
{
    for (qsizetype at = 0; at + window <= bytes.size(); ++at) {
        if (!m_mayBegin[quint8(bytes[at]) | std::size_t(quint8(bytes[at + 1])) << 8])
            continue;
        if (const auto hit = m_windows.find(eight(bytes.constData() + at)); hit != m_windows.end() && !found.contains(hit->second))
            found.insert(hit->second, layer + ": …" + bytes.mid(std::max<qsizetype>(0, at - 40), 80).simplified() + "…");
    }
}

void Search::words(const QByteArray &bytes, const QByteArray &layer, QHash<QByteArray, QByteArray> &found) const
{
    const QByteArray lower = bytes.toLower();
    for (const auto &[word, name] : m_words) {
        if (const qsizetype at = lower.indexOf(word); at >= 0 && !found.contains(name))
            found.insert(name, layer + ": …" + bytes.mid(std::max<qsizetype>(0, at - 40), 80).simplified() + "…");
    }
    QByteArray digits; // 312-555-7194 and (312) 555 7194 are one number
    qsizetype gap = 0;
    for (const char c : bytes) {
        const bool isDigit = c >= '0' && c <= '9';
        if (isDigit)
            digits += c;
        else if ((!std::strchr(" -.()+", c) || ++gap > 2) && !digits.endsWith(' '))
            digits += ' ';
        gap = isDigit ? 0 : gap;
    }
    for (const auto &[number, name] : m_digits) {
        if (const qsizetype at = digits.indexOf(number); at >= 0 && !found.contains(name))
            found.insert(name, layer + ", digits: …" + digits.mid(std::max<qsizetype>(0, at - 20), 40) + "…");
    }
}

void Search::look(const QByteArray &bytes, const QByteArray &layer, int depth, QHash<QByteArray, QByteArray> &found) const
{
    m_searched += bytes.size();
    windows(bytes, layer, found);
    words(bytes, layer, found);
    if (depth == deepest)
        return;
    const auto deeper = [&](const QByteArray &decoded, const char *how) {
        if (decoded != bytes && !decoded.isEmpty())
            look(decoded, layer + how, depth + 1, found);
    };
    if (bytes.contains('\\'))
        deeper(unescaped(bytes), " > JSON");
    if (bytes.contains('%'))
        deeper(QByteArray::fromPercentEncoding(bytes), " > percent");
    if (bytes.contains('+') && depth < 2)
        deeper(QByteArray(bytes).replace('+', ' '), " > form");
    if (bytes.contains('\0') && depth == 0)
        deeper(QByteArray(bytes).replace(QByteArray(1, '\0'), QByteArray()), " > UTF-16");
    if (!layer.contains("base64"))
        deeper(decodedRuns(bytes).join('\n'), " > base64");
}

QStringList Search::in(const QByteArray &bytes, bool credentials, bool persons) const
{
    QHash<QByteArray, QByteArray> found;
    look(bytes, "as it is", 0, found);
    QStringList all;
    for (const Plant &plant : plants()) {
        if (found.contains(plant.name) && (plant.kind == Kind::Credential ? credentials : persons))
            all << QString::fromUtf8(QByteArray(plant.name) + " (" + found.value(plant.name) + ')');
    }
    if (credentials && found.contains("claim of the token"))
        all << QString::fromUtf8("claim of the token (" + found.value("claim of the token") + ')');
    return all;
}

bool Search::finds(const char *plant, const QByteArray &bytes) const
{
    QHash<QByteArray, QByteArray> found;
    look(bytes, "as it is", 0, found);
    return found.contains(plant);
}

} // namespace canary
