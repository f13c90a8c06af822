// SPDX-License-Identifier: GPL-3.0-or-later
// BrandPane: one launch of the widget beside others: its own flow, token, profile and pop-ups; pictures of it to scale.
#pragma once

#include "brand/shot.h"
#include "web/brandmatrix.h"
#include "web/widgetdriver.h"

#include <QDeadlineTimer>
#include <QWidget>

#include <functional>

class QWebEngineView;

namespace console {

class Connections;
class LinkFlow;
class Session;
class UserFlow;
class WidgetView;

/// It links for a person of its own, made for this: the service lets one person link an account three times only
/// (contract g), and the session's user and connections stay as they are. In production no person is made: the session's is taken.
class BrandPane : public QWidget
{
    Q_OBJECT
public:
    enum class State {
        Closed,   ///< not launched, or ended by the user
        Opening,  ///< a token is asked for, or the page has not shown anything yet
        Shown,    ///< its first screen is painted
        Ended,    ///< the widget said success or close
        Failed,   ///< error() says what
    };
    /// `number`: 1 …; its launches are "pane-NUMBER-1", …, in the time line and everywhere.
    BrandPane(Session *session, const PanePlan &plan, int number, QWidget *parent = nullptr);
    ~BrandPane() override;

    const PanePlan &plan() const { return m_plan; }
    int number() const { return m_number; }
    State state() const { return m_state; }
    std::optional<Error> error() const;
    LinkFlow *flow() const { return m_flow; }
    WidgetView *view() const { return m_view; }
    WidgetDriver *driver() const { return m_driver; }
    /// Instead of the environment's; for the next launch.
    void setHostOrigin(const QUrl &origin);

    void open();                ///< a new launch, for a new person where the last one has linked something; one that is open is ended
    void close();
    /// How many of the picture's pixels a CSS pixel has; the pane's size follows, the page's does not. 1 at first.
    void setScale(qreal scale);
    /// For pictures only; 0, as at first: as it is shown. The page is another size for that moment, the pane is not.
    void setPictureScale(qreal scale) { m_pictureScale = scale; }
    /// A picture of what is to be seen now (of the top-most pop-up, where there is one) with what the page says of it.
    void shoot(const QString &screen, QObject *receiver, std::function<void(const Shot &)> then);

Q_SIGNALS:
    void changed();             ///< the state
    /// The SDK called this callback in this pane's page: "onSuccess", …
    void callback(const QString &name, const QString &argumentsJson);

private:
    void follow();
    void followPerson();
    void launch();
    void set(State state);
    void zoomTo(qreal scale);
    void awaitFirstScreen();
    void awaitPaint(const Found &heading, QDeadlineTimer limit);
    QWebEngineView *shownPage() const; // the top-most pop-up's, else the widget's; null: closed
    Session *m_session;
    PanePlan m_plan;
    int m_number;
    State m_state = State::Closed;
    qreal m_scale = 1, m_pictureScale = 0;
    UserFlow *m_person;         // the session's in production
    Connections *m_links;
    LinkFlow *m_flow;
    WidgetView *m_view;
    WidgetDriver *m_driver;
    QUrl m_hostOrigin;
    bool m_wantsPerson = false; // it is launched as soon as there is one
    std::unique_ptr<QObject> m_launchScope; // receiver of what is asked of one launch
};

} // namespace console
