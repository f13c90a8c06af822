// SPDX-License-Identifier: GPL-3.0-or-later
// OriginWindow: "Where would the widget load?": origins are typed or pasted, checked by real launches, and explained.
#pragma once

#include "web/origincheck.h"

#include <QWidget>

#include <memory>

class QStandardItemModel;

namespace Ui {
class OriginWindow;
}

namespace console {

class Session;

class OriginWindow : public QWidget
{
    Q_OBJECT
public:
    /// A window of its own that is deleted when closed.
    explicit OriginWindow(Session *session, QWidget *parent = nullptr);
    ~OriginWindow() override;
    OriginCheck *check() const { return m_check; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void setUpTable();
    void setUpWork();
    void start();
    void fillRows();
    void fillRow(int row);
    void refresh();
    void refreshDetails();
    void refreshEnvironment();
    QString summary() const;
    QString request() const;
    QString asMarkdown() const;
    std::unique_ptr<Ui::OriginWindow> m_ui;
    Session *m_session;
    OriginCheck *m_check;
    QStandardItemModel *m_model;
    QString m_merchantId; // of the environment that is checked
};

} // namespace console
