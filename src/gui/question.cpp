// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/question.h"

#include "gui/theme.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace console {

void ask(QWidget *parent, const Question &question, std::function<void()> then, std::function<void()> otherwise)
{
    constexpr int side = 40; // px
    auto *box = new QMessageBox(QMessageBox::NoIcon, question.title, question.text, QMessageBox::NoButton, parent);
    box->setObjectName(question.name);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(Theme::pixmap(u"question"_s, Theme::Role::Warning, side, box->devicePixelRatioF()));
    const bool two = !question.other.isEmpty();
    QPushButton *confirm = box->addButton(question.verb, two ? QMessageBox::AcceptRole : QMessageBox::DestructiveRole);
    confirm->setObjectName(u"confirm"_s);
    QObject::connect(confirm, &QPushButton::clicked, parent, std::move(then));
    if (two) {
        QPushButton *other = box->addButton(question.other, QMessageBox::DestructiveRole);
        other->setObjectName(u"other"_s);
        QObject::connect(other, &QPushButton::clicked, parent, std::move(otherwise));
    }
    // Not the desktop's own button: its icon is of another family than ours.
    QPushButton *stay = box->addButton(question.stay.isEmpty() ? QCoreApplication::translate("console::Question", "Cancel") : question.stay,
                                       QMessageBox::RejectRole);
    stay->setObjectName(u"stay"_s);
    box->setEscapeButton(stay);
    box->setDefaultButton(stay);
    box->open();
}

} // namespace console
