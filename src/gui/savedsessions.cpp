// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/savedsessions.h"

#include "gui/filesaver.h"
#include "gui/eventsource.h"
#include "gui/sessiondiffwindow.h"
#include "gui/sessionviewer.h"
#include "session/session.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace console {

namespace {

const QString suffix = u".aerosession"_s;

QStringList sessionFiles(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile() && url.path().endsWith(suffix, Qt::CaseInsensitive))
            paths << url.toLocalFile();
    }
    return paths;
}

} // namespace

SavedSessions::SavedSessions(Session *session, QWidget *window) : QObject(window), m_session(session), m_window(window)
{
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

void SavedSessions::ask()
{
    askInto(nullptr);
}

void SavedSessions::askAndCompare()
{
    askWhatToOpen(m_window, u"compareSessionDialog"_s, tr("Compare with a saved session"), tr("Session of this console (*%1)").arg(suffix), [this](const QString &path) {
        SessionViewer *viewer = open(path);
        if (viewer->log())
            compare(viewer);
        else
            connect(viewer, &SessionViewer::opened, this, [this, viewer] { compare(viewer); }, Qt::SingleShotConnection);
    });
}

void SavedSessions::compare(SessionViewer *viewer)
{
    if (!viewer->log()) // it says itself why
        return;
    auto *window = new SessionDiffWindow({QFileInfo(viewer->path()).fileName(), viewer->record()}, {tr("this session"), runningSession(m_session)}, viewer);
    window->show();
}

void SavedSessions::askInto(SessionViewer *viewer)
{
    QWidget *parent = viewer ? static_cast<QWidget *>(viewer) : m_window;
    askWhatToOpen(parent, u"openSessionDialog"_s, tr("Open a saved session"), tr("Session of this console (*%1)").arg(suffix), [this, viewer = QPointer(viewer)](const QString &path) {
        viewer ? viewer->open(path) : static_cast<void>(open(path));
    });
}

SessionViewer *SavedSessions::open(const QString &path)
{
    m_viewers.removeIf([](const QPointer<SessionViewer> &each) { return each.isNull(); });
    SessionViewer *viewer = nullptr;
    for (const QPointer<SessionViewer> &each : std::as_const(m_viewers)) {
        if (QFileInfo(each->path()) == QFileInfo(path))
            viewer = each;
    }
    if (!viewer) {
        viewer = new SessionViewer(m_session->settings(), m_window);
        m_viewers << viewer;
        connect(viewer, &SessionViewer::another, this, [this, viewer] { askInto(viewer); });
        connect(viewer, &SessionViewer::compareAsked, this, [this, viewer] { compare(viewer); });
        viewer->open(path);
    }
    viewer->show();
    viewer->raise();
    viewer->activateWindow();
    return viewer;
}

bool SavedSessions::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::DragEnter) {
        auto *drag = static_cast<QDragEnterEvent *>(event);
        if (!sessionFiles(drag->mimeData()).isEmpty()) {
            drag->acceptProposedAction();
            return true;
        }
    } else if (event->type() == QEvent::Drop) {
        auto *drop = static_cast<QDropEvent *>(event);
        for (const QString &path : sessionFiles(drop->mimeData()))
            open(path);
        drop->acceptProposedAction();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace console
