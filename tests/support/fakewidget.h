// SPDX-License-Identifier: GPL-3.0-or-later
// FakeWidget: a widget host on loopback whose page is whatever a test wants, hostile ones too.
#pragma once

#include <QHash>
#include <QHttpServer>
#include <QObject>
#include <QUrl>
#include <QUrlQuery>

/// Answers every path. Unless a test sets a page, "/" is a small well-behaved widget: it says widgetPageLoaded, and
/// its buttons "Link", "Close", "Fail" and "Bank" send pageSuccess, widgetClose, widgetError and widgetBankClick.
class FakeWidget : public QObject
{
    Q_OBJECT
public:
    struct Page {
        QByteArray body;
        QByteArray type = "text/html; charset=utf-8";
        int status = 200;
        QHash<QByteArray, QByteArray> headers = {};
        bool hang = false; ///< accept the request, never answer
    };
    struct Seen {
        QString path;
        QUrlQuery query;
    };

    explicit FakeWidget(QObject *parent = nullptr);
    QUrl origin() const;                                ///< "http://127.0.0.1:PORT"
    QUrl otherOrigin() const;                           ///< the same server as "http://localhost:PORT"
    void setPage(const QString &path, const Page &page);
    void setScript(const QString &script);              ///< "/" becomes the small widget plus this script
    const QList<Seen> &seen() const { return m_seen; }
    int count(const QString &path) const;
    static QByteArray widgetHtml(const QString &script);

private:
    QHttpServer m_server;
    quint16 m_port = 0;
    QHash<QString, Page> m_pages;
    QList<Seen> m_seen;
    std::vector<std::unique_ptr<QHttpServerResponder>> m_hanging;
};
