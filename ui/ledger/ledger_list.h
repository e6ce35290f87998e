#pragma once
#include <QTreeWidget>

namespace coop
{

struct RegistrySpec;
class Workspace;

/// The list of ledgers with the number of their rows.
class LedgerList : public QTreeWidget
{
    Q_OBJECT
public:
    explicit LedgerList(const Workspace& workspace, QWidget* parent = nullptr);

    void countRows();
    /// Marks a ledger as the shown one without telling anybody.
    void setCurrent(const RegistrySpec& ledger);

Q_SIGNALS:
    void chosen(const coop::RegistrySpec* ledger);

private:
    const Workspace& workspace;
};

} // namespace coop
