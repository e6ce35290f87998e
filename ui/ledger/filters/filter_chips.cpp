#include "ui/ledger/filters/filter_chips.h"

#include "core/domain/registry_spec.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/look/icons.h"
#include "ui/look/plain_text.h"
#include "ui/look/theme.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace coop
{

namespace
{
/// A chip with a × behind its text.
QToolButton* closingChip(const QString& text, int widest)
{
    auto* chip = new QToolButton;
    chip->setProperty("role", QStringLiteral("chip"));
    chip->setText(asCaption(chip->fontMetrics().elidedText(text, Qt::ElideMiddle, widest)));
    chip->setToolTip(text + QStringLiteral("\n点一下取消这项筛选"));
    chip->setAccessibleName(QStringLiteral("取消筛选 ") + text);
    chip->setFocusPolicy(Qt::StrongFocus);
    chip->setIcon(icon(QStringLiteral("close")));
    chip->setIconSize({12, 12});
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setLayoutDirection(Qt::RightToLeft); // × behind the text
    return chip;
}
} // namespace

FilterChips::FilterChips(RecordTableModel& records, QWidget* parent)
    : QWidget(parent)
    , model(records)
    , row(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("ledger.chips"));
    row->setContentsMargins(theme::grid, 4, theme::grid, 4);
    row->setSpacing(theme::grid);
    hide();
}

void FilterChips::renew()
{
    while (QLayoutItem* item = row->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    const QList<ColumnFilter>& filters = model.filters();
    if (model.only())
        addFigureChip(model.only()->title);
    for (const ColumnFilter& filter : filters)
        addChip(filter.field, filter.sentence(*model.ledger().field(filter.field)));
    if (filters.size() > 1)
        addChip({}, QStringLiteral("清除全部筛选"));
    row->addStretch();
    setVisible(!filters.isEmpty() || model.only());
}

void FilterChips::addFigureChip(const QString& title)
{
    constexpr int widest = 620; // pixels: a figure says what, when, where and how much
    QToolButton* chip = closingChip(title, widest);
    chip->setObjectName(QStringLiteral("chip.figure"));
    connect(
        chip, &QToolButton::clicked, this, [this] { model.setOnly({}); }, Qt::QueuedConnection);
    row->addWidget(chip);
}

void FilterChips::addChip(const QString& field, const QString& text)
{
    constexpr int widest = 260; // pixels
    QToolButton* chip = field.isEmpty() ? new QToolButton : closingChip(text, widest);
    chip->setObjectName(QStringLiteral("chip.") + field);
    if (field.isEmpty()) {
        chip->setProperty("role", QStringLiteral("link"));
        chip->setText(asCaption(text));
        chip->setToolTip(text);
        chip->setFocusPolicy(Qt::StrongFocus);
    }
    connect(
        chip, &QToolButton::clicked, this,
        [this, field] {
            if (field.isEmpty())
                model.setFilters({});
            else
                model.setFilter(field, nullptr);
        },
        Qt::QueuedConnection); // the chip itself goes
    row->addWidget(chip);
}

} // namespace coop
