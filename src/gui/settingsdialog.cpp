// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/settingsdialog.h"

#include "gui/environmentspage.h"
#include "gui/generalpage.h"
#include "gui/historypage.h"
#include "gui/keyspage.h"
#include "gui/question.h"
#include "gui/theme.h"
#include "session/session.h"
#include "ui_settingsdialog.h"

#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// For a page that says as much as there is to say: what a problem is and where files are may take many lines.
QWidget *inScrollArea(QWidget *page)
{
    auto *area = new QScrollArea(page->parentWidget());
    area->setObjectName(page->objectName() + u"Area"_s);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus); // its controls scroll into view when they get the focus
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidgetResizable(true);
    area->setWidget(page);
    page->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    return area;
}

} // namespace

SettingsDialog::SettingsDialog(Session *session, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::SettingsDialog>())
{
    m_ui->setupUi(this);
    auto *environments = new EnvironmentsPage(session, m_ui->pages);
    m_keys = new KeysPage(session, m_ui->pages);
    addPage(u"server"_s, tr("Environments"), environments);
    addPage(u"key"_s, tr("Keys"), m_keys);
    addPage(u"sliders"_s, tr("General"), new GeneralPage(session->settings(), m_ui->pages));
    addPage(u"clock"_s, tr("History"), inScrollArea(new HistoryPage(session, m_ui->pages)));
    connect(m_keys, &KeysPage::environmentsRequested, this, [this] { showPage(Page::Environments); });
    connect(m_ui->pageList, &QListWidget::currentRowChanged, this, &SettingsDialog::leaveTo);
    connect(m_ui->closeButton, &QPushButton::clicked, this, &QDialog::accept);
    QWidget *last = previousInFocusChain(); // the pages were made after the button below them, so they end the chain
    while (last->focusPolicy() == Qt::NoFocus && last != m_ui->closeButton)
        last = last->previousInFocusChain();
    if (last != m_ui->closeButton)
        setTabOrder(last, m_ui->closeButton);
    showPage(Page::Environments);
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::addPage(const QString &icon, const QString &title, QWidget *page)
{
    m_ui->pageList->addItem(new QListWidgetItem(Theme::icon(icon), title));
    m_ui->pages->addWidget(page);
}

/// Another page would forget what was typed on the page of the keys.
void SettingsDialog::leaveTo(int page)
{
    if (page != m_ui->pages->currentIndex() && m_ui->pages->currentWidget() == m_keys && m_keys->hasUnsaved()) {
        const QSignalBlocker quiet(m_ui->pageList);
        m_ui->pageList->setCurrentRow(m_ui->pages->currentIndex());
        askUnsaved([this, page] { m_ui->pageList->setCurrentRow(page); });
        return;
    }
    m_ui->pages->setCurrentIndex(page);
}

void SettingsDialog::done(int result)
{
    if (m_keys->hasUnsaved()) {
        askUnsaved([this, result] { QDialog::done(result); });
        return;
    }
    QDialog::done(result);
}

void SettingsDialog::askUnsaved(std::function<void()> then)
{
    Question question{u"unsavedKeysQuestion"_s, tr("Keys not saved"),
                      tr("Keys were typed and not saved. What becomes of them?"), tr("&Save"), tr("&Discard"), tr("&Keep editing")};
    if (!m_keys->canSave()) // the keychain is being read
        question = {question.name, question.title, tr("Keys were typed, and cannot be saved yet."), tr("&Discard"), {}, question.stay};
    const bool saves = m_keys->canSave();
    ask(this, question,
        [this, saves, then] {
            saves ? m_keys->save() : m_keys->discard();
            then();
        },
        [this, then] {
            m_keys->discard();
            then();
        });
}

void SettingsDialog::showPage(Page page)
{
    m_ui->pageList->setCurrentRow(int(page));
}

} // namespace console
