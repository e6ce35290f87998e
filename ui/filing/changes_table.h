#pragma once
#include "core/workflow/filing/filing.h"

#include <QTableWidget>

namespace coop
{

class Registries;

/// 网点和会员变动: what happened in the quarter, by day. A row leads to its ledger.
class ChangesTable : public QTableWidget
{
    Q_OBJECT
public:
    explicit ChangesTable(QWidget* parent = nullptr);
    void setChanges(const QList<FilingContent::Change>& changes, const Registries& registries);

Q_SIGNALS:
    void rowRequested(const QString& registry, RowId row);

private:
    QList<FilingContent::Change> shown;
};

} // namespace coop
