#pragma once
#include "ui/ledger/ledger_rows.h"

#include <QAbstractTableModel>
#include <optional>

namespace coop
{

/// The grid's view of a ledger: holds its records, shows those that the search finds, in the chosen order.
/// Texts are made when a cell is painted, so that a ledger of 100,000 rows costs no more than its records.
class RecordTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// `spec` and `lookup` must outlive the model or its next reset.
    void reset(const RegistrySpec& spec, const ReferenceLookup& lookup, LedgerRows rows);
    void setSearch(const QString& query);
    /// Adds the record, or takes the place of the one with its id; keeps search and order.
    void put(const Record& record);
    void take(const QList<RowId>& ids);

    const Record& recordAt(int row) const { return all.records[visible[row]]; }
    int rowOf(RowId id) const; ///< -1 when it is not shown
    bool holds(RowId id) const; ///< also when the search hides it
    bool shows(const RegistrySpec& ledger) const { return spec == &ledger; }
    qsizetype total() const { return all.records.size(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// By value: numbers and dates by size, Chinese by pinyin. Column -1 is the order of the codes.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    QList<int> filtered() const;
    void order(QList<int>& rows) const;
    void rearrange();

    const RegistrySpec* spec = nullptr;
    const ReferenceLookup* lookup = nullptr;
    LedgerRows all;
    QList<int> visible; ///< indexes into `all`
    QStringList words;
    int sortColumn = -1;
    Qt::SortOrder sortOrder = Qt::AscendingOrder;
};

} // namespace coop
