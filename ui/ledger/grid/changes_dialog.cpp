#include "ui/ledger/grid/changes_dialog.h"

#include "core/base/decimal.h"
#include "core/domain/registry_spec.h"
#include "ui/ledger/reason_strip.h"
#include "ui/shell/theme.h"

#include <QAbstractTableModel>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

namespace coop
{

namespace
{
class PlanModel : public QAbstractTableModel
{
public:
    PlanModel(const RegistrySpec& registry, const ChangePlan& changes, QObject* parent)
        : QAbstractTableModel(parent)
        , spec(registry)
        , plan(changes)
    {
    }
    int rowCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : int(plan.cells.size());
    }
    int columnCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : 5; }
    QVariant data(const QModelIndex& index, int role) const override
    {
        const ChangePlan::Cell& cell = plan.cells[index.row()];
        if (role == Qt::ForegroundRole && !cell.reason.isEmpty() && index.column() >= 3)
            return theme::danger;
        if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
            return {};
        switch (index.column()) {
        case 0:
            return QString::number(cell.number) + (cell.isNew ? QStringLiteral("（新）") : QString());
        case 1:
            return spec.fields[cell.field].heading();
        case 2:
            return cell.before;
        case 3:
            return cell.after.isEmpty() ? QStringLiteral("（清空）") : cell.after;
        default:
            if (!cell.warning.isEmpty())
                return QStringLiteral("⚠ ") + cell.warning;
            return cell.reason.isEmpty() ? QString() : QStringLiteral("✘ ") + cell.reason;
        }
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        static const QStringList headings{QStringLiteral("行"), QStringLiteral("列"), QStringLiteral("原值"),
            QStringLiteral("新值"), QStringLiteral("说明")};
        if (role == Qt::TextAlignmentRole)
            return int(Qt::AlignLeft | Qt::AlignVCenter);
        return orientation == Qt::Horizontal && role == Qt::DisplayRole ? QVariant(headings[section])
                                                                        : QVariant();
    }

private:
    const RegistrySpec& spec;
    const ChangePlan& plan;
};
} // namespace

ChangesDialog::ChangesDialog(
    const RegistrySpec& spec, const QString& verb, ChangePlan plan, const QString& note, QWidget* parent)
    : QDialog(parent)
    , changes(std::move(plan))
    , strip(new ReasonStrip)
    , refusal(new QLabel)
    , leave(new QPushButton(QStringLiteral("不") + verb))
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
    const int widths[] = {64, 130, 130, 150};
    for (int i = 0; i < 4; ++i)
        table->setColumnWidth(i, widths[i]);

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
        write = new QPushButton(verb + u' ' + what.join(u'，'));
        write->setObjectName(QStringLiteral("changes.write"));
        write->setProperty("role", QStringLiteral("main"));
        write->setDefault(true);
        buttons->addWidget(write);
        connect(write, &QPushButton::clicked, this, &ChangesDialog::askToWrite);
    }
    leave->setObjectName(QStringLiteral("changes.leave"));
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
        strip->answers(unusual());
}

QString ChangesDialog::reason() const
{
    return strip->reason();
}

QStringList ChangesDialog::unusual() const
{
    QStringList warnings;
    for (const ChangePlan::Cell& cell : changes.cells)
        if (!cell.warning.isEmpty())
            warnings += cell.warning;
    return warnings;
}

void ChangesDialog::askToWrite()
{
    if (strip->answers(unusual()))
        Q_EMIT writeRequested();
}

void ChangesDialog::setBusy(bool busy)
{
    if (write)
        write->setEnabled(!busy);
    leave->setEnabled(!busy);
}

void ChangesDialog::showRefusal(const QString& text)
{
    refusal->setText(text);
    refusal->show();
}

} // namespace coop
