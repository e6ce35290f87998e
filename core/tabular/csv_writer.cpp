#include "core/base/file_problem.h"
#include "core/domain/field_spec.h"
#include "core/tabular/csv_text.h"
#include "core/tabular/export_source.h"
#include "core/tabular/table_writers.h"

#include <QFile>

namespace coop
{

Result<> writeCsv(const ExportSource& source, const QString& path)
{
    QFile file(path);
    const auto unwritable = [&] {
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("“%1”不能写入：%2").arg(source.request().path, fileProblem(file)));
    };
    if (!file.open(QIODevice::WriteOnly))
        return unwritable();
    file.write("\xEF\xBB\xBF");
    QStringList cells;
    for (const ExportColumn& column : source.columns())
        cells += column.field->heading();
    const auto writeLine = [&] {
        const QByteArray line = (csvLine(cells) + QStringLiteral("\r\n")).toUtf8();
        return file.write(line) == line.size();
    };
    bool good = writeLine();
    qsizetype done = 0;
    for (const Record& row : source.rows()) {
        if (auto further = source.goOn(done++); !further)
            return further;
        cells.clear();
        for (const ExportColumn& column : source.columns())
            cells += source.text(column, row);
        good = good && writeLine();
    }
    return good && file.flush() ? Result<>() : Result<>(unwritable());
}

} // namespace coop
