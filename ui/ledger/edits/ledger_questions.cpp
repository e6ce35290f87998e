#include "ui/ledger/edits/ledger_questions.h"

#include "core/domain/registry_spec.h"
#include "ui/ledger/grid/shown_text.h"
#include "ui/widgets/ask_choice.h"

namespace coop
{

UnsavedAnswer askUnsaved(QWidget* parent, const RegistrySpec& spec, bool adding)
{
    const int answer = askChoice(parent, QStringLiteral("ledger.unsaved"),
        adding ? QStringLiteral("新增的%1还没有保存。").arg(spec.label)
               : QStringLiteral("这一行%1的修改还没有保存。").arg(spec.label),
        {},
        {adding ? QStringLiteral("保存新增") : QStringLiteral("保存修改"),
            adding ? QStringLiteral("不新增") : QStringLiteral("放弃修改"), QStringLiteral("继续编辑")});
    return UnsavedAnswer(answer);
}

bool askGiveUp(QWidget* parent)
{
    return askChoice(parent, QStringLiteral("ledger.giveUp"),
               QStringLiteral("表格里正在填的内容没有保存，原因写在它旁边。"),
               QStringLiteral("可以回去改好；放弃以后，这一处填的内容就没有了，已经保存的不受影响。"),
               {QStringLiteral("放弃这一处"), QStringLiteral("继续编辑")}, 1)
        == 0;
}

bool askRemove(QWidget* parent, const RegistrySpec& spec, const QList<Record>& rows)
{
    const QString what = rows.size() == 1
        ? QStringLiteral("删除%1“%2”？").arg(spec.label, rows.first().title())
        : QStringLiteral("删除选中的%1 %2？").arg(spec.label, lineCount(rows.size()));
    return askChoice(parent, QStringLiteral("ledger.confirmRemove"), what,
               QStringLiteral("删错了可以撤销（Ctrl+Z），删除的内容留在历史里。"),
               {QStringLiteral("删除 ") + lineCount(rows.size()), QStringLiteral("不删除")})
        == 0;
}

void showRemoveRefused(QWidget* parent, const Error& error)
{
    askChoice(parent, QStringLiteral("ledger.removeRefused"), QStringLiteral("没有删除。"), error.text,
        {QStringLiteral("知道了")});
}

} // namespace coop
