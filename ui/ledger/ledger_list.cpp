#include "ui/ledger/ledger_list.h"

#include "core/base/decimal.h"
#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"
#include "ui/look/theme.h"

#include <QHeaderView>
#include <QSignalBlocker>

namespace coop
{

LedgerList::LedgerList(const Workspace& opened, QWidget* parent)
    : QTreeWidget(parent)
    , workspace(opened)
{
    setObjectName(QStringLiteral("ledger.list"));
    setAccessibleName(QStringLiteral("台账目录"));
    setColumnCount(2);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setAllColumnsShowFocus(true);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    for (const RegistrySpec* ledger : workspace.registries().ledgers()) {
        auto* item = new QTreeWidgetItem(this, {ledger->label});
        item->setData(0, Qt::UserRole, ledger->id);
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setForeground(1, theme::secondText);
    }
    setCurrentItem(topLevelItem(0));
    // Queued: the answer to unsaved changes may take the choice back. By then another ledger may be the
    // current one; the item that came with the signal means nothing.
    connect(
        this, &QTreeWidget::currentItemChanged, this,
        [this] {
            if (const QTreeWidgetItem* item = currentItem())
                Q_EMIT chosen(workspace.registries().find(item->data(0, Qt::UserRole).toString()));
        },
        Qt::QueuedConnection);
}

void LedgerList::countRows()
{
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = topLevelItem(i);
        const auto rows = workspace.count(item->data(0, Qt::UserRole).toString());
        item->setText(1, rows ? formatDecimal(*rows, 0, true) : QStringLiteral("—"));
    }
}

void LedgerList::setCurrent(const RegistrySpec& ledger)
{
    const QSignalBlocker quiet(this);
    for (int i = 0; i < topLevelItemCount(); ++i)
        if (topLevelItem(i)->data(0, Qt::UserRole) == ledger.id)
            setCurrentItem(topLevelItem(i));
}

} // namespace coop
