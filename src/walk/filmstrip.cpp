// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/filmstrip.h"

#include "brand/htmlpage.h"
#include "walk/markup.h"
#include "walk/reportwords.h"

#include <QBuffer>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::Reports)
};

constexpr int smallWidth = 192, smallHeight = 360; // pixels; shown at two thirds
constexpr int smallShown = 128, largeWidth = 900, largeShown = 300;
constexpr int quality = 72;

QByteArray encoded(const QImage &image, const char *format, int grade)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return image.save(&buffer, format, grade) ? bytes : QByteArray();
}

/// On white: JPEG knows no transparency.
QImage flattened(const QImage &image)
{
    QImage flat(image.size(), QImage::Format_RGB32);
    flat.fill(Qt::white);
    QPainter(&flat).drawImage(0, 0, image);
    return flat;
}

QString smallPicture(const QImage &picture, const QString &words)
{
    QImage image = picture;
    image.setDevicePixelRatio(1);
    if (image.width() > smallWidth || image.height() > smallHeight)
        image = image.scaled(smallWidth, smallHeight, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    image = flattened(image);
    const QByteArray jpeg = encoded(image, "JPEG", quality), png = encoded(image, "PNG", -1);
    const bool isPng = jpeg.isEmpty() || (!png.isEmpty() && png.size() <= jpeg.size());
    return u"<img src=\"data:image/"_s + (isPng ? u"png"_s : u"jpeg"_s) + u";base64,"_s + QString::fromLatin1((isPng ? png : jpeg).toBase64())
        + u"\" width=\"%1\" alt=\""_s.arg(std::min(smallShown, image.width())) + escaped(words) + u"\">"_s;
}

QString className(StepResult::Outcome outcome)
{
    switch (outcome) {
    case StepResult::Outcome::Passed: return u"passed"_s;
    case StepResult::Outcome::Failed: return u"failed"_s;
    case StepResult::Outcome::Skipped: return u"skipped"_s;
    case StepResult::Outcome::Open: return u"open"_s;
    case StepResult::Outcome::NeverReached: return u"never"_s;
    }
    return {};
}

QString caption(qsizetype number, const StepResult &step)
{
    const bool isSaid = step.outcome != StepResult::Outcome::Passed;
    QString facts = isSaid ? outcomeText(step.outcome) : QString();
    if (step.outcome != StepResult::Outcome::NeverReached)
        facts += (facts.isEmpty() ? QString() : u", "_s) + u"%1 ms"_s.arg(step.took.count());
    return element(u"p class=\"step\""_s, u"%1. "_s.arg(number) + step.name) + element(u"p class=\"took\""_s, facts)
        + (step.note.isEmpty() ? QString() : element(u"p class=\"note\""_s, step.note));
}

} // namespace

const StepResult *failedStep(const CaseResult &result)
{
    const auto step = std::find_if(result.steps.begin(), result.steps.end(), [](const StepResult &each) { return each.outcome == StepResult::Outcome::Failed; });
    return step == result.steps.end() ? nullptr : &*step;
}

QString filmStrip(const CaseResult &result)
{
    QString html = u"<ol class=\"strip\">"_s;
    QImage before;
    for (qsizetype i = 0; i < result.steps.size(); ++i) {
        const StepResult &step = result.steps.at(i);
        html += u"<li class=\""_s + className(step.outcome) + u"\"><div class=\"frame\">"_s;
        if (step.picture.isNull())
            html += element(u"span class=\"quiet\""_s, step.outcome == StepResult::Outcome::NeverReached ? Say::tr("never reached") : Say::tr("no picture"));
        else if (!before.isNull() && step.picture == before)
            html += element(u"span class=\"quiet\""_s, Say::tr("as before"));
        else
            html += smallPicture(step.picture, u"%1. "_s.arg(i + 1) + step.name);
        if (!step.picture.isNull())
            before = step.picture;
        html += u"</div>"_s + caption(i + 1, step) + u"</li>"_s;
    }
    return html + u"</ol>"_s;
}

QString failurePicture(const CaseResult &result)
{
    qsizetype shown = -1, failed = -1;
    for (qsizetype i = 0; i < result.steps.size() && failed < 0; ++i) {
        if (!result.steps.at(i).picture.isNull())
            shown = i;
        if (result.steps.at(i).outcome == StepResult::Outcome::Failed)
            failed = i;
    }
    if (shown < 0 || failed < 0)
        return {};
    const StepResult &step = result.steps.at(shown);
    const QString words = shown == failed ? Say::tr("Step %1 failed: %2").arg(QString::number(failed + 1), step.name)
                                          : Say::tr("The last picture before step %1 failed: %2").arg(QString::number(failed + 1), step.name);
    QImage picture = step.picture;
    picture.setDevicePixelRatio(1);
    const double scale = std::max(1.0, double(std::min(picture.width(), largeWidth)) / largeShown);
    return u"<figure>"_s + pictureHtml(flattened(picture), printable(words), largeWidth, scale) + element(u"figcaption"_s, words) + u"</figure>"_s;
}

} // namespace console
