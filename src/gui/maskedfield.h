// SPDX-License-Identifier: GPL-3.0-or-later
// MaskedField: one value of personal data: masked as the normal state, an eye to reveal it for a while, a copy button.
#pragma once

#include "gui/reveal.h"

#include <QWidget>

class QToolButton;

namespace console {

class InkLabel;

/// How a kind of personal data is masked (session/mask.h).
enum class MaskKind { Number, Name, Email, Phone, Line };
QString masked(MaskKind kind, const QString &value);

/// The same with places where a label may break a long word (after @ . _ - /, else every 12 characters); for showing
/// only, never for copying.
QString breakable(const QString &text);

/// The full value is in no text, tool-tip or accessible name while it is masked.
class MaskedField : public QWidget
{
    Q_OBJECT
public:
    /// `all`: the reveal of the view around it; either it or the field's own eye reveals. May be nullptr.
    MaskedField(MaskKind kind, Settings *settings, Reveal *all, QWidget *parent = nullptr);
    /// `what`: "Account number". An empty value shows as "not given".
    void setValue(const QString &what, const QString &value);
    bool isRevealed() const;
    void mask(); ///< at once (another connection, the view is hidden)

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void copyAsked();
    void copy(const QString &text);
    MaskKind m_kind;
    QString m_what, m_value;
    Reveal m_own;
    Reveal *m_all;
    InkLabel *m_text;
    QToolButton *m_eye;
    QToolButton *m_copy;
};

} // namespace console
