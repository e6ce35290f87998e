#include "ui/ledger/record_form.h"

#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"
#include "ui/ledger/make_editor.h"
#include "ui/shell/theme.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>

namespace coop
{

namespace
{
constexpr int labelWidth = 116;

QLabel* textLabel(const QString& role, const QString& name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setProperty("role", role);
    label->setObjectName(name);
    label->setWordWrap(true);
    return label;
}

/// A finding stands at its field and need not name it again: “面积（亩）”填的是 -3 … → 填的是 -3 …
QString withoutHeading(const FieldSpec& field, const QString& text)
{
    const QString heading = QStringLiteral("“%1”").arg(field.heading());
    return text.startsWith(heading) ? text.mid(heading.size()) : text;
}
} // namespace

RecordForm::RecordForm(const Workspace& opened, QWidget* parent)
    : QWidget(parent)
    , workspace(opened)
    , title(textLabel(QStringLiteral("heading"), QStringLiteral("form.title"), this))
    , code(textLabel(QStringLiteral("small"), QStringLiteral("form.code"), this))
    , scroll(new QScrollArea(this))
    , refusal(textLabel(QStringLiteral("error"), QStringLiteral("form.refusal"), this))
    , readOnly(textLabel(QStringLiteral("second"), QStringLiteral("form.readOnly"), this))
    , save(new QPushButton(this))
    , saveAndAdd(new QPushButton(QStringLiteral("保存并再增一行"), this))
    , discard(new QPushButton(this))
{
    setObjectName(QStringLiteral("ledger.form"));
    setAccessibleName(QStringLiteral("选中行的内容"));
    save->setObjectName(QStringLiteral("form.save"));
    save->setProperty("role", QStringLiteral("main"));
    saveAndAdd->setObjectName(QStringLiteral("form.saveAndAdd"));
    discard->setObjectName(QStringLiteral("form.discard"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->viewport()->setAutoFillBackground(false);
    refusal->hide();
    readOnly->hide();

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme::grid);
    buttons->addWidget(save);
    buttons->addWidget(saveAndAdd);
    buttons->addWidget(discard);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, theme::gap);
    layout->setSpacing(theme::grid);
    layout->addWidget(title);
    layout->addWidget(code);
    layout->addWidget(scroll, 1);
    layout->addWidget(refusal);
    layout->addWidget(readOnly);
    layout->addLayout(buttons);
    connect(save, &QPushButton::clicked, this, &RecordForm::saveRequested);
    connect(saveAndAdd, &QPushButton::clicked, this, &RecordForm::saveAndAddRequested);
    connect(discard, &QPushButton::clicked, this, &RecordForm::discardRequested);
    updateButtons();
}

void RecordForm::setLedger(const RegistrySpec& ledger)
{
    base.reset();
    spec = &ledger;
    rows.clear();
    auto* fields = new QWidget; // setWidget below deletes the one before with its editors
    fields->setObjectName(QStringLiteral("form.fields"));
    auto* grid = new QGridLayout(fields);
    grid->setContentsMargins(0, 0, theme::grid, 0);
    grid->setHorizontalSpacing(theme::grid);
    grid->setVerticalSpacing(0);
    grid->setColumnMinimumWidth(0, labelWidth);
    grid->setColumnStretch(1, 1);
    for (const FieldSpec& field : spec->fields)
        addRow(*grid, field);
    grid->setRowStretch(grid->rowCount(), 1);
    scroll->setWidget(fields);
    fields->setAutoFillBackground(false); // the pane's white shows through
    clear();
}

void RecordForm::addRow(QGridLayout& grid, const FieldSpec& field)
{
    QWidget* parent = grid.parentWidget();
    FieldEditor* editor = makeEditor(field, workspace, parent);
    auto* label = new QLabel(parent);
    label->setText(
        (field.required ? QStringLiteral("<span style='color:%1'>*</span> ").arg(theme::danger.name())
                        : QString())
        + field.heading().toHtmlEscaped());
    label->setTextFormat(Qt::RichText);
    label->setAlignment(Qt::AlignRight | Qt::AlignTop);
    label->setWordWrap(true);
    label->setFixedWidth(labelWidth);
    label->setMinimumHeight(theme::controlHeight);
    label->setContentsMargins(0, 5, 0, 0);
    label->setBuddy(editor->input());
    if (field.required)
        editor->input()->setAccessibleDescription(QStringLiteral("必填"));
    QLabel* error = textLabel(QStringLiteral("error"), QStringLiteral("error.") + field.id, parent);
    error->setFont(theme::font(theme::smallPoints));
    error->hide();
    const int row = grid.rowCount();
    grid.addWidget(label, row, 0);
    grid.addWidget(editor, row, 1);
    grid.addWidget(error, row + 1, 1);
    grid.setRowMinimumHeight(row + 2, theme::grid);
    editor->input()->installEventFilter(this);
    for (QWidget* input : editor->findChildren<QWidget*>())
        input->installEventFilter(this);
    connect(editor, &FieldEditor::edited, this, &RecordForm::takeEdit);
    connect(
        editor, &FieldEditor::done, this, [this, editor] { goToNext(editor->input()); },
        Qt::QueuedConnection); // after the list is closed and has given the keyboard back
    connect(editor, &FieldEditor::left, this, [this, id = field.id] { checkField(id); });
    rows += Row{editor, error};
}

void RecordForm::fill(const Record& record, const QString& heading)
{
    base = record;
    clearErrors();
    for (int i = 0; i < rows.size(); ++i)
        rows[i].editor->setValue(record.at(i));
    takeEdit();
    title->setText(heading);
    code->setText(record.id == 0 ? QStringLiteral("编码不填时由程序编") : record.code());
    scroll->widget()->setEnabled(readOnly->text().isEmpty());
    scroll->ensureVisible(0, 0);
    updateButtons();
}

void RecordForm::showRecord(const Record& record)
{
    fill(record, record[u"name"].text().isEmpty() ? spec->label : record.title());
}

void RecordForm::startNew(const Record& preset)
{
    fill(preset, QStringLiteral("新增") + spec->label);
    focusFirst();
}

void RecordForm::clear()
{
    base.reset();
    clearErrors();
    for (const Row& row : rows)
        row.editor->setValue({});
    title->setText(spec ? spec->label : QString());
    code->setText(QStringLiteral("没有选中的行"));
    if (scroll->widget())
        scroll->widget()->setEnabled(false);
    updateButtons();
}

bool RecordForm::isModified() const
{
    return base
        && std::any_of(rows.begin(), rows.end(), [](const Row& row) { return row.editor->isModified(); });
}

Record RecordForm::typed() const
{
    Record record = *base;
    for (int i = 0; i < rows.size(); ++i)
        if (rows[i].editor->isModified())
            if (const auto value = rows[i].editor->value())
                record.setAt(i, *value);
    if (spec->derive)
        spec->derive(record, isNew() ? nullptr : &*base);
    return record;
}

void RecordForm::takeEdit()
{
    if (!base)
        return;
    const Record now = typed();
    for (int i = 0; i < rows.size(); ++i) {
        FieldEditor* editor = rows[i].editor;
        if (!editor->isModified() && !(editor->value().value_or(FieldValue()) == now.at(i)))
            editor->setValue(now.at(i)); // what follows from other fields is shown as they are typed
        if (auto* reference = qobject_cast<ReferenceEditor*>(editor))
            reference->prefer(now[u"township"].number());
    }
    updateButtons();
}

void RecordForm::checkField(const QString& id)
{
    const int index = spec->indexOf(id);
    if (!base || index < 0 || !rows[index].editor->isModified())
        return;
    const auto value = rows[index].editor->value();
    if (!value) {
        showError(id, value.error().text);
        return;
    }
    showError(id, {});
    for (const Finding& finding : checkRecord(typed()))
        if (finding.field == id)
            showError(id, finding.text, finding.severity == Finding::Severity::warning);
}

std::optional<Record> RecordForm::checkedRecord()
{
    if (!base)
        return {};
    clearErrors();
    bool good = true;
    int first = int(rows.size()); // of the fields that are wrong
    for (const Row& row : rows) {
        const auto value = row.editor->value();
        if (value)
            continue;
        showError(row.editor->field().id, value.error().text);
        good = false;
        first = std::min(first, spec->indexOf(row.editor->field().id));
    }
    const Record record = typed();
    for (const Finding& finding : checkRecord(record)) {
        const int index = spec->indexOf(finding.field);
        const bool warning = finding.severity == Finding::Severity::warning;
        if (index < 0) {
            showRefusal(finding.text);
            good = good && warning;
            continue;
        }
        if (!rows[index].editor->value())
            continue; // an unreadable value says more than the rule that misses it
        showError(finding.field, finding.text, warning);
        good = good && warning;
        if (!warning)
            first = std::min(first, index);
    }
    if (good)
        return record;
    if (first < rows.size()) {
        QWidget* wrong = rows[first].editor->input();
        wrong->setFocus(Qt::OtherFocusReason);
        scroll->ensureWidgetVisible(wrong, 0, 2 * theme::controlHeight);
    }
    return {};
}

void RecordForm::showError(const QString& field, const QString& text, bool warning)
{
    const int index = spec->indexOf(field);
    const Row& row = rows[index];
    row.error->setText(
        (warning ? QStringLiteral("请留意：") : QString()) + withoutHeading(row.editor->field(), text));
    row.error->setVisible(!text.isEmpty());
    row.editor->setInvalid(!text.isEmpty() && !warning);
    row.editor->input()->setAccessibleDescription(
        text.isEmpty() && row.editor->field().required ? QStringLiteral("必填") : text);
}

void RecordForm::clearErrors()
{
    for (const Row& row : rows)
        showError(row.editor->field().id, {});
    refusal->hide();
}

void RecordForm::showRefusal(const QString& text)
{
    refusal->setText(text);
    refusal->show();
}

void RecordForm::setReadOnly(const QString& reason)
{
    readOnly->setText(reason);
    readOnly->setVisible(!reason.isEmpty());
    if (scroll->widget())
        scroll->widget()->setEnabled(base && reason.isEmpty());
    updateButtons();
}

void RecordForm::forgetCandidates()
{
    for (const Row& row : rows)
        if (auto* reference = qobject_cast<ReferenceEditor*>(row.editor))
            reference->forget();
}

void RecordForm::focusFirst()
{
    // The code is made by the program: the first field that a person fills is the one after it.
    for (const Row& row : rows)
        if (row.editor->field().id != u"code") {
            row.editor->input()->setFocus(Qt::ShortcutFocusReason);
            return;
        }
}

void RecordForm::updateButtons()
{
    const bool adding = isNew();
    const bool changed = isModified();
    save->setText(adding ? QStringLiteral("保存新增") : QStringLiteral("保存修改"));
    discard->setText(adding ? QStringLiteral("不新增") : QStringLiteral("放弃修改"));
    saveAndAdd->setVisible(adding);
    const bool open = base && readOnly->text().isEmpty();
    save->setEnabled(open && (adding || changed));
    saveAndAdd->setEnabled(open);
    discard->setEnabled(base && (adding || changed));
}

bool RecordForm::goToNext(QWidget* from)
{
    for (int i = 0; i < rows.size(); ++i) {
        if (rows[i].editor != from && !rows[i].editor->isAncestorOf(from))
            continue;
        QWidget* next = i + 1 < rows.size() ? rows[i + 1].editor->input() : save;
        next->setFocus(Qt::TabFocusReason);
        scroll->ensureWidgetVisible(next, 0, theme::controlHeight);
        return true;
    }
    return false;
}

bool RecordForm::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers() & ~Qt::KeypadModifier)
            return QWidget::eventFilter(watched, event);
        if (enter)
            return goToNext(qobject_cast<QWidget*>(watched));
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace coop
