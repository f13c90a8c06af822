// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/random.h"

using namespace Qt::StringLiterals;

namespace simulator {

Random Random::of(quint32 seed, const QString &key)
{
    // FNV-1a over the key: qHash is salted per process and would break repeatability.
    quint64 hash = 14695981039346656037ULL;
    const QByteArray bytes = key.toUtf8();
    for (const char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    Random mixed(hash ^ (static_cast<quint64>(seed) * 0x9E3779B97F4A7C15ULL));
    mixed.next();
    return mixed;
}

quint64 Random::next()
{
    m_state += 0x9E3779B97F4A7C15ULL;
    quint64 z = m_state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

int Random::below(int count)
{
    return static_cast<int>(next() % static_cast<quint64>(count));
}

qint64 Random::between(qint64 low, qint64 high)
{
    return low + static_cast<qint64>(next() % static_cast<quint64>(high - low + 1));
}

QString Random::digits(int count)
{
    QString text;
    for (int i = 0; i < count; ++i)
        text += QChar(u'0' + below(10));
    return text;
}

QString Random::hex(int count)
{
    QString text;
    while (text.size() < count)
        text += QString::number(next(), 16).rightJustified(16, u'0');
    return text.left(count);
}

QString Random::uuid()
{
    QString text = hex(32);
    text[12] = u'4';
    text[16] = u"89ab"_s.at(below(4));
    return text.left(8) + u'-' + text.mid(8, 4) + u'-' + text.mid(12, 4) + u'-' + text.mid(16, 4) + u'-'
           + text.mid(20);
}

} // namespace simulator
