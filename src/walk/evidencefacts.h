// SPDX-License-Identifier: GPL-3.0-or-later
// What can be said for certain of the things that were seen around a failed step. The rules that weigh them: verdict.cpp.
#pragma once

#include "walk/verdict.h"

namespace console {

/// Who a failed call speaks against.
enum class Blame {
    None,
    Ours,     ///< what we sent was wrong
    Service,  ///< no answer, or none that was promised
    Bank,     ///< the bank or the account has a reason
    Person,   ///< the walk's person is not one that can be
    Keys,     ///< keys, or the right to use them
    Address,  ///< it points elsewhere
};

/// "TYPE | Code: CODE | Message: WORDS" in its parts; each may be missing (contract f.7).
struct WidgetErrorParts { QString type, code, message, text; };

/// Click, Type, See …: what a person does in the widget.
bool isWidgetStep(const WalkStep &step);
/// Any of its verbs is about the widget that is open or was open last.
bool isAboutTheWidget(const WalkStep &step);
/// Job, Answer, or an expectation of a job or its data.
bool isJobStep(const WalkStep &step);
/// An expectation of an event of the widget, of its end or of a connection.
bool isEventStep(const WalkStep &step);

/// "POST /v2/token_widget 503 AC-500 from api.example.com".
QString callLine(const SeenCall &call);
/// The failed call that the step's error is about; else the last one that no later call of its kind made good.
std::optional<SeenCall> culpritOf(const Evidence &evidence);
Blame blameOf(const SeenCall &call, const Evidence &evidence);
/// Did anybody answer there before? Empty `host`: anybody at all.
bool hasAnswered(const Evidence &evidence, const QString &host);
/// Calls that were begun and never ended.
QStringList pendingCalls(const Evidence &evidence);

/// What the widget said last was wrong, unless the person got over it or the walk expected it.
std::optional<WidgetErrorParts> standingError(const Evidence &evidence);
WidgetErrorParts widgetErrorFrom(const QString &text);
Blame blameOf(const WidgetErrorParts &error);
/// Does it say that a parameter of the launch is missing?
bool namesLostParameter(const WidgetErrorParts &error);

/// The page was told other things than the widget said: a sentence; nothing: it was told the same.
std::optional<QString> callbackFault(const Evidence &evidence);

/// The page broke: it did not open, or its renderer is gone.
bool isPageDead(const Evidence &evidence);

} // namespace console
