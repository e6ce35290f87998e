#include "ui/ledger/form/form_fields.h"

#include "core/store/rows/row_warnings.h"
#include "ui/ledger/editors/field_editor.h"
#include "ui/look/theme.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>

namespace coop
{

FormFields::FormFields(const Workspace& opened, QWidget* parent)
    : QScrollArea(parent)
    , workspace(opened)
    , district(opened)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
}

void FormFields::setLedger(const RegistrySpec& ledger)
{
    shown.reset();
    spec = &ledger;
    rows.clear();
    auto* fields = new QWidget; // setWidget below deletes the one before with its editors
    fields->setObjectName(QStringLiteral("form.fields"));
    auto* grid = new QGridLayout(fields);
    grid->setContentsMargins(0, 0, theme::grid, 0);
    grid->setHorizontalSpacing(theme::grid);
    grid->setVerticalSpacing(0);
    grid->setColumnMinimumWidth(0, FormRow::labelWidth);
    grid->setColumnStretch(1, 1);
    for (const FieldSpec& field : spec->fields)
        addRow(*grid, field);
    grid->setRowStretch(grid->rowCount(), 1);
    setWidget(fields);
    fields->setAutoFillBackground(false); // the pane's white shows through
}

void FormFields::addRow(QGridLayout& grid, const FieldSpec& field)
{
    const FormRow row(grid, field, workspace);
    FieldEditor* editor = row.editor;
    editor->input()->installEventFilter(this);
    for (QWidget* input : editor->findChildren<QWidget*>())
        input->installEventFilter(this);
    connect(editor, &FieldEditor::edited, this, &FormFields::follow);
    connect(editor, &FieldEditor::revealRequested, this, &FormFields::revealRequested);
    connect(
        editor, &FieldEditor::done, this, [this, editor] { goToNext(editor->input()); },
        Qt::QueuedConnection); // after the list is closed and has given the keyboard back
    connect(editor, &FieldEditor::left, this, [this, id = field.id] { checkField(id); });
    rows += row;
}

void FormFields::setRecord(std::optional<Record> record)
{
    const bool same = record && shown && record->id != 0 && record->id == shown->id;
    shown = std::move(record);
    district = DistrictPlace(workspace); // boundaries may have come since
    clearErrors();
    for (int i = 0; i < rows.size(); ++i) {
        if (!same)
            rows[i].editor->setRevealed(false);
        rows[i].editor->setValue(shown ? shown->at(i) : FieldValue());
    }
    follow();
    offerReveals();
    if (!same)
        ensureVisible(0, 0);
}

QStringList FormFields::renew(const Record& record)
{
    QStringList both;
    const Record before = *shown;
    shown = record;
    for (int i = 0; i < rows.size(); ++i) {
        if (before.at(i) == record.at(i))
            continue;
        if (rows[i].editor->isModified())
            both += rows[i].editor->field().label;
        else
            rows[i].editor->setValue(record.at(i));
    }
    follow();
    offerReveals();
    return both;
}

bool FormFields::isModified() const
{
    return shown
        && std::any_of(rows.begin(), rows.end(), [](const FormRow& row) { return row.editor->isModified(); });
}

Record FormFields::typed() const
{
    Record record = *shown;
    for (int i = 0; i < rows.size(); ++i)
        if (rows[i].editor->isModified())
            if (const auto value = rows[i].editor->value())
                record.setAt(i, *value);
    if (spec->derive)
        spec->derive(record, before());
    return record;
}

void FormFields::follow()
{
    if (!shown)
        return Q_EMIT edited();
    const Record now = typed();
    for (int i = 0; i < rows.size(); ++i) {
        FieldEditor* editor = rows[i].editor;
        if (!editor->isModified() && !(editor->value().value_or(FieldValue()) == now.at(i)))
            editor->setValue(now.at(i)); // what follows from other fields is shown as they are typed
        editor->prefer(now[u"township"].number());
    }
    Q_EMIT edited();
}

void FormFields::checkTyped()
{
    follow();
    for (const FormRow& row : rows)
        checkField(row.editor->field().id);
}

void FormFields::checkField(const QString& id)
{
    const int index = spec->indexOf(id);
    if (!shown || index < 0 || !rows[index].editor->isModified())
        return;
    const auto value = rows[index].editor->value();
    rows[index].say(value ? QString() : value.error().text);
    if (!value)
        return;
    const Record record = typed();
    QList<Finding> findings = unusual(record).value_or(QList<Finding>());
    for (const Finding& finding : checkRecord(record, before()))
        if (finding.severity == Finding::Severity::error)
            findings += finding;
    for (const Finding& finding : std::as_const(findings))
        if (finding.field == id)
            rows[index].say(finding.text, finding.severity == Finding::Severity::warning);
    if (id == u"lon") // one point
        checkField(QStringLiteral("lat"));
    Q_EMIT fieldLeft(id);
}

Result<QList<Finding>> FormFields::unusual(const Record& record) const
{
    auto warnings = rowWarnings(workspace, record, before());
    if (warnings)
        district.addFarPoint(record, before(), *warnings);
    return warnings;
}

std::optional<Record> FormFields::checked(QString& elsewhere)
{
    clearErrors();
    bool good = true;
    qsizetype first = rows.size(); // of the fields that are wrong
    for (int i = 0; i < rows.size(); ++i) {
        const auto value = rows[i].editor->value();
        if (value)
            continue;
        rows[i].say(value.error().text);
        good = false;
        first = std::min<qsizetype>(first, i);
    }
    const Record record = typed();
    for (const Finding& finding : checkRecord(record, before())) {
        if (finding.severity == Finding::Severity::warning)
            continue; // those are asked about together with the others
        good = false;
        const int index = spec->indexOf(finding.field);
        if (index < 0) {
            elsewhere = finding.text;
            continue;
        }
        first = std::min<qsizetype>(first, index);
        if (rows[index].editor->value()) // an unreadable value says more than the rule that misses it
            rows[index].say(finding.text);
    }
    if (good)
        return record;
    if (first < rows.size())
        goTo(rows[first].editor->input(), Qt::OtherFocusReason);
    return {};
}

void FormFields::warn(const QList<Finding>& warnings)
{
    for (const Finding& finding : warnings)
        if (const int index = spec->indexOf(finding.field); index >= 0) {
            rows[index].say(finding.text, true);
            ensureWidgetVisible(rows[index].error, 0, theme::controlHeight);
        }
}

void FormFields::clearErrors()
{
    for (const FormRow& row : rows)
        row.say({});
}

const QList<FieldEditor*> FormFields::editors() const
{
    QList<FieldEditor*> all;
    for (const FormRow& row : rows)
        all += row.editor;
    return all;
}

FieldEditor* FormFields::editor(QStringView field) const
{
    const int index = spec ? spec->indexOf(field) : -1;
    return index < 0 ? nullptr : rows[index].editor;
}

void FormFields::offerPersonal(bool offered)
{
    personalOffered = offered;
    if (!offered)
        for (const FormRow& row : rows)
            row.editor->setRevealed(false);
    offerReveals();
}

void FormFields::revealPersonal()
{
    for (const FormRow& row : rows)
        if (row.editor->field().personal)
            row.editor->setRevealed(true);
    offerReveals();
}

void FormFields::offerReveals()
{
    for (int i = 0; i < rows.size(); ++i) {
        FieldEditor* editor = rows[i].editor;
        editor->offerReveal(personalOffered && before() && editor->field().personal && !shown->at(i).isNull()
            && !editor->isRevealed());
    }
}

void FormFields::focusFirst()
{
    // The code is made by the program: the first field that a person fills is the one after it.
    for (const FormRow& row : rows)
        if (row.editor->field().id != u"code" && !row.editor->field().byProgram)
            return row.editor->input()->setFocus(Qt::ShortcutFocusReason);
}

void FormFields::goTo(QWidget* input, Qt::FocusReason reason)
{
    input->setFocus(reason);
    ensureWidgetVisible(input, 0, 2 * theme::controlHeight);
}

bool FormFields::goToNext(const QWidget* from)
{
    bool passed = false;
    for (const FormRow& row : rows) {
        if (passed && !row.editor->field().byProgram) {
            goTo(row.editor->input(), Qt::TabFocusReason);
            return true;
        }
        passed = passed || row.editor == from || row.editor->isAncestorOf(from);
    }
    if (passed)
        Q_EMIT passedLast();
    return passed;
}

bool FormFields::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && !watched->inherits("QToolButton")) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && !(key->modifiers() & ~Qt::KeypadModifier))
            return goToNext(qobject_cast<QWidget*>(watched));
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace coop
