#include "core/domain/registry_spec.h"
#include "core/tabular/csv_text.h"
#include "core/tabular/exporter.h"

#include <QSaveFile>

namespace coop
{

Result<> writeCsv(
    const Workspace& workspace, const RegistrySpec& spec, const QList<Record>& rows, const QString& path)
{
    QSaveFile file(path);
    const auto unwritable = [&] {
        return fail(
            ErrorKind::fileUnwritable, QStringLiteral("“%1”不能写入：%2").arg(path, file.errorString()));
    };
    if (!file.open(QIODevice::WriteOnly))
        return unwritable();
    file.write("\xEF\xBB\xBF");
    QStringList cells;
    for (const FieldSpec& field : spec.fields)
        cells += field.heading();
    file.write((csvLine(cells) + QStringLiteral("\r\n")).toUtf8());
    for (const Record& row : rows) {
        cells.clear();
        for (const FieldSpec& field : spec.fields)
            cells += exportedText(field, row[field.id], workspace);
        file.write((csvLine(cells) + QStringLiteral("\r\n")).toUtf8());
    }
    return file.commit() ? Result<>() : Result<>(unwritable());
}

} // namespace coop
