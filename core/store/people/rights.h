#pragma once
#include "core/store/door.h"
#include "core/store/people/people.h"

namespace coop
{

/// What somebody does in a workspace, as far as roles differ on it. Every door, of the window, of the command
/// line and of core/store itself, asks here and nowhere else.
enum class Deed {
    edit, ///< ledgers, attachments, layers, themes, templates, what hangs on them; taking such a step back
    handIn, ///< 上报
    openReceipt, ///< 打开回执
    review, ///< 审核, 锁定, 退回, 更正, 封存, 销号
    decide, ///< 口径说明, targets and their parts
    merge, ///< 合并, also on trial
    settle, ///< 处理冲突
    answer, ///< 写回执
    issue, ///< 下发, 重新下发
    keepOffices, ///< 停用, 认可新密钥
    keepKeys, ///< keys and passphrases of the exchange
    keepPeople, ///< the list of people
    keepBackups, ///< where every backup goes, too; putting a backup in the place of the workspace
};

struct DeedRule {
    Deed deed;
    const char16_t* title; ///< a verb: 下发
    Role least; ///< who may: this role and those above it, 只读 < 录入 < 审核 < 管理员
};
const QList<DeedRule>& deedRules(); ///< all deeds
const DeedRule& ruleOf(Deed deed);

/// What a step through this door of the history is: merge, issue … ; an edit for all the others.
Deed deedOf(Door door);
/// What it is to write a table's rows: the list of people, the offices … ; an edit for ledgers.
Deed deedOn(const QString& registry);

/// Whether `who` may do this here and now. The office keeps no list: everybody may. A list without 管理员
/// binds only those who are on it. Errors: locked, with who may.
Result<> may(const Workspace& workspace, const QString& who, Deed deed);
/// The same without asking whether `who` signed in.
bool roleSuffices(const Workspace& workspace, const QString& who, Deed deed);

} // namespace coop
