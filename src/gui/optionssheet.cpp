// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/optionssheet.h"

#include "gui/configurationlist.h"
#include "gui/copied.h"
#include "gui/theme.h"
#include "session/session.h"
#include "ui_optionssheet.h"

#include <QFileDialog>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// What a box that can be typed into means: the value of the chosen name, or the text as typed.
QString chosen(const QComboBox *box)
{
    const int index = box->findText(box->currentText());
    return index >= 0 ? box->itemData(index).toString() : box->currentText().trimmed();
}

/// The other way round; a text that is being typed and means the same stays as it is.
void choose(QComboBox *box, const QString &value)
{
    if (chosen(box) != value) {
        const int index = box->findData(value);
        box->setCurrentText(index >= 0 ? box->itemText(index) : value);
    }
}

QString asList(const QStringList &lines)
{
    return lines.size() < 2 ? lines.value(0) : u"• "_s + lines.join(u"\n• "_s);
}

} // namespace

OptionsSheet::OptionsSheet(Session *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_ui(std::make_unique<Ui::OptionsSheet>())
{
    m_ui->setupUi(this);
    Theme::mark(m_ui->sheetTitle, "face", u"title"_s);
    m_ui->closeButton->setIcon(Theme::icon(u"close"_s));
    for (QLabel *heading : {m_ui->headBranding, m_ui->headWhat, m_ui->headOauth, m_ui->headLook, m_ui->headMfa}) {
        Theme::mark(heading, "face", u"strong"_s);
        heading->setContentsMargins(0, Theme::grid, 0, 0);
    }
    for (QLabel *label : {m_ui->warningText, m_ui->receivedWarningText, m_ui->receivedText}) {
        label->setTextFormat(Qt::PlainText);
    }
    m_list = new ConfigurationList(session->environments(),
                                   {m_ui->configurationTable, m_ui->addConfigurationButton, m_ui->renameConfigurationButton,
                                    m_ui->removeConfigurationButton},
                                   this);
    fillChoices();
    fillHelp();
    fillConfigurations();
    load();
    wire();
    refreshReceived();
}

OptionsSheet::~OptionsSheet() = default;

void OptionsSheet::fillChoices()
{
    for (const QString &theme : {u"light"_s, u"dark"_s}) {
        m_ui->theme->addItem(theme, theme);
    }
    for (const QString &version : {u"2.1.4"_s, u"1.1.3"_s, u"1.1.0"_s}) {
        m_ui->sdkVersion->addItem(version, version);
    }
    m_ui->sdkVersion->addItem(tr("a file…"), u"file"_s);
    for (const LaunchType type : {LaunchType::Iframe, LaunchType::EmbeddedBankView, LaunchType::SystemBrowser}) {
        m_ui->widgetLaunchType->addItem(launchTypeName(type), int(type));
    }
    m_ui->environment->addItem(tr("That of the environment"), QString());
    for (const QString &word : {u"sandbox"_s, u"production"_s, u"staging"_s, u"qa"_s}) {
        m_ui->environment->addItem(word, word);
    }
}

void OptionsSheet::fillHelp()
{
    const QList<OptionHelp> help = launchOptionHelp();
    for (const OptionHelp &each : help) {
        if (auto *label = findChild<QLabel *>(each.name + u"Help"_s)) {
            label->setText(tr("%1 Default: %2.").arg(each.meaning, each.defaultText));
        }
        if (auto *field = findChild<QWidget *>(each.name)) {
            field->setToolTip(each.meaning);
            field->setAccessibleName(each.name);
            field->setAccessibleDescription(each.meaning);
        }
        if (auto *edit = findChild<QLineEdit *>(each.name)) {
            edit->setPlaceholderText(each.defaultText);
        }
    }
    m_ui->environment->lineEdit()->setPlaceholderText(tr("That of the environment"));
    m_ui->configurationId->lineEdit()->setPlaceholderText(tr("None (unbranded)"));
}

void OptionsSheet::wire()
{
    const auto stored = [this] { store(); };
    for (QLineEdit *edit : {m_ui->deeplink, m_ui->domain, m_ui->width, m_ui->height, m_ui->bgColor, m_ui->opacity, m_ui->zIndex,
                            m_ui->iframeTitle, m_ui->jobId, m_ui->connectionId, m_ui->sdkFile, m_ui->consumerId, m_ui->embeddedWidth,
                            m_ui->embeddedHeight}) {
        connect(edit, &QLineEdit::textChanged, this, stored);
    }
    for (QCheckBox *box : {m_ui->handleOAuthManually, m_ui->manualLinkOnly, m_ui->handleMFA}) {
        connect(box, &QCheckBox::toggled, this, stored);
    }
    for (QComboBox *box : {m_ui->theme, m_ui->sdkVersion, m_ui->widgetLaunchType, m_ui->environment, m_ui->configurationId}) {
        connect(box, &QComboBox::currentTextChanged, this, stored);
    }
    connect(m_ui->closeButton, &QToolButton::clicked, this, &OptionsSheet::closeRequested);
    connect(m_ui->launchButton, &QPushButton::clicked, this, &OptionsSheet::launchRequested);
    connect(m_ui->browseButton, &QPushButton::clicked, this, &OptionsSheet::browse);
    connect(m_ui->manageButton, &QPushButton::toggled, m_ui->manageBox, &QWidget::setVisible);
    connect(m_ui->defaultsButton, &QPushButton::clicked, this, [this] {
        m_session->link()->setOptions({});
        load();
    });
    connect(m_ui->copyReceivedButton, &QPushButton::clicked, this, [this] { copyAndSay(m_ui->copyReceivedButton, m_ui->receivedList->asText()); });
    connect(m_list, &ConfigurationList::edited, this, [this] {
        fillConfigurations();
        load();
    });
    connect(m_session->environments(), &Environments::chosen, this, [this] {
        fillConfigurations();
        m_list->load();
        load();
    });
    connect(m_session->link(), &LinkFlow::changed, this, [this] {
        load();
        refreshReceived();
    });
    const auto launchable = [this] {
        const Session::Can can = m_session->can();
        m_ui->launchButton->setEnabled(can.link);
        m_ui->launchButton->setToolTip(can.link ? QString() : can.whyNot);
    };
    connect(m_session, &Session::changed, this, launchable);
    launchable();
}

void OptionsSheet::showOptions()
{
    m_ui->tabs->setCurrentWidget(m_ui->optionsTab);
    m_ui->configurationId->setFocus();
}

void OptionsSheet::showReceived()
{
    m_ui->tabs->setCurrentWidget(m_ui->receivedTab);
    m_ui->receivedList->setFocus();
}

void OptionsSheet::fillConfigurations()
{
    m_loading = true;
    m_ui->configurationId->clear();
    m_ui->configurationId->addItem(tr("None (unbranded)"), QString());
    const QList<NamedConfiguration> all = m_session->environments()->configurations();
    for (const NamedConfiguration &each : all) {
        m_ui->configurationId->addItem(each.name, each.configurationId);
        m_ui->configurationId->setItemData(m_ui->configurationId->count() - 1, each.configurationId, Qt::ToolTipRole);
    }
    m_loading = false;
}

void OptionsSheet::load()
{
    const LaunchOptions &options = m_session->link()->options();
    m_loading = true;
    const auto put = [](QLineEdit *edit, const QString &text) {
        if (edit->text() != text) { // a field being typed in keeps its cursor
            edit->setText(text);
        }
    };
    choose(m_ui->configurationId, options.configurationId);
    m_ui->theme->setCurrentIndex(qMax(0, m_ui->theme->findData(options.theme)));
    m_ui->sdkVersion->setCurrentIndex(qMax(0, m_ui->sdkVersion->findData(options.sdkVersion)));
    m_ui->widgetLaunchType->setCurrentIndex(m_ui->widgetLaunchType->findData(int(options.type)));
    choose(m_ui->environment, options.sdkEnvironment);
    put(m_ui->sdkFile, options.sdkFile);
    put(m_ui->deeplink, options.deeplink);
    put(m_ui->domain, options.domain);
    put(m_ui->width, options.width);
    put(m_ui->height, options.height);
    put(m_ui->bgColor, options.bgColor);
    put(m_ui->opacity, options.opacity);
    put(m_ui->consumerId, options.consumerId);
    put(m_ui->embeddedWidth, options.embeddedWidth);
    put(m_ui->embeddedHeight, options.embeddedHeight);
    put(m_ui->zIndex, options.zIndex);
    put(m_ui->iframeTitle, options.iframeTitle);
    put(m_ui->jobId, options.jobId);
    put(m_ui->connectionId, options.connectionId);
    m_ui->handleOAuthManually->setChecked(options.handleOAuthManually);
    m_ui->manualLinkOnly->setChecked(options.manualLinkOnly);
    m_ui->handleMFA->setChecked(options.handleMFA);
    m_loading = false;
    const bool file = options.sdkVersion == u"file";
    m_ui->sdkFile->setVisible(file);
    m_ui->browseButton->setVisible(file);
    m_ui->jobId->setEnabled(options.handleMFA);
    m_ui->connectionId->setEnabled(options.handleMFA);
    refreshWarnings();
}

void OptionsSheet::store()
{
    if (m_loading) {
        return;
    }
    LaunchOptions options;
    options.sdkVersion = m_ui->sdkVersion->currentData().toString();
    options.sdkFile = m_ui->sdkFile->text();
    options.configurationId = chosen(m_ui->configurationId);
    options.theme = m_ui->theme->currentData().toString();
    options.sdkEnvironment = chosen(m_ui->environment);
    options.type = LaunchType(m_ui->widgetLaunchType->currentData().toInt());
    options.deeplink = m_ui->deeplink->text().trimmed();
    options.handleOAuthManually = m_ui->handleOAuthManually->isChecked();
    options.manualLinkOnly = m_ui->manualLinkOnly->isChecked();
    options.domain = m_ui->domain->text().trimmed();
    options.bgColor = m_ui->bgColor->text().trimmed();
    options.opacity = m_ui->opacity->text().trimmed();
    options.width = m_ui->width->text().trimmed();
    options.height = m_ui->height->text().trimmed();
    options.consumerId = m_ui->consumerId->text().trimmed();
    options.embeddedWidth = m_ui->embeddedWidth->text().trimmed();
    options.embeddedHeight = m_ui->embeddedHeight->text().trimmed();
    options.zIndex = m_ui->zIndex->text().trimmed();
    options.iframeTitle = m_ui->iframeTitle->text();
    options.handleMFA = m_ui->handleMFA->isChecked();
    options.jobId = m_ui->jobId->text().trimmed();
    options.connectionId = m_ui->connectionId->text().trimmed();
    m_session->link()->setOptions(options);
    load();
}

void OptionsSheet::refreshWarnings()
{
    const QStringList warnings = ignoredOptions(m_session->link()->options());
    m_ui->warningBox->setVisible(!warnings.isEmpty());
    m_ui->warningText->setText(asList(warnings));
}

void OptionsSheet::refreshReceived()
{
    const QUrl url = m_session->link()->receivedUrl();
    const QList<ReceivedParameter> rows = url.isEmpty() ? QList<ReceivedParameter>() : receivedParameters(url);
    m_ui->receivedText->setText(url.isEmpty() ? tr("Launch the widget, and the address that the SDK built is taken apart here.")
                                              : tr("The address that the SDK built for the last launch, taken apart."));
    m_ui->receivedList->showParameters(rows);
    m_ui->copyReceivedButton->setEnabled(!rows.isEmpty());
    const std::optional<WidgetLaunch> &launch = m_session->link()->launch();
    const QStringList warnings = launch && !url.isEmpty() ? ignoredOptions(launch->options, url) : QStringList();
    m_ui->receivedWarningBox->setVisible(!warnings.isEmpty());
    m_ui->receivedWarningText->setText(asList(warnings));
}

void OptionsSheet::browse()
{
    auto *dialog = new QFileDialog(this, tr("Choose an SDK file"), m_ui->sdkFile->text(), tr("JavaScript (*.js *.mjs *.cjs);;All files (*)"));
    dialog->setObjectName(u"sdkFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_ui->sdkFile, &QLineEdit::setText);
    dialog->open();
}

} // namespace console
