// SPDX-License-Identifier: GPL-3.0-or-later
// RawView: the bytes of an answer as they came, re-indented, masked until revealed; find, wrap, copy.
#pragma once

#include "gui/rawtext.h"

#include <QFutureWatcher>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class RawView;
}

namespace console {

class JsonHighlighter;
class Reveal;

/// More than 1 MB is prepared in another thread; text reaches the view in portions, one per turn of the event loop.
class RawView : public QWidget
{
    Q_OBJECT
public:
    explicit RawView(Reveal *reveal, QWidget *parent = nullptr);
    ~RawView() override;
    /// `note`: what is known of them beside their length ("the first 256 KB of 3.1 MB").
    void setBytes(const QByteArray &bytes, const QString &note = {}) { setBytes(bytes, bytes, note); }
    /// The same, and what is shown of them until they are revealed, where more is known of it than the names of fields say.
    void setBytes(const QByteArray &bytes, const QByteArray &masked, const QString &note);
    /// Plain lines that are no answer (headers): never masked, never coloured.
    void setPlainText(const QString &text);
    /// In front of its own buttons.
    void addToHead(QWidget *widget);
    QString shownText() const;
    bool isComplete() const; ///< all portions are in the view

public Q_SLOTS:
    void openFind();

Q_SIGNALS:
    void shown(); ///< all of what is to be shown is in the view

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpControls();
    void prepare();
    void showPrepared(const RawText &raw);
    void portion();
    void find(bool backward, bool fromHere);
    void closeFind();
    void refreshHead();
    std::unique_ptr<Ui::RawView> m_ui;
    Reveal *m_reveal;
    JsonHighlighter *m_highlighter;
    QFutureWatcher<RawText> m_watcher;
    QTimer m_portions;
    QByteArray m_bytes, m_masked;
    QString m_note;
    RawText m_raw;
    qsizetype m_given = 0;     // characters of m_raw.text that are in the view
    bool m_preparing = false;  // another thread is at it
    bool m_everything = false;
    bool m_plain = false;
};

/// "812 bytes", "4.3 KB", "1.2 MB".
QString sizeText(qint64 bytes);

} // namespace console
