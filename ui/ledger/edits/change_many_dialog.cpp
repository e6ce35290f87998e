#include "ui/ledger/edits/change_many_dialog.h"

#include "core/base/decimal.h"
#include "core/domain/registry_spec.h"
#include "ui/ledger/editors/field_editor.h"
#include "ui/ledger/editors/make_editor.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QApplication>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace coop
{

ChangeManyDialog::ChangeManyDialog(const Workspace& store, RecordGrid& view)
    : QDialog(view.window())
    , workspace(store)
    , grid(view)
    , field(new QComboBox)
    , place(new QVBoxLayout)
    , selected(
          new QRadioButton(QStringLiteral("选中的 %1 行").arg(formatDecimal(view.selectedRows(), 0, true))))
    , shown(new QRadioButton(
          QStringLiteral("显示的全部 %1 行").arg(formatDecimal(view.records().shownRows(), 0, true))))
    , error(new QLabel)
{
    setObjectName(QStringLiteral("changeMany"));
    const RegistrySpec& spec = grid.records().ledger();
    setWindowTitle(QStringLiteral("批量修改") + spec.label);
    setMinimumWidth(420);
    field->setObjectName(QStringLiteral("changeMany.field"));
    field->setAccessibleName(QStringLiteral("要修改的列"));
    field->setMaxVisibleItems(20);
    for (int i = 0; i < spec.fields.size(); ++i)
        if (const FieldSpec& one = spec.fields[i]; !one.byProgram && !one.secret && one.id != u"code")
            field->addItem(one.heading(), i);
    field->setCurrentIndex(std::max(0, field->findData(grid.currentIndex().column())));
    selected->setObjectName(QStringLiteral("changeMany.selected"));
    shown->setObjectName(QStringLiteral("changeMany.shown"));
    (grid.selectedRows() > 1 ? selected : shown)->setChecked(true);
    error->setObjectName(QStringLiteral("changeMany.error"));
    error->setProperty("role", QStringLiteral("error"));
    error->setWordWrap(true);
    error->hide();
    place->setContentsMargins(0, 0, 0, 0);

    auto* form = new QFormLayout;
    form->setVerticalSpacing(theme::grid);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    form->addRow(QStringLiteral("列"), field);
    form->addRow(QStringLiteral("改为"), place);
    form->addRow(QString(), error);
    form->addRow(QStringLiteral("范围"), selected);
    form->addRow(QString(), shown);
    auto* show = namedButton(QStringLiteral("changeMany.preview"), QStringLiteral("查看修改"));
    show->setProperty("role", QStringLiteral("main"));
    show->setDefault(true);
    auto* leave = namedButton(QStringLiteral("changeMany.leave"), QStringLiteral("不修改"));
    leave->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(show);
    buttons->addWidget(leave);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(
        theme::cardPadding, theme::cardPadding, theme::cardPadding, theme::cardPadding);
    column->setSpacing(theme::gap);
    column->addLayout(form);
    column->addLayout(buttons);
    connect(field, &QComboBox::currentIndexChanged, this, &ChangeManyDialog::showEditor);
    connect(show, &QPushButton::clicked, this, &ChangeManyDialog::preview);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    showEditor();
}

void ChangeManyDialog::showEditor()
{
    delete editor;
    editor = makeEditor(grid.records().ledger().fields[field->currentData().toInt()], workspace, this);
    editor->setValue({});
    place->addWidget(editor);
    error->hide();
}

void ChangeManyDialog::preview()
{
    const int column = field->currentData().toInt();
    editor->input()->clearFocus(); // ylz becomes 云岭镇 when the field is left
    const auto value = editor->value();
    if (!value) {
        error->setText(value.error().text);
        error->show();
        editor->input()->setFocus();
        return;
    }
    const RecordTableModel& model = grid.records();
    QList<RowEdit> edits;
    const auto add = [&](int row) {
        edits += RowEdit{model.recordAt(row), row + 1, {RowEdit::Cell{column, *value}}};
    };
    if (selected->isChecked())
        for (const int row : grid.block().rows)
            add(row);
    else
        for (int row = 0; row < model.shownRows(); ++row)
            add(row);
    accept();
    Q_EMIT previewRequested(edits);
}

} // namespace coop
