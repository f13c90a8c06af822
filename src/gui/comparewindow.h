// SPDX-License-Identifier: GPL-3.0-or-later
// CompareWindow: two entries of the time line side by side, masked, line against line.
#pragma once

#include "session/eventlog.h"

#include <QDialog>

#include <memory>

namespace Ui {
class CompareWindow;
}

namespace console {

class DiffModel;

class CompareWindow : public QDialog
{
    Q_OBJECT
public:
    CompareWindow(const LogEntry &left, const LogEntry &right, QWidget *parent = nullptr);
    ~CompareWindow() override;

private:
    void setUpTable();
    void start(const LogEntry &left, const LogEntry &right);
    void refresh(bool isCoarse);
    void go(int step);
    void copy();
    std::unique_ptr<Ui::CompareWindow> m_ui;
    DiffModel *m_model;
};

} // namespace console
