#pragma once
#include "core/tabular/import/row_matcher.h"

#include <optional>

namespace coop
{

/// What the tables of one step share: the ledger as it stands before it, and which rows they mean, so that
/// no two of them mean the same one.
class StepRows
{
public:
    /// `workspace` must outlive it. Errors: no such ledger, one that people do not edit.
    static Result<std::shared_ptr<StepRows>> of(const Workspace& workspace, const QString& registry);

    struct Place {
        QString file; ///< its name
        int row = 0; ///< as Excel counts
    };

    const RegistrySpec& ledger() const { return *spec; }
    std::shared_ptr<const Record> find(const Record& row) const { return matcher.find(row); }
    /// Where a table that was added before means the same.
    std::optional<Place> meantBefore(const RowKey& key) const;
    /// What a row means → the first row of the table that means it.
    void add(const QString& file, const QHash<RowKey, int>& rows) { tables.append({file, rows}); }
    /// Once every row was looked at: a million keys are not held beside what is written.
    void forgetMeant() { tables.clear(); }

private:
    StepRows(const RegistrySpec& registry, RowMatcher rows)
        : spec(&registry)
        , matcher(std::move(rows))
    {
    }

    const RegistrySpec* spec;
    RowMatcher matcher;
    QList<std::pair<QString, QHash<RowKey, int>>> tables{};
};

} // namespace coop
