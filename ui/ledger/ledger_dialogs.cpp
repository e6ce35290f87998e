#include "ui/ledger/ledger_dialogs.h"

#include "core/domain/registry_spec.h"
#include "ui/ledger/carry/carry_dialog.h"
#include "ui/ledger/duplicates/duplicates_dialog.h"
#include "ui/ledger/export/export_dialog.h"
#include "ui/ledger/import/import_wizard.h"
#include "ui/ledger/ledger_page.h"
#include "ui/session/session.h"

namespace coop
{

LedgerDialogs::LedgerDialogs(Session& shared, LedgerPage& owner)
    : QObject(&owner)
    , session(shared)
    , page(owner)
{
}

void LedgerDialogs::importTable(const QString& file)
{
    if (!session.mayWrite() || !page.settleChanges())
        return;
    auto* wizard = new ImportWizard(session, page.ledger(), page.window());
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(wizard, &QDialog::accepted, &page, page.showsAddedLater());
    wizard->open();
    if (!file.isEmpty())
        wizard->openFile(file);
}

void LedgerDialogs::exportTable()
{
    if (page.busy())
        return Q_EMIT session.message(QStringLiteral("正在读取台账，读完再导出。"));
    if (!page.settleChanges()) // what is being typed would be missing
        return;
    auto* dialog = new ExportDialog(session, page.ledger(), page.shownRecords(), page.selectedRecords(),
        page.shownFields(), page.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void LedgerDialogs::carryRows()
{
    const RegistrySpec& spec = page.ledger();
    if (!session.mayWrite())
        return Q_EMIT session.message(session.writeRefusal());
    if (!rowsComeAgain(spec))
        return Q_EMIT session.message(
            QStringLiteral("%1不是按月报数的台账，没有上季度可以复制。").arg(spec.label));
    if (!page.settleChanges())
        return;
    const Period period = session.period();
    auto* dialog = new CarryDialog(
        session, spec, session.scope(), Period::ofQuarter(period.year(), period.quarter()), page.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, &page, page.showsAddedLater());
    dialog->open();
}

void LedgerDialogs::findDuplicates()
{
    if (!page.settleChanges())
        return;
    auto* dialog = new DuplicatesDialog(session, page.ledger(), page.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace coop
