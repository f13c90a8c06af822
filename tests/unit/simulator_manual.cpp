// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/faults.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;

/// The manual's table of assumptions and the comments in the code say the same.
class SimulatorManual : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyAssumptionIsInOnePlace()
    {
        static const QRegularExpression comment(u"ASSUMPTION ([A-Z0-9-]+)\\b"_s), row(u"^\\| ([A-Z0-9-]{4,}) \\|"_s,
                                                                                    QRegularExpression::MultilineOption);
        QSet<QString> inCode;
        for (const QString &folder : {QStringLiteral(SOURCE_DIR "/src/simulator"), QStringLiteral(SOURCE_DIR "/resources/simulator")}) {
            QDirIterator files(folder, {u"*.h"_s, u"*.cpp"_s, u"*.js"_s}, QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext())
                inCode += names(comment, read(files.next()));
        }
        const QSet<QString> inManual = names(row, read(QStringLiteral(SOURCE_DIR "/resources/manual/simulator.md")));
        QVERIFY(inCode.size() > 30);
        QCOMPARE((inCode - inManual).values(), QStringList{});
        QCOMPARE((inManual - inCode).values(), QStringList{});
    }

    void everyFaultIsDescribed()
    {
        const QString manual = read(QStringLiteral(SOURCE_DIR "/resources/manual/simulator.md"));
        for (const QString &name : simulator::faultNames())
            QVERIFY2(manual.contains(u"| `%1` |"_s.arg(name)), qPrintable(name));
    }

private:
    static QString read(const QString &name)
    {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(name));
        return QString::fromUtf8(file.readAll());
    }

    static QSet<QString> names(const QRegularExpression &pattern, const QString &text)
    {
        QSet<QString> found;
        for (auto it = pattern.globalMatch(text); it.hasNext();)
            found << it.next().captured(1);
        return found;
    }
};

QTEST_GUILESS_MAIN(SimulatorManual)
#include "simulator_manual.moc"
