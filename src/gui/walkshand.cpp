// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/walkshand.h"

#include "gui/buttons.h"
#include "gui/question.h"
#include "gui/timetext.h"
#include "gui/walklist.h"
#include "gui/walkshandpanel.h"
#include "gui/walkshelf.h"
#include "session/session.h"
#include "ui_walkshandchooser.h"
#include "web/widgetdriver.h"
#include "web/widgetview.h"

using namespace Qt::StringLiterals;

namespace console {

WalksHand::WalksHand(Session *session, WidgetView *view, WalkShelf *shelf, const QString &folder, QWidget *parent)
    : QStackedWidget(parent), m_session(session), m_view(view), m_shelf(shelf), m_store(folder), m_ui(std::make_unique<Ui::WalksHandChooser>()),
      m_chooser(new QWidget(this)), m_list(new WalkList(WalkList::Choice::One, u"walksHand"_s)), m_panel(new WalksHandPanel(session, view, this)),
      m_driver(new WidgetDriver(view, this))
{
    m_ui->setupUi(m_chooser);
    m_ui->walksHandListHost->addWidget(m_list);
    m_ui->walksHandName->setFace(InkLabel::Face::Title);
    m_ui->walksHandName->setWordWrap(true);
    m_ui->walksHandPurpose->setTone(InkLabel::Tone::Muted);
    m_ui->walksHandPurpose->setWordWrap(true);
    m_ui->walksHandKeptTitle->setFace(InkLabel::Face::Strong);
    m_ui->walksHandKeptTitle->setText(tr("Walks that were begun"));
    asPrimary(m_ui->walksHandBegin);
    addWidget(m_chooser);
    addWidget(m_panel);
    wire();
    refreshWalks();
    refreshKept();
}

WalksHand::~WalksHand() = default;

void WalksHand::wire()
{
    connect(m_shelf, &WalkShelf::changed, this, &WalksHand::refreshWalks);
    connect(m_session->environments(), &Environments::chosen, this, &WalksHand::refreshWalks);
    connect(m_list, &WalkList::currentChanged, this, &WalksHand::showDetails);
    connect(m_list, &WalkList::activated, m_ui->walksHandBegin, &QPushButton::click);
    connect(m_ui->walksHandOpenFile, &QPushButton::clicked, this, &WalksHand::openFileRequested);
    connect(m_ui->walksHandBegin, &QPushButton::clicked, this, [this] {
        if (const WalkCase *walk = m_shelf->find(m_list->current()))
            begin(*walk, HandWalks::newId());
    });
    connect(m_ui->walksHandKept, &QListWidget::currentRowChanged, this, [this](int row) {
        m_ui->walksHandGoOn->setEnabled(row >= 0);
        m_ui->walksHandDiscard->setEnabled(row >= 0);
    });
    connect(m_ui->walksHandKept, &QListWidget::itemActivated, this, &WalksHand::goOn);
    connect(m_ui->walksHandGoOn, &QPushButton::clicked, this, &WalksHand::goOn);
    connect(m_ui->walksHandDiscard, &QPushButton::clicked, this, [this] {
        if (const int row = m_ui->walksHandKept->currentRow(); row >= 0)
            discard(m_kept.at(row).id);
    });
    connect(m_panel, &WalksHandPanel::left, this, &WalksHand::showChooser);
    connect(m_panel, &WalksHandPanel::discardRequested, this, [this] { discard(m_id); });
    connect(m_panel, &WalksHandPanel::failed, this, &WalksHand::failed);
}

void WalksHand::refreshWalks()
{
    const bool isSimulator = m_session->environments()->current().reach == Reach::LoopbackOnly;
    m_list->setWalks(m_shelf->book().cases, [isSimulator](const WalkCase &walk) {
        return walk.simulatorOnly && !isSimulator ? tr("It orders faults of the simulator: choose the environment Simulator for it.") : QString();
    });
    showDetails();
}

void WalksHand::showDetails()
{
    const WalkCase *walk = m_shelf->find(m_list->current());
    m_ui->walksHandName->setText(walk ? walk->name : m_shelf->isRead() ? tr("No walk is chosen") : tr("The walks are being read…"));
    m_ui->walksHandPurpose->setText(walk ? walk->purpose : QString());
    m_ui->walksHandPurpose->setVisible(walk && !walk->purpose.isEmpty());
    m_ui->walksHandBegin->setEnabled(walk);
    m_ui->walksHandPreview->clear();
    if (!walk)
        return;
    const HandWalk preview(*walk, m_session, {});
    for (int at = 0; at < walk->steps.size(); ++at)
        m_ui->walksHandPreview->addItem(tr("%1. %2").arg(at + 1).arg(preview.wordsOf(at)));
}

QString WalksHand::nameOf(const QString &environment) const
{
    const Result<Environment> found = environmentByName(m_session->environments()->all(), environment);
    return found ? found->name : environment;
}

void WalksHand::refreshKept()
{
    m_kept = m_store.all();
    m_ui->walksHandKept->clear();
    for (const KeptHandWalk &kept : std::as_const(m_kept)) {
        m_ui->walksHandKept->addItem(tr("%1 — %2 of %3 steps · %4 · %5").arg(kept.name).arg(kept.done()).arg(kept.steps.size())
                                         .arg(nameOf(kept.environment), spokenTime(kept.keptAt, m_session->clock()())));
        m_ui->walksHandKept->item(m_ui->walksHandKept->count() - 1)->setToolTip(exactTime(kept.keptAt));
    }
    const bool hasSome = !m_kept.isEmpty();
    for (QWidget *each : {static_cast<QWidget *>(m_ui->walksHandKeptTitle), static_cast<QWidget *>(m_ui->walksHandKept), static_cast<QWidget *>(m_ui->walksHandGoOn), static_cast<QWidget *>(m_ui->walksHandDiscard)})
        each->setVisible(hasSome);
    m_ui->walksHandKept->setCurrentRow(hasSome ? 0 : -1);
}

void WalksHand::showChooser()
{
    m_panel->show(nullptr);
    m_walk.reset();
    m_id.clear();
    refreshKept();
    setCurrentWidget(m_chooser);
    m_list->setFocus();
}

void WalksHand::putAside()
{
    if (m_walk)
        showChooser();
}

void WalksHand::begin(const WalkCase &walk, const QString &id)
{
    m_id = id;
    m_walk = std::make_unique<HandWalk>(walk, m_session, look());
    connect(m_walk.get(), &HandWalk::marked, this, &WalksHand::keep);
    m_panel->show(m_walk.get());
    setCurrentWidget(m_panel);
    m_walk->resume();
}

void WalksHand::goOn()
{
    const KeptHandWalk kept = m_kept.value(m_ui->walksHandKept->currentRow());
    const WalkCase *walk = m_shelf->find(kept.caseId);
    if (!walk) {
        Q_EMIT failed(tr("“%1” cannot go on").arg(kept.name), Error{.kind = Error::Kind::Input, .message = tr("There is no walk %1 now.").arg(kept.caseId), .where = kept.caseId, .advice = tr("Open the file that it stands in.")});
        return;
    }
    const QList<HandStep> steps = m_store.restored(kept, *walk);
    begin(*walk, kept.id);
    m_walk->restore(steps, kept.startedAt);
    m_walk->resume();
}

void WalksHand::discard(const QString &id)
{
    ask(this, {.name = u"walksDiscardQuestion"_s, .title = tr("Discard the walk?"), .text = tr("Its marks, notes and pictures are deleted."), .verb = tr("&Discard")}, [this, id] {
        m_store.discard(id);
        if (id == m_id)
            showChooser();
        else
            refreshKept();
    });
}

void WalksHand::keep(int step)
{
    const Result<void> kept = m_store.keep(m_id, *m_walk, m_session->environments()->current().id);
    if (!kept)
        Q_EMIT failed(tr("The walk could not be kept"), kept.error());
    else if (const QImage &picture = m_walk->steps().at(step).picture; !picture.isNull())
        m_store.keepPicture(m_id, step, picture);
}

HandWalk::Look WalksHand::look() const
{
    return [driver = m_driver](const Target &target, QObject *receiver, std::function<void(bool)> then) {
        driver->probe(target, receiver, [then = std::move(then)](const std::optional<Found> &found) { then(found.has_value()); });
    };
}

} // namespace console
