// SPDX-License-Identifier: GPL-3.0-or-later
// JsonHighlighter: light colours for re-indented JSON: names, texts, numbers, words.
#pragma once

#include <QSyntaxHighlighter>

namespace console {

/// Works line by line, which is enough because JSON texts cannot span lines.
class JsonHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &line) override;
};

} // namespace console
