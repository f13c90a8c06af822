// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/brandsheetdialog.h"

#include "brand/colour.h"
#include "gui/filesaver.h"
#include "gui/noticebar.h"
#include "gui/buttons.h"
#include "ui_brandsheetdialog.h"

#include <QFile>
#include <QJsonDocument>
#include <QPainter>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr QSize logoRoom(180, 36); // px
constexpr qint64 mostBytes = 1024 * 1024;

/// On a middle grey, so that a white logo can be seen as well as a black one.
QIcon iconOf(const QByteArray &svg)
{
    QSvgRenderer drawing(svg);
    if (!drawing.isValid())
        return {};
    QPixmap picture(logoRoom * 2);
    picture.fill(QColor(0x8a, 0x92, 0x9e));
    QPainter painter(&picture);
    const QSizeF size = drawing.defaultSize().scaled((logoRoom * 2).shrunkBy({8, 8, 8, 8}), Qt::KeepAspectRatio);
    drawing.render(&painter, QRectF(QPointF((picture.width() - size.width()) / 2, (picture.height() - size.height()) / 2), size));
    return QIcon(picture);
}

} // namespace

BrandSheetDialog::BrandSheetDialog(const BrandSheet &sheet, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::BrandSheetDialog>())
{
    m_ui->setupUi(this);
    m_ui->sheetIntro->setTone(InkLabel::Tone::Muted);
    m_ui->sheetNotice->hide();
    asPrimary(m_ui->sheetUse);
    for (QPushButton *button : {m_ui->sheetLogo, m_ui->sheetLogoDark}) {
        button->setAutoDefault(false);
        button->setIconSize(logoRoom);
    }
    connect(m_ui->sheetLogo, &QPushButton::clicked, this, [this] { chooseLogo(m_ui->sheetLogo, &m_logo); });
    connect(m_ui->sheetLogoDark, &QPushButton::clicked, this, [this] { chooseLogo(m_ui->sheetLogoDark, &m_logoDark); });
    connect(m_ui->sheetPrimary, &QLineEdit::textChanged, this, &BrandSheetDialog::refresh);
    for (QCheckBox *box : {m_ui->sheetLight, m_ui->sheetDark})
        connect(box, &QCheckBox::toggled, this, &BrandSheetDialog::refresh);
    connect(m_ui->sheetOpen, &QPushButton::clicked, this, [this] {
        askWhatToOpen(this, u"brandSheetOpenDialog"_s, tr("Open a brand sheet"), tr("Brand sheets (*.json)"), [this](const QString &path) { open(path); });
    });
    connect(m_ui->sheetSave, &QPushButton::clicked, this, &BrandSheetDialog::save);
    connect(m_ui->sheetCancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ui->sheetUse, &QPushButton::clicked, this, [this] {
        Q_EMIT chosen(this->sheet());
        accept();
    });
    show(sheet);
}

BrandSheetDialog::~BrandSheetDialog() = default;

void BrandSheetDialog::show(const BrandSheet &sheet)
{
    m_logo = sheet.logo;
    m_logoDark = sheet.logoDark;
    m_ui->sheetName->setText(sheet.name);
    m_ui->sheetPrimary->setText(sheet.primary ? hexOf(*sheet.primary) : QString());
    m_ui->sheetLight->setChecked(sheet.light);
    m_ui->sheetDark->setChecked(sheet.dark);
    m_ui->sheetSandboxId->setText(sheet.sandboxId);
    m_ui->sheetProductionId->setText(sheet.productionId);
    refresh();
}

BrandSheet BrandSheetDialog::sheet() const
{
    BrandSheet sheet;
    sheet.name = m_ui->sheetName->text().trimmed();
    sheet.logo = m_logo;
    sheet.logoDark = m_logoDark;
    if (const Result<QRgb> colour = colourFromHex(m_ui->sheetPrimary->text()))
        sheet.primary = *colour;
    sheet.light = m_ui->sheetLight->isChecked();
    sheet.dark = m_ui->sheetDark->isChecked();
    sheet.sandboxId = m_ui->sheetSandboxId->text().trimmed();
    sheet.productionId = m_ui->sheetProductionId->text().trimmed();
    return sheet;
}

void BrandSheetDialog::open(const QString &path)
{
    const Result<BrandSheet> sheet = readBrandSheet(path);
    if (!sheet) {
        say(sheet.error());
        return;
    }
    m_ui->sheetNotice->hide();
    show(*sheet);
}

void BrandSheetDialog::chooseLogo(QPushButton *button, QByteArray *logo)
{
    askWhatToOpen(this, button->objectName() + u"Dialog"_s, button->accessibleName(), tr("SVG drawings (*.svg)"), [this, logo](const QString &path) { takeLogo(path, logo); });
}

void BrandSheetDialog::takeLogo(const QString &path, QByteArray *logo)
{
    QFile file(path);
    const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.read(mostBytes + 1) : QByteArray();
    // The one judge of what a logo may be is the sheet's reader.
    const Result<BrandSheet> tried = brandSheetFrom({{u"logo"_s, u"logo.svg"_s}}, [&](const QString &) -> Result<QByteArray> { return bytes; }, path);
    if (!tried) {
        say(tried.error());
        return;
    }
    m_ui->sheetNotice->hide();
    *logo = bytes;
    refresh();
}

void BrandSheetDialog::save()
{
    askWhereToSave(this, u"brandSheetSaveDialog"_s, tr("Save the brand sheet"), u"brand-sheet.json"_s, tr("Brand sheets (*.json)"), [this](const QString &path) {
        saveInWorker(this, path, [sheet = sheet()] { return QJsonDocument(toJson(sheet)).toJson(); }, [this](const Result<qint64> &saved) {
            if (!saved)
                say(saved.error());
        });
    });
}

void BrandSheetDialog::refresh()
{
    const QString typed = m_ui->sheetPrimary->text().trimmed();
    const Result<QRgb> colour = colourFromHex(typed);
    const bool isWrong = !typed.isEmpty() && !colour;
    Theme::mark(m_ui->sheetPrimary, "wrong", isWrong);
    QPixmap swatch(m_ui->sheetSwatch->minimumSize());
    swatch.fill(colour ? QColor(*colour) : QColor(Qt::transparent));
    m_ui->sheetSwatch->setPixmap(swatch);
    const auto face = [](QPushButton *button, const QByteArray &logo, const QString &none) {
        button->setIcon(iconOf(logo));
        button->setText(logo.isEmpty() ? none : tr("Change…"));
    };
    face(m_ui->sheetLogo, m_logo, tr("Choose…"));
    face(m_ui->sheetLogoDark, m_logoDark, tr("The same; or choose…"));
    const bool hasMode = m_ui->sheetLight->isChecked() || m_ui->sheetDark->isChecked();
    m_ui->sheetUse->setEnabled(!isWrong && hasMode);
    m_ui->sheetUse->setToolTip(isWrong ? tr("Write the colour as #RRGGBB.") : hasMode ? QString() : tr("One mode at least."));
}

void BrandSheetDialog::say(const Error &error)
{
    m_ui->sheetNotice->sayError(tr("That cannot be used"), error);
    m_ui->sheetNotice->show();
}

} // namespace console
