#include "core/domain/registry_spec.h"
#include "core/tabular/exporter.h"

#include <QSaveFile>

namespace coop
{

namespace
{
/// Quoted where it must be. Text that Excel would take for a formula gets the apostrophe that Excel hides.
QString csvCell(const QString& text)
{
    static const QString formulaMarks = QStringLiteral("=+-@\t\r");
    bool number = false;
    text.toDouble(&number);
    QString cell = !number && !text.isEmpty() && formulaMarks.contains(text.front()) ? u'\'' + text : text;
    if (cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r'))
        cell = u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return cell;
}
} // namespace

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
        cells += csvCell(field.heading());
    file.write((cells.join(u',') + QStringLiteral("\r\n")).toUtf8());
    for (const Record& row : rows) {
        cells.clear();
        for (const FieldSpec& field : spec.fields)
            cells += csvCell(exportedText(field, row[field.id], workspace));
        file.write((cells.join(u',') + QStringLiteral("\r\n")).toUtf8());
    }
    return file.commit() ? Result<>() : Result<>(unwritable());
}

} // namespace coop
