// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/environmentspage.h"

#include "gui/environmentdialog.h"
#include "gui/environmentlook.h"
#include "gui/environmentswitch.h"
#include "gui/question.h"
#include "session/session.h"
#include "ui_environmentspage.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace console {

EnvironmentsPage::EnvironmentsPage(Session *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_environments(session->environments()), m_ui(std::make_unique<Ui::EnvironmentsPage>())
{
    m_ui->setupUi(this);
    Theme::mark(m_ui->title, "face", u"title"_s);
    m_ui->problem->setTextFormat(Qt::PlainText);
    for (QLabel *value : {m_ui->apiValue, m_ui->payValue, m_ui->widgetValue, m_ui->hostValue}) {
        Theme::mark(value, "face", u"fixed"_s);
        value->setTextFormat(Qt::PlainText);
    }
    connect(m_ui->list, &QListWidget::currentRowChanged, this, &EnvironmentsPage::refresh);
    connect(m_ui->list, &QListWidget::itemActivated, m_ui->useButton, &QPushButton::click);
    connect(m_ui->useButton, &QPushButton::clicked, this, [this] {
        if (const Environment *environment = selected()) {
            switchEnvironment(m_session, environment->id, this);
        }
    });
    connect(m_ui->addButton, &QPushButton::clicked, this, [this] {
        Environment fresh;
        fresh.id = u"custom-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces).left(8);
        fresh.sdkEnvironment = u"sandbox"_s;
        edit(fresh, true);
    });
    connect(m_ui->duplicateButton, &QPushButton::clicked, this, [this] {
        if (const Environment *environment = selected()) {
            Environment copy = *environment;
            copy.id = u"custom-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces).left(8);
            copy.name = tr("Copy of %1").arg(environment->name);
            copy.builtIn = false;
            edit(copy, true);
        }
    });
    connect(m_ui->editButton, &QPushButton::clicked, this, [this] {
        if (const Environment *environment = selected()) {
            edit(*environment, false);
        }
    });
    connect(m_ui->deleteButton, &QPushButton::clicked, this, &EnvironmentsPage::askToDelete);
    connect(m_environments, &Environments::changed, this, &EnvironmentsPage::fill);
    fill();
}

EnvironmentsPage::~EnvironmentsPage() = default;

const Environment *EnvironmentsPage::selected() const
{
    const QListWidgetItem *item = m_ui->list->currentItem();
    const QList<Environment> &all = m_environments->all();
    for (const Environment &environment : all) {
        if (item && environment.id == item->data(Qt::UserRole).toString()) {
            return &environment;
        }
    }
    return nullptr;
}

void EnvironmentsPage::fill()
{
    const Environment *before = selected();
    const QString keep = before ? before->id : m_environments->current().id;
    m_ui->list->blockSignals(true);
    m_ui->list->clear();
    const QList<Environment> &all = m_environments->all();
    for (const Environment &environment : all) {
        const EnvironmentLook look = lookOf(environment, environment.id != m_environments->current().id || m_environments->isLocked());
        const bool current = environment.id == m_environments->current().id;
        const QString kind = environment.builtIn ? tr("preset") : tr("yours");
        auto *item = new QListWidgetItem(Theme::icon(look.icon, look.role),
                                         current ? tr("%1 – %2, in use").arg(environment.name, kind) : tr("%1 – %2").arg(environment.name, kind));
        item->setData(Qt::UserRole, environment.id);
        m_ui->list->addItem(item);
        if (environment.id == keep) {
            m_ui->list->setCurrentItem(item);
        }
    }
    m_ui->list->blockSignals(false);
    refresh();
}

void EnvironmentsPage::refresh()
{
    const Environment *environment = selected();
    const bool current = environment && environment->id == m_environments->current().id;
    m_ui->useButton->setEnabled(environment && !current);
    m_ui->duplicateButton->setEnabled(environment);
    m_ui->editButton->setEnabled(environment && !environment->builtIn);
    m_ui->editButton->setToolTip(environment && environment->builtIn ? tr("A preset cannot be changed; duplicate it.") : QString());
    m_ui->deleteButton->setEnabled(environment && !environment->builtIn);
    m_ui->deleteButton->setToolTip(environment && environment->builtIn ? tr("A preset cannot be deleted.") : QString());
    m_ui->problem->setVisible(false);
    if (!environment) {
        return;
    }
    const auto address = [environment](const QUrl &url) {
        return url.isEmpty() && environment->reach == Reach::LoopbackOnly ? tr("told by the simulator when it is ready") : url.toString();
    };
    m_ui->apiValue->setText(address(environment->aerosyncApi));
    m_ui->payValue->setText(address(environment->aeropassApi));
    m_ui->formValue->setText(environment->aeropassForm == AeropassForm::V1 ? tr("v1") : tr("v2"));
    m_ui->widgetValue->setText(address(environment->widgetOrigin));
    m_ui->hostValue->setText(address(environment->hostOrigin));
    m_ui->sdkValue->setText(environment->sdkEnvironment);
    m_ui->reachValue->setText(EnvironmentDialog::reachText(environment->reach));
}

void EnvironmentsPage::edit(const Environment &environment, bool isNew)
{
    auto *dialog = new EnvironmentDialog(m_environments, environment, isNew, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void EnvironmentsPage::askToDelete()
{
    const Environment *environment = selected();
    if (!environment) {
        return;
    }
    ask(this,
        {u"deleteEnvironmentQuestion"_s, tr("Delete the environment"),
         tr("Delete “%1”? Its keys are removed from the keychain, too.").arg(environment->name), tr("&Delete")},
        [this, id = environment->id] {
            const Result<void> removed = m_environments->remove(id);
            m_ui->problem->setText(removed ? QString() : oneLine(removed.error()));
            m_ui->problem->setVisible(!removed);
        });
}

} // namespace console
