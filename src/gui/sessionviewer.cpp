// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sessionviewer.h"

#include "gui/eventspanel.h"
#include "gui/noticebar.h"
#include "gui/timetext.h"
#include "ui_sessionviewer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QLocale>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qint64 largestFile = qint64(2) * 1024 * 1024 * 1024 - 1; // bytes, as the reader's

Result<SessionRecord> readFile(const QString &path)
{
    QFile file(path);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    if (isOpen && file.size() > largestFile)
        return fail(Error{.kind = Error::Kind::Input, .message = SessionViewer::tr("This file is larger than any session file."), .where = path,
                          .advice = SessionViewer::tr("Choose a file that was saved by this program (.aerosession).")});
    const QByteArray bytes = isOpen ? file.readAll() : QByteArray();
    if (!isOpen || file.error() != QFileDevice::NoError)
        return fail(Error{.kind = Error::Kind::Storage, .message = SessionViewer::tr("The file could not be read: %1.").arg(file.errorString()), .where = path,
                          .advice = SessionViewer::tr("Look whether it is still there, and whether you may read it.")});
    Result<SessionRecord> record = readSessionFile(bytes);
    if (!record && record.error().where.isEmpty()) {
        Error error = record.error();
        error.where = path;
        return fail(error);
    }
    return record;
}

QString factsLine(const SessionFacts &facts, qsizetype entries)
{
    QStringList parts{SessionViewer::tr("Saved %1 by %2").arg(exactTime(facts.savedAt), facts.program), facts.environment};
    if (facts.isSimulated)
        parts << SessionViewer::tr("SIMULATED");
    parts << SessionViewer::tr("web SDK %1").arg(facts.sdkVersion) << SessionViewer::tr("%1 entries").arg(QLocale().toString(qlonglong(entries)));
    return parts.join(u" · "_s) + u'\n' + SessionViewer::tr("It is for reading: nothing here changes anything. Credentials were taken out and personal data masked when it was recorded.");
}

} // namespace

SessionViewer::SessionViewer(Settings *settings, QWidget *parent)
    : QWidget(parent, Qt::Window), m_settings(settings), m_ui(std::make_unique<Ui::SessionViewer>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1100, 720);
    m_ui->sessionFacts->hide();
    connect(m_ui->sessionFace, &StateFace::acted, this, &SessionViewer::another);
    connect(m_ui->sessionFacts, &NoticeBar::acted, this, &SessionViewer::compareAsked);
}

SessionViewer::~SessionViewer() = default;

void SessionViewer::open(const QString &path)
{
    m_path = path;
    setWindowTitle(QFileInfo(path).fileName());
    setWindowFilePath(path);
    m_ui->pages->setCurrentWidget(m_ui->sessionFace);
    m_ui->sessionFace->showWorking({.title = tr("Opening the session"), .text = QDir::toNativeSeparators(path), .since = {}}, QDateTime::currentDateTimeUtc());
    auto *watcher = new QFutureWatcher<Result<SessionRecord>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        fill(watcher->result());
        Q_EMIT opened();
    });
    watcher->setFuture(QtConcurrent::run(readFile, path));
}

void SessionViewer::fill(const Result<SessionRecord> &record)
{
    if (!record) {
        m_ui->sessionFacts->hide();
        m_ui->sessionFace->showError(tr("This session was not opened"), record.error(), tr("Choose another file"));
        return;
    }
    delete m_panel;
    m_record = *record;
    m_log = std::make_unique<EventLog>();
    m_log->show(record->events, record->marks);
    const SessionFacts facts = record->facts;
    const auto context = [facts] {
        return ExportContext{.product = facts.program, .version = {}, .at = facts.savedAt,
                             .facts = {{tr("Environment"), facts.environment}, {tr("Web SDK"), facts.sdkVersion}, {tr("Qt"), facts.qtVersion}},
                             .simulated = facts.isSimulated};
    };
    m_panel = new EventsPanel(EventSource{m_log.get(), m_settings, nullptr, context}, m_ui->pages);
    m_ui->pages->addWidget(m_panel);
    m_ui->pages->setCurrentWidget(m_panel);
    m_ui->sessionFacts->say(facts.isSimulated ? NoticeBar::Tone::Info : NoticeBar::Tone::Warning, factsLine(facts, record->events.size()), tr("&Compare with this session"));
}

} // namespace console
