#pragma once
#include <QList>
#include <QString>
#include <optional>

namespace coop
{

/// Through which door a step came into the workspace: 来源.
enum class Door {
    form, ///< 表单
    grid, ///< 表格
    importing, ///< 导入
    merge, ///< 合并
    undo, ///< 撤销
    redo, ///< 重做
    making, ///< 新建
    see, ///< 查看
    print, ///< 出图
    coopctl, ///< 命令行
    restore, ///< 恢复
    salvage, ///< 抢救
    task, ///< 任务
    filing, ///< 填报
    close, ///< 封存
    decide, ///< 口径
    issue, ///< 下发
    opened, ///< 打开下发
    submit, ///< 上报
    receipt, ///< 回执
    settle, ///< 处理冲突
    offices, ///< 乡镇端
    keys, ///< 密钥
};
/// form, grid, import …: in the history and in JSON.
QString toText(Door door);
std::optional<Door> doorFrom(QStringView text);
/// In the order in which a filter offers them.
QList<Door> allDoors();

} // namespace coop
