#include "ui/exchange/changes/change_table_model.h"

#include "ui/look/theme.h"

#include <QBrush>

namespace coop
{

void ChangeTableModel::setLines(const QList<ChangeLine>& newLines)
{
    beginResetModel();
    lines = newLines;
    endResetModel();
}

int ChangeTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(lines.size());
}

int ChangeTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ChangeTableModel::data(const QModelIndex& index, int role) const
{
    const ChangeLine& line = lines[index.row()];
    const auto text = [&]() -> QString {
        switch (index.column()) {
        case ledger:
            return line.ledger;
        case code:
            return line.code;
        case name:
            return line.name == line.code ? QString() : line.name;
        case op:
            return line.op;
        case field:
            return line.field;
        case before:
            return line.before;
        case after:
            return line.after;
        case who:
            return line.who;
        case when:
            return line.when;
        default:
            return {};
        }
    };
    const bool ofRow = index.column() < field || index.column() >= who;
    if (role == Qt::DisplayRole)
        return ofRow && !line.first ? QString() : text();
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return text();
    if (role == Qt::ForegroundRole && index.column() == before)
        return QBrush(theme::secondText);
    return {};
}

QVariant ChangeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation == Qt::Vertical)
        return {};
    static const QStringList titles{QStringLiteral("台账"), QStringLiteral("编码"), QStringLiteral("名称"),
        QStringLiteral("改动"), QStringLiteral("字段"), QStringLiteral("原来"), QStringLiteral("改为"),
        QStringLiteral("修改人"), QStringLiteral("修改时间")};
    return titles.value(section);
}

} // namespace coop
