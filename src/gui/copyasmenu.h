// SPDX-License-Identifier: GPL-3.0-or-later
// "Copy as ▸ …": one item for each language that a call can be copied in.
#pragma once

#include "session/requestcode.h"

#include <functional>

class QMenu;
class QWidget;

namespace console {

/// Owned by `parent`. `name`: its object name; its items are called NAME-curl, NAME-node, …
QMenu *makeCopyAsMenu(QWidget *parent, const QString &name, const std::function<void(CodeLanguage)> &chosen);

} // namespace console
