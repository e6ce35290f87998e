#include "ui/ledger/filters/filter_popup.h"

#include "core/base/decimal.h"
#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"
#include "ui/ledger/filters/filter_values.h"
#include "ui/ledger/grid/filter_header.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

FilterPopup::FilterPopup(RecordGrid& view, int which)
    : Popup(&view.headings())
    , grid(view)
    , column(which)
    , field(view.records().ledger().fields[which])
{
    setObjectName(QStringLiteral("filter"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFixedWidth(296);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    layout->setSpacing(theme::grid);
    addOrder(*layout);
    if (ColumnFilter::hasRange(field))
        addRange(*layout);
    else
        addValues(*layout);
    addButtons(*layout);
}

void FilterPopup::openBelowHeading()
{
    open(grid.headings().sectionRect(column).left());
    (search ? search : from)->setFocus(Qt::PopupFocusReason);
}

void FilterPopup::addOrder(QVBoxLayout& layout)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    const bool sized = ColumnFilter::hasRange(field);
    const auto add = [&](const QString& name, const QString& text, Qt::SortOrder order) {
        auto* button = namedButton(QStringLiteral("filter.") + name, text);
        button->setAutoDefault(false);
        button->setCheckable(true);
        button->setChecked(grid.records().sortedColumn() == column && grid.records().sortedOrder() == order);
        connect(button, &QPushButton::clicked, this, [this, order] {
            close();
            grid.sortByColumn(column, order);
        });
        row->addWidget(button, 1);
    };
    add(QStringLiteral("up"), sized ? QStringLiteral("▲ 从小到大") : QStringLiteral("▲ 升序"),
        Qt::AscendingOrder);
    add(QStringLiteral("down"), sized ? QStringLiteral("▼ 从大到小") : QStringLiteral("▼ 降序"),
        Qt::DescendingOrder);
    layout.addLayout(row);
}

void FilterPopup::addValues(QVBoxLayout& layout)
{
    const ColumnFilter* filter = grid.records().filterOf(field.id);
    const bool picked = filter && filter->kind == ColumnFilter::Kind::values;
    values = new FilterValues(grid.records().column(column), grid.records().countsOf(column),
        picked ? &filter->values : nullptr, this);
    search = new QLineEdit;
    search->setObjectName(QStringLiteral("filter.search"));
    search->setAccessibleName(QStringLiteral("查找要显示的值"));
    search->setPlaceholderText(QStringLiteral("查找：文字、拼音或首字母"));
    search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    search->setClearButtonEnabled(true);
    all = new QCheckBox(QStringLiteral("全选"));
    all->setObjectName(QStringLiteral("filter.all"));
    list = new QListView;
    list->setObjectName(QStringLiteral("filter.values"));
    list->setAccessibleName(QStringLiteral("要显示的值"));
    list->setModel(values);
    list->setUniformItemSizes(true);
    list->setMinimumHeight(8 * theme::rowHeight);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    note = new QLabel;
    note->setObjectName(QStringLiteral("filter.note"));
    note->setProperty("role", QStringLiteral("small"));
    note->setWordWrap(true);
    layout.addWidget(search);
    layout.addWidget(all);
    layout.addWidget(list, 1);
    layout.addWidget(note);
    connect(search, &QLineEdit::textChanged, this, [this](const QString& text) {
        values->setSearch(text);
        noteState();
    });
    connect(all, &QCheckBox::clicked, this, [this] {
        values->checkAll(all->checkState() != Qt::Unchecked);
        noteState();
    });
    connect(values, &QAbstractItemModel::dataChanged, this, &FilterPopup::noteState);
    noteState();
}

void FilterPopup::noteState()
{
    all->setCheckState(values->state());
    const qsizetype left = values->found() - values->rowCount();
    note->setVisible(left > 0 || values->found() == 0);
    note->setText(values->found() == 0 ? QStringLiteral("没有找到")
                                       : QStringLiteral("还有 %1 个值没有列出，请用上面的查找缩小范围")
                                             .arg(formatDecimal(left, 0, true)));
}

void FilterPopup::addRange(QVBoxLayout& layout)
{
    const ColumnFilter* filter = grid.records().filterOf(field.id);
    const auto line = [&](const QString& name, const QString& label, const QString& text) {
        auto* edit = new QLineEdit(text);
        edit->setObjectName(QStringLiteral("filter.") + name);
        edit->setAccessibleName(label + field.heading());
        edit->setPlaceholderText(label);
        return edit;
    };
    from = line(QStringLiteral("from"), QStringLiteral("从"), filter ? filter->from : QString());
    to = line(QStringLiteral("to"), QStringLiteral("到"), filter ? filter->to : QString());
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(from, 1);
    row->addWidget(new QLabel(QStringLiteral("～")));
    row->addWidget(to, 1);
    layout.addLayout(row);
    note = new QLabel;
    note->setObjectName(QStringLiteral("filter.note"));
    note->setProperty("role", QStringLiteral("error"));
    note->setWordWrap(true);
    note->hide();
    layout.addWidget(note);
    auto* only = new QHBoxLayout;
    only->setSpacing(theme::grid);
    const auto add = [&](const QString& name, const QString& text, ColumnFilter::Kind kind) {
        auto* button = namedButton(QStringLiteral("filter.") + name, text);
        button->setAutoDefault(false);
        button->setCheckable(true);
        button->setChecked(filter && filter->kind == kind);
        connect(button, &QPushButton::clicked, this, [this, kind] { applyOnly(kind); });
        only->addWidget(button, 1);
    };
    add(QStringLiteral("empty"), QStringLiteral("只看空白"), ColumnFilter::Kind::empty);
    add(QStringLiteral("notEmpty"), QStringLiteral("只看非空白"), ColumnFilter::Kind::notEmpty);
    layout.addLayout(only);
}

void FilterPopup::addButtons(QVBoxLayout& layout)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    auto* clear = namedButton(QStringLiteral("filter.clear"), QStringLiteral("清除筛选"));
    clear->setAutoDefault(false);
    clear->setEnabled(grid.records().filterOf(field.id));
    connect(clear, &QPushButton::clicked, this, [this] {
        close();
        grid.records().setFilter(field.id, nullptr);
    });
    auto* filter = namedButton(QStringLiteral("filter.apply"), QStringLiteral("筛选"));
    filter->setProperty("role", QStringLiteral("main"));
    connect(filter, &QPushButton::clicked, this, &FilterPopup::apply);
    row->addWidget(clear);
    row->addStretch();
    row->addWidget(filter);
    layout.addLayout(row);
}

bool FilterPopup::readEnd(QLineEdit& line, QString& end)
{
    const auto value = parseField(field, line.text(), grid.records().references());
    if (!value) {
        note->setText(value.error().text);
        note->show();
        adjustSize();
        line.setFocus();
        line.selectAll();
        return false;
    }
    end = value->isNull() ? QString() : formatField(field, *value, grid.records().references());
    return true;
}

void FilterPopup::apply()
{
    ColumnFilter filter{.field = field.id};
    bool everything = false;
    if (values) {
        if (values->state() == Qt::Unchecked)
            return; // it would show no row at all
        filter.values = values->chosen();
        everything = values->allChosen();
    } else {
        filter.kind = ColumnFilter::Kind::range;
        if (!readEnd(*from, filter.from) || !readEnd(*to, filter.to))
            return;
        everything = filter.from.isEmpty() && filter.to.isEmpty();
    }
    close();
    grid.records().setFilter(field.id, everything ? nullptr : &filter);
}

void FilterPopup::applyOnly(ColumnFilter::Kind kind)
{
    const ColumnFilter filter{.field = field.id, .kind = kind};
    close();
    grid.records().setFilter(field.id, &filter);
}

void FilterPopup::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return apply();
    if (event->key() == Qt::Key_Down && search && search->hasFocus())
        return list->setFocus();
    Popup::keyPressEvent(event);
}

} // namespace coop
