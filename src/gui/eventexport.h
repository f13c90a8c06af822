// SPDX-License-Identifier: GPL-3.0-or-later
// EventExport: "Export ▸ HAR, Markdown, CSV, PNG" of the time line: what the filter shows, into a file.
#pragma once

#include "base/error.h"
#include "session/logexport.h"

#include <QImage>
#include <QObject>

#include <functional>

class QToolButton;

namespace console {

class NoticeBar;

class EventExport : public QObject
{
    Q_OBJECT
public:
    enum class Format { SessionFile, Har, Markdown, Csv, Picture };
    static constexpr int mostEntries = 50'000, mostSaved = 500'000; ///< the newest; of a text file, of a session file
    using Reader = std::function<QList<LogEntry>()>; ///< for another thread: holds all that it needs
    struct Source {
        std::function<int()> count;      ///< how many are shown
        std::function<int()> all;        ///< and how many there are
        std::function<Reader()> entries; ///< those, in their order
        std::function<std::function<QByteArray()>(const ExportContext &)> sessionFile; ///< the same as its bytes
        std::function<ExportContext()> context;
        std::function<QImage(const ExportContext &)> picture;
    };
    /// Owned by the button, which gets the menu. The notice says how it ended.
    EventExport(QToolButton *button, NoticeBar *notice, Source source);
    void setPossible(bool any, bool shown); ///< is there anything to save, is anything shown to export?
    void ask(Format format);
    void save(Format format, const QString &path);

private:
    void refresh();
    void ended(Format format, const QString &path, int count, const Result<qint64> &result);
    QToolButton *m_button;
    NoticeBar *m_notice;
    Source m_source;
    std::function<void()> m_onNotice; // what the notice's button does
    bool m_any = true, m_shown = true, m_writing = false;
};

} // namespace console
