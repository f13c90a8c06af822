// SPDX-License-Identifier: GPL-3.0-or-later
// A recorded call as code that makes it again, in the languages that people work in. Pure functions.
#pragma once

#include "session/eventlog.h"

namespace console {

enum class CodeLanguage { Curl, HttPie, BrowserFetch, NodeFetch, PythonRequests, CSharpHttpClient };

QList<CodeLanguage> codeLanguages();
/// For names of objects and files: "curl", "httpie", "fetch", "node", "python", "csharp".
QString codeLanguageId(CodeLanguage language);
/// As it stands in a menu: "cURL", "Node.js (fetch)".
QString codeLanguageName(CodeLanguage language);

/// Runs as it is, but for the credentials: those are gone from the log, and the code takes them from environment variables
/// (AEROSYNC_API_KEY, …; in a browser from constants at its top). The body is `entry`'s: give it masked where it has to be.
/// Only for entries of calls; else empty.
QString requestAsCode(const LogEntry &entry, CodeLanguage language);

} // namespace console
