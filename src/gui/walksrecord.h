// SPDX-License-Identifier: GPL-3.0-or-later
// WalksRecord: the switch that records what the person does in the main window, and the walk file that comes of it.
#pragma once

#include <QWidget>

#include <memory>

namespace Ui {
class WalksRecord;
}

namespace console {

class WalkRecorder;
class WalkShelf;
struct Error;

class WalksRecord : public QWidget
{
    Q_OBJECT
public:
    WalksRecord(WalkRecorder *recorder, WalkShelf *shelf, QWidget *parent = nullptr);
    ~WalksRecord() override;

Q_SIGNALS:
    void saved(const QString &path);
    void failed(const QString &what, const console::Error &error);

private:
    void refresh();
    void save();
    QString name() const;
    WalkRecorder *m_recorder;
    WalkShelf *m_shelf;
    std::unique_ptr<Ui::WalksRecord> m_ui;
};

} // namespace console
