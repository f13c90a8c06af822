// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/brandmatrixform.h"

#include "gui/buttons.h"
#include "gui/theme.h"
#include "session/session.h"
#include "ui_brandmatrixform.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int idRole = Qt::UserRole, nameRole = Qt::UserRole + 1;
constexpr int rowHeight = 28; // px

/// The values of the chips of a row that are pressed.
template <typename T>
QList<T> pressed(const QHBoxLayout *row)
{
    QList<T> values;
    for (int at = 0; at < row->count(); ++at) {
        const auto *chip = qobject_cast<QPushButton *>(row->itemAt(at)->widget());
        if (chip && chip->isChecked())
            values.append(chip->property("value").value<T>());
    }
    return values;
}

QStringList words(const QString &text)
{
    QStringList list;
    for (const QString &each : text.split(u',')) {
        if (!each.trimmed().isEmpty())
            list.append(each.trimmed());
    }
    return list;
}

} // namespace

BrandMatrixForm::BrandMatrixForm(Session *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_ui(std::make_unique<Ui::BrandMatrixForm>())
{
    m_ui->setupUi(this);
    for (InkLabel *head : {m_ui->configurationsHead, m_ui->themesHead, m_ui->typesHead, m_ui->sdksHead, m_ui->sizesHead, m_ui->localesHead})
        head->setFace(InkLabel::Face::Strong);
    m_ui->brandWrong->setTone(InkLabel::Tone::Bad);
    asPrimary(m_ui->brandOpen);
    addChip(m_ui->brandThemes, u"brandLight"_s, tr("Light"), u"light"_s, true);
    addChip(m_ui->brandThemes, u"brandDark"_s, tr("Dark"), u"dark"_s, true);
    addChip(m_ui->brandTypes, u"brandIframe"_s, tr("iframe"), int(LaunchType::Iframe), true);
    addChip(m_ui->brandTypes, u"brandEmbedded"_s, tr("embedded"), int(LaunchType::EmbeddedBankView), false)->setToolTip(tr("The embedded bank view"));
    addChip(m_ui->brandTypes, u"brandBrowser"_s, tr("browser"), int(LaunchType::SystemBrowser), false)->setToolTip(tr("As in the system's browser: the widget in a window of its own"));
    for (const QString &version : {u"2.1.4"_s, u"1.1.3"_s, u"1.1.0"_s})
        addChip(m_ui->brandSdks, u"brandSdk"_s + QString(version).remove(u'.'), version, version, version == "2.1.4"_L1);
    for (const PaneSize &size : namedPaneSizes()) {
        addChip(m_ui->brandSizes, u"brandSize-"_s + size.name, size.name, size.name, size.name == "phone"_L1)
            ->setToolTip(u"%1 × %2"_s.arg(size.size.width()).arg(size.size.height()));
    }
    for (QLineEdit *edit : {m_ui->brandOtherSizes, m_ui->brandLocales})
        connect(edit, &QLineEdit::textChanged, this, &BrandMatrixForm::refresh);
    connect(m_ui->brandConfigurations, &QListWidget::itemChanged, this, &BrandMatrixForm::refresh);
    connect(m_ui->brandOtherId, &QLineEdit::returnPressed, this, &BrandMatrixForm::addTyped);
    connect(m_ui->brandOpen, &QPushButton::clicked, this, &BrandMatrixForm::openRequested);
    connect(session->environments(), &Environments::changed, this, &BrandMatrixForm::fillConfigurations);
    fillConfigurations();
}

BrandMatrixForm::~BrandMatrixForm() = default;

template <typename T>
QAbstractButton *BrandMatrixForm::addChip(QHBoxLayout *row, const QString &id, const QString &text, const T &value, bool checked)
{
    auto *chip = new QPushButton(text, this);
    chip->setObjectName(id);
    chip->setAccessibleName(text);
    chip->setCheckable(true);
    chip->setChecked(checked);
    chip->setProperty("value", QVariant::fromValue(value));
    Theme::mark(chip, "chip", true);
    row->addWidget(chip);
    connect(chip, &QPushButton::toggled, this, &BrandMatrixForm::refresh);
    return chip;
}

/// Those of the environment; what was ticked stays so.
void BrandMatrixForm::fillConfigurations()
{
    QHash<QString, Qt::CheckState> before;
    QListWidget *list = m_ui->brandConfigurations;
    for (int row = 0; row < list->count(); ++row)
        before.insert(list->item(row)->data(idRole).toString(), list->item(row)->checkState());
    const QSignalBlocker quiet(list);
    list->clear();
    const auto add = [&](const QString &name, const QString &id, bool checked) {
        auto *item = new QListWidgetItem(name, list);
        item->setData(idRole, id);
        item->setData(nameRole, name);
        item->setToolTip(id);
        item->setSizeHint({0, rowHeight});
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(before.value(id, checked ? Qt::Checked : Qt::Unchecked));
    };
    QStringList known;
    for (const NamedConfiguration &each : m_session->environments()->configurations()) {
        add(each.name, each.configurationId, known.size() < 2);
        known << each.configurationId;
    }
    add(tr("No configurationId (unbranded)"), {}, false);
    for (auto typed = before.cbegin(); typed != before.cend(); ++typed) {
        if (!typed.key().isEmpty() && !known.contains(typed.key()))
            add(typed.key(), typed.key(), true);
    }
    refresh();
}

void BrandMatrixForm::addTyped()
{
    const QString id = m_ui->brandOtherId->text().trimmed();
    if (id.isEmpty())
        return;
    QListWidget *list = m_ui->brandConfigurations;
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->data(idRole).toString() == id) {
            list->item(row)->setCheckState(Qt::Checked);
            m_ui->brandOtherId->clear();
            return;
        }
    }
    auto *item = new QListWidgetItem(id, list);
    item->setData(idRole, id);
    item->setToolTip(id);
    item->setSizeHint({0, rowHeight});
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(Qt::Checked);
    m_ui->brandOtherId->clear();
    refresh();
}

Result<BrandMatrix> BrandMatrixForm::matrix() const
{
    BrandMatrix matrix;
    for (int row = 0; row < m_ui->brandConfigurations->count(); ++row) {
        const QListWidgetItem *item = m_ui->brandConfigurations->item(row);
        if (item->checkState() == Qt::Checked)
            matrix.configurations.append({item->data(nameRole).toString(), item->data(idRole).toString()});
    }
    matrix.themes = pressed<QString>(m_ui->brandThemes);
    for (const int type : pressed<int>(m_ui->brandTypes))
        matrix.types.append(LaunchType(type));
    matrix.sdkVersions = pressed<QString>(m_ui->brandSdks);
    for (const QString &word : pressed<QString>(m_ui->brandSizes) + words(m_ui->brandOtherSizes->text())) {
        const Result<PaneSize> size = paneSizeFrom(word);
        if (!size)
            return fail(size.error());
        matrix.sizes.append(*size);
    }
    matrix.locales = words(m_ui->brandLocales->text());
    if (matrix.size() > BrandMatrix::most) {
        return fail(Error{.kind = Error::Kind::Input, .message = tr("That makes %1 panes; at most %2 at once.").arg(matrix.size()).arg(BrandMatrix::most),
                          .advice = tr("Choose less of one kind.")});
    }
    return matrix;
}

void BrandMatrixForm::refresh()
{
    const Result<BrandMatrix> chosen = matrix();
    m_ui->brandWrong->setText(chosen ? QString() : u"%1 %2"_s.arg(chosen.error().message, chosen.error().advice));
    m_ui->brandWrong->setVisible(!chosen);
    m_ui->brandOpen->setEnabled(chosen.has_value());
    m_ui->brandOpen->setText(!chosen ? tr("Open the panes") : chosen->size() == 1 ? tr("Open 1 pane") : tr("Open %1 panes").arg(chosen->size()));
}

} // namespace console
