// SPDX-License-Identifier: GPL-3.0-or-later
// CommandPalette: everything the window can do, found by typing a few letters of it.
#pragma once

#include <QAction>
#include <QDialog>
#include <QPointer>

#include <memory>

namespace Ui {
class CommandPalette;
}

namespace console {

/// How well `typed` fits `text`: letters in order, more for beginnings of words and for neighbours; 0 or less: no fit.
int fuzzyScore(QStringView typed, QStringView text);

class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    explicit CommandPalette(QWidget *window);
    ~CommandPalette() override;
    void popUp(const QList<QAction *> &actions);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void run();
    std::unique_ptr<Ui::CommandPalette> m_ui;
    QList<QPointer<QAction>> m_actions;
};

} // namespace console
