// SPDX-License-Identifier: GPL-3.0-or-later
// Secret: a key or token that cannot be printed, compared by accident, or left in memory.
#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>

class QDebug;

namespace console {

/// Holds UTF-8 bytes of its own (never shared) and overwrites them when it dies.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes);
    explicit Secret(const QString &text);
    Secret(const Secret &other);
    Secret(Secret &&other) noexcept;
    Secret &operator=(const Secret &other);
    Secret &operator=(Secret &&other) noexcept;
    ~Secret();

    bool isEmpty() const { return m_bytes.isEmpty(); }
    /// The bytes themselves. Call it where they leave for the wire or the keychain, and nowhere else.
    const QByteArray &reveal() const { return m_bytes; }
    QString revealText() const { return QString::fromUtf8(m_bytes); }

    /// Same bytes? Takes the same time whatever the bytes are.
    bool sameAs(const Secret &other) const;

private:
    void wipe();
    QByteArray m_bytes;
};

/// Fills the bytes with zeros where they stand, unless somebody else shares them (then they are left alone).
void overwrite(QByteArray &bytes);

/// Prints "Secret(set)" or "Secret(empty)".
QDebug operator<<(QDebug debug, const Secret &secret);

} // namespace console

Q_DECLARE_METATYPE(console::Secret)
