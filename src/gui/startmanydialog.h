// SPDX-License-Identifier: GPL-3.0-or-later
// StartManyDialog: chooses connections and kinds; every kind is started on every connection.
#pragma once

#include "gui/manystarts.h"
#include "session/session.h"

#include <QDialog>

#include <memory>

namespace Ui {
class StartManyDialog;
}

namespace console {

class RangePicker;

class StartManyDialog : public QDialog
{
    Q_OBJECT
public:
    explicit StartManyDialog(Session *session, QWidget *parent = nullptr);
    ~StartManyDialog() override;

Q_SIGNALS:
    void wished(const QList<console::ManyStarts::Wish> &wishes);

private:
    void fill();
    void refresh();
    void checkAll(Qt::CheckState state);
    QStringList connections() const;
    QList<JobKind> kinds() const;
    Session *m_session;
    std::unique_ptr<Ui::StartManyDialog> m_ui;
    RangePicker *m_range;
};

} // namespace console
