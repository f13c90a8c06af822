// SPDX-License-Identifier: GPL-3.0-or-later
// SafeIni: an INI file that keeps what it held where there is no room for what it shall hold.
#pragma once

#include <QSettings>

namespace console {

/// Qt 6.4 replaces the file by as much of the new one as found room, and calls that no error.
class SafeIni : public QSettings
{
    Q_OBJECT
public:
    explicit SafeIni(const QString &file);
    ~SafeIni() override; ///< keeps it
    /// Writes it now (else: when the event loop is idle). False: it cannot be written; the file is as it was, and the next
    /// call tries again.
    bool keep();

protected:
    bool event(QEvent *event) override;

private:
    bool isWhole(const QByteArray &written) const;
    bool m_isBehind = false; // the file
};

} // namespace console
