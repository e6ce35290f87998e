#pragma once
#include "core/base/result.h"
#include "core/domain/reading.h"
#include "core/domain/record.h"

#include <QList>
#include <QStringList>

namespace coop
{

class ReferenceLookup;
class Workspace;
struct FieldSpec;

/// What a search looks through in one row: its texts as they are shown, their initials and their pinyin.
struct SearchKey {
    QString text, initials, pinyin;

    /// Whether every blank-separated word of `query` is found.
    bool matches(const QStringList& words) const;
};
QStringList searchWords(const QString& query);

/// The rows of one ledger with their search keys, as a page shows them.
struct LedgerRows {
    QList<Record> records;
    QList<SearchKey> keys;
};

/// Personal fields are searched as they are shown: masked.
SearchKey searchKey(const Record& record, const ReferenceLookup& lookup);

/// The rows of a ledger that lie in the scope, with their keys. Takes about 1 s for 100,000 rows: large
/// ledgers are read on a worker with a Workspace of its own.
Result<LedgerRows> readLedger(const Workspace& workspace, const RegistrySpec& spec, const Area& scope);

/// A field as the grid shows it: numbers grouped, personal data masked.
QString shownText(const FieldSpec& field, const FieldValue& value, const ReferenceLookup& lookup);

} // namespace coop
