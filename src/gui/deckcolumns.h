// SPDX-License-Identifier: GPL-3.0-or-later
// Columns and roles of the flight deck; shared by the headless model and what decorates it.
#pragma once

#include <Qt>

namespace console {

enum class DeckColumn { State, Kind, Bank, Connection, Elapsed, Attempts, NextPoll, Cause };
constexpr int deckColumns = 8;

enum DeckRole {
    DeckKeyRole = Qt::UserRole, ///< DeckRow::key
    DeckStateRole,              ///< JobState as int
    DeckKindRole,               ///< JobKind as int
    DeckLiveRole,               ///< bool: this program watches it
};

} // namespace console
