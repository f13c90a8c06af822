// SPDX-License-Identifier: GPL-3.0-or-later
// ManualViewer: the manual in a window of its own: contents, search, text.
#pragma once

#include <QWidget>

#include <memory>

class QTextCursor;
class QUrl;

namespace Ui {
class ManualViewer;
}

namespace console {

class ManualViewer : public QWidget
{
    Q_OBJECT
public:
    /// Reads the *.md files of `folder`: first those of its contents.txt in that order, then the others by name. The
    /// first heading is a page's title.
    explicit ManualViewer(QWidget *parent = nullptr, const QString &folder = QStringLiteral(":/manual"));
    ~ManualViewer() override;

private:
    struct Page {
        QString file, title, text;
        QString plain; ///< what is read, without links and marks: what a search counts
    };
    void read(const QString &folder);
    void fill();
    void open(const QString &file, const QString &anchor = {});
    void follow(const QUrl &link);
    void formatTables();
    void markFound();
    void goToHit(const QTextCursor &from);
    void changeEvent(QEvent *event) override;
    QList<Page> m_pages;
    QString m_shown;
    std::unique_ptr<Ui::ManualViewer> m_ui;
};

} // namespace console
