// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/canary_sinks.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QDirIterator>
#include <QFile>
#include <QMetaProperty>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTextDocument>
#include <QWidget>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace canary {

namespace {

constexpr int mostRows = 600, mostRoles = Qt::UserRole + 24;

QString nameOf(const QObject *object)
{
    QStringList path;
    for (const QObject *each = object; each && path.size() < 4; each = each->parent())
        path.prepend(each->objectName().isEmpty() ? QString::fromLatin1(each->metaObject()->className()) : each->objectName());
    return path.join(u'/');
}

void add(const QVariant &value, QStringList &texts)
{
    if (value.metaType().id() == QMetaType::QStringList)
        texts << value.toStringList();
    else if (value.canConvert<QString>())
        texts << value.toString();
}

void addProperties(const QObject *object, QStringList &texts)
{
    for (int i = 0; i < object->metaObject()->propertyCount(); ++i) {
        const QMetaProperty property = object->metaObject()->property(i);
        const int type = property.metaType().id();
        if (property.isReadable() && (type == QMetaType::QString || type == QMetaType::QStringList || type == QMetaType::QUrl || type == QMetaType::QByteArray))
            add(property.read(object), texts);
    }
    for (const QByteArray &name : object->dynamicPropertyNames())
        add(object->property(name.constData()), texts);
}

void addCells(const QAbstractItemModel *model, const QModelIndex &parent, QStringList &texts)
{
    const int rows = model ? qMin(model->rowCount(parent), mostRows) : 0;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < model->columnCount(parent); ++column) {
            const QModelIndex index = model->index(row, column, parent);
            for (int role = 0; role < mostRoles; role = role == 14 ? int(Qt::UserRole) : role + 1)
                add(index.data(role), texts);
            if (column == 0)
                addCells(model, index, texts);
        }
    }
}

bool isLeftOut(const QObject *object, const QStringList &names)
{
    for (; object; object = object->parent()) {
        if (names.contains(object->objectName()))
            return true;
    }
    return false;
}

Sink sink(const QString &kind, const QObject *object, QStringList texts)
{
    texts.removeAll(QString());
    // Where a line may be broken, and which spaces are wide, is not what is said.
    return {kind + u' ' + nameOf(object), texts.join(u'\n').remove(QChar(0x200b)).replace(QChar::Nbsp, u' ').toUtf8()};
}

void addAccessible(QAccessibleInterface *seen, const QStringList &except, int depth, QStringList &texts)
{
    if (!seen || depth > 40 || (seen->object() && isLeftOut(seen->object(), except)))
        return;
    for (const QAccessible::Text what : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help, QAccessible::Accelerator})
        texts << seen->text(what);
    if (QAccessibleTextInterface *text = seen->textInterface())
        texts << text->text(0, text->characterCount());
    if (QAccessibleTableInterface *table = seen->tableInterface()) { // its children are asked for their texts in the models
        texts << table->columnDescription(0);
        return;
    }
    for (int i = 0; i < seen->childCount(); ++i)
        addAccessible(seen->child(i), except, depth + 1, texts);
}

} // namespace

QList<Sink> windowTexts(const QStringList &except)
{
    QList<Sink> sinks;
    for (const QWidget *widget : QApplication::allWidgets()) {
        if (isLeftOut(widget, except))
            continue;
        QStringList texts;
        addProperties(widget, texts);
        for (const QAction *action : widget->actions())
            addProperties(action, texts);
        for (const QAction *action : widget->findChildren<QAction *>(Qt::FindDirectChildrenOnly))
            addProperties(action, texts);
        for (const QTextDocument *document : widget->findChildren<QTextDocument *>())
            texts << document->toPlainText();
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
            addCells(view->model(), {}, texts);
        if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
            for (int i = 0; i < tabs->count(); ++i)
                texts << tabs->tabText(i) << tabs->tabToolTip(i) << tabs->accessibleTabName(i);
        }
        sinks << sink(u"widget"_s, widget, texts);
    }
    return sinks;
}

QList<Sink> accessibleTexts(const QStringList &except)
{
    QList<Sink> sinks;
    for (QWidget *window : QApplication::topLevelWidgets()) {
        QStringList texts;
        if (window->isVisible())
            addAccessible(QAccessible::queryAccessibleInterface(window), except, 0, texts);
        sinks << sink(u"accessible"_s, window, texts);
    }
    return sinks;
}

bool canRead()
{
    return !QStandardPaths::findExecutable(u"tesseract"_s).isEmpty();
}

QByteArray readIn(const QImage &picture)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"p.png"_s);
    picture.scaled(picture.size() * 2, Qt::KeepAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_Grayscale8).save(file);
    QProcess process;
    process.setProcessEnvironment([] {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"OMP_THREAD_LIMIT"_s, u"1"_s); // more of them are slower
        return environment;
    }());
    process.start(u"tesseract"_s, {file, u"-"_s, u"--psm"_s, u"11"_s});
    return process.waitForFinished(60'000) ? process.readAllStandardOutput() : QByteArray();
}

QList<Sink> filesBelow(const QString &folder)
{
    QList<Sink> sinks;
    for (QDirIterator each(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); each.hasNext();) {
        QFile file(each.next());
        if (file.open(QIODevice::ReadOnly))
            sinks << Sink(u"file "_s + file.fileName(), file.readAll());
    }
    return sinks;
}

QList<Sink> deletedFiles()
{
    QList<Sink> sinks;
    for (const QString &number : QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
        const QString place = u"/proc/self/fd/"_s + number;
        char target[4096];
        const ssize_t length = readlink(qPrintable(place), target, sizeof target);
        const QByteArray name(target, qMax<ssize_t>(0, length));
        QFile file(place);
        // Shared memory is the browser's own: pictures of the page, which is the bank's.
        if (name.startsWith('/') && name.endsWith(" (deleted)") && !name.startsWith("/dev/shm") && !name.startsWith("/memfd") && file.open(QIODevice::ReadOnly))
            sinks << Sink(u"deleted file "_s + QString::fromUtf8(name), file.readAll());
    }
    return sinks;
}

QList<Sink> columnsOf(const QString &name, const QStringList &exceptTables)
{
    QList<Sink> sinks;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"canary"_s);
        database.setDatabaseName(name);
        if (!database.open())
            qFatal("%s", qPrintable(database.lastError().text()));
        for (const QString &table : database.tables()) {
            if (exceptTables.contains(table))
                continue;
            QStringList texts;
            QSqlQuery query(u"SELECT * FROM "_s + table, database);
            const int columns = query.record().count();
            while (query.next()) {
                for (int column = 0; column < columns; ++column)
                    texts << query.value(column).toString();
            }
            sinks << Sink(u"history "_s + table, texts.join(u'\n').toUtf8());
        }
    }
    QSqlDatabase::removeDatabase(u"canary"_s);
    return sinks;
}

} // namespace canary
