// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/junitdocument.h"

#include "walk/reportwords.h"

#include <QCoreApplication>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::Reports)
};

QString seconds(qint64 milliseconds)
{
    const qint64 ms = std::max<qint64>(milliseconds, 0);
    return u"%1.%2"_s.arg(ms / 1000).arg(ms % 1000, 3, 10, QChar(u'0'));
}

void attribute(QXmlStreamWriter *xml, const QString &name, const QString &value)
{
    xml->writeAttribute(name, printable(value));
}

void element(QXmlStreamWriter *xml, const QString &name, const QString &text)
{
    xml->writeStartElement(name);
    xml->writeCharacters(printable(text));
    xml->writeEndElement();
}

void writeCase(QXmlStreamWriter *xml, const JunitCase &each)
{
    xml->writeStartElement(u"testcase"_s);
    attribute(xml, u"classname"_s, each.className);
    attribute(xml, u"name"_s, each.name);
    attribute(xml, u"time"_s, seconds(each.milliseconds));
    if (!each.outcome.isEmpty()) {
        xml->writeStartElement(each.outcome);
        if (each.outcome != "skipped"_L1)
            attribute(xml, u"type"_s, each.type);
        attribute(xml, u"message"_s, each.message);
        xml->writeCharacters(printable(each.details));
        xml->writeEndElement();
    }
    if (!each.out.isEmpty())
        element(xml, u"system-out"_s, each.out);
    xml->writeEndElement();
}

void writeSuite(QXmlStreamWriter *xml, const JunitSuite &suite)
{
    xml->writeStartElement(u"testsuite"_s);
    attribute(xml, u"name"_s, suite.name);
    attribute(xml, u"tests"_s, QString::number(suite.cases.size()));
    attribute(xml, u"failures"_s, QString::number(suite.count(u"failure")));
    attribute(xml, u"errors"_s, QString::number(suite.count(u"error")));
    attribute(xml, u"skipped"_s, QString::number(suite.count(u"skipped")));
    attribute(xml, u"time"_s, seconds(suite.milliseconds));
    if (!suite.timestamp.isEmpty())
        attribute(xml, u"timestamp"_s, suite.timestamp);
    xml->writeStartElement(u"properties"_s);
    for (auto it = suite.properties.begin(); it != suite.properties.end(); ++it) {
        xml->writeStartElement(u"property"_s);
        attribute(xml, u"name"_s, it.key());
        attribute(xml, u"value"_s, it.value());
        xml->writeEndElement();
    }
    xml->writeEndElement();
    for (const JunitCase &each : suite.cases)
        writeCase(xml, each);
    xml->writeEndElement();
}

/// Goes through the elements that are known, and raises an error at the first that is not.
class JunitReader
{
public:
    explicit JunitReader(const QByteArray &bytes) : m_xml(bytes) {}

    Result<QList<JunitSuite>> suites()
    {
        QList<JunitSuite> list;
        if (m_xml.readNextStartElement() && m_xml.name() == "testsuites"_L1)
            each("testsuite"_L1, [&] { list << suite(); });
        else
            refuse();
        while (!m_xml.atEnd()) // what comes behind it must be right, too
            m_xml.readNext();
        if (!m_xml.hasError())
            return list;
        return fail(Error{.kind = Error::Kind::Decode, .message = Say::tr("Line %1, column %2: %3").arg(m_xml.lineNumber()).arg(m_xml.columnNumber()).arg(m_xml.errorString())});
    }

private:
    void refuse()
    {
        if (!m_xml.hasError())
            m_xml.raiseError(Say::tr("“%1” does not belong into a report of walks").arg(m_xml.name()));
    }

    template <typename Then>
    void each(QLatin1StringView name, Then then)
    {
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() == name)
                then();
            else
                refuse();
        }
    }

    QString text(QLatin1StringView name) const { return m_xml.attributes().value(name).toString(); }

    qint64 milliseconds()
    {
        bool isNumber = false;
        const double value = text("time"_L1).toDouble(&isNumber);
        if (isNumber && std::isfinite(value) && value >= 0 && value < 1e9)
            return std::llround(value * 1000);
        if (!m_xml.hasError())
            m_xml.raiseError(Say::tr("“%1” is no time in seconds").arg(text("time"_L1)));
        return 0;
    }

    JunitSuite suite()
    {
        JunitSuite suite{.name = text("name"_L1), .timestamp = text("timestamp"_L1), .milliseconds = milliseconds(), .properties = {}, .cases = {}};
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() == "properties"_L1) {
                each("property"_L1, [&] {
                    suite.properties.insert(text("name"_L1), text("value"_L1));
                    m_xml.skipCurrentElement();
                });
            } else if (m_xml.name() == "testcase"_L1) {
                suite.cases << testCase();
            } else {
                refuse();
            }
        }
        return suite;
    }

    JunitCase testCase()
    {
        JunitCase one{.name = text("name"_L1), .className = text("classname"_L1), .milliseconds = milliseconds(), .outcome = {}, .type = {}, .message = {}, .details = {}, .out = {}};
        while (m_xml.readNextStartElement()) {
            const QStringView name = m_xml.name();
            const bool isOutcome = name == "failure"_L1 || name == "error"_L1 || name == "skipped"_L1;
            if (isOutcome && one.outcome.isEmpty()) {
                one.outcome = name.toString();
                one.type = text("type"_L1);
                one.message = text("message"_L1);
                one.details = m_xml.readElementText();
            } else if (name == "system-out"_L1) {
                one.out = m_xml.readElementText();
            } else {
                refuse();
            }
        }
        return one;
    }

    QXmlStreamReader m_xml;
};

} // namespace

int JunitSuite::count(QStringView outcome) const
{
    return int(std::count_if(cases.begin(), cases.end(), [&](const JunitCase &each) { return each.outcome == outcome; }));
}

QByteArray writeJunit(const QString &name, const QList<JunitSuite> &suites)
{
    qsizetype tests = 0;
    qint64 milliseconds = 0;
    int failures = 0, errors = 0;
    for (const JunitSuite &suite : suites) {
        tests += suite.cases.size();
        failures += suite.count(u"failure");
        errors += suite.count(u"error");
        milliseconds += suite.milliseconds;
    }
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(1);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuites"_s);
    attribute(&xml, u"name"_s, name);
    attribute(&xml, u"tests"_s, QString::number(tests));
    attribute(&xml, u"failures"_s, QString::number(failures));
    attribute(&xml, u"errors"_s, QString::number(errors));
    attribute(&xml, u"time"_s, seconds(milliseconds));
    for (const JunitSuite &suite : suites)
        writeSuite(&xml, suite);
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes;
}

Result<QList<JunitSuite>> readJunit(const QByteArray &bytes)
{
    return JunitReader(bytes).suites();
}

} // namespace console
