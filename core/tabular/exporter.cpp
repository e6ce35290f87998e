#include "core/tabular/exporter.h"

#include "core/base/text.h"
#include "core/domain/field_text.h"
#include "core/store/workspace.h"

#include <QDir>
#include <QFileInfo>

namespace coop
{

QString exportedText(const FieldSpec& field, const FieldValue& value, const Workspace& workspace)
{
    const QString text = formatField(field, value, workspace.lookup());
    return field.personal ? masked(text) : text;
}

Result<> exportTable(
    const Workspace& workspace, const QString& registry, const QList<Record>& rows, const QString& path)
{
    const auto spec = workspace.registries().require(registry);
    if (!spec)
        return fail(spec.error());
    const QFileInfo file(path);
    if (!file.dir().exists())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("文件夹“%1”不存在，请先建好或换一个位置").arg(file.absolutePath()));
    const QString ending = file.suffix().toLower();
    if (ending == u"xlsx")
        return writeXlsx(workspace, **spec, rows, path);
    if (ending == u"csv")
        return writeCsv(workspace, **spec, rows, path);
    return fail(
        ErrorKind::invalidValue, QStringLiteral("不能导出为“.%1”，请用 .xlsx 或 .csv").arg(file.suffix()));
}

} // namespace coop
