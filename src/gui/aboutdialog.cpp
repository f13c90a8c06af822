// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/aboutdialog.h"

#include "gui/theme.h"
#include "ui_aboutdialog.h"

#include <QIcon>

using namespace Qt::StringLiterals;

namespace console {

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
{
    Ui::AboutDialog ui;
    ui.setupUi(this);
    Theme::mark(ui.name, "face", u"title"_s);
    ui.picture->setPixmap(QIcon(u":/icons/aerosync-console.svg"_s).pixmap(QSize(64, 64), devicePixelRatioF()));
    ui.version->setText(tr("Version %1, Qt %2").arg(QString::fromLatin1(CONSOLE_VERSION), QString::fromLatin1(qVersion())));
    connect(ui.closeButton, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace console
