// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/receivedlist.h"

#include "gui/buttons.h"
#include "gui/copied.h"
#include "gui/inklabel.h"
#include "gui/maskedfield.h"

#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

ReceivedList::ReceivedList(QWidget *parent) : QScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus); // so that the arrow keys scroll it
    viewport()->setAutoFillBackground(false);
}

void ReceivedList::showParameters(const QList<ReceivedParameter> &parameters)
{
    const auto same = [](const ReceivedParameter &a, const ReceivedParameter &b) { return a.name == b.name && a.value == b.value; };
    if (m_content && std::equal(parameters.begin(), parameters.end(), m_parameters.begin(), m_parameters.end(), same))
        return; // made anew only for another address: what has the focus keeps it
    m_parameters = parameters;
    m_content = new QWidget;
    m_column = new QVBoxLayout(m_content);
    m_column->setContentsMargins(0, 0, Theme::grid, 0);
    m_column->setSpacing(0);
    for (const ReceivedParameter &parameter : parameters)
        addRow(parameter);
    m_column->addStretch(1);
    setWidget(m_content); // the old one goes with this
    m_content->setAutoFillBackground(false);
}

void ReceivedList::addRow(const ReceivedParameter &parameter)
{
    auto *row = new QFrame(m_content);
    row->setObjectName(u"received-"_s + parameter.name);
    auto *grid = new QGridLayout(row);
    grid->setContentsMargins(0, Theme::grid, 0, Theme::grid);
    grid->setHorizontalSpacing(Theme::grid);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    auto *name = new InkLabel(InkLabel::Tone::Text, InkLabel::Face::Strong, row);
    name->setText(parameter.name);
    auto *value = new InkLabel(InkLabel::Tone::Text, InkLabel::Face::Fixed, row);
    value->setObjectName(u"value"_s);
    value->setText(breakable(parameter.value));
    value->setWordWrap(true);
    value->setToolTip(parameter.value.toHtmlEscaped());
    value->setAccessibleName(tr("%1: %2").arg(parameter.name, parameter.value));
    auto *meaning = new InkLabel(InkLabel::Tone::Muted, InkLabel::Face::Plain, row);
    meaning->setText(parameter.meaning);
    meaning->setWordWrap(true);
    auto *copy = new QToolButton(row);
    copy->setObjectName(u"copy"_s);
    asIcon(copy, u"copy"_s, tr("Copy %1").arg(parameter.name));
    connect(copy, &QToolButton::clicked, copy, [copy, text = parameter.value] { copyAndSay(copy, text); });
    grid->addWidget(name, 0, 0);
    grid->addWidget(copy, 0, 1, 2, 1, Qt::AlignTop);
    grid->addWidget(value, 1, 0);
    grid->addWidget(meaning, 2, 0, 1, 2);
    auto *line = new QFrame(row);
    line->setProperty("line", true);
    m_column->addWidget(row);
    m_column->addWidget(line);
}

QString ReceivedList::asText() const
{
    QStringList lines;
    for (const ReceivedParameter &parameter : m_parameters)
        lines << parameter.name + u'\t' + parameter.value;
    return lines.join(u'\n');
}

} // namespace console
