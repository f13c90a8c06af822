// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/walkfile.h"

#include "walk/walkexpander.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Each file once, whoever includes it.
class WalkLibrary
{
public:
    WalkDocument *open(const QString &file)
    {
        const QString key = keyOf(file);
        const auto known = m_documents.find(key);
        if (known != m_documents.end())
            return known->second.get();
        m_order.append(m_documents.emplace(key, WalkDocument::read(file)).first->second.get());
        WalkDocument *document = m_order.last();
        m_open.append(key);
        for (const WalkDocument::Include &each : document->includes())
            include(document, each);
        m_open.removeLast();
        return document;
    }

    /// What it sees: what it includes, in order, and itself at the end.
    QList<WalkDocument *> scopeOf(WalkDocument *document)
    {
        QList<WalkDocument *> scope;
        QSet<WalkDocument *> seen;
        gather(document, scope, seen);
        return scope;
    }

    const QList<WalkDocument *> &documents() const { return m_order; }

private:
    static QString keyOf(const QString &file)
    {
        const QFileInfo info(file);
        return info.exists() ? info.canonicalFilePath() : QDir::cleanPath(info.absoluteFilePath());
    }

    void include(const WalkDocument *document, const WalkDocument::Include &asked)
    {
        const QString key = keyOf(asked.file);
        if (const qsizetype at = m_open.indexOf(key); at >= 0) {
            QStringList names;
            for (const QString &each : m_open.mid(at) + QStringList{key})
                names << QFileInfo(each).fileName();
            asked.node.problem(Error::tr("These files include each other in a circle: %1.").arg(names.join(u" → "_s)));
        } else if (!QFileInfo(asked.file).isFile()) {
            asked.node.problem(Error::tr("There is no file “%1”; it is looked for beside this one.").arg(asked.node.json().scalar()));
        } else if (m_open.size() >= deepest) {
            asked.node.problem(Error::tr("Files include each other more than %1 deep.").arg(deepest));
        } else {
            WalkDocument *opened = open(asked.file); // which may include others
            m_included[document].append(opened);
        }
    }

    void gather(WalkDocument *document, QList<WalkDocument *> &scope, QSet<WalkDocument *> &seen)
    {
        if (seen.contains(document))
            return;
        seen.insert(document);
        for (WalkDocument *each : m_included.value(document))
            gather(each, scope, seen);
        scope.append(document);
    }

    static constexpr int deepest = 32;
    std::map<QString, std::unique_ptr<WalkDocument>> m_documents;
    QHash<const WalkDocument *, QList<WalkDocument *>> m_included;
    QList<WalkDocument *> m_order; // as they were met
    QStringList m_open;
};

void takeCatalogue(const WalkDocument &document, WalkBook &book)
{
    book.banks << document.banks();
    book.codes << document.codes();
    book.limits << document.limits();
    book.files << document.file();
}

/// An id is what reports and durations of earlier runs are found by.
void takeCases(WalkDocument *document, const QList<WalkCase> &cases, QHash<QString, QString> &places, WalkBook &book)
{
    for (const WalkCase &each : cases) {
        const QString place = u"%1:%2"_s.arg(each.file).arg(each.line);
        if (const auto known = places.constFind(each.id); known == places.cend()) {
            places.insert(each.id, place);
            book.cases << each;
        } else {
            document->problems().add(each.line, each.id, *known == place
                ? Error::tr("Two rows of this walk are alike; make them different, or give each a “row”.")
                : Error::tr("There is a walk “%1” already, in %2.").arg(each.id, *known));
        }
    }
}

} // namespace

QString WalkProblem::text() const
{
    return field.isEmpty() ? u"%1:%2: %3"_s.arg(file).arg(line).arg(message) : u"%1:%2: %3: %4"_s.arg(file).arg(line).arg(field, message);
}

QStringList builtInWalks()
{
    QStringList files;
    for (const QString &name : QDir(u":/walks"_s).entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        if (!name.endsWith(".schema.json"_L1))
            files << u":/walks/"_s + name;
    }
    return files;
}

WalkReading readWalks(const QStringList &files, const WalkVariables &given)
{
    WalkLibrary library;
    QList<WalkDocument *> asked;
    for (const QString &file : files) {
        WalkDocument *document = library.open(file);
        if (!asked.contains(document))
            asked.append(document);
    }
    WalkReading reading;
    WalkBudget budget;
    QHash<QString, QString> places;
    for (WalkDocument *document : library.documents()) {
        takeCatalogue(*document, reading.book);
        WalkExpander expander(document, library.scopeOf(document), given, &budget);
        expander.check();
        if (asked.contains(document))
            takeCases(document, expander.cases(), places, reading.book);
    }
    for (WalkDocument *document : library.documents()) {
        QList<WalkProblem> problems = document->problems().list();
        std::stable_sort(problems.begin(), problems.end(), [](const WalkProblem &a, const WalkProblem &b) { return a.line < b.line; });
        reading.problems << problems;
    }
    return reading;
}

} // namespace console
