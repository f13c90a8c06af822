// SPDX-License-Identifier: GPL-3.0-or-later
// IdentityView: who the bank says the account belongs to; every value masked until revealed.
#pragma once

#include "api/types.h"

#include <QWidget>

namespace console {

class FieldList;
class Reveal;
class Settings;

class IdentityView : public QWidget
{
    Q_OBJECT
public:
    IdentityView(Settings *settings, Reveal *reveal, QWidget *parent = nullptr);
    void showIdentity(const Identity &identity);

private:
    FieldList *m_fields;
};

} // namespace console
