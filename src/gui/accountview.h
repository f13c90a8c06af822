// SPDX-License-Identifier: GPL-3.0-or-later
// AccountView: what the service knows of the linked account.
#pragma once

#include "api/types.h"

#include <QWidget>

namespace console {

class FieldList;
class InkLabel;
class Reveal;
class Settings;

class AccountView : public QWidget
{
    Q_OBJECT
public:
    AccountView(Settings *settings, Reveal *reveal, QWidget *parent = nullptr);
    void showAccount(const Account &account, const QString &connectionId, const QDateTime &now);

private:
    InkLabel *m_bank;
    InkLabel *m_line;
    FieldList *m_fields;
};

} // namespace console
