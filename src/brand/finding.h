// SPDX-License-Identifier: GPL-3.0-or-later
// Finding: the verdict of one check of a brand on one picture: what, where, how much, and what to do.
#pragma once

#include <QImage>
#include <QList>
#include <QRect>
#include <QString>

namespace console {

struct Finding {
    enum class Check { PrimaryColour, ButtonContrast, LogoPresent, LogoRight, LogoSeen, ClearSpace, TextContrast, DarkMode, Applied, OptionIgnored };
    enum class Verdict { Pass, Fail, Note, Unknown }; ///< Note: worth knowing, no failure; Unknown: it cannot be told, and why
    Check check = Check::PrimaryColour;
    Verdict verdict = Verdict::Unknown;
    QString message;          ///< a sentence: "The primary button is #1E56D9, not #1D4ED8: ΔE 3.0."
    QString advice;           ///< what to do now; may be empty
    QString measured, wanted; ///< "#1E56D9", "#1D4ED8"; may be empty
    QString pane, screen;     ///< of the shot
    QRect place;              ///< in the picture's pixels; empty: nowhere in particular
    QImage crop;              ///< of the picture around the place
};

QString checkName(Finding::Check check);         ///< tr(): "primary-button colour"
QString checkId(Finding::Check check);           ///< stable word: "primary-colour"
QString verdictName(Finding::Verdict verdict);   ///< tr(): "passed", "failed", "note", "cannot tell"
/// The worst of them: Fail, else Unknown, else Note, else Pass; Unknown of none.
Finding::Verdict worstOf(const QList<Finding> &findings);

} // namespace console
