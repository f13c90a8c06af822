// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/popupwindow.h"

#include "api/environment.h"
#include "web/widgetpage.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QVBoxLayout>
#include <QWebEngineLoadingInfo>
#include <QWebEngineView>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr QSize smallest(380, 640);

} // namespace

// A dialog's window stays above the one it belongs to: nobody loses the bank's page behind the console.
PopupWindow::PopupWindow(WidgetPage *page, const QString &title, QWidget *parent)
    : QWidget(parent, Qt::Dialog), m_page(page), m_title(title), m_lock(new QLabel(this)), m_origin(new QLabel(this)),
      m_problem(new QLabel(this)), m_view(new QWebEngineView(this))
{
    setObjectName(u"popupWindow"_s);
    setAccessibleName(title);
    m_lock->setObjectName(u"popupLock"_s);
    m_origin->setObjectName(u"popupOrigin"_s);
    m_origin->setTextFormat(Qt::PlainText);
    m_origin->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_view->setObjectName(u"popupView"_s);
    m_view->setAccessibleName(tr("Page of the bank"));
    m_view->setContextMenuPolicy(Qt::NoContextMenu);
    m_view->setPage(page);
    page->setParent(m_view);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 6);
    bar->setSpacing(12);
    bar->addWidget(m_lock);
    bar->addWidget(m_origin, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_problem);
    column->addWidget(m_view, 1);
    setMinimumSize(smallest);
    resize(smallest);

    for (const QKeySequence &keys : {QKeySequence(Qt::Key_Escape), QKeySequence(Qt::CTRL | Qt::Key_W)}) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, &QWidget::close);
    }
    m_problem->setObjectName(u"popupProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setMargin(12);
    m_problem->hide();
    connect(page, &QWebEnginePage::loadingChanged, this, &PopupWindow::judgeLoading);
    connect(page, &QWebEnginePage::urlChanged, this, &PopupWindow::showAddress);
    connect(page, &QWebEnginePage::windowCloseRequested, this, &QWidget::close);
    connect(page, &QWebEnginePage::geometryChangeRequested, this, &PopupWindow::setAskedGeometry);
    showAddress();
}

void PopupWindow::setAskedGeometry(const QRect &asked)
{
    resize(asked.size().expandedTo(smallest).boundedTo(QSize(1600, 1200)));
}

void PopupWindow::showAddress()
{
    // The origin only: the rest of a bank's address may hold a code or a token.
    const QUrl url = m_page->url();
    const QString origin = originOf(url);
    const bool isSecure = url.scheme() == "https"_L1;
    const QString kind = isSecure ? tr("Secure") : isLoopbackHost(url.host()) ? tr("On this machine") : tr("Not secure");
    m_lock->setText(origin.isEmpty() ? QString() : kind);
    m_lock->setAccessibleName(tr("Connection"));
    m_origin->setText(origin.isEmpty() ? tr("opening…") : origin);
    m_origin->setAccessibleName(tr("Address of the window"));
    setWindowTitle(origin.isEmpty() ? m_title : tr("%1 – %2").arg(m_title, origin));
}

void PopupWindow::judgeLoading(const QWebEngineLoadingInfo &info)
{
    constexpr int aborted = -3; // net::ERR_ABORTED: a deep link or download; the page before is still there
    if (info.status() == QWebEngineLoadingInfo::LoadStartedStatus) {
        m_problem->hide();
    } else if (info.status() == QWebEngineLoadingInfo::LoadFailedStatus && info.errorCode() != aborted) {
        const QString origin = originOf(info.url());
        m_problem->setText(tr("%1 could not be opened. Close this window and try again.").arg(origin.isEmpty() ? tr("The page") : origin));
        m_problem->show();
        Q_EMIT failed(info.url());
    }
}

void PopupWindow::showEvent(QShowEvent *event)
{
    if (!event->spontaneous() && parentWidget()) { // over the stage that it belongs to
        const QRect stage(parentWidget()->mapToGlobal(QPoint(0, 0)), parentWidget()->size());
        QRect place(QPoint(0, 0), size());
        place.moveCenter(stage.center());
        move(place.topLeft());
    }
    QWidget::showEvent(event);
}

void PopupWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    if (m_told)
        return;
    m_told = true;
    Q_EMIT closedByUserOrPage();
}

} // namespace console
