// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/dataframe.h"

#include "gui/buttons.h"
#include "gui/noticebar.h"
#include "gui/rawview.h"
#include "gui/stateface.h"
#include "gui/timetext.h"
#include "ui_dataframe.h"

#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace console {

DataFrame::DataFrame(Settings *settings, const QString &again, QWidget *parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::DataFrame>()), m_reveal(settings)
{
    m_ui->setupUi(this);
    m_face = m_ui->face;
    m_raw = new RawView(&m_reveal, m_ui->splitter);
    m_raw->setObjectName(u"raw"_s);
    m_ui->age->setObjectName(u"age"_s);
    asIcon(m_ui->rawButton, u"braces"_s, tr("Raw answer"));
    m_ui->rawButton->setText(tr("Raw"));
    asIcon(m_ui->againButton, u"reload"_s, again);
    for (QToolButton *button : {m_ui->rawButton, m_ui->revealButton})
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_ui->revealButton->setIconSize({16, 16});
    m_ui->revealButton->setFocusPolicy(Qt::StrongFocus);
    connect(m_ui->revealButton, &QToolButton::clicked, &m_reveal, &Reveal::toggle);
    connect(&m_reveal, &Reveal::changed, this, &DataFrame::refreshReveal);
    connect(&m_reveal, &Reveal::ticked, this, &DataFrame::refreshReveal);
    connect(m_ui->rawButton, &QToolButton::clicked, this, [this](bool raw) {
        m_chosen = true;
        setLook(!raw ? Look::Readable : width() >= widthForBoth ? Look::Both : Look::Raw);
    });
    connect(m_ui->againButton, &QToolButton::clicked, this, &DataFrame::againAsked);
    refreshReveal();
    applyLook();
}

DataFrame::~DataFrame() = default;

void DataFrame::setReadable(QWidget *readable, bool scrolled)
{
    m_readable = readable;
    if (scrolled) {
        auto *scroll = new QScrollArea(m_ui->splitter);
        scroll->setWidgetResizable(true);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        scroll->setWidget(readable);
        scroll->viewport()->setAutoFillBackground(false);
        readable->setAutoFillBackground(false);
        m_readable = scroll;
    }
    m_ui->stack->addWidget(m_readable);
    m_ui->splitter->setSizes({550, 450});
    m_ui->splitter->setStretchFactor(0, 1);
    m_ui->splitter->setStretchFactor(1, 1);
    applyLook();
}

NoticeBar *DataFrame::notice() const
{
    return m_ui->notice;
}

void DataFrame::setRaw(const QByteArray &bytes)
{
    m_hasRaw = !bytes.isEmpty();
    m_raw->setBytes(bytes);
    applyLook();
}

void DataFrame::showFace()
{
    m_ui->notice->hide();
    m_ui->stack->setCurrentWidget(m_face);
    applyLook();
}

void DataFrame::showContent()
{
    m_ui->stack->setCurrentWidget(m_readable);
    applyLook();
}

bool DataFrame::showsContent() const
{
    return m_ui->stack->currentWidget() == m_readable;
}

void DataFrame::setAge(const QDateTime &at, const QDateTime &now, const QString &prefix)
{
    const QString spoken = at.isValid() ? tr("fetched %1").arg(spokenTime(at, now)) : QString();
    QStringList parts;
    for (const QString &part : {prefix, spoken}) {
        if (!part.isEmpty())
            parts << part;
    }
    m_ui->age->setText(parts.join(u" · "_s));
    m_ui->age->setToolTip(at.isValid() ? exactTime(at) : QString());
}

void DataFrame::setAgainEnabled(bool enabled, const QString &whyNot)
{
    m_ui->againButton->setEnabled(enabled);
    m_ui->againButton->setAccessibleDescription(whyNot);
}

void DataFrame::setRevealOffered(bool offered)
{
    m_personal = offered;
    applyLook();
}

void DataFrame::setLook(Look look)
{
    m_look = look;
    applyLook();
}

void DataFrame::applyLook()
{
    const bool content = showsContent();
    // A face with a raw answer is an error: what came can be looked at beside it.
    const bool raw = m_hasRaw && m_look != Look::Readable;
    m_ui->head->setVisible(content || m_hasRaw);
    m_ui->age->setVisible(true);
    m_ui->againButton->setVisible(content);
    m_ui->revealButton->setVisible(m_personal && (content || raw));
    m_ui->stack->setVisible(!raw || m_look == Look::Both);
    m_raw->setVisible(raw);
    const bool both = raw && m_look == Look::Both; // then the splitter's handle stands free between them
    m_ui->stack->setContentsMargins(0, 0, both ? Theme::grid + 4 : 0, 0);
    m_raw->setContentsMargins(both ? Theme::grid + 4 : 0, 0, 0, 0);
    m_ui->rawButton->setVisible(m_hasRaw);
    m_ui->rawButton->setChecked(raw);
    m_ui->rawButton->setToolTip(raw ? tr("Hide the raw answer") : tr("Show the raw answer"));
}

void DataFrame::mask()
{
    m_reveal.off();
}

void DataFrame::refreshReveal()
{
    const bool on = m_reveal.isOn();
    m_ui->revealButton->setChecked(on);
    m_ui->revealButton->setIcon(Theme::icon(on ? u"eye-off"_s : u"eye"_s, on ? Theme::Role::Warning : Theme::Role::Muted));
    m_ui->revealButton->setText(on ? tr("%1 s").arg(m_reveal.secondsLeft()) : QString());
    m_ui->revealButton->setAccessibleName(on ? tr("Mask personal data") : tr("Reveal personal data"));
    m_ui->revealButton->setToolTip(on ? tr("Mask it again now") : tr("Reveal personal data for %1 s").arg(m_reveal.seconds()));
}

void DataFrame::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool room = width() >= widthForBoth;
    if (!m_chosen)
        setLook(room ? Look::Both : Look::Readable);
    else if (m_look == Look::Both && !room)
        setLook(Look::Raw);
    else if (m_look == Look::Raw && room)
        setLook(Look::Both);
}

void DataFrame::hideEvent(QHideEvent *event)
{
    mask(); // who leaves a tab with revealed data does not find it open when he comes back on a shared screen
    QWidget::hideEvent(event);
}

} // namespace console
