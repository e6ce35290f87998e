#pragma once
#include "ui/ledger/rows/value_column.h"

#include <QAbstractListModel>
#include <QStringList>

namespace coop
{

/// The values of a column with the number of their rows and a check box each, as its filter lists them. Of
/// very many only the first are listed; the search finds the others.
class FilterValues : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int mostListed = 1000;
    enum Roles { countRole = Qt::UserRole };

    /// `counts`: rows by code. `chosen`: the texts that are shown now; nothing filtered when null.
    FilterValues(const ValueColumn& column, const std::vector<int>& counts, const QStringList* chosen,
        QObject* parent);

    /// Lists what is found, by characters, pinyin or initials, and checks all of it and nothing else; without
    /// a query the state before.
    void setSearch(const QString& query);
    void checkAll(bool checked); ///< of what is found
    Qt::CheckState state() const; ///< of what is found
    QStringList chosen() const;
    bool allChosen() const; ///< of all there are
    qsizetype found() const { return matching.size(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Entry {
        QString text;
        ValueColumn::Code code = 0;
        int count = 0;
        bool checked = true, before = true;
    };
    const ValueColumn& column;
    std::vector<Entry> entries; ///< in the column's order, （空白） last
    QList<int> matching; ///< entries that the search finds
};

} // namespace coop
