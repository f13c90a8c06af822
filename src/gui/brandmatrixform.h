// SPDX-License-Identifier: GPL-3.0-or-later
// BrandMatrixForm: what the brand lab shows side by side: configurations, themes, types of launch, SDKs, sizes, languages.
#pragma once

#include "web/brandmatrix.h"

#include <QWidget>

#include <memory>

class QAbstractButton;
class QHBoxLayout;

namespace Ui {
class BrandMatrixForm;
}

namespace console {

class Session;

class BrandMatrixForm : public QWidget
{
    Q_OBJECT
public:
    explicit BrandMatrixForm(Session *session, QWidget *parent = nullptr);
    ~BrandMatrixForm() override;
    /// What is chosen; an Error (Input) for a size or an amount of panes that cannot be.
    Result<BrandMatrix> matrix() const;

Q_SIGNALS:
    void openRequested();

private:
    template <typename T> QAbstractButton *addChip(QHBoxLayout *row, const QString &id, const QString &text, const T &value, bool checked);
    void fillConfigurations();
    void addTyped();
    void refresh();
    Session *m_session;
    std::unique_ptr<Ui::BrandMatrixForm> m_ui;
};

} // namespace console
