#pragma once
#include <QObject>

namespace coop
{

class LedgerPage;
class Session;

/// What opens over the ledger page and works on its ledger: 导入, 导出, 查重, 复制上季度.
class LedgerDialogs : public QObject
{
    Q_OBJECT
public:
    LedgerDialogs(Session& session, LedgerPage& page);

    /// `file`: one that was dropped on the page; empty: the wizard asks.
    void importTable(const QString& file = {});
    void exportTable();
    void findDuplicates();
    void carryRows();

private:
    Session& session;
    LedgerPage& page;
};

} // namespace coop
