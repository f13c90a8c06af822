// SPDX-License-Identifier: GPL-3.0-or-later
// AudienceFact: one large figure with a word below it.
#pragma once

#include <QFrame>

class QVBoxLayout;

namespace console {

class AudienceLabel;
class AudienceText;

class AudienceFact : public QFrame
{
    Q_OBJECT
public:
    AudienceFact(const QString &name, QWidget *parent);
    void tell(const AudienceText &amount, const QString &what);
    void tell(qint64 count, const QString &what);
    void tellThere(const QString &what); ///< it came, and no more is said of it
    void setUnit(int pixels);

private:
    void show(const QString &figure, const QString &what);
    QVBoxLayout *m_column;
    AudienceLabel *m_figure, *m_what;
};

} // namespace console
