// SPDX-License-Identifier: GPL-3.0-or-later
// FieldList: names and values of an answer below each other; personal ones masked, absent ones "not given".
#pragma once

#include "api/types.h"
#include "gui/inklabel.h"
#include "gui/maskedfield.h"

#include <QWidget>

class QGridLayout;

namespace console {

/// Filled anew for each answer: clear(), then one call per row.
class FieldList : public QWidget
{
    Q_OBJECT
public:
    FieldList(Settings *settings, Reveal *reveal, QWidget *parent = nullptr);
    void clear();
    void addHeading(const QString &text);
    void addPlain(const QString &name, const QString &value, const QString &toolTip = {}, InkLabel::Tone tone = InkLabel::Tone::Text);
    void addPersonal(const QString &name, const QString &value, MaskKind kind);
    void addId(const QString &name, const QString &id);
    /// Spoken, with the exact time on hover.
    void addTime(const QString &name, const QDateTime &at, const QDateTime &now);
    /// "Fields the contract does not name". Their values may be personal, so they are masked too.
    void addUnknown(const UnknownFields &fields);

private:
    void addRow(const QString &name, QWidget *value);
    Settings *m_settings;
    Reveal *m_reveal;
    QGridLayout *m_grid;
    int m_row = 0;
};

} // namespace console
