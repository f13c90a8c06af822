// SPDX-License-Identifier: GPL-3.0-or-later
// BalanceView: the one large number, what it means, and how old it is; below it the service's cached balance.
#pragma once

#include "session/datadesk.h"

#include <QWidget>

class QPushButton;

namespace console {

class FieldList;
class InkLabel;
class NoticeBar;
class Reveal;
class Settings;

class BalanceView : public QWidget
{
    Q_OBJECT
public:
    explicit BalanceView(Settings *settings, Reveal *reveal, QWidget *parent = nullptr);
    /// `fresh`: of a job; `cached`: what the service keeps. Null amounts are "not given", never 0.
    void showBalance(const std::optional<Balance> &fresh, const Fetched<Balance> &cached, const QDateTime &now);

Q_SIGNALS:
    void cachedAsked();

private:
    void showFields(const Balance &balance);
    void showCached(const Fetched<Balance> &cached, const QDateTime &now);
    QString m_shownKey;
    InkLabel *m_caption;
    InkLabel *m_amount;
    InkLabel *m_asOf;
    FieldList *m_fields;
    InkLabel *m_cachedCaption;
    InkLabel *m_cachedAmount;
    InkLabel *m_cachedAsOf;
    NoticeBar *m_cachedNotice;
    QPushButton *m_cachedButton;
};

} // namespace console
