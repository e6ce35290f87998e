#include "core/base/files/input_file.h"
#include "core/base/files/output.h"
#include "core/base/files/put_in_place.h"
#include "core/domain/field_spec.h"
#include "core/tabular/export/export_source.h"
#include "core/tabular/export/table_writers.h"
#include "core/tabular/read/csv_text.h"

#include <QFile>

namespace coop
{

Result<> writeCsv(const ExportSource& source, Output& output)
{
    QFile file(output.path());
    const auto unwritable = [&] { return fail(cannotWrite(source.request().path, fileProblem(file))); };
    if (!file.open(QIODevice::WriteOnly))
        return unwritable();
    QStringList cells;
    for (const ExportColumn& column : source.columns())
        cells += column.field->heading();
    const auto writeLine = [&] {
        const QByteArray line = (csvLine(cells) + QStringLiteral("\r\n")).toUtf8();
        return file.write(line) == line.size();
    };
    bool good = file.write("\xEF\xBB\xBF") > 0 && writeLine();
    qsizetype done = 0;
    for (const Record& row : source.rows()) {
        COOP_TRY(source.goOn(done++));
        cells.clear();
        for (const ExportColumn& column : source.columns())
            cells += source.text(column, row);
        if (!writeLine())
            return unwritable();
    }
    return good && closeWritten(file) ? Result<>() : Result<>(unwritable());
}

} // namespace coop
