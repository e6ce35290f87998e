#include "ui/exchange/conflicts/conflict_table_model.h"

#include "ui/look/theme.h"

#include <QBrush>
#include <algorithm>

namespace coop
{

namespace
{
/// Fields that are empty on a side say so, else their lines would not stand beside each other.
QStringList withEmpty(const QStringList& values)
{
    QStringList shown;
    for (const QString& value : values)
        shown += value.isEmpty() ? QStringLiteral("（空）") : value;
    return shown;
}
/// How many Chinese letters are as wide as it; digits and Latin letters are about half as wide.
qsizetype chineseLetters(const QString& text)
{
    const auto narrow = std::count_if(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x2000; });
    return text.size() - narrow + (narrow * 3 + 4) / 5;
}
} // namespace

void ConflictTableModel::setLines(const QList<ConflictLine>& newLines)
{
    beginResetModel();
    lines = newLines;
    endResetModel();
}

int ConflictTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(lines.size());
}

int ConflictTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

int ConflictTableModel::textLines(int index, const Letters& letters) const
{
    const ConflictLine& one = lines[index];
    qsizetype wanted = qMin(one.fields.size(), qsizetype(mostLines));
    const auto linesOf = [&letters](const QString& text, Column column) {
        const int fit = letters[size_t(column)];
        return (chineseLetters(text) + fit - 1) / fit;
    };
    wanted = qMax(wanted, linesOf(one.row, row));
    if (!one.conflict.reason.isEmpty())
        wanted = qMax(wanted, linesOf(one.kind, kind) + linesOf(one.conflict.reason, kind));
    if (one.fields.size() == 1) // one field may take the room for its whole text
        for (const QString& text : {one.before.first(), one.ours.first(), one.theirs.first()})
            wanted = qMax(wanted, linesOf(text, ours));
    return int(qBound(qsizetype(1), wanted, qsizetype(mostHigh)));
}

QStringList ConflictTableModel::texts(const ConflictLine& line, int column) const
{
    switch (column) {
    case office:
        return {line.office};
    case row:
        return {line.row};
    case field:
        return line.fields;
    case before:
        return withEmpty(line.before);
    case ours:
        return withEmpty(line.ours);
    case theirs:
        return withEmpty(line.theirs);
    case kind:
        return line.conflict.reason.isEmpty() ? QStringList{line.kind}
                                              : QStringList{line.kind, line.conflict.reason};
    case by:
        return {line.by};
    case choice:
        return {line.conflict.state == conflictWaits && !line.choices.isEmpty() ? QStringLiteral("选择… ▾")
                                                                                : line.standing};
    default:
        return {};
    }
}

QVariant ConflictTableModel::data(const QModelIndex& index, int role) const
{
    const ConflictLine& line = lines[index.row()];
    const bool sides = index.column() >= field && index.column() <= theirs;
    switch (role) {
    case Qt::DisplayRole: {
        QStringList shown = texts(line, index.column());
        if (sides && shown.size() > mostLines) {
            const auto more = shown.size() - (mostLines - 1);
            shown = shown.mid(0, mostLines - 1);
            shown += index.column() == field ? QStringLiteral("还有 %1 项").arg(more) : QStringLiteral("…");
        }
        return shown.join(QChar(QChar::LineSeparator));
    }
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        if (index.column() == choice && isOpen(line.conflict))
            return line.standing + QStringLiteral("　按空格键或单击选择怎么处理");
        if (index.column() == theirs || index.column() == before || index.column() == ours) {
            QStringList full;
            const QStringList values = texts(line, index.column());
            for (qsizetype i = 0; i < values.size(); ++i)
                full += QStringLiteral("%1：%2").arg(line.fields[i], values[i]);
            return full.join(u'\n');
        }
        return texts(line, index.column()).join(u'\n');
    case Qt::ForegroundRole:
        if (index.column() == before || (index.column() == by))
            return QBrush(theme::secondText);
        if (index.column() == choice && line.conflict.state == conflictWaits && !line.choices.isEmpty())
            return QBrush(theme::accent);
        return isOpen(line.conflict) ? QVariant() : QVariant(QBrush(theme::disabledText));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant ConflictTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation == Qt::Vertical)
        return {};
    static const QStringList titles{QStringLiteral("农合联"), QStringLiteral("哪一行"),
        QStringLiteral("字段"), QStringLiteral("原值"), QStringLiteral("区级"), QStringLiteral("乡镇"),
        QStringLiteral("冲突"), QStringLiteral("乡镇谁改的"), QStringLiteral("处理")};
    return titles.value(section);
}

} // namespace coop
