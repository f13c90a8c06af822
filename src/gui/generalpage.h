// SPDX-License-Identifier: GPL-3.0-or-later
// GeneralPage: appearance, deadlines, and how long personal data stays revealed.
#pragma once

#include "store/settings.h"

#include <QWidget>

#include <array>
#include <memory>

class QCheckBox;

namespace Ui {
class GeneralPage;
}

namespace console {

class GeneralPage : public QWidget
{
    Q_OBJECT
public:
    explicit GeneralPage(Settings *settings, QWidget *parent = nullptr);
    ~GeneralPage() override;

private:
    void load();
    std::array<std::pair<QCheckBox *, Setting>, 3> switches() const;
    Settings *m_settings;
    std::unique_ptr<Ui::GeneralPage> m_ui;
};

} // namespace console
