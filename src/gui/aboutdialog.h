// SPDX-License-Identifier: GPL-3.0-or-later
// AboutDialog: what this program is, its version, its licence.
#pragma once

#include <QDialog>

namespace console {

class AboutDialog : public QDialog
{
    Q_OBJECT
public:
    explicit AboutDialog(QWidget *parent = nullptr);
};

} // namespace console
