// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/walkexports.h"

#include "gui/filesaver.h"
#include "walk/reports.h"

#include <QDesktopServices>
#include <QDir>
#include <QMenu>
#include <QStandardPaths>
#include <QToolButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QByteArray pageOf(const RunResult &run)
{
    return htmlOf(run);
}

} // namespace

WalkExports::WalkExports(QToolButton *button, const QString &name, std::function<RunResult()> now, QWidget *window)
    : QObject(window), m_now(std::move(now)), m_name(name), m_window(window), m_menu(new QMenu(button))
{
    m_menu->setObjectName(name + u"ExportMenu"_s);
    const auto add = [this](const QString &id, const QString &text, auto what) {
        QAction *action = m_menu->addAction(text);
        action->setObjectName(m_name + u'-' + id);
        connect(action, &QAction::triggered, this, what);
    };
    add(u"html"_s, tr("Report for people, &web page…"), [this] { save(u"Html"_s, tr("Save the report"), u"walks.html"_s, tr("Web pages (*.html)"), &pageOf); });
    add(u"junit"_s, tr("Report for CI, &JUnit…"), [this] { save(u"Junit"_s, tr("Save the report"), u"walks.xml"_s, tr("JUnit reports (*.xml)"), &junitOf); });
    add(u"open"_s, tr("&Open the report in the browser"), [this] { openNow(); });
    button->setMenu(m_menu);
    button->setPopupMode(QToolButton::InstantPopup);
}

void WalkExports::setPossible(bool possible)
{
    for (QAction *action : m_menu->actions())
        action->setEnabled(possible);
}

void WalkExports::save(const QString &id, const QString &title, const QString &fileName, const QString &filter, QByteArray (*make)(const RunResult &))
{
    askWhereToSave(m_window, m_name + id + u"Dialog"_s, title, fileName, filter, [this, make](const QString &path) {
        write(path, make, [this, path] { Q_EMIT saved(path); });
    });
}

void WalkExports::openNow()
{
    const QString path = QDir(QStandardPaths::writableLocation(QStandardPaths::TempLocation)).filePath(u"aerosync-walks-%1.html"_s.arg(QCoreApplication::applicationPid()));
    write(path, &pageOf, [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
}

void WalkExports::write(const QString &path, QByteArray (*make)(const RunResult &), std::function<void()> then)
{
    saveInWorker(this, path, [run = m_now(), make] { return make(run); }, [this, then = std::move(then)](const Result<qint64> &written) {
        if (written)
            then();
        else
            Q_EMIT failed(tr("Nothing was saved"), written.error());
    });
}

} // namespace console
