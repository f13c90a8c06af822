// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/eventexport.h"

#include "gui/buttons.h"
#include "gui/eventpicture.h"
#include "gui/filesaver.h"
#include "gui/noticebar.h"
#include "gui/theme.h"

#include <QBuffer>
#include <QDir>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Format = EventExport::Format;

struct FormatRow {
    Format format;
    const char *id, *menu, *filter, *suffix;
};

constexpr FormatRow rows[] = {
    {Format::SessionFile, "session", QT_TRANSLATE_NOOP("console::EventExport", "Whole &session…"), QT_TRANSLATE_NOOP("console::EventExport", "Session of this console (*.aerosession)"), "aerosession"},
    {Format::Har, "har", QT_TRANSLATE_NOOP("console::EventExport", "&HAR…"), QT_TRANSLATE_NOOP("console::EventExport", "HTTP archive (*.har)"), "har"},
    {Format::Markdown, "markdown", QT_TRANSLATE_NOOP("console::EventExport", "&Markdown for a ticket…"), QT_TRANSLATE_NOOP("console::EventExport", "Markdown (*.md)"), "md"},
    {Format::Csv, "csv", QT_TRANSLATE_NOOP("console::EventExport", "&CSV…"), QT_TRANSLATE_NOOP("console::EventExport", "Comma-separated values (*.csv)"), "csv"},
    {Format::Picture, "png", QT_TRANSLATE_NOOP("console::EventExport", "&PNG of the list…"), QT_TRANSLATE_NOOP("console::EventExport", "Picture (*.png)"), "png"},
};

const FormatRow &rowOf(Format format)
{
    return rows[static_cast<std::size_t>(format)];
}

QByteArray asPng(const QImage &picture)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    return picture.save(&buffer, "PNG") ? bytes : QByteArray();
}

/// All of it in the worker, the reading too.
std::function<QByteArray()> maker(EventExport::Reader read, ExportContext context, QByteArray (*write)(const QList<LogEntry> &, const ExportContext &))
{
    return [read = std::move(read), context = std::move(context), write] {
        const QList<LogEntry> entries = read();
        ExportContext whole = context;
        whole.simulated = context.simulated || hasSimulatedCalls(entries); // one is enough to say so
        return write(entries, whole);
    };
}

} // namespace

EventExport::EventExport(QToolButton *button, NoticeBar *notice, Source source)
    : QObject(button), m_button(button), m_notice(notice), m_source(std::move(source))
{
    asIcon(button, u"save"_s, tr("Save or export the time line"));
    auto *menu = new QMenu(button);
    menu->setObjectName(u"exportMenu"_s);
    menu->setAccessibleName(tr("Save or export the time line"));
    for (const FormatRow &row : rows) {
        QAction *action = menu->addAction(tr(row.menu));
        action->setObjectName(u"export-"_s + QString::fromLatin1(row.id));
        action->setProperty("palette", tr("Export the time line: %1").arg(tr(row.menu))); // the command palette finds it
        connect(action, &QAction::triggered, this, [this, format = row.format] { ask(format); });
    }
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    m_notice->hide();
    connect(m_notice, &NoticeBar::acted, this, [this] {
        m_notice->hide();
        if (const auto act = std::exchange(m_onNotice, {}))
            act();
    });
    connect(m_notice, &NoticeBar::secondActed, m_notice, &QWidget::hide);
}

void EventExport::setPossible(bool any, bool shown)
{
    m_any = any;
    m_shown = shown;
    refresh();
}

void EventExport::refresh()
{
    m_button->setEnabled(m_any && !m_writing);
    for (QAction *action : m_button->menu()->actions()) {
        const bool isPossible = action == m_button->menu()->actions().constFirst() ? m_any : m_shown;
        action->setEnabled(isPossible && !m_writing);
        action->setProperty("whyNot", isPossible ? QString() : tr("Nothing is shown."));
    }
    const QString what = tr("Save or export the time line");
    m_button->setToolTip(m_any ? what : what + u'\n' + tr("Nothing happened yet."));
}

void EventExport::ask(Format format)
{
    const FormatRow &row = rowOf(format);
    const QString name = u"time-line-%1.%2"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s), QString::fromLatin1(row.suffix));
    askWhereToSave(m_button, u"exportDialog"_s, tr("Export the time line"), name, tr(row.filter), [this, format](const QString &path) { save(format, path); });
}

void EventExport::save(Format format, const QString &path)
{
    const ExportContext context = m_source.context();
    std::function<QByteArray()> make;
    switch (format) {
    case Format::SessionFile: make = m_source.sessionFile(context); break;
    case Format::Har: make = maker(m_source.entries(), context, &logAsHar); break;
    case Format::Markdown: make = maker(m_source.entries(), context, &logAsMarkdown); break;
    case Format::Csv: make = maker(m_source.entries(), context, &logAsCsv); break;
    case Format::Picture: make = [picture = m_source.picture(context)] { return asPng(picture); }; break; // drawn here: widgets live in this thread
    }
    const int most = format == Format::Picture ? mostPicturedRows : format == Format::SessionFile ? mostSaved : mostEntries;
    const int count = qMin(format == Format::SessionFile ? m_source.all() : m_source.count(), most);
    m_writing = true;
    refresh();
    m_notice->say(NoticeBar::Tone::Info, tr("Writing %1…").arg(QDir::toNativeSeparators(path)));
    saveInWorker(this, path, std::move(make), [this, format, path, count](const Result<qint64> &result) { ended(format, path, count, result); });
}

void EventExport::ended(Format format, const QString &path, int count, const Result<qint64> &result)
{
    m_writing = false;
    refresh();
    if (result) {
        m_onNotice = {};
        m_notice->say(NoticeBar::Tone::Good, tr("Written: %1 entries, without keys, personal data masked. %2").arg(count).arg(QDir::toNativeSeparators(path)), tr("Close"));
        return;
    }
    m_onNotice = [this, format] { ask(format); };
    m_notice->sayError(tr("The time line was not exported."), result.error(), tr("Choose another place"));
}

} // namespace console
