// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sessionviewer.h"

#include "gui/eventspanel.h"
#include "gui/noticebar.h"
#include "gui/timetext.h"
#include "ui_sessionviewer.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QImageReader>
#include <QLocale>
#include <QtConcurrent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int largestPicture = 4000; // px
constexpr int pictureWidth = 280;    // px
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
    m_ui->picturePane->hide();
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
        m_record = {};
        m_ui->picturePane->hide();
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
    connect(m_panel, &EventsPanel::selectedAt, this, &SessionViewer::showPicture);
    m_ui->picturePane->setVisible(!m_record.pictures.isEmpty());
    showPicture({});
    m_ui->sessionFacts->say(facts.isSimulated ? NoticeBar::Tone::Info : NoticeBar::Tone::Warning, factsLine(facts, record->events.size()), tr("&Compare with this session"));
}

/// The last one that was taken until then. Whoever made the file made the picture: it is decoded small, or not at all.
void SessionViewer::showPicture(const QDateTime &at)
{
    const auto after = std::find_if(m_record.pictures.begin(), m_record.pictures.end(), [&at](const SessionPicture &each) { return at.isValid() && each.at > at; });
    if (m_record.pictures.isEmpty() || after == m_record.pictures.begin()) {
        m_ui->pictureTime->setText(m_record.pictures.isEmpty() ? QString() : tr("No picture of the widget yet"));
        m_ui->picture->clear();
        return;
    }
    const SessionPicture &one = *std::prev(after);
    QByteArray bytes = one.png;
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, "PNG");
    const QSize size = reader.size();
    if (!size.isValid() || size.width() > largestPicture || size.height() > largestPicture) {
        m_ui->pictureTime->setText(tr("This picture cannot be shown"));
        m_ui->picture->clear();
        return;
    }
    m_ui->pictureTime->setText(tr("The widget at %1").arg(clockTime(one.at)));
    m_ui->picture->setPixmap(QPixmap::fromImage(reader.read()).scaled(pictureWidth, height() - 160, Qt::KeepAspectRatio, Qt::SmoothTransformation));
}

} // namespace console
