#pragma once
#include "ui/exchange/merge/merge_item.h"

#include <QTabWidget>

namespace coop
{

class ChangeTable;
class ConflictTable;

/// What merging one file would do, row by row, before anything is written.
class MergePreviewPane : public QTabWidget
{
    Q_OBJECT
public:
    explicit MergePreviewPane(QWidget* parent = nullptr);
    void showItem(const MergeItem& item);

private:
    ChangeTable* changes;
    ConflictTable* conflicts;
    ConflictTable* refused;
};

} // namespace coop
