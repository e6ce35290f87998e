#pragma once
#include "core/store/history/change_log.h"

#include <QStringList>

namespace coop
{

class Workspace;

/// One entry of the history in words, row by row and field by field, ready to be shown.
struct EntryDetails {
    struct Field {
        QString heading, before, after;
    };
    struct Row {
        QString title; ///< 修改服务网点 WD1-0001 云岭供销店
        bool change = false; ///< neither added nor removed
        QList<Field> fields;
    };
    ChangeEntry entry; ///< without its rows
    QList<Row> rows;
    qint64 allRows = 0; ///< of the entry, also those that are not in `rows`
};

/// Reads an entry, at most `rowLimit` of its rows, only those that the filter's registry and row name.
Result<EntryDetails> readEntryDetails(
    const Workspace& workspace, const HistoryFilter& filter, qint64 entry, int rowLimit);

} // namespace coop
