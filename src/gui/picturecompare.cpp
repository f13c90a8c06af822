// SPDX-License-Identifier: GPL-3.0-or-later
// What is compared, and how it is looked at. (picturecomparesides.cpp: the two sides; …verdicts.cpp: accepting, saving.)
#include "gui/picturecompare.h"

#include "gui/buttons.h"
#include "gui/pairdelegate.h"
#include "gui/pairmodel.h"
#include "ui_picturecompare.h"

#include <QFutureWatcher>
#include <QShortcut>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace console {

PictureCompare::PictureCompare(const QList<Side> &sides, const QString &folder, QWidget *parent)
    : QWidget(parent, Qt::Window), m_ui(std::make_unique<Ui::PictureCompare>()), m_model(new PairModel(this)), m_judge(new PairJudge(this)),
      m_writer(new BaselineWriter(this)), m_sides(sides), m_folder(folder)
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->pairs->setModel(m_model);
    m_ui->pairs->setItemDelegate(new PairDelegate(m_ui->pairs));
    m_ui->splitter->setSizes({270, 680, 250});
    for (const int part : {0, 2})
        m_ui->splitter->setStretchFactor(part, 0);
    m_ui->splitter->setStretchFactor(1, 1);
    setUpBars();
    setUpModes();
    setUpKeys();
    setUpWork();
    setUpVerdicts();
    const QStringList sets = folder.isEmpty() ? QStringList() : Baselines(folder).sets();
    if (sides.size() >= 2)
        m_before = {Choice::Kind::Shots, 0, {}};
    else if (!sets.isEmpty())
        m_before = {Choice::Kind::Set, -1, sets.first()};
    fillBefore();
    fillAfter();
    if (sides.size() >= 2)
        m_ui->afterBox->setCurrentIndex(1);
    reload();
}

PictureCompare::~PictureCompare()
{
    m_showStop.request_stop();
}

void PictureCompare::setUpBars()
{
    m_ui->summary->setFace(InkLabel::Face::Strong);
    m_ui->zoomText->setFace(InkLabel::Face::Figures);
    m_ui->zoomText->setTone(InkLabel::Tone::Muted);
    m_ui->progressText->setTone(InkLabel::Tone::Muted);
    m_ui->setText->setTone(InkLabel::Tone::Muted);
    Theme::asTag(m_ui->simulatedTag, u"simulator"_s);
    asIcon(m_ui->pauseButton, u"pause"_s, tr("Pause"), tr("Space shows the other one"));
    asIcon(m_ui->zoomOutButton, u"minus"_s, tr("Smaller"), u"−"_s);
    asIcon(m_ui->zoomInButton, u"plus"_s, tr("Larger"), u"+"_s);
    asIcon(m_ui->previousButton, u"chevron-up"_s, tr("Previous pair"), u"Alt+Left"_s);
    asIcon(m_ui->nextButton, u"chevron-down"_s, tr("Next pair"), u"Alt+Right"_s);
    PictureStage *stage = m_ui->stage;
    connect(m_ui->zoomInButton, &QToolButton::clicked, stage, [stage] { stage->zoomBy(1); });
    connect(m_ui->zoomOutButton, &QToolButton::clicked, stage, [stage] { stage->zoomBy(-1); });
    for (const auto &[button, zoom] : {std::pair(m_ui->fitButton, 0.0), std::pair(m_ui->fullButton, 1.0), std::pair(m_ui->doubleButton, 2.0)})
        connect(button, &QPushButton::clicked, stage, [stage, zoom = zoom] { stage->setZoom(zoom); });
    connect(stage, &PictureStage::zoomChanged, this, &PictureCompare::refreshZoom);
    connect(stage, &PictureStage::regionPicked, m_ui->facts, &DifferenceFacts::chooseRegion);
    connect(m_ui->facts, &DifferenceFacts::regionChosen, stage, &PictureStage::showRegion);
}

void PictureCompare::setUpModes()
{
    PictureStage *stage = m_ui->stage;
    using Mode = PictureStage::Mode;
    for (const auto &[button, mode] : {std::pair(m_ui->sideBySideButton, Mode::SideBySide), std::pair(m_ui->sliderButton, Mode::Slider),
                                       std::pair(m_ui->blinkButton, Mode::Blink), std::pair(m_ui->differenceButton, Mode::Difference)}) {
        button->setFocusPolicy(Qt::TabFocus); // after a click the keys are the stage's
        connect(button, &QPushButton::toggled, this, [this, mode = mode, button = button](bool isOn) {
            if (isOn)
                m_ui->stage->setMode(mode);
            if (isOn && !button->hasFocus())
                m_ui->stage->setFocus();
            m_ui->pauseButton->setVisible(m_ui->blinkButton->isChecked());
        });
    }
    m_ui->sideBySideButton->setChecked(true);
    connect(m_ui->pauseButton, &QToolButton::clicked, stage, [stage] { stage->setBlinking(!stage->isBlinking()); });
    connect(stage, &PictureStage::blinkChanged, this, [this] {
        const bool isOn = m_ui->stage->isBlinking();
        asIcon(m_ui->pauseButton, isOn ? u"pause"_s : u"play"_s, isOn ? tr("Pause") : tr("Blink on"), tr("Space shows the other one"));
    });
}

void PictureCompare::setUpKeys()
{
    const auto add = [this](const QString &name, const QString &keys, const std::function<void()> &act) {
        auto *shortcut = new QShortcut(QKeySequence(keys), this);
        shortcut->setObjectName(name);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    add(u"nextShortcut"_s, u"Alt+Right"_s, [this] { go(1); });
    add(u"previousShortcut"_s, u"Alt+Left"_s, [this] { go(-1); });
    add(u"nextChangedShortcut"_s, u"F8"_s, [this] { goChanged(1); });
    add(u"previousChangedShortcut"_s, u"Shift+F8"_s, [this] { goChanged(-1); });
    add(u"zoomInShortcut"_s, u"Ctrl++"_s, [this] { m_ui->stage->zoomBy(1); });
    add(u"zoomOutShortcut"_s, u"Ctrl+-"_s, [this] { m_ui->stage->zoomBy(-1); });
    add(u"fitShortcut"_s, u"Ctrl+0"_s, [this] { m_ui->stage->setZoom(0); });
    connect(m_ui->nextButton, &QToolButton::clicked, this, [this] { go(1); });
    connect(m_ui->previousButton, &QToolButton::clicked, this, [this] { go(-1); });
}

void PictureCompare::setUpWork()
{
    connect(m_ui->beforeBox, &QComboBox::activated, this, &PictureCompare::sideChosen);
    connect(m_ui->afterBox, &QComboBox::activated, this, &PictureCompare::reload);
    connect(m_ui->pairs->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PictureCompare::showCurrent);
    connect(m_judge, &PairJudge::judged, this, [this](int row, const PairVerdict &verdict) {
        m_model->setVerdict(row, verdict);
        refreshProgress();
        if (row == currentRow())
            refresh();
    });
    connect(m_judge, &PairJudge::finished, this, [this] {
        refresh();
        Q_EMIT judged();
    });
    connect(m_ui->cancelButton, &QPushButton::clicked, this, [this] {
        if (m_writer->isRunning())
            m_writer->stop();
        else if (m_judge->isRunning())
            m_judge->stop();
        else
            judgeOpen(); // it reads "Go on"
        refresh();
    });
    connect(m_ui->compareFace, &StateFace::acted, this, [this] {
        if (m_ui->compareFace->face() == StateFace::Face::Error)
            reload();
        else
            openNewSet(true);
    });
}

void PictureCompare::setReducedMotion(bool reduced)
{
    m_ui->stage->setReducedMotion(reduced);
    if (reduced)
        m_ui->stage->setBlinking(false);
}

/// A worker finds the pairs: a set's list stands on the disk.
void PictureCompare::reload()
{
    m_judge->stop();
    m_model->setPairs({});
    m_ui->compareNotice->hide();
    delete std::exchange(m_listing, nullptr);
    const Choice before = m_before, after = afterChoice();
    if (before.kind == Choice::Kind::Nothing || after.kind == Choice::Kind::Nothing) {
        fill(QList<PicturePair>());
        return;
    }
    const QList<Shot> left = before.side >= 0 ? m_sides.at(before.side).shots : QList<Shot>();
    const QList<Shot> right = after.side >= 0 ? m_sides.at(after.side).shots : QList<Shot>();
    auto *watcher = new QFutureWatcher<Result<QList<PicturePair>>>(this);
    m_listing = watcher;
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        const auto pairs = watcher->result();
        m_listing = nullptr;
        watcher->deleteLater();
        fill(pairs);
    });
    watcher->setFuture(QtConcurrent::run([left, right, folder = m_folder, set = before.set, isWaiting = after.kind == Choice::Kind::Waiting]() -> Result<QList<PicturePair>> {
        if (set.isEmpty())
            return pairsOf(left, right);
        const Result<QList<BaselineEntry>> entries = Baselines(folder).entries(set);
        if (!entries)
            return fail(entries.error());
        return isWaiting ? waitingPairs(set, *entries) : pairsOf(set, *entries, right);
    }));
    m_ui->compareFace->showWorking({.title = tr("Finding the pictures"), .text = {}, .since = {}}, QDateTime::currentDateTimeUtc());
    m_ui->pages->setCurrentWidget(m_ui->compareFace);
    refresh();
}

void PictureCompare::fill(const Result<QList<PicturePair>> &pairs)
{
    m_model->setPairs(pairs.value_or(QList<PicturePair>()));
    if (!pairs)
        m_ui->compareFace->showError(tr("This set of pictures cannot be read"), pairs.error(), tr("Try again"));
    else if (pairs->isEmpty())
        showFace();
    m_ui->pages->setCurrentWidget(m_model->rowCount() ? static_cast<QWidget *>(m_ui->splitter) : m_ui->compareFace);
    if (m_model->rowCount()) {
        m_ui->pairs->setCurrentIndex(m_model->index(0));
        if (!m_ui->beforeBox->hasFocus() && !m_ui->afterBox->hasFocus())
            m_ui->pairs->setFocus();
    }
    judgeOpen();
    refresh();
    Q_EMIT listed();
}

void PictureCompare::showFace()
{
    const bool hasPictures = std::any_of(m_sides.cbegin(), m_sides.cend(), [](const Side &side) { return !side.shots.isEmpty(); });
    StateFace *face = m_ui->compareFace;
    if (afterChoice().kind == Choice::Kind::Waiting)
        face->showCalm(u"check-circle"_s, tr("Nothing waits here"), tr("No picture of “%1” waits to be accepted.").arg(m_before.set));
    else if (!hasPictures)
        face->showEmpty(u"palette"_s, tr("No pictures yet"), tr("Take pictures in the brand lab; then they can be compared here."));
    else
        face->showEmpty(u"palette"_s, tr("Nothing to compare with yet"), tr("Choose what was before; or make a set of accepted pictures, which later ones are compared with."),
                        m_folder.isEmpty() ? QString() : tr("New set…"));
}

void PictureCompare::judgeOpen()
{
    QList<PairJudge::Task> tasks;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!m_model->verdict(row))
            tasks.append({row, m_model->pair(row)});
    }
    m_judge->start(tasks, m_folder);
}

void PictureCompare::showCurrent()
{
    m_showStop.request_stop();
    m_showStop = std::stop_source();
    delete std::exchange(m_showing, nullptr);
    m_shown = {};
    const int row = currentRow();
    if (row < 0) {
        put({});
        return;
    }
    auto *watcher = new QFutureWatcher<Shown>(this);
    m_showing = watcher;
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        const Shown now = watcher->result();
        m_showing = nullptr;
        watcher->deleteLater();
        put(now);
        Q_EMIT shown();
    });
    watcher->setFuture(QtConcurrent::run([pair = m_model->pair(row), folder = m_folder, stop = m_showStop.get_token()] {
        Shown now{comparePair(pair, folder, stop), {}};
        if (now.compared.kind == ComparedPair::Kind::Alike || now.compared.kind == ComparedPair::Kind::Changed)
            now.difference = differencePicture(now.compared.before, now.compared.difference, false);
        return now;
    }));
    refresh();
}

void PictureCompare::put(const Shown &now)
{
    m_shown = now;
    const ComparedPair &compared = now.compared;
    m_ui->stage->setPictures({sideName(m_before), compared.before}, {sideName(afterChoice()), compared.after}, now.difference, compared.difference.regions);
    if (!now.difference.isNull())
        m_ui->facts->show(compared.difference);
    else if (compared.error)
        m_ui->facts->clear(compared.error->message);
    else
        m_ui->facts->clear(currentRow() < 0 ? QString() : tr("Only one side has this picture, so there is nothing to compare."));
    if (compared.error)
        m_ui->compareNotice->sayError(tr("These two cannot be compared."), *compared.error);
    else
        m_ui->compareNotice->hide();
    refresh();
}

int PictureCompare::currentRow() const
{
    return m_ui->pairs->currentIndex().row();
}

void PictureCompare::go(int step)
{
    const int row = currentRow() + step;
    if (row >= 0 && row < m_model->rowCount())
        m_ui->pairs->setCurrentIndex(m_model->index(row));
}

void PictureCompare::goChanged(int step)
{
    if (const int row = m_model->nextChanged(currentRow(), step); row >= 0)
        m_ui->pairs->setCurrentIndex(m_model->index(row));
}

void PictureCompare::refreshZoom()
{
    const PictureStage *stage = m_ui->stage;
    m_ui->zoomText->setText(tr("%1 %").arg(qRound(stage->zoom() * 100)));
    m_ui->fitButton->setChecked(stage->isFitted());
    m_ui->fullButton->setChecked(!stage->isFitted() && qFuzzyCompare(stage->zoom(), 1.0));
    m_ui->doubleButton->setChecked(!stage->isFitted() && qFuzzyCompare(stage->zoom(), 2.0));
}

} // namespace console
