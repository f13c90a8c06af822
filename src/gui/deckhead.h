// SPDX-License-Identifier: GPL-3.0-or-later
// DeckHead: which jobs the flight deck shows: chips for groups of states with their counts, kind, text.
#pragma once

#include "gui/deckrow.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <memory>

class QPushButton;

namespace Ui {
class DeckHead;
}

namespace console {

class EndedCounts;
class JobTally;

class DeckHead : public QWidget
{
    Q_OBJECT
public:
    explicit DeckHead(QWidget *parent = nullptr);
    ~DeckHead() override;
    void setCounts(const JobTally *tally, const EndedCounts *ended);
    const DeckFilter &filter() const { return m_filter; }
    void setFilter(const DeckFilter &filter);
    void setCount(const QString &text);
    void setStartable(bool possible, const QString &whyNot);

public Q_SLOTS:
    void clearFilter();
    void focusText();

Q_SIGNALS:
    void filterChanged(const console::DeckFilter &filter);
    void startManyAsked();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildChips();
    void choose();      ///< the filter as the controls have it
    void refreshChips();
    qint64 count(JobGroup group) const;
    void fitChips();
    std::unique_ptr<Ui::DeckHead> m_ui;
    std::array<QPushButton *, std::size_t(jobGroupCount)> m_chips{};
    std::array<std::optional<bool>, std::size_t(jobGroupCount)> m_ticked{}; // as their icons say
    const JobTally *m_tally = nullptr;
    const EndedCounts *m_ended = nullptr;
    DeckFilter m_filter;
    QTimer m_typing;
};

} // namespace console
