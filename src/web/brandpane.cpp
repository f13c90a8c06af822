// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/brandpane.h"

#include "session/session.h"
#include "session/somebody.h"
#include "web/inputevents.h"
#include "web/popupwindow.h"
#include "web/stillpicture.h"
#include "web/widgetview.h"

#include <QTimer>
#include <QWebEngineView>

using namespace Qt::StringLiterals;

namespace console {

namespace {

UserFlow *personFor(Session *session, QObject *parent)
{
    return session->environments()->current().reach == Reach::Production ? session->user() : new UserFlow(session->api(), session->tokens(), session->log(), parent);
}

constexpr std::chrono::milliseconds paintPoll{8}, paintLimit{3000};

/// One colour all over: nothing is painted there yet.
bool isPlain(const QImage &image)
{
    QImage one(image.size(), image.format());
    one.setDevicePixelRatio(image.devicePixelRatio());
    one.fill(image.isNull() ? QColor() : image.pixelColor(0, 0));
    return image == one;
}

} // namespace

BrandPane::BrandPane(Session *session, const PanePlan &plan, int number, QWidget *parent)
    : QWidget(parent), m_session(session), m_plan(plan), m_number(number), m_person(personFor(session, this)), m_links(new Connections(this)),
      m_flow(new LinkFlow(session->api(), session->tokens(), m_person, m_links, session->log(), session->clock(), this)),
      m_view(new WidgetView(this)), m_driver(new WidgetDriver(m_view, this))
{
    setObjectName(u"brandPane%1"_s.arg(number));
    setAccessibleName(tr("Pane %1: %2").arg(number).arg(plan.key.caption()));
    m_flow->setOptions(plan.options);
    m_view->attach(m_flow);
    m_view->move(0, 0);
    setScale(1);
    connect(m_flow, &LinkFlow::changed, this, &BrandPane::follow);
    connect(m_person, &UserFlow::changed, this, &BrandPane::followPerson);
    connect(m_view, &WidgetView::popupOpened, this, [this](PopupWindow *popup) {
        popup->view()->setZoomFactor(m_scale);
        if (m_scale != 1)
            popup->resize((QSizeF(popup->size()) * m_scale).toSize());
    });
    connect(m_view, &WidgetView::callback, this, [this](const QString &launchId, const QString &name, const QString &argumentsJson) {
        if (m_flow->launch() && m_flow->launch()->id == launchId)
            Q_EMIT callback(name, argumentsJson);
    });
}

BrandPane::~BrandPane()
{
    disconnect(m_flow, nullptr, this, nullptr);
    disconnect(m_person, nullptr, this, nullptr);
    m_view->close();
}

void BrandPane::setHostOrigin(const QUrl &origin)
{
    m_hostOrigin = origin;
}

std::optional<Error> BrandPane::error() const
{
    if (m_state == State::Failed && m_person->state() != UserState::Ready && m_person->error())
        return m_person->error();
    return m_flow->error() ? m_flow->error() : m_flow->trouble();
}

void BrandPane::open()
{
    // Who has linked something comes back to other screens.
    m_wantsPerson = m_person != m_session->user() && (m_person->state() != UserState::Ready || !m_links->all().isEmpty());
    if (!m_wantsPerson) {
        launch();
        return;
    }
    set(State::Opening);
    m_links->clear();
    m_person->create(somebody(u"Brand"_s, u"Pane"_s));
}

void BrandPane::followPerson()
{
    if (!m_wantsPerson || m_person->state() == UserState::Working)
        return;
    m_wantsPerson = false;
    if (m_person->state() == UserState::Ready)
        QMetaObject::invokeMethod(this, &BrandPane::launch, Qt::QueuedConnection); // out of the person's own change
    else
        set(State::Failed);
}

void BrandPane::launch()
{
    m_launchScope = std::make_unique<QObject>();
    m_flow->setPane({.name = u"pane-%1"_s.arg(m_number), .hostOrigin = m_hostOrigin, .locale = m_plan.key.locale});
    m_flow->start();
}

void BrandPane::close()
{
    m_wantsPerson = false;
    m_launchScope.reset();
    m_flow->end();
    set(State::Closed);
}

void BrandPane::setScale(qreal scale)
{
    m_scale = scale;
    setFixedSize((QSizeF(m_plan.size) * scale).toSize());
    zoomTo(scale);
}

void BrandPane::zoomTo(qreal scale)
{
    m_view->resize((QSizeF(m_plan.size) * scale).toSize());
    m_view->setZoom(scale);
    for (PopupWindow *popup : m_view->popups())
        popup->view()->setZoomFactor(scale);
}

void BrandPane::set(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT changed();
}

void BrandPane::follow()
{
    switch (m_flow->state()) {
    case LinkState::Idle: set(State::Closed); return;
    case LinkState::Preparing: set(State::Opening); return;
    case LinkState::Open:
        if (m_flow->trouble()) {
            set(State::Failed);
        } else if (m_state != State::Shown) {
            if (m_state != State::Opening || !m_launchScope)
                set(State::Opening);
            awaitFirstScreen();
        }
        return;
    case LinkState::Succeeded: set(State::Ended); return;
    case LinkState::Closed:
        if (m_state != State::Closed)
            set(State::Ended);
        return;
    case LinkState::Failed: set(State::Failed); return;
    }
}

/// Something to press or to read is there: the page is more than its background.
void BrandPane::awaitFirstScreen()
{
    if (!m_launchScope || m_launchScope->property("asked").toBool())
        return;
    m_launchScope->setProperty("asked", true);
    m_driver->find({.role = u"heading"_s}, m_launchScope.get(), [this](const Result<Found> &found) {
        if (m_flow->state() != LinkState::Open)
            return;
        if (found)
            awaitPaint(*found, QDeadlineTimer(paintLimit));
        else
            set(State::Failed);
    });
}

/// The page has it some frames before it is painted. Letters in the colour of their ground are never seen: that is for
/// the brand's findings to say.
void BrandPane::awaitPaint(const Found &heading, QDeadlineTimer limit)
{
    QWebEngineView *page = heading.inPopup ? shownPage() : m_view->view();
    const QRect place = page ? heading.rect & page->rect() : QRect();
    if (!page || !page->isVisible() || place.isEmpty() || limit.hasExpired() || !isPlain(page->grab(place).toImage())) {
        set(State::Shown);
        return;
    }
    QTimer::singleShot(paintPoll, m_launchScope.get(), [this, heading, limit] {
        if (m_flow->state() == LinkState::Open)
            awaitPaint(heading, limit);
    });
}

QWebEngineView *BrandPane::shownPage() const
{
    const QList<PopupWindow *> popups = m_view->popups();
    return popups.isEmpty() ? m_view->view() : popups.last()->view();
}

void BrandPane::shoot(const QString &screen, QObject *receiver, std::function<void(const Shot &)> then)
{
    if (QWebEngineView *page = shownPage())
        input::leave(page);
    if (m_pictureScale > 0)
        zoomTo(m_pictureScale);
    StillPicture::take(m_driver, [this] { return shownPage(); }, this,
                       [this, screen, receiver = QPointer<QObject>(receiver), then = std::move(then)](const QImage &picture, const std::optional<Look> &look) {
        Shot shot;
        shot.pane = m_plan.key;
        shot.configurationName = m_plan.configurationName;
        shot.screen = screen;
        shot.at = m_session->clock()();
        shot.scale = shownPage() ? shownPage()->zoomFactor() : m_scale;
        shot.picture = picture;
        shot.look = look.value_or(Look());
        shot.environment = m_session->environments()->current().name;
        shot.isSimulated = m_session->environments()->current().reach == Reach::LoopbackOnly;
        if (m_pictureScale > 0)
            zoomTo(m_scale);
        if (receiver)
            then(shot);
    });
}

} // namespace console
