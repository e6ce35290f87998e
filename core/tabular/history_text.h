#pragma once
#include "core/store/history/change_log.h"

namespace coop
{

class Registries;
struct FieldSpec;
struct RegistrySpec;

// The history in the words that people read: the window 历史, tables and the command line's lines share them.

/// Which registry an entry speaks of, also those that the program keeps for itself (人员, 地图图层); null
/// when this program has none of that name.
const RegistrySpec* historySpec(const Registries& registries, const QString& registry);
QString registryTitle(const Registries& registries, const QString& registry);

QString doorTitle(const Kept<Door>& door); ///< 表单, 表格, 导入 …; 〈moon〉 for a word that is not known
QString opTitle(const Kept<RowOp>& op); ///< 新增 修改 删除

/// 新增服务网点 147 行，修改会员单位 2 行
QString changeCountText(const Registries& registries, const QList<ChangeCount>& counts);

/// 已撤销, 撤销第 12 号, or nothing.
QString standingText(const ChangeEntry& entry);

/// What a field held, as the history keeps it, without what is personal: a telephone is masked, also inside
/// the JSON of a conflict or package, a secret is a mark that one is set.
FieldValue withoutPersonal(const Workspace& workspace, const FieldSpec& field, const FieldValue& value);
/// The same in words.
QString historyValue(const Workspace& workspace, const FieldSpec& field, const FieldValue& value);

/// What a person calls the changed row: its name as it was or is, else nothing.
QString changedRowName(const Workspace& workspace, const ChangedRow& row);

} // namespace coop
