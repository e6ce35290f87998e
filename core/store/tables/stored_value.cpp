#include "core/store/tables/stored_value.h"

#include <QStringList>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <algorithm>
#include <sqlite3.h>

namespace coop
{

namespace
{
const QChar listMark = u'、';

QString joined(const FieldValue::List& list)
{
    QStringList texts;
    for (const FieldValue& element : list)
        texts += element.text();
    return texts.join(listMark);
}

FieldValue split(const QString& text)
{
    FieldValue::List list;
    for (const QString& part : text.split(listMark, Qt::SkipEmptyParts))
        list.emplace_back(part);
    return list.empty() ? FieldValue() : FieldValue(list);
}
} // namespace

FieldValue normalised(const FieldSpec& field, const FieldValue& value)
{
    if ((value.isText() && value.text().isEmpty()) || (value.isList() && value.list().empty()))
        return {};
    if (field.type == FieldType::coordinate && value.isNumber())
        return double(value.number());
    if (field.type != FieldType::choices || !value.isList())
        return value;
    FieldValue::List ordered = value.list();
    std::stable_sort(ordered.begin(), ordered.end(), [&](const FieldValue& a, const FieldValue& b) {
        return field.choices.indexOf(a.text()) < field.choices.indexOf(b.text());
    });
    return ordered;
}

void bindValue(SQLite::Statement& statement, int index, const FieldValue& value)
{
    if (value.isNull())
        statement.bind(index);
    else if (value.isNumber())
        statement.bind(index, int64_t(value.number()));
    else if (value.isReal())
        statement.bind(index, value.real());
    else
        statement.bind(index, (value.isList() ? joined(value.list()) : value.text()).toStdString());
}

FieldValue readValue(const FieldSpec& field, const SQLite::Column& column)
{
    switch (column.getType()) {
    case SQLITE_INTEGER:
        return qint64(column.getInt64());
    case SQLITE_FLOAT:
        return column.getDouble();
    case SQLITE_TEXT: {
        const QString text = QString::fromUtf8(column.getText(), column.getBytes());
        return field.type == FieldType::choices ? split(text) : FieldValue(text);
    }
    default:
        return {};
    }
}

QJsonValue toJson(const FieldValue& value)
{
    if (value.isNull())
        return {};
    if (value.isNumber())
        return value.number();
    if (value.isReal())
        return value.real();
    return value.isList() ? joined(value.list()) : value.text();
}

FieldValue fromJson(const FieldSpec& field, const QJsonValue& value)
{
    if (field.type == FieldType::coordinate)
        return value.isDouble() ? FieldValue(value.toDouble()) : FieldValue();
    if (value.isDouble())
        return FieldValue(value.toInteger());
    if (value.isString())
        return field.type == FieldType::choices ? split(value.toString()) : FieldValue(value.toString());
    return {};
}

} // namespace coop
