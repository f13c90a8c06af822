// SPDX-License-Identifier: GPL-3.0-or-later
// WalksBanks: the test banks with their public credentials: what each login must show, to be copied or typed into the widget.
#pragma once

#include "gui/inklabel.h"
#include "walk/walk.h"

#include <QWidget>

#include <memory>

class QGridLayout;
class QToolButton;

namespace Ui {
class WalksBanks;
}

namespace console {

class WalksBanks : public QWidget
{
    Q_OBJECT
public:
    explicit WalksBanks(QWidget *parent = nullptr);
    ~WalksBanks() override;
    void setBook(const WalkBook &book);
    /// Why nothing can be typed into the widget now; empty: it can.
    void setTypeWhyNot(const QString &whyNot);

Q_SIGNALS:
    /// `what`: "user", "password", "answer".
    void typeRequested(const QString &what, const QString &text);

private:
    void showCurrent();
    QWidget *cardOf(const TestLogin &login, int number);
    QWidget *cardOf(const SandboxFact &fact, int number);
    static QGridLayout *newCard(const QString &name);
    static void addText(QGridLayout *grid, const QString &label, InkLabel::Tone tone, const QString &text);
    void addValue(QGridLayout *grid, const QString &label, const QString &what, const QString &text, int number, bool canType);
    void applyWhyNot();
    std::unique_ptr<Ui::WalksBanks> m_ui;
    QList<TestBank> m_banks;
    QList<SandboxFact> m_codes, m_limits;
    QString m_whyNot;
    QList<QToolButton *> m_typeButtons;
};

} // namespace console
