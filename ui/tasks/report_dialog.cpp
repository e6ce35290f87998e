#include "ui/tasks/report_dialog.h"

#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/tasks/task_reports.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"
#include "ui/widgets/ask_choice.h"
#include "ui/widgets/named.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

namespace coop
{

namespace
{
constexpr int notGiven = -1; // of the percentage

QPlainTextEdit* textField(const QString& name, const QString& title, int lines)
{
    auto* field = new QPlainTextEdit;
    field->setObjectName(QStringLiteral("report.") + name);
    field->setAccessibleName(title);
    field->setTabChangesFocus(true);
    field->setFixedHeight(field->fontMetrics().lineSpacing() * lines + 16);
    return field;
}

FieldValue orNull(const QPlainTextEdit* field)
{
    const QString text = field->toPlainText().trimmed();
    return text.isEmpty() ? FieldValue() : FieldValue(text);
}
} // namespace

ReportDialog::ReportDialog(
    Session& shared, const PlanTask& about, const Period& when, const QStringList& units, QWidget* parent)
    : QDialog(parent)
    , session(shared)
    , task(about)
    , quarter(when)
    , unitField(new QComboBox)
    , progress(textField(QStringLiteral("progress"), QStringLiteral("进展情况"), 5))
    , percent(new QSpinBox)
    , problemField(textField(QStringLiteral("problem"), QStringLiteral("存在问题"), 2))
    , nextStep(textField(QStringLiteral("nextStep"), QStringLiteral("下一步打算"), 2))
    , state(new QLabel)
    , problem(new QLabel)
{
    setObjectName(QStringLiteral("reportDialog"));
    setWindowTitle(QStringLiteral("填写进展"));
    setMinimumWidth(600);
    build(units);
    load();
    progress->setFocus();
}

void ReportDialog::build(const QStringList& units)
{
    auto* heading
        = new QLabel(QStringLiteral("任务 %1　%2　%3").arg(task.no).arg(task.item, quarter.title()));
    heading->setProperty("role", QStringLiteral("heading"));
    heading->setWordWrap(true);
    unitField->setObjectName(QStringLiteral("report.unit"));
    unitField->setAccessibleName(QStringLiteral("填报单位"));
    unitField->setEditable(true);
    unitField->setInsertPolicy(QComboBox::NoInsert);
    unitField->addItems(units);
    unitField->completer()->setFilterMode(Qt::MatchContains);
    unitField->completer()->setCompletionMode(QCompleter::PopupCompletion);
    percent->setObjectName(QStringLiteral("report.percent"));
    percent->setAccessibleName(QStringLiteral("完成比例"));
    percent->setRange(notGiven, 100);
    percent->setSpecialValueText(QStringLiteral("不填"));
    percent->setSuffix(QStringLiteral(" %"));
    percent->setButtonSymbols(QSpinBox::NoButtons);
    percent->setFixedWidth(90);
    state->setObjectName(QStringLiteral("report.state"));
    state->setProperty("role", QStringLiteral("second"));
    problem->setObjectName(QStringLiteral("report.error"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setWordWrap(true);
    problem->hide();

    auto* form = new QFormLayout;
    form->setSpacing(theme::gap);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    auto* who = new QHBoxLayout;
    who->setSpacing(theme::gap);
    who->addWidget(unitField, 1);
    who->addWidget(state);
    const auto label = [](const QString& text) {
        auto* result = new QLabel(text);
        result->setContentsMargins(0, 3, 0, 0); // onto the first line of its field
        return result;
    };
    form->addRow(label(QStringLiteral("填报单位")), who);
    form->addRow(label(QStringLiteral("进展情况")), progress);
    form->addRow(label(QStringLiteral("完成比例")), percent);
    form->addRow(label(QStringLiteral("存在问题")), problemField);
    form->addRow(label(QStringLiteral("下一步打算")), nextStep);
    form->addRow(QString(), problem);
    auto* saving = namedButton(QStringLiteral("report.save"), QStringLiteral("保存进展"));
    saving->setDefault(true);
    auto* leave = namedButton(QStringLiteral("report.leave"), QStringLiteral("不保存"));
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(leave, QDialogButtonBox::RejectRole);
    buttons->addButton(saving, QDialogButtonBox::AcceptRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::cardPadding);
    column->addWidget(heading);
    column->addLayout(form);
    column->addWidget(buttons);
    connect(unitField, &QComboBox::textActivated, this, &ReportDialog::load);
    connect(unitField->lineEdit(), &QLineEdit::editingFinished, this, &ReportDialog::load);
    connect(saving, &QPushButton::clicked, this, &ReportDialog::save);
    connect(leave, &QPushButton::clicked, this, &ReportDialog::reject);
}

QString ReportDialog::unit() const
{
    return unitField->currentText().trimmed();
}

void ReportDialog::load()
{
    if (base && (*base)[u"unit"].text() == unit())
        return;
    const bool typed = base && isModified();
    const auto found = taskReport(session.workspace(), task.no, quarter, unit());
    if (!found)
        return say(unit().isEmpty() ? QString() : found.error().text);
    base = *found;
    say({});
    state->setText(base->id == 0 ? QStringLiteral("本季度还没有填") : QStringLiteral("本季度已填，在此修改"));
    if (typed && base->id == 0)
        return; // what was typed is meant for the unit that was chosen last
    progress->setPlainText((*base)[u"progress"].text());
    percent->setValue((*base)[u"percent"].isNumber() ? int((*base)[u"percent"].number()) : notGiven);
    problemField->setPlainText((*base)[u"problem"].text());
    nextStep->setPlainText((*base)[u"next_step"].text());
}

void ReportDialog::fill(Record& record) const
{
    record.set(u"progress", orNull(progress));
    record.set(u"percent", percent->value() == notGiven ? FieldValue() : FieldValue(percent->value()));
    record.set(u"problem", orNull(problemField));
    record.set(u"next_step", orNull(nextStep));
}

bool ReportDialog::isModified() const
{
    if (!base)
        return false;
    Record typed = *base;
    fill(typed);
    for (const QStringView field : {u"progress", u"percent", u"problem", u"next_step"})
        if (!(typed[field] == (*base)[field]))
            return true;
    return false;
}

void ReportDialog::save()
{
    const auto row = taskReport(session.workspace(), task.no, quarter, unit());
    if (!row)
        return say(row.error().text);
    if (progress->toPlainText().trimmed().isEmpty()) {
        progress->setFocus();
        return say(QStringLiteral("请填写进展情况；没有进展也请写明原因。"));
    }
    Record record = *row;
    fill(record);
    if (const auto saved = saveTaskReport(session.workspace(), session.author(Door::form, {}), record);
        !saved)
        return say(saved.error().text);
    accept();
}

void ReportDialog::reject()
{
    if (isModified()
        && askChoice(this, QStringLiteral("dropReport"), QStringLiteral("填写的进展还没有保存。"), {},
               {QStringLiteral("放弃填写的内容"), QStringLiteral("继续填写")}, 1)
            != 0)
        return;
    QDialog::reject();
}

void ReportDialog::say(const QString& text)
{
    problem->setText(text);
    problem->setVisible(!text.isEmpty());
}

} // namespace coop
