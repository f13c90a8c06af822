// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/unlockdialog.h"

#include "gui/theme.h"
#include "session/environments.h"
#include "ui_unlockdialog.h"

using namespace Qt::StringLiterals;

namespace console {

UnlockDialog::UnlockDialog(Environments *environments, QWidget *parent)
    : QDialog(parent), m_environments(environments), m_ui(std::make_unique<Ui::UnlockDialog>())
{
    m_ui->setupUi(this);
    const QString name = environments->current().name;
    m_ui->icon->set(u"lock"_s, Theme::Role::Production, 40);
    Theme::mark(m_ui->title, "face", u"title"_s);
    m_ui->title->setTextFormat(Qt::PlainText);
    m_ui->title->setText(tr("Unlock “%1”?").arg(name));
    m_ui->nameLabel->setTextFormat(Qt::PlainText);
    m_ui->nameLabel->setText(tr("Type %1 to unlock it:").arg(name));
    m_ui->problem->setTextFormat(Qt::PlainText);
    connect(m_ui->name, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_ui->unlockButton->setEnabled(text == m_environments->current().name);
        m_ui->problem->setVisible(false);
    });
    connect(m_ui->unlockButton, &QPushButton::clicked, this, &UnlockDialog::tryToUnlock);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(environments, &Environments::chosen, this, &QDialog::reject); // the question is about another one now
    m_ui->name->setFocus();
}

UnlockDialog::~UnlockDialog() = default;

void UnlockDialog::tryToUnlock()
{
    const Result<void> unlocked = m_environments->unlock(m_ui->name->text());
    if (unlocked) {
        accept();
        return;
    }
    m_ui->problem->setText(oneLine(unlocked.error()));
    m_ui->problem->setVisible(true);
}

} // namespace console
