// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/copyasmenu.h"

#include "gui/theme.h"

#include <QCoreApplication>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace console {

QMenu *makeCopyAsMenu(QWidget *parent, const QString &name, const std::function<void(CodeLanguage)> &chosen)
{
    auto *menu = new QMenu(QCoreApplication::translate("console::CopyAsMenu", "Copy &as"), parent);
    menu->setObjectName(name);
    menu->setIcon(Theme::icon(u"code"_s));
    menu->setAccessibleName(QCoreApplication::translate("console::CopyAsMenu", "Copy the call as code"));
    menu->setToolTipsVisible(true);
    for (const CodeLanguage language : codeLanguages()) {
        QAction *action = menu->addAction(codeLanguageName(language));
        action->setObjectName(name + u'-' + codeLanguageId(language));
        action->setToolTip(QCoreApplication::translate("console::CopyAsMenu", "Without keys: it takes them from the environment"));
        QObject::connect(action, &QAction::triggered, menu, [chosen, language] { chosen(language); });
    }
    return menu;
}

} // namespace console
