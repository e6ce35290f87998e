#include "ui/ledger/duplicates/duplicates_dialog.h"

#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"
#include "ui/ledger/edits/ledger_edits.h"
#include "ui/ledger/grid/shown_text.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"
#include "ui/session/workspace_job.h"
#include "ui/widgets/message.h"
#include "ui/widgets/named.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace coop
{

namespace
{
QString named(const Record& row)
{
    return QStringLiteral("%1（%2）").arg(row.title(), row.code());
}

QPushButton* button(const QString& text, const QString& name)
{
    auto* made = namedButton(name, text);
    return made;
}
} // namespace

DuplicatesDialog::DuplicatesDialog(Session& shared, const RegistrySpec& registry, QWidget* parent)
    : QDialog(parent)
    , session(shared)
    , spec(registry)
    , state(new QLabel)
    , list(new QTreeWidget)
    , compared(new QTableWidget)
    , openFirst(button(QStringLiteral("打开第一行"), QStringLiteral("duplicates.openFirst")))
    , openSecond(button(QStringLiteral("打开第二行"), QStringLiteral("duplicates.openSecond")))
    , apart(button(QStringLiteral("不是重复"), QStringLiteral("duplicates.apart")))
{
    build();
    connect(list, &QTreeWidget::currentItemChanged, this, &DuplicatesDialog::showPair);
    connect(openFirst, &QPushButton::clicked, this, [this] { openRow(false); });
    connect(openSecond, &QPushButton::clicked, this, [this] { openRow(true); });
    connect(apart, &QPushButton::clicked, this, &DuplicatesDialog::markApart);
    showPair();
    look();
}

void DuplicatesDialog::build()
{
    setObjectName(QStringLiteral("duplicatesDialog"));
    setWindowTitle(QStringLiteral("查重：") + spec.label);
    resize(860, 560);
    state->setObjectName(QStringLiteral("duplicates.state"));
    state->setWordWrap(true);
    list->setObjectName(QStringLiteral("duplicates.list"));
    list->setAccessibleName(QStringLiteral("可能重复的行"));
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setHeaderLabels(
        {QStringLiteral("第一行"), QStringLiteral("第二行"), QStringLiteral("为什么可能重复")});
    list->header()->setSectionResizeMode(QHeaderView::Stretch);
    compared->setObjectName(QStringLiteral("duplicates.compared"));
    compared->setAccessibleName(QStringLiteral("两行对照"));
    compared->setColumnCount(2);
    compared->setEditTriggers(QAbstractItemView::NoEditTriggers);
    compared->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    compared->verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* parts = new QSplitter(Qt::Vertical);
    parts->setChildrenCollapsible(false);
    parts->addWidget(list);
    parts->addWidget(compared);
    parts->setSizes({200, 280});
    auto* close = button(QStringLiteral("关闭"), QStringLiteral("duplicates.close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme::grid);
    buttons->addWidget(openFirst);
    buttons->addWidget(openSecond);
    buttons->addWidget(apart);
    buttons->addStretch();
    buttons->addWidget(close);
    for (QPushButton* each : findChildren<QPushButton*>())
        each->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::gap);
    column->addWidget(state);
    column->addWidget(parts, 1);
    column->addLayout(buttons);
}

void DuplicatesDialog::look()
{
    state->setText(QStringLiteral("正在查重…"));
    startOnWorkspace(
        session, Workspace::Access::read, QStringLiteral("正在查重"), this,
        [registry = spec.id](
            Workspace& workspace, const JobControl&) { return duplicatePairs(workspace, registry); },
        [this](const Result<QList<DuplicatePair>>& found) {
            if (found)
                take(*found);
            else
                state->setText(found.error().text);
        });
}

void DuplicatesDialog::take(const QList<DuplicatePair>& found)
{
    pairs = found;
    list->clear();
    for (const DuplicatePair& pair : std::as_const(pairs)) {
        auto* item = new QTreeWidgetItem(list,
            {named(pair.first), named(pair.second.other), pair.second.reasons.join(QStringLiteral("，"))});
        for (int column = 0; column < 3; ++column)
            item->setToolTip(column, item->text(column));
    }
    if (!pairs.isEmpty())
        list->setCurrentItem(list->topLevelItem(0));
    list->setFocus();
    say();
    showPair();
}

void DuplicatesDialog::say()
{
    state->setText(pairs.isEmpty()
            ? QStringLiteral("%1里没有可能重复的行：没有同一镇街同名、代码相同或相距 %2 米以内的。")
                  .arg(spec.label)
                  .arg(duplicateDistance)
            : QStringLiteral("%1里有 %2 对可能重复。重复的，打开其中一行删除；不是的，标记后不再提示。")
                  .arg(spec.label)
                  .arg(pairs.size()));
}

const DuplicatePair* DuplicatesDialog::current() const
{
    const int at = list->indexOfTopLevelItem(list->currentItem());
    return at >= 0 && at < pairs.size() ? &pairs[at] : nullptr;
}

void DuplicatesDialog::showPair()
{
    const DuplicatePair* pair = current();
    openFirst->setEnabled(pair);
    openSecond->setEnabled(pair);
    apart->setEnabled(pair && session.mayWrite());
    apart->setToolTip(session.writeRefusal());
    compared->setRowCount(0);
    if (!pair)
        return;
    compared->setHorizontalHeaderLabels({named(pair->first), named(pair->second.other)});
    const ReferenceLookup& lookup = session.workspace().lookup();
    for (int i = 0; i < spec.fields.size(); ++i) {
        const FieldSpec& field = spec.fields[i];
        const FieldValue& one = pair->first.at(i);
        const FieldValue& other = pair->second.other.at(i);
        if (one.isNull() && other.isNull())
            continue;
        const int row = compared->rowCount();
        compared->insertRow(row);
        compared->setVerticalHeaderItem(row, new QTableWidgetItem(field.heading()));
        const FieldValue* values[] = {&one, &other};
        for (int column = 0; column < 2; ++column) {
            auto* item = new QTableWidgetItem(shownText(field, *values[column], lookup));
            QFont font = compared->font();
            font.setBold(!(one == other)); // what tells them apart
            item->setFont(font);
            item->setToolTip(item->text());
            compared->setItem(row, column, item);
        }
    }
}

void DuplicatesDialog::openRow(bool second)
{
    const DuplicatePair* pair = current();
    if (!pair)
        return;
    const RowId row = second ? pair->second.other.id : pair->first.id;
    accept();
    Q_EMIT session.placeRequested(RowPlace{spec.id, row});
}

void DuplicatesDialog::markApart()
{
    const DuplicatePair* pair = current();
    if (!pair || !session.mayWrite())
        return;
    if (const auto marked = saveNotDuplicate(session, pair->first, pair->second.other.id); !marked)
        return showError(this, QStringLiteral("标记不是重复"), marked.error());
    session.noteSaved(QStringLiteral("已标记%1 %2和%3不是重复")
                          .arg(spec.label, pair->first.title(), pair->second.other.title()));
    const int at = list->indexOfTopLevelItem(list->currentItem());
    pairs.removeAt(at);
    delete list->takeTopLevelItem(at);
    say();
    showPair();
}

} // namespace coop
