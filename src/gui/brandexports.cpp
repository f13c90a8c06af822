// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/brandexports.h"

#include "brand/contactsheet.h"
#include "brand/picturefile.h"
#include "gui/copied.h"
#include "gui/filesaver.h"
#include "gui/noticebar.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QMenu>
#include <QToolButton>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace console {

namespace {

ContactSheet optionsOf(const BrandReport &report)
{
    return {.title = report.sheet.name, .toolVersion = report.toolVersion};
}

} // namespace

BrandExports::BrandExports(QToolButton *button, NoticeBar *notice, std::function<BrandReport()> now, QWidget *window)
    : QObject(window), m_now(std::move(now)), m_button(button), m_notice(notice), m_window(window), m_menu(new QMenu(button))
{
    m_menu->setObjectName(u"brandExportMenu"_s);
    m_menu->setToolTipsVisible(true);
    add(u"sheetPng"_s, tr("Contact sheet, &PNG…"), [this] {
        save(u"brandSheetPngDialog"_s, tr("Save the contact sheet"), u"contact-sheet.png"_s, tr("Pictures (*.png)"), [](const BrandReport &report) { return pngOf(contactSheet(report.shots, optionsOf(report))); });
    });
    add(u"sheetPdf"_s, tr("Contact sheet, P&DF…"), [this] { savePdf(); });
    add(u"sheetHtml"_s, tr("Contact sheet, &web page…"), [this] {
        save(u"brandSheetHtmlDialog"_s, tr("Save the contact sheet"), u"contact-sheet.html"_s, tr("Web pages (*.html)"), [](const BrandReport &report) { return htmlSheet(report.shots, optionsOf(report)); });
    });
    add(u"pictures"_s, tr("&All pictures, into a folder…"), [this] { savePictures(); });
    m_menu->addSeparator();
    add(u"report"_s, tr("&Report for the ticket…"), [this] {
        save(u"brandReportDialog"_s, tr("Save the report"), u"brand-report.html"_s, tr("Web pages (*.html)"), [](const BrandReport &report) { return brandReport(report); });
    });
    add(u"request"_s, tr("&Copy the request to the Solutions Engineer"), [this] {
        const BrandReport report = m_now();
        copyAndSay(m_button, requestText(report.sheet, report.findings));
    });
    m_button->setMenu(m_menu);
    m_button->setPopupMode(QToolButton::InstantPopup);
}

void BrandExports::add(const QString &id, const QString &text, const std::function<void()> &what)
{
    QAction *action = m_menu->addAction(text);
    action->setObjectName(u"brand-"_s + id);
    connect(action, &QAction::triggered, this, what);
}

void BrandExports::refresh(bool hasShots, bool hasSheet, bool hasFindings)
{
    for (QAction *action : m_menu->actions()) {
        const QString id = action->objectName();
        const bool needsFindings = id == "brand-report"_L1, needsSheet = id == "brand-request"_L1;
        action->setEnabled(needsFindings ? hasFindings : needsSheet ? hasSheet : hasShots);
        action->setToolTip(action->isEnabled() ? QString() : needsFindings ? tr("Measure first.") : needsSheet ? tr("Fill in the brand sheet first.") : tr("Take pictures first."));
    }
}

void BrandExports::save(const QString &id, const QString &title, const QString &fileName, const QString &filter, std::function<QByteArray(const BrandReport &)> make)
{
    askWhereToSave(m_window, id, title, fileName, filter, [this, make = std::move(make)](const QString &path) {
        saveInWorker(this, path, [report = m_now(), make] { return make(report); }, [this, path](const Result<qint64> &saved) {
            told(path, saved ? Result<void>() : Result<void>(fail(saved.error())));
        });
    });
}

void BrandExports::savePdf()
{
    askWhereToSave(m_window, u"brandSheetPdfDialog"_s, tr("Save the contact sheet"), u"contact-sheet.pdf"_s, tr("PDF documents (*.pdf)"), [this](const QString &path) {
        auto *watcher = new QFutureWatcher<Result<void>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, path] {
            watcher->deleteLater();
            told(path, watcher->result());
        });
        watcher->setFuture(QtConcurrent::run([report = m_now(), path] { return writePdf(path, report.shots, optionsOf(report)); }));
    });
}

void BrandExports::savePictures()
{
    auto *dialog = new QFileDialog(m_window, tr("Save all pictures"));
    dialog->setObjectName(u"brandPicturesDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        auto *watcher = new QFutureWatcher<Result<void>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, folder] {
            watcher->deleteLater();
            told(folder, watcher->result());
        });
        watcher->setFuture(QtConcurrent::run([shots = m_now().shots, folder] { return writePictures(shots, folder); }));
    });
    dialog->open();
}

void BrandExports::told(const QString &path, const Result<void> &done)
{
    if (done)
        m_notice->say(NoticeBar::Tone::Good, tr("Saved: %1").arg(QFileInfo(path).fileName()), tr("Close"));
    else
        m_notice->sayError(tr("Nothing was saved"), done.error(), tr("Close"));
    m_notice->show();
}

} // namespace console
