#pragma once
#include "ui/ledger/rows/column_filter.h"
#include "ui/ledger/rows/ledger_rows.h"
#include "ui/ledger/rows/top_bar_choice.h"

#include <QAbstractTableModel>
#include <QMap>
#include <QSet>
#include <optional>

namespace coop
{

/// The rows behind a figure, and what the figure is.
struct RowSelection {
    QString title; ///< 社会化服务规模 · 2024年第四季度 · 全区 = 8.10 万亩次
    QSet<RowId> rows;
};

/// The grid's view of a ledger: shows those of its rows that the top bar's choice, the search and the column
/// filters let through, in the chosen order, and behind them the empty row in which a new one is begun, where
/// rows may be added. Column i is the spec's field i.
class RecordTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// `spec` and `lookup` must outlive the model or its next reset. Search, filters and order stay, unless
    /// it is another ledger.
    void reset(const RegistrySpec& spec, const ReferenceLookup& lookup, LedgerRows rows,
        const QList<TopBarChoice>& choices = {});
    const QList<TopBarChoice>& topBar() const { return choices; }
    void setTopBar(const QList<TopBarChoice>& choices);
    /// How many rows the top bar's choice leaves out of those that search and filters let through.
    int leftOut() const { return outside; }
    /// How many of these rows are not of this choice.
    qsizetype countOutside(const TopBarChoice& choice, const QSet<RowId>& ids) const;
    void setSearch(const QString& query);
    const QList<ColumnFilter>& filters() const { return columnFilters; }
    /// One filter for each column at most; those of fields that the ledger does not have are dropped.
    void setFilters(const QList<ColumnFilter>& filters);
    /// Puts the filter in the place of the column's; without one shows all its values again.
    void setFilter(const QString& field, const ColumnFilter* filter);
    const ColumnFilter* filterOf(const QString& field) const;
    /// Only these rows, whatever the top bar says, and of them what search and filters let through; none:
    /// all. Another ledger drops it.
    void setOnly(const std::optional<RowSelection>& selection);
    const std::optional<RowSelection>& only() const { return selected; }
    bool isSearched() const { return !words.isEmpty() || !columnFilters.isEmpty(); }

    /// Adds the record, or takes the place of the one with its id, at its place in search and order.
    void put(const Record& record);
    /// The same, but rows stay where they are and new ones come last, as in a spreadsheet, until somebody
    /// sorts or filters again.
    void update(const QList<Record>& records);
    void take(const QList<RowId>& ids);

    // The empty row: always the last one, whatever is searched or filtered; its id is 0. The store knows
    // nothing of it until it is saved.
    /// Offers it, beginning with `preset`, or takes it away. What was typed into it stays as long as it is
    /// offered for the same ledger.
    void offerNewRow(const std::optional<Record>& preset);
    bool offersNewRow() const { return typed.has_value(); }
    bool isNewRow(int row) const { return typed && row == int(visible.size()); }
    /// What was typed; only while it is offered.
    const Record& newRow() const { return *typed; }
    bool newRowTouched() const { return !touched.isEmpty(); }
    /// What follows from it is derived as in the form.
    void typeNewRow(int field, const FieldValue& value);
    void dropNewRow(); ///< empty again

    /// Of the ledger: without the empty row.
    int shownRows() const { return int(visible.size()); }
    QList<Record> shownRecords() const; ///< in their order
    Record recordAt(int row) const { return isNewRow(row) ? *typed : all.recordAt(visible[row]); }
    RowId idAt(int row) const { return isNewRow(row) ? 0 : all.idAt(visible[row]); }
    const FieldValue& valueAt(int row, int column) const
    {
        return isNewRow(row) ? typed->at(column) : all.column(column).valueOf(visible[row]);
    }
    int rowOf(RowId id) const; ///< -1 when it is not shown; 0 is the empty row
    bool shows(const RegistrySpec& ledger) const { return spec == &ledger; }
    const RegistrySpec& ledger() const { return *spec; }
    qsizetype total() const { return all.size(); }
    QSet<RowId> ids() const; ///< of all rows, shown or not
    bool complete() const { return all.complete; } ///< false while only the first rows were read
    const ReferenceLookup& references() const { return *lookup; }

    const ValueColumn& column(int field) const { return all.column(field); }
    /// How many rows have each code of the column, of those that search and the other columns' filters show.
    std::vector<int> countsOf(int column) const;
    /// The sum over the shown rows, in the field's stored units.
    std::optional<qint64> sumOf(int column) const; ///< nothing: it does not fit

    int sortedColumn() const { return sortColumn; }
    Qt::SortOrder sortedOrder() const { return sortOrder; }

    int rowCount(const QModelIndex& parent = {}) const override; ///< with the empty row
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    /// Editable but for what the program fills.
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// By value: numbers and dates by size, Chinese by pinyin. Column -1 is the order of the codes.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    void keepOnly(std::vector<char>& rows, const ColumnFilter& filter) const; ///< by row of `all`
    void keepChosen(std::vector<char>& rows) const;
    std::vector<char> found(int exceptColumn) const; ///< by search and filters
    QList<int> arranged();
    void rearrange();
    void sayNewRowChanged();
    QString newRowText(int column, bool asTip) const;

    const RegistrySpec* spec = nullptr;
    const ReferenceLookup* lookup = nullptr;
    LedgerRows all;
    QList<int> visible; ///< rows of `all`
    QStringList words;
    QList<ColumnFilter> columnFilters;
    std::optional<RowSelection> selected;
    QList<TopBarChoice> choices;
    int outside = 0;
    std::optional<Record> preset; ///< of the empty row; none: there is no such row
    std::optional<Record> typed; ///< the empty row as it stands
    QMap<int, FieldValue> touched; ///< its fields that somebody typed
    int sortColumn = -1;
    Qt::SortOrder sortOrder = Qt::AscendingOrder;
};

} // namespace coop
