// SPDX-License-Identifier: GPL-3.0-or-later
// BrandReference: the program that bench_brand_panes measures itself against: node, playwright-core, headless Chromium.
#pragma once

#include "bench/simulatorprogram.h"

#include "session/session.h"
#include "web/brandmatrix.h"

#include <QProcess>

namespace bench {

class BrandReference
{
public:
    ~BrandReference();
    /// Empty: the browser runs and has the host pages, made by the same code as ours; else why it cannot be measured.
    QString start(const SimulatorProgram &simulator, const console::Environment &environment, const QList<console::PanePlan> &plans);
    /// One of brand_reference.mjs; its answer. An event loop runs meanwhile. Ends the program when it is refused.
    QJsonObject order(const QString &name, const QJsonObject &more = {});
    qint64 pid() const { return m_program.processId(); }

private:
    QJsonObject answer();
    QProcess m_program;
};

} // namespace bench
