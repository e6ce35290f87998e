#pragma once
#include "ui/exchange/changes/change_lines.h"

#include <QAbstractTableModel>

namespace coop
{

/// ChangeLines as a table; the row's own cells stand only in its first line.
class ChangeTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { ledger, code, name, op, field, before, after, who, when, columns };

    using QAbstractTableModel::QAbstractTableModel;
    void setLines(const QList<ChangeLine>& newLines);
    const ChangeLine& line(int row) const { return lines[row]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ChangeLine> lines;
};

} // namespace coop
