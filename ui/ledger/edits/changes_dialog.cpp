#include "ui/ledger/edits/changes_dialog.h"

#include "core/base/decimal.h"
#include "core/domain/registry_spec.h"
#include "ui/ledger/edits/reason_strip.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QAbstractTableModel>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <algorithm>

namespace coop
{

namespace
{
constexpr int whatColumn = 1;

/// One row of the ledger a line: what is done to it, and its fields that were wanted otherwise.
class PlanModel : public QAbstractTableModel
{
public:
    PlanModel(const RegistrySpec& registry, const ChangePlan& changes, QObject* parent)
        : QAbstractTableModel(parent)
        , spec(registry)
        , plan(changes)
    {
        QHash<int, qsizetype> places;
        for (const ChangePlan::Cell& cell : plan.cells) {
            if (!places.contains(cell.number)) {
                places.insert(cell.number, lines.size());
                lines += Line{.number = cell.number, .isNew = cell.isNew, .title = cell.title};
            }
            Line& line = lines[places.value(cell.number)];
            line.cells.insert(cell.field, &cell);
            line.rank = std::min(line.rank, !cell.reason.isEmpty() ? 0 : !cell.warning.isEmpty() ? 1 : 2);
            line.wrong += cell.reason.isEmpty() ? 0 : 1;
            if (!fields.contains(cell.field))
                fields += cell.field;
        }
        for (const ChangePlan::Row& row : plan.rows)
            if (places.contains(row.number))
                lines[places.value(row.number)].written = true;
        for (const ChangePlan::Unchanged& same : plan.same)
            lines += Line{.number = same.number, .same = true, .title = same.title};
        std::sort(fields.begin(), fields.end());
        // What is wrong comes first, then what wants a reason; else as in the grid.
        std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
            return a.rank != b.rank ? a.rank < b.rank : a.number < b.number;
        });
        titled = !fields.contains(spec.indexOf(u"name"));
    }
    int rowCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : int(lines.size());
    }
    int columnCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : firstField() + int(fields.size()) + 1;
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        const Line& line = lines[index.row()];
        const ChangePlan::Cell* cell = line.cells.value(fieldOf(index.column()), nullptr);
        const bool isLast = index.column() == columnCount({}) - 1;
        if (role == Qt::ForegroundRole) {
            if ((cell && !cell->reason.isEmpty())
                || (line.wrong > 0 && (isLast || index.column() == whatColumn)))
                return theme::danger;
            return line.same ? QVariant(theme::secondText) : QVariant();
        }
        if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
            return {};
        if (index.column() == 0)
            return QString::number(line.number);
        if (index.column() == whatColumn)
            return whatIsDone(line);
        if (isLast)
            return remarks(line);
        if (titled && index.column() == firstField() - 1)
            return line.title;
        return cell ? textOf(*cell) : QString();
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (role == Qt::TextAlignmentRole)
            return int(Qt::AlignLeft | Qt::AlignVCenter);
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
            return {};
        if (const int field = fieldOf(section); field >= 0)
            return spec.fields[field].heading();
        if (section <= whatColumn)
            return section == 0 ? QStringLiteral("行") : QStringLiteral("怎么办");
        return section == columnCount({}) - 1 ? QStringLiteral("说明") : spec.label;
    }

private:
    struct Line {
        int number = 0;
        bool isNew = false;
        bool same = false;
        bool written = false;
        int rank = 2; ///< 0: something is wrong, 1: something is unusual
        int wrong = 0; ///< cells
        QString title{};
        QHash<int, const ChangePlan::Cell*> cells{}; ///< by field
    };
    int firstField() const { return whatColumn + 1 + (titled ? 1 : 0); }
    int fieldOf(int column) const { return fields.value(column - firstField(), -1); }
    static QString whatIsDone(const Line& line)
    {
        if (line.same)
            return QStringLiteral("不变");
        if (line.isNew)
            return line.written ? QStringLiteral("新增") : QStringLiteral("不新增");
        return !line.written ? QStringLiteral("不修改")
            : line.wrong > 0 ? QStringLiteral("修改一部分")
                             : QStringLiteral("修改");
    }
    static QString textOf(const ChangePlan::Cell& cell)
    {
        if (cell.isNew || !cell.reason.isEmpty() || cell.before == cell.after)
            return cell.after;
        return QStringLiteral("%1 → %2").arg(cell.before.isEmpty() ? QStringLiteral("（空）") : cell.before,
            cell.after.isEmpty() ? QStringLiteral("（清空）") : cell.after);
    }
    QString remarks(const Line& line) const
    {
        QStringList texts;
        for (const int field : fields)
            if (const ChangePlan::Cell* cell = line.cells.value(field, nullptr)) {
                if (!cell->reason.isEmpty())
                    texts += QStringLiteral("✘ %1：%2").arg(spec.fields[field].label, cell->reason);
                else if (!cell->warning.isEmpty())
                    texts += QStringLiteral("⚠ ") + cell->warning;
            }
        return texts.join(u'；');
    }

    const RegistrySpec& spec;
    const ChangePlan& plan;
    QList<int> fields; ///< that a column is shown for
    QList<Line> lines;
    bool titled = false; ///< no field says which row it is, so a column does
};
} // namespace

ChangesDialog::ChangesDialog(
    const RegistrySpec& spec, const QString& verb, ChangePlan plan, const QString& note, QWidget* parent)
    : WorkDialog(parent)
    , changes(std::move(plan))
    , strip(new ReasonStrip)
    , refusal(new QLabel)
    , leave(namedButton(QStringLiteral("changes.leave"), QStringLiteral("不") + verb))
{
    setObjectName(QStringLiteral("changes"));
    setWindowTitle(verb + u' ' + spec.label);
    resize(1040, 480);
    auto* heading = new QLabel(changes.changesNothing() ? QStringLiteral("没有可以%1的内容").arg(verb)
                                                        : QStringLiteral("将") + changes.sentence());
    heading->setObjectName(QStringLiteral("changes.heading"));
    heading->setProperty("role", QStringLiteral("heading"));
    QStringList more;
    if (changes.wrong > 0)
        more += QStringLiteral("%1 处填得不对，保持原样，原因列在最前面").arg(changes.wrong);
    if (changes.warned > 0)
        more += QStringLiteral("%1 处要写明原因").arg(changes.warned);
    if (!changes.same.isEmpty())
        more += QStringLiteral("%1 行和原来一样").arg(formatDecimal(changes.same.size(), 0, true));
    if (!note.isEmpty())
        more += note;
    auto* second = new QLabel(more.join(u'；'));
    second->setObjectName(QStringLiteral("changes.note"));
    second->setProperty("role", QStringLiteral("second"));
    second->setWordWrap(true);
    second->setVisible(!more.isEmpty());
    refusal->setObjectName(QStringLiteral("changes.refusal"));
    refusal->setProperty("role", QStringLiteral("error"));
    refusal->setWordWrap(true);
    refusal->hide();

    auto* table = new QTableView;
    table->setObjectName(QStringLiteral("changes.table"));
    table->setAccessibleName(QStringLiteral("要改的内容"));
    table->setModel(new PlanModel(spec, changes, this));
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    table->setWordWrap(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setHighlightSections(false);
    constexpr int numberWidth = 56, widest = 220;
    table->resizeColumnsToContents();
    table->setColumnWidth(0, numberWidth);
    for (int i = 1; i + 1 < table->model()->columnCount(); ++i)
        table->setColumnWidth(i, std::min(table->columnWidth(i) + theme::grid, widest));

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme::grid);
    buttons->addStretch();
    if (!changes.changesNothing()) {
        QStringList what;
        const auto count = [](qsizetype number) { return formatDecimal(number, 0, true); };
        if (changes.changed > 0)
            what += verb == u"修改" ? QStringLiteral("%1 处").arg(count(changes.changed))
                                    : QStringLiteral("%1 处修改").arg(count(changes.changed));
        if (changes.added > 0)
            what += QStringLiteral("%1 行新行").arg(count(changes.added));
        write = namedButton(QStringLiteral("changes.write"), verb + u' ' + what.join(u'，'));
        write->setProperty("role", QStringLiteral("main"));
        write->setDefault(true);
        buttons->addWidget(write);
        connect(write, &QPushButton::clicked, this, &ChangesDialog::askToWrite);
    }
    leave->setAutoDefault(false);
    if (changes.changesNothing())
        leave->setText(QStringLiteral("知道了"));
    buttons->addWidget(leave);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(
        theme::cardPadding, theme::cardPadding, theme::cardPadding, theme::cardPadding);
    column->setSpacing(theme::grid);
    column->addWidget(heading);
    column->addWidget(second);
    column->addWidget(table, 1);
    column->addWidget(strip);
    column->addWidget(refusal);
    column->addLayout(buttons);
    (write ? write : leave)->setFocus();
    if (changes.warned > 0)
        strip->answers(changes.warnings());
}

QString ChangesDialog::reason() const
{
    return strip->reason();
}

void ChangesDialog::askToWrite()
{
    if (strip->answers(changes.warnings()))
        Q_EMIT writeRequested();
}

QList<QWidget*> ChangesDialog::inputs() const
{
    return {write, leave};
}

void ChangesDialog::showRefusal(const QString& text)
{
    refusal->setText(text);
    refusal->show();
}

} // namespace coop
