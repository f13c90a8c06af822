// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/eventdetails.h"

#include "gui/buttons.h"
#include "gui/copied.h"
#include "gui/copyasmenu.h"
#include "gui/eventtext.h"
#include "gui/rawview.h"
#include "gui/theme.h"
#include "gui/timetext.h"
#include "ui_eventdetails.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// " (connecting 3, waiting 35, receiving 4)": where the time went, as far as it was measured.
QString phasesText(const LogEntry &entry)
{
    const CallTimes times = callTimes(entry);
    if (times.blocked.count() < 0)
        return {};
    QStringList parts;
    const auto add = [&parts](const QString &what, std::chrono::microseconds time) {
        if (time.count() >= 1000)
            parts << what.arg(time.count() / 1000);
    };
    add(EventDetails::tr("queued %1"), times.blocked);
    add(EventDetails::tr("connecting %1"), times.connect);
    add(EventDetails::tr("waiting %1"), times.wait);
    add(EventDetails::tr("receiving %1"), times.receive);
    return parts.isEmpty() ? QString() : u" (%1)"_s.arg(parts.join(u", "_s));
}

enum Part { AnswerPart, RequestPart, HeadersPart };

} // namespace

EventDetails::EventDetails(Settings *settings, QWidget *parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::EventDetails>()), m_reveal(settings)
{
    m_ui->setupUi(this);
    m_raw = new RawView(&m_reveal, this);
    m_ui->rawSlot->addWidget(m_raw);
    m_ui->column->setStretchFactor(m_ui->rawSlot, 1000);
    m_ui->column->addStretch(1); // an entry without a payload stays together at the top
    m_raw->addToHead(m_ui->parts); // one line less in a low drawer
    m_ui->entryTitle->setFace(InkLabel::Face::Strong);
    for (InkLabel *label : {m_ui->entryFacts, m_ui->connectionCaption, m_ui->jobCaption})
        label->setTone(InkLabel::Tone::Muted);
    m_ui->entryFacts->setFace(InkLabel::Face::Figures);
    asIcon(m_ui->entryCopy, u"copy"_s, tr("Copy this entry"));
    asIcon(m_ui->entryClose, u"close"_s, tr("Close the details"), u"Esc"_s);
    m_ui->entryReveal->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_ui->entryReveal->setIconSize({16, 16});
    m_ui->entryReveal->setFocusPolicy(Qt::StrongFocus);
    m_ui->parts->setAccessibleName(tr("Part of the entry"));
    m_ui->parts->setExpanding(false);
    connect(m_ui->entryReveal, &QToolButton::clicked, &m_reveal, &Reveal::toggle);
    connect(&m_reveal, &Reveal::changed, this, &EventDetails::refreshReveal);
    connect(&m_reveal, &Reveal::ticked, this, &EventDetails::refreshReveal);
    connect(&m_reveal, &Reveal::began, this, [this](const QString &, int seconds) { Q_EMIT revealStarted(seconds); });
    connect(m_ui->entryClose, &QToolButton::clicked, this, &EventDetails::closed);
    connect(m_ui->entryCopy, &QToolButton::clicked, this, [this] { copyAndSay(m_ui->entryCopy, eventAsText(m_entry, m_reveal.isOn())); });
    connect(m_ui->parts, &QTabBar::currentChanged, this, [this](int at) {
        if (at >= 0)
            showPart(m_ui->parts->tabData(at).toInt());
    });
    setUpCallButtons();
    refreshReveal();
}

void EventDetails::setUpCallButtons()
{
    asIcon(m_ui->entryCopyAs, u"code"_s, tr("Copy the call as code"));
    m_ui->entryCopyAs->setMenu(makeCopyAsMenu(m_ui->entryCopyAs, u"detailsCopyAsMenu"_s, [this](CodeLanguage language) {
        copyAndSay(m_ui->entryCopy, eventAsCode(m_entry, language, m_reveal.isOn()));
    }));
    m_ui->entryCopyAs->setPopupMode(QToolButton::InstantPopup);
    asIcon(m_ui->entrySendAgain, u"reload"_s, tr("Send the call again"));
    connect(m_ui->entrySendAgain, &QToolButton::clicked, this, &EventDetails::sendAgainAsked);
}

EventDetails::~EventDetails() = default;

void EventDetails::copyAsMasked(const LogEntry &entry)
{
    copyAndSay(m_ui->entryCopy, eventAsText(entry, false));
}

void EventDetails::copyAsCode(const LogEntry &entry, CodeLanguage language)
{
    copyAndSay(m_ui->entryCopy, eventAsCode(entry, language, false));
}

void EventDetails::setSendAgain(bool isCall, const QString &whyNot)
{
    const QString what = tr("Send the call again");
    m_ui->entrySendAgain->setVisible(isCall);
    m_ui->entrySendAgain->setEnabled(whyNot.isEmpty());
    m_ui->entrySendAgain->setToolTip(whyNot.isEmpty() ? what : what + u'\n' + whyNot);
    m_ui->entryCopyAs->setVisible(isCall);
}

void EventDetails::showNothing()
{
    hide();
}

void EventDetails::showEntry(const LogEntry &entry)
{
    if (m_entry.id == entry.id && isVisible())
        return;
    m_reveal.off(); // it was for the entry that was there
    m_entry = entry;
    showFacts();
    const int before = m_ui->parts->tabData(m_ui->parts->currentIndex()).toInt();
    const QSignalBlocker quiet(m_ui->parts);
    while (m_ui->parts->count() > 0)
        m_ui->parts->removeTab(0);
    const auto add = [this](const QString &name, Part part) { m_ui->parts->setTabData(m_ui->parts->addTab(name), part); };
    const bool http = entry.kind == LogEntry::Kind::Http;
    if (!entry.answerBody.isEmpty() || http)
        add(http ? tr("Answer") : tr("Payload"), AnswerPart);
    if (!entry.requestBody.isEmpty())
        add(tr("Request"), RequestPart);
    if (!entry.requestHeaders.isEmpty() || !entry.answerHeaders.isEmpty() || !entry.url.isEmpty())
        add(tr("Headers"), HeadersPart);
    int chosen = 0;
    for (int i = 0; i < m_ui->parts->count(); ++i) {
        if (m_ui->parts->tabData(i).toInt() == before)
            chosen = i;
    }
    m_ui->parts->setCurrentIndex(chosen);
    m_ui->parts->setVisible(m_ui->parts->count() > 1);
    m_raw->setVisible(m_ui->parts->count() > 0);
    m_ui->entryReveal->setVisible(!entry.answerHidden.isEmpty() || !entry.requestHidden.isEmpty());
    if (m_ui->parts->count() > 0)
        showPart(m_ui->parts->tabData(chosen).toInt());
    show();
    m_ui->parts->updateGeometry(); // it only learns its height from the style when it is first shown (Qt 6.4)
}

void EventDetails::showFacts()
{
    m_ui->entryTitle->setText(m_entry.title);
    QStringList facts{exactTime(m_entry.at)};
    if (m_entry.status)
        facts << tr("status %1").arg(m_entry.status);
    if (m_entry.elapsed.count() > 0)
        facts << tr("%1 ms").arg(m_entry.elapsed.count() / 1000) + phasesText(m_entry);
    if (m_entry.answerBytes > 0)
        facts << sizeText(m_entry.answerBytes);
    if (!m_entry.launchId.isEmpty())
        facts << m_entry.launchId;
    m_ui->entryFacts->setText(keptTogether(facts));
    m_ui->entryDetail->setText(m_entry.detail);
    m_ui->entryDetail->setVisible(!m_entry.detail.isEmpty());
    m_ui->entryConnection->setId(m_entry.connectionId, tr("connectionId"));
    m_ui->entryJob->setId(m_entry.jobId, tr("job id"));
    m_ui->connectionCaption->setVisible(!m_entry.connectionId.isEmpty());
    m_ui->jobCaption->setVisible(!m_entry.jobId.isEmpty());
    const QString explanation = eventExplanation(m_entry);
    if (explanation.isEmpty())
        m_ui->explanation->hide();
    else
        m_ui->explanation->say(m_entry.level == LogEntry::Level::Bad || m_entry.kind == LogEntry::Kind::Rejected ? NoticeBar::Tone::Bad
                                                                                                                : NoticeBar::Tone::Warning,
                               explanation);
}

void EventDetails::showPart(int part)
{
    const qint64 kept = m_entry.answerBody.size();
    switch (part) {
    case AnswerPart:
        m_raw->setBytes(revealed(m_entry).answerBody, m_entry.answerBody,
                        m_entry.answerBytes > m_entry.mostBody ? tr("the first %1 of %2").arg(sizeText(kept), sizeText(m_entry.answerBytes)) : sizeText(m_entry.answerBytes));
        return;
    case RequestPart: m_raw->setBytes(revealed(m_entry).requestBody, m_entry.requestBody, {}); return;
    case HeadersPart: {
        QStringList blocks;
        if (!m_entry.url.isEmpty())
            blocks << u"%1 %2"_s.arg(QString::fromUtf8(m_entry.verb), m_entry.url.toString(QUrl::FullyEncoded));
        blocks << headerLines(m_entry.requestHeaders);
        if (!m_entry.answerHeaders.isEmpty())
            blocks << QString() << tr("Answer %1").arg(m_entry.status) << headerLines(m_entry.answerHeaders);
        m_raw->setPlainText(blocks.join(u'\n'));
        return;
    }
    default: return;
    }
}

void EventDetails::refreshReveal()
{
    const bool on = m_reveal.isOn();
    m_ui->entryReveal->setChecked(on);
    m_ui->entryReveal->setIcon(Theme::icon(on ? u"eye-off"_s : u"eye"_s, on ? Theme::Role::Warning : Theme::Role::Muted));
    m_ui->entryReveal->setText(on ? tr("%1 s").arg(m_reveal.secondsLeft()) : QString());
    m_ui->entryReveal->setAccessibleName(on ? tr("Mask personal data") : tr("Reveal personal data"));
    m_ui->entryReveal->setToolTip(on ? tr("Mask it again now") : tr("Reveal personal data for %1 s").arg(m_reveal.seconds()));
}

void EventDetails::hideEvent(QHideEvent *event)
{
    m_reveal.off();
    QWidget::hideEvent(event);
}

} // namespace console
