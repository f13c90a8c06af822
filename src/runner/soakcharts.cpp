// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/soakcharts.h"

#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr QSize chartSize{960, 320};

QString tr(const char *text)
{
    return QCoreApplication::translate("console::drawSoakCharts", text);
}

struct Axes {
    QValueAxis *x = nullptr, *y = nullptr;
};

Axes addAxes(QChart *chart, double last, const QString &unit)
{
    Axes axes{new QValueAxis(chart), new QValueAxis(chart)};
    axes.x->setTitleText(tr("minutes"));
    axes.x->setRange(0, std::max(last, 0.1));
    axes.x->setLabelFormat(last < 10 ? u"%.1f"_s : u"%.0f"_s);
    axes.y->setTitleText(unit);
    axes.y->setMin(0);
    axes.y->setLabelFormat(u"%.0f"_s);
    chart->addAxis(axes.x, Qt::AlignBottom);
    chart->addAxis(axes.y, Qt::AlignLeft);
    return axes;
}

void attach(QChart *chart, QXYSeries *series, const Axes &axes)
{
    chart->addSeries(series);
    series->attachAxis(axes.x);
    series->attachAxis(axes.y);
}

QImage drawn(QChart *chart)
{
    chart->setMargins({8, 4, 16, 4});
    chart->setBackgroundRoundness(0);
    QChartView view(chart);
    view.resize(chartSize);
    view.setRenderHint(QPainter::Antialiasing);
    QImage picture(chartSize * 2, QImage::Format_RGB32); // sharp when printed
    picture.setDevicePixelRatio(2);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    view.render(&painter);
    return picture;
}

double minutesOf(const SoakSample &sample)
{
    return double(sample.at.count()) / 60000;
}

QImage memoryChart(const QList<SoakSample> &samples)
{
    auto *chart = new QChart;
    chart->setTitle(tr("Memory of the program and its browser"));
    chart->legend()->hide();
    const Axes axes = addAxes(chart, minutesOf(samples.last()), tr("MB"));
    auto *line = new QLineSeries(chart);
    double most = 0;
    for (const SoakSample &sample : samples) {
        const double mb = double(sample.memory) / 1e6;
        most = std::max(most, mb);
        line->append(minutesOf(sample), mb);
    }
    line->setPen(QPen(QColor(0x2f, 0x6f, 0xdb), 1.5));
    axes.y->setMax(most * 1.15 + 1);
    attach(chart, line, axes);
    return drawn(chart);
}

QImage durationChart(const QList<SoakSample> &samples)
{
    auto *chart = new QChart;
    chart->setTitle(tr("How long each walk took"));
    const Axes axes = addAxes(chart, minutesOf(samples.last()), tr("seconds"));
    auto *good = new QScatterSeries(chart), *bad = new QScatterSeries(chart);
    double most = 0;
    for (const SoakSample &sample : samples) {
        const double took = double(sample.took.count()) / 1000;
        most = std::max(most, took);
        (sample.passed ? good : bad)->append(minutesOf(sample), took);
    }
    good->setName(tr("passed"));
    good->setColor(QColor(0x1a, 0x7f, 0x37));
    good->setMarkerSize(5);
    bad->setName(tr("failed"));
    bad->setColor(QColor(0xc0, 0x39, 0x2b));
    bad->setMarkerShape(QScatterSeries::MarkerShapeRectangle); // not by its colour alone
    bad->setMarkerSize(8);
    for (QScatterSeries *series : {good, bad})
        series->setBorderColor(Qt::transparent);
    axes.y->setMax(most * 1.15 + 0.1);
    attach(chart, good, axes);
    attach(chart, bad, axes);
    return drawn(chart);
}

} // namespace

void drawSoakCharts(RunResult *result)
{
    if (result->samples.isEmpty())
        return;
    result->memoryChart = memoryChart(result->samples);
    result->durationChart = durationChart(result->samples);
}

} // namespace console
