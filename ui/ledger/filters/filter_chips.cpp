#include "ui/ledger/filters/filter_chips.h"

#include "core/domain/registry_spec.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/grid/shown_text.h"
#include "ui/look/icons.h"
#include "ui/look/plain_text.h"
#include "ui/look/theme.h"
#include "ui/widgets/turning_row.h"

#include <QApplication>
#include <QToolButton>
#include <QVBoxLayout>

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

/// Words that do something.
QToolButton* link(const QString& text)
{
    auto* button = new QToolButton;
    button->setProperty("role", QStringLiteral("link"));
    button->setText(asCaption(text));
    button->setToolTip(text);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}
} // namespace

FilterChips::FilterChips(RecordTableModel& records, QWidget* parent)
    : QWidget(parent)
    , model(records)
    , column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("ledger.chips"));
    column->setContentsMargins(theme::grid, 4, theme::grid, 4);
    hide();
}

void FilterChips::replaceRow(const QList<QWidget*>& chosen, const QList<QWidget*>& filtered)
{
    if (row) {
        for (QWidget* chip : row->findChildren<QWidget*>())
            chip->setObjectName({}); // the next one has its name
        row->hide();
        row->deleteLater();
    }
    row = new TurningRow(toolGroup(chosen), toolGroup(filtered));
    column->addWidget(row);
    row->show();
    setVisible(!chosen.isEmpty() || !filtered.isEmpty());
}

void FilterChips::renew()
{
    const QWidget* focus = QApplication::focusWidget();
    const QString pressed = focus && isAncestorOf(focus) ? focus->objectName() : QString();
    const QList<ColumnFilter>& filters = model.filters();
    QList<QWidget*> chosen, filtered;
    if (model.only())
        chosen += figureChip(model.only()->title);
    else
        for (const TopBarChoice& choice : model.topBar())
            chosen += choiceChip(choice);
    for (const ColumnFilter& filter : filters)
        filtered += filterChip(filter.field, filter.sentence(*model.ledger().field(filter.field)));
    if (filters.size() > 1)
        filtered += filterChip({}, QStringLiteral("清除全部筛选"));
    if (model.isSearched() && model.leftOut() > 0)
        filtered += restLink();
    replaceRow(chosen, filtered);
    // Who took a choice off by the keyboard puts it back with the same key.
    if (auto* again = pressed.isEmpty() ? nullptr : findChild<QToolButton*>(pressed))
        again->setFocus();
}

QWidget* FilterChips::choiceChip(const TopBarChoice& choice)
{
    constexpr int widest = 260; // pixels
    const QString name = topBarName(choice.of);
    QToolButton* chip
        = choice.holds ? closingChip(choice.title, widest) : link(QStringLiteral("只看") + choice.title);
    chip->setObjectName(choice.of == TopBarChoice::Of::quarter ? QStringLiteral("choice.quarter")
                                                               : QStringLiteral("choice.area"));
    chip->setToolTip(choice.holds ? QStringLiteral("只显示%1的行\n点一下显示全部%2").arg(choice.title, name)
                                  : QStringLiteral("现在显示全部%1，点一下只看%2").arg(name, choice.title));
    chip->setAccessibleName(choice.holds ? QStringLiteral("取消%1限制 %2").arg(name, choice.title)
                                         : QStringLiteral("只看") + choice.title);
    connect(
        chip, &QToolButton::clicked, this,
        [this, of = choice.of, holds = !choice.holds] { Q_EMIT choiceMade(of, holds); },
        Qt::QueuedConnection);
    return chip;
}

QWidget* FilterChips::restLink()
{
    QToolButton* rest
        = link(QStringLiteral("%1还有 %2").arg(restOf(model.topBar()), lineCount(model.leftOut())));
    rest->setObjectName(QStringLiteral("choice.rest"));
    connect(
        rest, &QToolButton::clicked, this,
        [this] {
            for (const TopBarChoice& choice : QList(model.topBar()))
                Q_EMIT choiceMade(choice.of, false);
        },
        Qt::QueuedConnection);
    return rest;
}

QWidget* FilterChips::figureChip(const QString& title)
{
    constexpr int widest = 620; // pixels: a figure says what, when, where and how much
    QToolButton* chip = closingChip(title, widest);
    chip->setObjectName(QStringLiteral("chip.figure"));
    connect(
        chip, &QToolButton::clicked, this, [this] { model.setOnly({}); }, Qt::QueuedConnection);
    return chip;
}

QWidget* FilterChips::filterChip(const QString& field, const QString& text)
{
    constexpr int widest = 260; // pixels
    QToolButton* chip = field.isEmpty() ? link(text) : closingChip(text, widest);
    chip->setObjectName(QStringLiteral("chip.") + field);
    connect(
        chip, &QToolButton::clicked, this,
        [this, field] {
            if (field.isEmpty())
                model.setFilters({});
            else
                model.setFilter(field, nullptr);
        },
        Qt::QueuedConnection); // the chip itself goes
    return chip;
}

} // namespace coop
