#include "ui/shell/scope_chooser.h"

#include "core/base/text/pinyin.h"
#include "core/exchange/offices.h"
#include "core/store/workspace.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"
#include "ui/widgets/popup.h"

#include <QHash>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace coop
{

namespace
{

QTreeWidgetItem* itemOf(const Area& area)
{
    auto* item = new QTreeWidgetItem({area.name});
    item->setData(0, Qt::UserRole, area.registry);
    item->setData(0, Qt::UserRole + 1, area.id);
    item->setData(0, Qt::UserRole + 2, area.code);
    return item;
}

Area areaOf(const QTreeWidgetItem* item)
{
    return {item->data(0, Qt::UserRole).toString(), item->data(0, Qt::UserRole + 1).toLongLong(),
        item->data(0, Qt::UserRole + 2).toString(), item->text(0)};
}

Area areaOf(const Record& row)
{
    return {row.spec().id, row.id, row.code(), row.title()};
}

/// Shows the items that contain `text` and, for a federation, all its townships.
void filter(QTreeWidget* tree, const QString& text)
{
    for (int i = 0; i < tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem* parent = tree->topLevelItem(i);
        const bool itself = matchesSearch(parent->text(0), text);
        bool any = itself;
        for (int k = 0; k < parent->childCount(); ++k) {
            const bool match = itself || matchesSearch(parent->child(k)->text(0), text);
            parent->child(k)->setHidden(!match);
            any = any || match;
        }
        parent->setHidden(!any);
        if (!text.isEmpty())
            parent->setExpanded(any);
    }
}

} // namespace

ScopeChooser::ScopeChooser(Session& shared, QWidget* parent)
    : ElidedButton(160, parent)
    , session(shared)
{
    setObjectName(QStringLiteral("scopeChooser"));
    connect(this, &QToolButton::clicked, this, &ScopeChooser::openPopup);
    connect(&session, &Session::scopeChanged, this, &ScopeChooser::showScope);
    showScope();
}

void ScopeChooser::showScope()
{
    setFullText(
        QStringLiteral("范围"), session.scope().id == 0 ? QStringLiteral("全区") : session.scope().name);
}

void ScopeChooser::fill(QTreeWidget* tree) const
{
    const Plan& plan = session.workspace().plan();
    const RowId own = session.office() ? session.office()->federation : 0;
    if (own == 0)
        tree->addTopLevelItem(itemOf({QString(), 0, plan.districtCode, QStringLiteral("全区")}));

    QHash<RowId, QTreeWidgetItem*> federations;
    const auto federationRows = session.workspace().rows({.registry = QStringLiteral("federations")});
    if (federationRows)
        for (const Record& row : *federationRows)
            if (row[u"level"].text() == QStringLiteral("乡镇级") && (own == 0 || row.id == own))
                tree->addTopLevelItem(federations[row.id] = itemOf(areaOf(row)));
    const auto townships = session.workspace().rows({.registry = QStringLiteral("townships")});
    if (townships)
        for (const Record& row : *townships) {
            QTreeWidgetItem* item = itemOf(areaOf(row));
            if (QTreeWidgetItem* parent = federations.value(row[u"federation"].number()))
                parent->addChild(item);
            else if (own == 0)
                tree->addTopLevelItem(item);
            else
                delete item; // of another office
        }
    if (own != 0)
        tree->expandAll();
    for (QTreeWidgetItemIterator it(tree); *it; ++it)
        if (areaOf(*it).id == session.scope().id) {
            tree->setCurrentItem(*it);
            tree->scrollToItem(*it);
            break;
        }
}

void ScopeChooser::openPopup()
{
    auto* popup = new Popup(this);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setObjectName(QStringLiteral("scopePopup"));
    auto* column = new QVBoxLayout(popup);
    column->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    column->setSpacing(theme::grid);
    auto* find = new QLineEdit;
    find->setObjectName(QStringLiteral("scopeFind"));
    find->setAccessibleName(QStringLiteral("查找片区或镇街"));
    find->setPlaceholderText(QStringLiteral("查找片区或镇街"));
    find->setClearButtonEnabled(true);
    auto* tree = new QTreeWidget;
    tree->setObjectName(QStringLiteral("scopeTree"));
    tree->setAccessibleName(QStringLiteral("范围"));
    tree->setHeaderHidden(true);
    tree->setIndentation(20);
    tree->setFixedSize(300, 400);
    column->addWidget(find);
    column->addWidget(tree);
    fill(tree);

    const auto choose = [this, popup](const QTreeWidgetItem* item) {
        if (!item)
            return;
        const Area area = areaOf(item);
        popup->close();
        session.setScope(area);
    };
    connect(
        find, &QLineEdit::textChanged, tree, [tree](const QString& text) { filter(tree, text.trimmed()); });
    connect(find, &QLineEdit::returnPressed, tree, [tree, choose, find] {
        if (find->text().trimmed().isEmpty())
            return;
        for (QTreeWidgetItemIterator it(tree, QTreeWidgetItemIterator::NotHidden); *it; ++it)
            if (matchesSearch((*it)->text(0), find->text()))
                return choose(*it);
    });
    connect(tree, &QTreeWidget::itemClicked, popup, choose);
    connect(tree, &QTreeWidget::itemActivated, popup, choose);
    popup->open();
    tree->setFocus();
}

} // namespace coop
