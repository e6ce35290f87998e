#include "core/tabular/export/export_source.h"

#include "core/base/text/text.h"
#include "core/domain/field_text.h"
#include "core/store/workspace.h"

namespace coop
{

namespace
{
constexpr qsizetype rowsBetweenQuestions = 500;

/// What only the program fills is left out of a table in which it never did.
bool isWorthAColumn(const FieldSpec& field, int index, const QList<Record>& rows)
{
    return !field.secret
        && (!field.byProgram || std::any_of(rows.begin(), rows.end(), [&](const Record& row) {
               return !row.at(index).isNull();
           }));
}
}

Result<ExportSource> ExportSource::of(const Workspace& workspace, const ExportRequest& request)
{
    const auto spec = workspace.registries().require(request.registry);
    COOP_TRY(spec);
    ExportSource source;
    source.open = &workspace;
    source.asked = &request;
    source.registry = *spec;
    const auto add = [&](int index) {
        const FieldSpec& field = (*spec)->fields[index];
        source.chosen += ExportColumn{&field, index, field.personal && !request.personal};
    };
    if (request.fields.isEmpty())
        for (int i = 0; i < (*spec)->fields.size(); ++i)
            if (isWorthAColumn((*spec)->fields[i], i, request.rows))
                add(i);
    for (const QString& id : request.fields) {
        const int index = (*spec)->indexOf(id);
        if (index < 0) {
            QStringList known;
            for (const FieldSpec& field : (*spec)->fields)
                known += QStringLiteral("%1（%2）").arg(field.id, field.label);
            return fail(ErrorKind::notFound,
                QStringLiteral("%1没有字段“%2”，可用的字段有：%3")
                    .arg((*spec)->label, id, known.join(u'、')));
        }
        add(index);
    }
    source.names.resize((*spec)->fields.size());
    return source;
}

QString ExportSource::text(const ExportColumn& column, const Record& row) const
{
    const FieldSpec& field = *column.field;
    const FieldValue& value = row.at(column.index);
    if (field.type == FieldType::reference && value.isNumber()) {
        QHash<RowId, QString>& known = names[column.index];
        const auto found = known.constFind(value.number());
        return found != known.constEnd()
            ? *found
            : *known.insert(value.number(), formatField(field, value, open->lookup()));
    }
    if (value.isText() && !field.secret) // dates, months, choices and texts stand as they are kept
        return column.masked ? masked(value.text()) : value.text();
    if (value.isNull() && field.emptyLabel.isEmpty())
        return {};
    const QString text = formatField(field, value, open->lookup());
    return column.masked ? masked(text) : text;
}

Result<> ExportSource::goOn(qsizetype rowsDone) const
{
    if (asked->progress && rowsDone % rowsBetweenQuestions == 0 && !asked->progress(rowsDone))
        return fail(ErrorKind::cancelled, QStringLiteral("已取消导出，没有留下文件"));
    return {};
}

Error ExportSource::tooLong(const ExportColumn& column, const Record& row, const QString& limit) const
{
    return {ErrorKind::invalidValue,
        QStringLiteral("“%1”的“%2”太长，%3").arg(row.title(), column.field->label, limit)};
}

} // namespace coop
