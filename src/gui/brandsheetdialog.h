// SPDX-License-Identifier: GPL-3.0-or-later
// BrandSheetDialog: what the widget should look like, filled in or opened from a file.
#pragma once

#include "brand/brandsheet.h"

#include <QDialog>

#include <memory>

class QPushButton;

namespace Ui {
class BrandSheetDialog;
}

namespace console {

class BrandSheetDialog : public QDialog
{
    Q_OBJECT
public:
    explicit BrandSheetDialog(const BrandSheet &sheet, QWidget *parent = nullptr);
    ~BrandSheetDialog() override;
    /// As filled in; without a colour where what was typed is none.
    BrandSheet sheet() const;
    void open(const QString &path); ///< a sheet's file

Q_SIGNALS:
    void chosen(const console::BrandSheet &sheet);

private:
    void show(const BrandSheet &sheet);
    void chooseLogo(QPushButton *button, QByteArray *logo);
    void takeLogo(const QString &path, QByteArray *logo);
    void save();
    void refresh();
    void say(const Error &error);
    std::unique_ptr<Ui::BrandSheetDialog> m_ui;
    QByteArray m_logo, m_logoDark;
};

} // namespace console
