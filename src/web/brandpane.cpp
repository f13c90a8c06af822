// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/brandpane.h"

#include "session/session.h"
#include "web/inputevents.h"
#include "web/popupwindow.h"
#include "web/widgetview.h"

#include <QRandomGenerator>
#include <QTimer>
#include <QWebEngineView>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// 555-0100 to 555-0199 are nobody's numbers, in every area. Another one each time: who is known already is asked for a code.
UserDetails somebody(int number)
{
    const quint32 area = 200 + QRandomGenerator::global()->bounded(790u);
    const quint32 line = QRandomGenerator::global()->bounded(100u);
    return {.firstName = u"Brand"_s, .lastName = u"Pane"_s,
            .email = u"pane.%1.%2%3@example.com"_s.arg(number).arg(area).arg(QRandomGenerator::global()->bounded(100'000u)),
            .phone = u"+1"_s + QString::number(area) + u"555"_s + QString::number(100 + line).rightJustified(4, u'0')};
}

UserFlow *personFor(Session *session, QObject *parent)
{
    return session->environments()->current().reach == Reach::Production ? session->user() : new UserFlow(session->api(), session->tokens(), session->log(), parent);
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
    m_wantsPerson = m_person != m_session->user() && m_person->state() != UserState::Ready;
    if (!m_wantsPerson) {
        launch();
        return;
    }
    set(State::Opening);
    m_person->create(somebody(m_number));
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
        set(found ? State::Shown : State::Failed);
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
    m_driver->look(this, [this, screen, receiver = QPointer<QObject>(receiver), then = std::move(then)](const std::optional<Look> &look) {
        if (!receiver)
            return;
        Shot shot;
        shot.pane = m_plan.key;
        shot.configurationName = m_plan.configurationName;
        shot.screen = screen;
        shot.scale = shownPage() ? shownPage()->zoomFactor() : m_scale;
        shot.look = look.value_or(Look());
        shot.environment = m_session->environments()->current().name;
        shot.isSimulated = m_session->environments()->current().reach == Reach::LoopbackOnly;
        awaitPicture(shot, receiver, then, 0);
    });
}

/// What the page has drawn comes to this program a frame or two later: two pictures that are alike are the one.
void BrandPane::awaitPicture(Shot shot, QPointer<QObject> receiver, std::function<void(const Shot &)> then, int tries)
{
    constexpr std::chrono::milliseconds frames{34}; // two of a screen of 60 Hz
    constexpr int most = 20;                        // what moves for ever is taken as it is
    if (!receiver)
        return;
    const QImage picture = shownPage() ? shownPage()->grab().toImage() : QImage();
    shot.at = m_session->clock()();
    if (tries > 0 && (picture == shot.picture || tries == most)) {
        shot.picture = picture;
        if (m_pictureScale > 0)
            zoomTo(m_scale);
        then(shot);
        return;
    }
    shot.picture = picture;
    QTimer::singleShot(frames, this, [this, shot, receiver, then = std::move(then), tries] { awaitPicture(shot, receiver, then, tries + 1); });
}

} // namespace console
