// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/environmentdialog.h"

#include "gui/theme.h"
#include "session/environments.h"
#include "ui_environmentdialog.h"

using namespace Qt::StringLiterals;

namespace console {

EnvironmentDialog::EnvironmentDialog(Environments *environments, const Environment &environment, bool isNew, QWidget *parent)
    : QDialog(parent), m_environments(environments), m_environment(environment), m_ui(std::make_unique<Ui::EnvironmentDialog>())
{
    m_ui->setupUi(this);
    setWindowTitle(isNew ? tr("New environment") : tr("Edit %1").arg(environment.name));
    m_ui->aeropassForm->addItem(tr("v2"), int(AeropassForm::V2));
    m_ui->aeropassForm->addItem(tr("v1"), int(AeropassForm::V1));
    for (const Reach reach : {Reach::Open, Reach::Production, Reach::LoopbackOnly}) {
        m_ui->reach->addItem(reachText(reach), int(reach));
    }
    m_ui->sdkEnvironment->addItems({u"sandbox"_s, u"production"_s, u"staging"_s, u"qa"_s});
    m_ui->name->setText(environment.name);
    m_ui->aerosyncApi->setText(environment.aerosyncApi.toString());
    m_ui->aeropassApi->setText(environment.aeropassApi.toString());
    m_ui->aeropassForm->setCurrentIndex(m_ui->aeropassForm->findData(int(environment.aeropassForm)));
    m_ui->sdkEnvironment->setCurrentText(environment.sdkEnvironment);
    m_ui->reach->setCurrentIndex(m_ui->reach->findData(int(environment.reach)));
    m_ui->widgetOrigin->setText(environment.widgetOrigin.toString());
    m_ui->hostOrigin->setText(environment.hostOrigin.toString());
    m_ui->problem->setTextFormat(Qt::PlainText);
    connect(m_ui->saveButton, &QPushButton::clicked, this, &EnvironmentDialog::save);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
}

EnvironmentDialog::~EnvironmentDialog() = default;

QString EnvironmentDialog::reachText(Reach reach)
{
    switch (reach) {
    case Reach::LoopbackOnly:
        return tr("this computer only");
    case Reach::Open:
        return tr("all but production");
    case Reach::Production:
        return tr("production, after unlocking");
    }
    return {};
}

Environment EnvironmentDialog::entered() const
{
    Environment environment = m_environment;
    const auto url = [](const QLineEdit *edit) { return QUrl(edit->text().trimmed(), QUrl::StrictMode); };
    environment.name = m_ui->name->text().trimmed();
    environment.aerosyncApi = url(m_ui->aerosyncApi);
    environment.aeropassApi = url(m_ui->aeropassApi);
    environment.aeropassForm = AeropassForm(m_ui->aeropassForm->currentData().toInt());
    environment.sdkEnvironment = m_ui->sdkEnvironment->currentText().trimmed();
    environment.reach = Reach(m_ui->reach->currentData().toInt());
    environment.widgetOrigin = url(m_ui->widgetOrigin);
    environment.hostOrigin = url(m_ui->hostOrigin);
    return environment;
}

void EnvironmentDialog::save()
{
    clearProblems();
    const Result<Environment> checked = validated(entered());
    if (!checked) {
        showProblem(checked.error());
        return;
    }
    const Result<void> saved = m_environments->save(*checked);
    if (!saved) {
        showProblem(saved.error());
        return;
    }
    accept();
}

void EnvironmentDialog::showProblem(const Error &error)
{
    // `where` names the field (see validated()); what has no field of its own stands below all of them.
    auto *label = findChild<QLabel *>(error.where + u"Problem"_s);
    if (!label) {
        label = m_ui->problem;
    }
    label->setText(error.message);
    label->setVisible(true);
    if (auto *edit = findChild<QLineEdit *>(error.where)) {
        Theme::mark(edit, "wrong", true);
    }
    if (auto *field = findChild<QWidget *>(error.where)) {
        field->setAccessibleDescription(error.message);
        field->setFocus();
    }
}

void EnvironmentDialog::clearProblems()
{
    for (QLabel *label : {m_ui->problem, m_ui->nameProblem, m_ui->aerosyncApiProblem, m_ui->aeropassApiProblem, m_ui->sdkEnvironmentProblem,
                          m_ui->reachProblem, m_ui->widgetOriginProblem, m_ui->hostOriginProblem}) {
        label->setVisible(false);
    }
    for (QLineEdit *edit : {m_ui->name, m_ui->aerosyncApi, m_ui->aeropassApi, m_ui->widgetOrigin, m_ui->hostOrigin}) {
        Theme::mark(edit, "wrong", false);
    }
}

} // namespace console
