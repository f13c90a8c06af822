// SPDX-License-Identifier: GPL-3.0-or-later
// The words of walk files: which keys each kind of object has, and the closed lists of texts. resources/walks/walk.schema.json
// says the same for editors, by the same names of the kinds; a test holds them together.
#pragma once

#include <QMap>
#include <QStringList>

namespace console {

/// By kind of object: "file", "walk", "step", "target" …
const QMap<QString, QStringList> &walkKeys();
/// By kind of text: "role", "theme", "jobKind" …
const QMap<QString, QStringList> &walkChoices();
/// Keys that are a verb of a step; "picture" is one only with a text.
const QStringList &stepVerbs();
/// What a walk knows without anybody setting it: "connectionId", "run.number" …
const QStringList &runVariables();

} // namespace console
