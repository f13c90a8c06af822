// SPDX-License-Identifier: GPL-3.0-or-later
// PictureCompare: the pictures of two sides pair by pair, four ways to look at them; accepts them into sets on disk.
#pragma once

#include "brand/picturepair.h"
#include "gui/baselinewriter.h"

#include <QWidget>

#include <memory>
#include <stop_token>

namespace Ui {
class PictureCompare;
}

namespace console {

class PairJudge;
class PairModel;

class PictureCompare : public QWidget
{
    Q_OBJECT
public:
    struct Side {
        QString name;        ///< "Spring branding", "today 14:20"
        QList<Shot> shots;
    };
    /// `folder`: of the sets of accepted pictures; empty: there are none. A window of its own that is deleted when closed.
    PictureCompare(const QList<Side> &sides, const QString &folder, QWidget *parent = nullptr);
    ~PictureCompare() override;
    void setSides(const QList<Side> &sides); ///< what is chosen stays, where it still is there
    void setReducedMotion(bool reduced);     ///< nothing blinks by itself
    void chooseSides(int before, int after); ///< numbers of the sides
    void chooseSet(const QString &set);      ///< as what is before

Q_SIGNALS:
    void listed();   ///< the pairs of the chosen sides stand in the list, or the reason why not
    void judged();   ///< all of them are compared
    void shown();    ///< the current pair is on the stage

private:
    struct Choice {
        enum class Kind { Nothing, Shots, Set, NewSet, Waiting };
        Kind kind = Kind::Nothing;
        int side = -1;
        QString set;
        bool operator==(const Choice &) const = default;
    };
    struct Shown {
        ComparedPair compared;
        QImage difference; // null: there is none
    };
    void setUpBars();
    void setUpModes();
    void setUpKeys();
    void setUpWork();
    void setUpVerdicts();
    Choice beforeChoice() const;
    Choice afterChoice() const;
    void fillBefore();
    void fillAfter();
    void choose(const Choice &before);
    void sideChosen();
    void reload();
    void fill(const Result<QList<PicturePair>> &pairs);
    void showFace();
    void judgeOpen();
    void showCurrent();
    void put(const Shown &shown);
    void go(int step);
    void goChanged(int step);
    void refresh();
    void refreshZoom();
    void refreshProgress();
    QString summary() const;
    QString sideName(const Choice &choice) const;
    int currentRow() const;
    bool canBeAccepted(int row) const;
    void openNewSet(bool isOpen);
    void makeSet();
    void decide(BaselineWriter::Verb verb);
    void askAcceptAll();
    QList<BaselineWriter::Task> openTasks() const;
    void write(const QList<BaselineWriter::Task> &tasks);
    void written(const QString &key, BaselineWriter::Verb verb);
    void saveDifference();

    std::unique_ptr<Ui::PictureCompare> m_ui;
    PairModel *m_model;
    PairJudge *m_judge;
    BaselineWriter *m_writer;
    QList<Side> m_sides;
    QString m_folder;
    QStringList m_newSets;       // named here, nothing is in them yet
    Choice m_before;             // as last chosen, other than "New set…"
    QObject *m_listing = nullptr, *m_showing = nullptr; // watchers of what is under way
    std::stop_source m_showStop;
    Shown m_shown;
    int m_toWrite = 0, m_didWrite = 0;
};

} // namespace console
