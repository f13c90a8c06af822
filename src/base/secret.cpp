// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret.h"

#include <QDebug>

#include <utility>

namespace console {

namespace {
QByteArray ownCopy(const QByteArray &bytes)
{
    return QByteArray(bytes.constData(), bytes.size()); // a deep copy: wiping it must not touch anybody else's
}
} // namespace

Secret::Secret(QByteArray bytes) : m_bytes(ownCopy(bytes)) {}
Secret::Secret(const QString &text) : m_bytes(text.toUtf8()) {}
Secret::Secret(const Secret &other) : m_bytes(ownCopy(other.m_bytes)) {}
Secret::Secret(Secret &&other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}

Secret &Secret::operator=(const Secret &other)
{
    if (this != &other) {
        wipe();
        m_bytes = ownCopy(other.m_bytes);
    }
    return *this;
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

bool Secret::sameAs(const Secret &other) const
{
    if (m_bytes.size() != other.m_bytes.size())
        return false;
    unsigned char difference = 0;
    for (qsizetype i = 0; i < m_bytes.size(); ++i)
        difference |= static_cast<unsigned char>(m_bytes[i] ^ other.m_bytes[i]);
    return difference == 0;
}

void Secret::wipe()
{
    overwrite(m_bytes);
    m_bytes.clear();
}

void overwrite(QByteArray &bytes)
{
    if (bytes.isEmpty() || !bytes.isDetached())
        return;
    // volatile: the compiler must not drop writes to memory that is freed next
    volatile char *memory = bytes.data();
    for (qsizetype i = 0; i < bytes.size(); ++i)
        memory[i] = 0;
}

QDebug operator<<(QDebug debug, const Secret &secret)
{
    const QDebugStateSaver saver(debug);
    debug.noquote() << (secret.isEmpty() ? "Secret(empty)" : "Secret(set)");
    return debug;
}

} // namespace console
