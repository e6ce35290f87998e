#include "core/tabular/history_text.h"

#include "core/base/decimal.h"
#include "core/base/text/text.h"
#include "core/base/text/worded.h"
#include "core/domain/field_text.h"
#include "core/store/layout/table_layout.h"
#include "core/store/workspace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace coop
{

namespace
{
constexpr Worded<Door> doorTitles[] = {{Door::form, u"表单"}, {Door::grid, u"表格"},
    {Door::importing, u"导入"}, {Door::merge, u"合并"}, {Door::undo, u"撤销"}, {Door::redo, u"重做"},
    {Door::making, u"新建"}, {Door::see, u"查看"}, {Door::print, u"出图"}, {Door::coopctl, u"命令行"},
    {Door::restore, u"恢复"}, {Door::salvage, u"抢救"}, {Door::task, u"任务"}, {Door::filing, u"填报"},
    {Door::close, u"封存"}, {Door::decide, u"口径"}, {Door::issue, u"下发"}, {Door::opened, u"打开下发"},
    {Door::submit, u"上报"}, {Door::receipt, u"回执"}, {Door::settle, u"处理冲突"},
    {Door::offices, u"乡镇端"}, {Door::keys, u"密钥"}};
constexpr Worded<RowOp> opTitles[]
    = {{RowOp::add, u"新增"}, {RowOp::change, u"修改"}, {RowOp::remove, u"删除"}};

QSet<QString> personalIds(const Registries& registries)
{
    QSet<QString> ids;
    for (const RegistrySpec& spec : registries.all())
        for (const FieldSpec& field : spec.fields)
            if (field.personal)
                ids += field.id;
    return ids;
}

/// Every text below a personal field's name is masked.
QJsonValue withMasks(const QJsonValue& value, const QSet<QString>& ids, bool personal)
{
    if (value.isString())
        return personal ? QJsonValue(masked(value.toString())) : value;
    if (value.isArray()) {
        QJsonArray array;
        for (const auto& one : value.toArray())
            array += withMasks(one, ids, personal);
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        it.value() = withMasks(it.value(), ids, personal || ids.contains(it.key()));
    return object;
}
} // namespace

const RegistrySpec* historySpec(const Registries& registries, const QString& registry)
{
    if (const RegistrySpec* spec = registries.find(registry))
        return spec;
    for (const RegistrySpec* kept : programSpecs())
        if (kept->id == registry)
            return kept;
    return nullptr;
}

QString registryTitle(const Registries& registries, const QString& registry)
{
    const RegistrySpec* spec = historySpec(registries, registry);
    return spec ? spec->label : registry;
}

QString doorTitle(const Kept<Door>& door)
{
    return wordOf(doorTitles, door);
}

QString opTitle(const Kept<RowOp>& op)
{
    return wordOf(opTitles, op);
}

QString changeCountText(const Registries& registries, const QList<ChangeCount>& counts)
{
    QStringList parts;
    for (const ChangeCount& count : counts)
        parts += QStringLiteral("%1%2 %3 行")
                     .arg(opTitle(count.op), registryTitle(registries, count.registry),
                         formatDecimal(count.rows, 0, true));
    return parts.join(u'，');
}

QString standingText(const ChangeEntry& entry)
{
    if (entry.undone)
        return QStringLiteral("已撤销");
    return entry.undoes != 0 ? QStringLiteral("撤销第 %1 号").arg(entry.undoes) : QString();
}

FieldValue withoutPersonal(const Workspace& workspace, const FieldSpec& field, const FieldValue& value)
{
    if (!value.isText() || field.personal) // that is masked where it is written out
        return value;
    const QString text = value.text();
    if (!text.startsWith(u'{') && !text.startsWith(u'['))
        return value;
    const QJsonDocument read = QJsonDocument::fromJson(text.toUtf8());
    if (read.isNull())
        return value;
    const QSet<QString> ids = personalIds(workspace.registries());
    const QJsonValue whole = read.isArray() ? QJsonValue(read.array()) : QJsonValue(read.object());
    const QJsonValue masked = withMasks(whole, ids, false);
    if (masked == whole)
        return value;
    const QJsonDocument left
        = masked.isArray() ? QJsonDocument(masked.toArray()) : QJsonDocument(masked.toObject());
    return FieldValue(QString::fromUtf8(left.toJson(QJsonDocument::Compact)));
}

QString historyValue(const Workspace& workspace, const FieldSpec& field, const FieldValue& kept)
{
    const FieldValue value = withoutPersonal(workspace, field, kept);
    if (value.isNull() && field.emptyLabel.isEmpty())
        return {};
    QString text = formatField(field, value, workspace.lookup(), !field.unit.isEmpty());
    if (text.isEmpty() && field.type == FieldType::reference && value.number() != 0)
        text = QStringLiteral("（已删除的行）");
    return field.personal ? masked(text) : text;
}

QString changedRowName(const Workspace& workspace, const ChangedRow& row)
{
    for (const ChangedField& changed : row.fields)
        if (changed.field == u"name")
            return changed.after.isNull() ? changed.before.text() : changed.after.text();
    return workspace.registries().find(row.registry) ? workspace.lookup().row({row.registry}, row.id).name
                                                     : QString();
}

} // namespace coop
