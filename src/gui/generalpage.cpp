// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/generalpage.h"

#include "gui/theme.h"
#include "ui_generalpage.h"

#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace console {

GeneralPage::GeneralPage(Settings *settings, QWidget *parent)
    : QWidget(parent), m_settings(settings), m_ui(std::make_unique<Ui::GeneralPage>())
{
    m_ui->setupUi(this);
    Theme::mark(m_ui->title, "face", u"title"_s);
    for (QLabel *heading : {m_ui->lookTitle, m_ui->jobTitle, m_ui->privacyTitle}) {
        Theme::mark(heading, "face", u"strong"_s);
    }
    m_ui->fileHint->setTextFormat(Qt::PlainText);
    m_ui->fileHint->setText(tr("Settings are kept in %1. Keys are not in there.").arg(settings->file()));
    const std::pair<QRadioButton *, QString> schemes[] = {
        {m_ui->schemeDesktop, u"desktop"_s}, {m_ui->schemeLight, u"light"_s}, {m_ui->schemeDark, u"dark"_s}};
    for (const auto &[button, word] : schemes) {
        connect(button, &QRadioButton::toggled, this, [this, name = word](bool on) {
            if (on) {
                m_settings->set(Setting::ColourScheme, name);
            }
        });
    }
    for (const auto &[box, setting] : switches()) {
        connect(box, &QCheckBox::toggled, this, [this, which = setting](bool on) { m_settings->set(which, on); });
    }
    const std::pair<QSpinBox *, Setting> numbers[] = {{m_ui->deadline, Setting::JobDeadlineSeconds},
                                                      {m_ui->timeout, Setting::RequestTimeoutSeconds},
                                                      {m_ui->reveal, Setting::RevealSeconds}};
    for (const auto &[box, setting] : numbers) {
        connect(box, &QSpinBox::valueChanged, this, [this, which = setting](int value) { m_settings->set(which, value); });
    }
    connect(settings, &Settings::changed, this, &GeneralPage::load);
    load();
}

GeneralPage::~GeneralPage() = default;

void GeneralPage::load()
{
    const QString scheme = m_settings->value(Setting::ColourScheme).toString();
    QRadioButton *button = scheme == u"dark" ? m_ui->schemeDark : scheme == u"light" ? m_ui->schemeLight : m_ui->schemeDesktop;
    if (!button->isChecked()) {
        const QSignalBlocker quiet(button);
        button->setChecked(true);
    }
    const auto put = [this](QSpinBox *box, Setting setting) {
        const QSignalBlocker quiet(box);
        box->setValue(m_settings->value(setting).toInt());
    };
    put(m_ui->deadline, Setting::JobDeadlineSeconds);
    put(m_ui->timeout, Setting::RequestTimeoutSeconds);
    put(m_ui->reveal, Setting::RevealSeconds);
    for (const auto &[box, setting] : switches()) {
        const QSignalBlocker quiet(box);
        box->setChecked(m_settings->value(setting).toBool());
    }
}

std::array<std::pair<QCheckBox *, Setting>, 3> GeneralPage::switches() const
{
    return {{{m_ui->reduceMotion, Setting::ReduceMotion}, {m_ui->sound, Setting::SoundOnQuestion}, {m_ui->pictures, Setting::WidgetPictures}}};
}

} // namespace console
