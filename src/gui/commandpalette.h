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

/// How well `typed` fits `text`: each typed word must begin words of it ("bal", "gb", "getbal") or stand inside one;
/// 0: no fit.
int fuzzyScore(QStringView typed, QStringView text);

class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    explicit CommandPalette(QWidget *window);
    ~CommandPalette() override;
    /// `actions`, and every action below the window that has the property "palette" (what the list says of it). The
    /// property "keywords" holds other words that find it, "whyNot" why it is not possible now.
    void popUp(const QList<QAction *> &actions);

protected:
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void run();
    std::unique_ptr<Ui::CommandPalette> m_ui;
    QWidget *m_shade; // over the window
    QList<QPointer<QAction>> m_actions;
};

} // namespace console
