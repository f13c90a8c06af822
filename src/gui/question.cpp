// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/question.h"

#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace console {

void ask(QWidget *parent, const Question &question, std::function<void()> then)
{
    auto *box = new QMessageBox(QMessageBox::Question, question.title, question.text, QMessageBox::Cancel, parent);
    box->setObjectName(question.name);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *confirm = box->addButton(question.verb, QMessageBox::DestructiveRole);
    confirm->setObjectName(u"confirm"_s);
    QObject::connect(confirm, &QPushButton::clicked, parent, std::move(then));
    box->open();
}

} // namespace console
