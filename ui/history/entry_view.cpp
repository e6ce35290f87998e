#include "ui/history/entry_view.h"

#include "core/base/decimal.h"
#include "core/tabular/history_text.h"
#include "ui/look/theme.h"
#include "ui/widgets/elided/elided_label.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace coop
{

namespace
{
constexpr int rowsShown = 500;
constexpr int rowsUnfolded = 40;
} // namespace

EntryView::EntryView(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , title(new ElidedLabel)
    , note(new QLabel)
    , tree(new QTreeWidget)
    , reading(shared.jobs())
{
    title->setObjectName(QStringLiteral("history.entryTitle"));
    title->setProperty("role", QStringLiteral("heading"));
    note->setObjectName(QStringLiteral("history.entryNote"));
    note->setProperty("role", QStringLiteral("second"));
    note->setWordWrap(true);
    tree->setObjectName(QStringLiteral("history.changes"));
    tree->setAccessibleName(QStringLiteral("这一步的修改"));
    tree->setHeaderLabels({QStringLiteral("行和字段"), QStringLiteral("修改前"), QStringLiteral("修改后")});
    tree->setUniformRowHeights(true);
    tree->header()->setStretchLastSection(true);
    tree->setColumnWidth(0, 320);
    tree->setColumnWidth(1, 320);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    column->addWidget(title);
    column->addWidget(note);
    column->addWidget(tree, 1);
    clear();
}

void EntryView::clear()
{
    reading.forget();
    shown = 0;
    tree->clear();
    title->clear();
    note->setText(QStringLiteral("选中上面的一步，这里逐个字段列出修改前后的内容。"));
    note->show();
}

void EntryView::showEntry(const HistoryFilter& filter, qint64 entry)
{
    reading.ask(
        session, QString(),
        [filter, entry](Workspace& workspace, const JobControl&) {
            return readEntryDetails(workspace, filter, entry, rowsShown);
        },
        [this](const Result<EntryDetails>& read) {
            if (read)
                return fill(*read);
            clear();
            note->setText(read.error().text);
        });
}

void EntryView::fill(const EntryDetails& details)
{
    const ChangeEntry& entry = details.entry;
    title->setText(QStringLiteral("第 %1 号 · %2").arg(entry.entry).arg(entry.reason));
    title->setToolTip(entry.reason);
    QStringList remarks;
    if (const QString standing = standingText(entry); !standing.isEmpty())
        remarks += standing + u'。';
    if (details.allRows > details.rows.size())
        remarks += QStringLiteral("共 %1 行，这里列出前 %2 行，用“导出…”可以得到全部。")
                       .arg(formatDecimal(details.allRows, 0, true))
                       .arg(details.rows.size());
    note->setText(remarks.join(QString()));
    note->setVisible(!remarks.isEmpty());
    const bool same = shown == entry.entry;
    const int scrolled = same ? tree->verticalScrollBar()->value() : 0;
    shown = entry.entry;
    tree->clear();
    QList<QTreeWidgetItem*> items;
    for (const EntryDetails::Row& row : details.rows) {
        auto* item = new QTreeWidgetItem({row.title});
        item->setFont(0, theme::font(theme::textPoints, true));
        item->setToolTip(0, row.title);
        for (const EntryDetails::Field& field : row.fields) {
            auto* line = new QTreeWidgetItem(item, {field.heading, field.before, field.after});
            for (int column = 0; column < 3; ++column) {
                line->setToolTip(column, line->text(column));
                if (!row.change || !line->text(column).isEmpty())
                    continue;
                line->setText(column, QStringLiteral("（空）"));
                line->setForeground(column, theme::disabledText);
            }
        }
        items += item;
    }
    tree->addTopLevelItems(items);
    for (int i = 0; i < items.size(); ++i) {
        tree->setFirstColumnSpanned(i, {}, true);
        items[i]->setExpanded(items.size() <= rowsUnfolded);
    }
    tree->verticalScrollBar()->setValue(scrolled);
}

} // namespace coop
