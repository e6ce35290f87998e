#pragma once
#include "ui/exchange/conflicts/conflict_lines.h"

#include <QAbstractTableModel>
#include <array>

namespace coop
{

/// The inbox as a table of three columns (原值 区级 乡镇), with what is in conflict before them and what can
/// be done about it behind.
class ConflictTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { office, row, field, before, ours, theirs, kind, by, choice, columns };
    static constexpr int mostLines = 5; ///< of values; the rest is in the tool tip
    static constexpr int mostHigh = 8; ///< lines of a row, for why it is here

    using QAbstractTableModel::QAbstractTableModel;
    void setLines(const QList<ConflictLine>& newLines);
    const ConflictLine& line(int index) const { return lines[index]; }
    /// How many Chinese letters fit into a line of a column.
    using Letters = std::array<int, columns>;
    /// How many lines of text a row shows.
    int textLines(int index, const Letters& letters) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList texts(const ConflictLine& line, int column) const;

    QList<ConflictLine> lines;
};

} // namespace coop
