#include "ui/exchange/conflicts/settle_dialog.h"

#include "core/domain/registry_spec.h"
#include "core/store/tables/stored_value.h"
#include "core/store/workspace.h"
#include "core/tabular/history_text.h"
#include "core/workflow/exchange_text.h"
#include "ui/ledger/editors/make_editor.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace coop
{

namespace
{
/// Two rows can both stay when what must be unique differs: name, code or the registry's own key.
bool makesUnique(const RegistrySpec& spec, const QString& field)
{
    if (field == u"name" || field == u"code")
        return true;
    return std::any_of(spec.naturalKeys.begin(), spec.naturalKeys.end(),
        [&](const QStringList& key) { return key.contains(field); });
}

QString shown(const Workspace& workspace, const FieldSpec& field, const QJsonValue& value)
{
    const QString text = historyValue(workspace, field, fromJson(field, value));
    return text.isEmpty() ? QStringLiteral("（空）") : text;
}
} // namespace

SettleDialog::SettleDialog(
    const Workspace& workspace, const Conflict& conflict, Settlement::Choice choice, QWidget* parent)
    : QDialog(parent)
    , problem(new QLabel)
{
    result.choice = choice;
    const bool both = choice == Settlement::Choice::both;
    const RegistrySpec& spec = *historySpec(workspace.registries(), conflict.registry);
    setObjectName(QStringLiteral("settleDialog"));
    setWindowTitle(settlementWord(choice));
    setMinimumWidth(560);
    auto* heading = new QLabel(spec.label + u' ' + conflict.code);
    heading->setProperty("role", QStringLiteral("heading"));
    auto* advice = new QLabel(both
            ? conflict.reason + QStringLiteral("\n两行都留下：给乡镇报来的这一行改一个不同的名称。")
            : QStringLiteral("填上核实以后的值；先填的是乡镇的值。"));
    advice->setProperty("role", QStringLiteral("second"));
    advice->setWordWrap(true);
    problem->setObjectName(QStringLiteral("settle.problem"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setWordWrap(true);
    problem->hide();

    auto* inner = new QWidget;
    auto* form = new QFormLayout(inner);
    form->setContentsMargins(0, 0, theme::grid, 0);
    form->setSpacing(theme::grid);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (const FieldSpec& field : spec.fields) {
        const QJsonArray values = conflict.fields[field.id].toArray();
        if (values.size() != 3 || field.byProgram || !field.child.isEmpty()
            || (both && !makesUnique(spec, field.id)))
            continue;
        FieldEditor* editor = makeEditor(field, workspace, inner);
        editor->setValue(fromJson(field, values[2]));
        editor->input()->setAccessibleName(field.heading());
        editors += editor;
        form->addRow(field.heading(), editor);
        if (both) // a row that only the township has: nothing to compare
            continue;
        auto* sides
            = new QLabel(QStringLiteral("原值 %1　区级 %2　乡镇 %3")
                             .arg(shown(workspace, field, values[0]), shown(workspace, field, values[1]),
                                 shown(workspace, field, values[2])));
        sides->setProperty("role", QStringLiteral("small"));
        sides->setWordWrap(true);
        form->addRow(QString(), sides);
    }
    auto* scroll = new QScrollArea;
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setMinimumHeight(qMin(360, inner->sizeHint().height() + theme::grid));

    auto* act = namedButton(
        QStringLiteral("settle.act"), both ? QStringLiteral("两者保留") : QStringLiteral("用这些值"));
    act->setDefault(true);
    auto* leave = new QPushButton(QStringLiteral("先不处理"));
    leave->setAutoDefault(false);
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(theme::grid);
    bottom->addStretch();
    bottom->addWidget(act);
    bottom->addWidget(leave);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::gap);
    column->addWidget(heading);
    column->addWidget(advice);
    column->addWidget(scroll, 1);
    column->addWidget(problem);
    column->addLayout(bottom);
    connect(act, &QPushButton::clicked, this, &SettleDialog::check);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    for (FieldEditor* editor : std::as_const(editors))
        if (editor == editors.first() || editor->field().id == u"name") // a code is made when it is taken
            editor->input()->setFocus();
}

void SettleDialog::check()
{
    result.edited.clear();
    for (FieldEditor* editor : std::as_const(editors)) {
        const auto value = editor->value();
        editor->setInvalid(!value);
        if (!value) {
            problem->setText(QStringLiteral("“%1”%2。").arg(editor->field().label, value.error().text));
            problem->show();
            return editor->input()->setFocus();
        }
        result.edited += {editor->field().id, *value};
    }
    accept();
}

} // namespace coop
