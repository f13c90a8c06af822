// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/settingsdialog.h"

#include "gui/environmentspage.h"
#include "gui/generalpage.h"
#include "gui/keyspage.h"
#include "gui/theme.h"
#include "session/session.h"
#include "ui_settingsdialog.h"

using namespace Qt::StringLiterals;

namespace console {

SettingsDialog::SettingsDialog(Session *session, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::SettingsDialog>())
{
    m_ui->setupUi(this);
    auto *environments = new EnvironmentsPage(session, m_ui->pages);
    auto *keys = new KeysPage(session, m_ui->pages);
    addPage(u"server"_s, tr("Environments"), environments);
    addPage(u"key"_s, tr("Keys"), keys);
    addPage(u"sliders"_s, tr("General"), new GeneralPage(session->settings(), m_ui->pages));
    connect(keys, &KeysPage::environmentsRequested, this, [this] { showPage(Page::Environments); });
    connect(m_ui->pageList, &QListWidget::currentRowChanged, m_ui->pages, &QStackedWidget::setCurrentIndex);
    connect(m_ui->closeButton, &QPushButton::clicked, this, &QDialog::accept);
    showPage(Page::Environments);
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::addPage(const QString &icon, const QString &title, QWidget *page)
{
    m_ui->pageList->addItem(new QListWidgetItem(Theme::icon(icon), title));
    m_ui->pages->addWidget(page);
}

void SettingsDialog::showPage(Page page)
{
    m_ui->pageList->setCurrentRow(int(page));
}

} // namespace console
