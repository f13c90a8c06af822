// SPDX-License-Identifier: GPL-3.0-or-later
// EventDetails: one entry of the time line in full: facts, explanation, headers, bodies.
#pragma once

#include "gui/reveal.h"
#include "session/requestcode.h"

#include <QWidget>

#include <memory>

namespace Ui {
class EventDetails;
}

namespace console {

class RawView;

class EventDetails : public QWidget
{
    Q_OBJECT
public:
    explicit EventDetails(Settings *settings, QWidget *parent = nullptr);
    ~EventDetails() override;
    void showEntry(const LogEntry &entry);
    quint64 shownId() const { return isHidden() ? 0 : m_entry.id; } ///< 0: none
    void showNothing();
    void copyAsMasked(const LogEntry &entry); ///< whatever is revealed
    void copyAsCode(const LogEntry &entry, CodeLanguage language); ///< masked, whatever is revealed
    /// The button that sends it again; `whyNot`: why that is not possible, empty: it is.
    void setSendAgain(bool isCall, const QString &whyNot);

Q_SIGNALS:
    void closed();
    void sendAgainAsked();
    void revealStarted(int seconds);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void showFacts();
    void showPart(int part);
    void setUpCallButtons();
    void refreshReveal();
    std::unique_ptr<Ui::EventDetails> m_ui;
    Reveal m_reveal;
    RawView *m_raw;
    LogEntry m_entry;
};

} // namespace console
