#include "ui/ledger/views/view_menu.h"

#include "core/domain/registry_spec.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/views/grid_columns.h"
#include "ui/ledger/views/saved_views.h"
#include "ui/look/plain_text.h"

#include <QHeaderView>
#include <QInputDialog>

namespace coop
{

ViewMenu::ViewMenu(RecordGrid& view, GridColumns& layout, QWidget* parent)
    : QMenu(parent)
    , grid(view)
    , columns(layout)
{
    setObjectName(QStringLiteral("ledger.views"));
    connect(this, &QMenu::aboutToShow, this, &ViewMenu::fill);
}

void ViewMenu::fill()
{
    clear();
    const auto add = [this](const QString& name, const QString& text) {
        QAction* action = addAction(text);
        action->setCheckable(true);
        action->setChecked(chosen == name);
        return action;
    };
    connect(add({}, QStringLiteral("默认视图")), &QAction::triggered, this, &ViewMenu::chooseStandard);
    for (const SavedView& view : savedViews(grid.records().ledger().id))
        connect(add(view.name, asCaption(view.name)), &QAction::triggered, this,
            [this, name = view.name] { choose(name); });
    addSeparator();
    if (!chosen.isEmpty())
        addAction(QStringLiteral("保存到“%1”").arg(asCaption(chosen)), this, [this] { save(chosen); });
    addAction(QStringLiteral("另存为新视图…"), this, [this] {
        const QString name = askName(QStringLiteral("另存为新视图"), QStringLiteral("保存视图"), {});
        if (!name.isEmpty())
            save(name);
    });
    if (chosen.isEmpty())
        return;
    addAction(QStringLiteral("重命名“%1”…").arg(asCaption(chosen)), this, [this] {
        const QString name = askName(QStringLiteral("重命名视图"), QStringLiteral("重命名"), chosen);
        if (name.isEmpty())
            return;
        renameView(grid.records().ledger().id, chosen, name);
        setCurrent(name);
    });
    addAction(QStringLiteral("删除视图“%1”").arg(asCaption(chosen)), this, [this] {
        deleteView(grid.records().ledger().id, chosen);
        setCurrent({});
    });
}

QString ViewMenu::askName(const QString& title, const QString& button, const QString& name)
{
    QInputDialog dialog(grid.window());
    dialog.setObjectName(QStringLiteral("viewName"));
    dialog.setWindowTitle(title);
    dialog.setLabelText(QStringLiteral("视图名称（记住列、筛选和排序）"));
    dialog.setTextValue(name);
    dialog.setOkButtonText(button);
    dialog.setCancelButtonText(QStringLiteral("不保存"));
    return dialog.exec() == QDialog::Accepted ? dialog.textValue().trimmed() : QString();
}

void ViewMenu::setCurrent(const QString& name)
{
    chosen = name;
    Q_EMIT currentChanged(name);
}

void ViewMenu::forget()
{
    setCurrent({});
}

void ViewMenu::chooseStandard()
{
    grid.records().setFilters({});
    grid.horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    columns.apply({});
    setCurrent({});
}

void ViewMenu::choose(const QString& name)
{
    for (const SavedView& view : savedViews(grid.records().ledger().id)) {
        if (view.name != name)
            continue;
        columns.apply(view.columns);
        grid.records().setFilters(view.filters);
        grid.horizontalHeader()->setSortIndicator(
            grid.records().ledger().indexOf(view.sortField), view.order);
        setCurrent(name);
    }
}

void ViewMenu::save(const QString& name)
{
    const RecordTableModel& model = grid.records();
    const int sorted = model.sortedColumn();
    saveView(model.ledger().id,
        {.name = name,
            .columns = columns.layout(),
            .filters = model.filters(),
            .sortField = sorted >= 0 ? model.ledger().fields[sorted].id : QString(),
            .order = model.sortedOrder()});
    setCurrent(name);
}

} // namespace coop
