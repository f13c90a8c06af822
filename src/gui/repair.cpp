// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/repair.h"

using namespace Qt::StringLiterals;

namespace console {

Repair repairFor(const Error &error, bool locked)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("console::Repair", text); };
    switch (error.kind) {
    case Error::Kind::Credentials:
        return {RepairKind::Keys, tr(QT_TRANSLATE_NOOP("console::Repair", "&Go to the keys…"))};
    case Error::Kind::Refused:
        if (locked) {
            return {RepairKind::Unlock, tr(QT_TRANSLATE_NOOP("console::Repair", "Un&lock…"))};
        }
        return {RepairKind::Environments, tr(QT_TRANSLATE_NOOP("console::Repair", "Check the settin&gs…"))};
    case Error::Kind::Input:
        return {RepairKind::Options, tr(QT_TRANSLATE_NOOP("console::Repair", "Chan&ge the options…"))};
    case Error::Kind::Web:
        return {RepairKind::Retry, tr(QT_TRANSLATE_NOOP("console::Repair", "&Launch again"))};
    default:
        return {RepairKind::Retry, tr(QT_TRANSLATE_NOOP("console::Repair", "&Try again"))};
    }
}

} // namespace console
