#include "ui/ledger/form/record_form.h"

#include "core/domain/registry_spec.h"
#include "core/store/people/personal_access.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "ui/ledger/duplicates/duplicate_strip.h"
#include "ui/ledger/editors/field_editor.h"
#include "ui/ledger/edits/reason_strip.h"
#include "ui/ledger/form/form_fields.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

namespace
{
QLabel* textLabel(const QString& role, const QString& name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setProperty("role", role);
    label->setObjectName(name);
    label->setWordWrap(true);
    return label;
}
} // namespace

RecordForm::RecordForm(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , title(textLabel(QStringLiteral("heading"), QStringLiteral("form.title"), this))
    , code(textLabel(QStringLiteral("small"), QStringLiteral("form.code"), this))
    , fields(new FormFields(shared.workspace(), this))
    , duplicates(new DuplicateStrip(shared, this))
    , reasons(new ReasonStrip(this))
    , refusal(textLabel(QStringLiteral("error"), QStringLiteral("form.refusal"), this))
    , readOnly(textLabel(QStringLiteral("second"), QStringLiteral("form.readOnly"), this))
    , save(new QPushButton(this))
    , saveAndAdd(new QPushButton(QStringLiteral("保存并再增一行"), this))
    , discard(new QPushButton(this))
{
    setObjectName(QStringLiteral("ledger.form"));
    setAccessibleName(QStringLiteral("选中行的内容"));
    build();
    connect(save, &QPushButton::clicked, this, &RecordForm::saveRequested);
    connect(saveAndAdd, &QPushButton::clicked, this, &RecordForm::saveAndAddRequested);
    connect(discard, &QPushButton::clicked, this, &RecordForm::discardRequested);
    connect(fields, &FormFields::edited, this, [this] {
        updateButtons();
        Q_EMIT edited();
    });
    connect(fields, &FormFields::fieldLeft, this, &RecordForm::lookForDuplicates);
    connect(fields, &FormFields::revealRequested, this, &RecordForm::askPersonal);
    connect(fields, &FormFields::passedLast, this, [this] { save->setFocus(Qt::TabFocusReason); });
    connect(reasons, &ReasonStrip::given, this, &RecordForm::saveRequested);
    connect(duplicates, &DuplicateStrip::saveRequested, this, &RecordForm::saveRequested);
    connect(&session, &Session::personChanged, this, &RecordForm::offerPersonal);
    updateButtons();
}

void RecordForm::build()
{
    save->setObjectName(QStringLiteral("form.save"));
    save->setProperty("role", QStringLiteral("main"));
    saveAndAdd->setObjectName(QStringLiteral("form.saveAndAdd"));
    discard->setObjectName(QStringLiteral("form.discard"));
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
    layout->addWidget(fields, 1);
    for (QWidget* each : {static_cast<QWidget*>(duplicates), static_cast<QWidget*>(reasons),
             static_cast<QWidget*>(refusal), static_cast<QWidget*>(readOnly)})
        layout->addWidget(each);
    layout->addLayout(buttons);
}

void RecordForm::setLedger(const RegistrySpec& ledger)
{
    spec = &ledger;
    fields->setLedger(ledger);
    clear();
}

void RecordForm::fill(const Record& record, const QString& heading)
{
    fields->setRecord(record);
    reasons->forget();
    duplicates->forget();
    refusal->hide();
    title->setText(heading);
    code->setText(record.id == 0 ? QStringLiteral("编码不填时由程序编") : record.code());
    fields->widget()->setEnabled(readOnly->text().isEmpty());
    offerPersonal();
    updateButtons();
    Q_EMIT rowShown();
}

void RecordForm::showRecord(const Record& record)
{
    fill(record, record[u"name"].text().isEmpty() ? spec->label : record.title());
}

void RecordForm::renew(const Record& record)
{
    if (rowId() != record.id || &fields->base()->spec() != &record.spec())
        return showRecord(record);
    const QStringList both = fields->renew(record);
    title->setText(record[u"name"].text().isEmpty() ? spec->label : record.title());
    code->setText(record.code());
    if (!both.isEmpty())
        showRefusal(QStringLiteral("“%1”刚才在别处改过了；您填的还在，请核对后再保存")
                        .arg(both.join(QStringLiteral("”“"))));
    offerPersonal();
    updateButtons();
    Q_EMIT rowShown();
}

void RecordForm::sayGone()
{
    showRefusal(
        QStringLiteral("这一行已经删除了，改不进去；您填的还在：可以撤销那次删除再保存，或者放弃修改"));
}

void RecordForm::startNew(const Record& preset)
{
    fill(preset, QStringLiteral("新增") + spec->label);
    focusFirst();
}

void RecordForm::clear()
{
    fields->setRecord({});
    reasons->forget();
    duplicates->forget();
    refusal->hide();
    title->setText(spec ? spec->label : QString());
    code->setText(QStringLiteral("没有选中的行"));
    if (fields->widget())
        fields->widget()->setEnabled(false);
    updateButtons();
    Q_EMIT rowShown();
}

bool RecordForm::isNew() const
{
    return fields->base() && !fields->before();
}

RowId RecordForm::rowId() const
{
    return fields->before() ? fields->before()->id : 0;
}

bool RecordForm::isModified() const
{
    return fields->isModified();
}

std::optional<Record> RecordForm::checkedRecord()
{
    if (!fields->base())
        return {};
    refusal->hide();
    QString elsewhere;
    auto record = fields->checked(elsewhere);
    if (!elsewhere.isEmpty())
        showRefusal(elsewhere);
    if (!record || !hasReason(*record) || !duplicates->settled(*record, fields->before()))
        return {};
    return record;
}

bool RecordForm::hasReason(const Record& record)
{
    const auto warnings = fields->unusual(record);
    if (!warnings) {
        showRefusal(warnings.error().text);
        return false;
    }
    fields->warn(*warnings);
    QStringList texts;
    for (const Finding& each : *warnings)
        texts += each.text;
    return reasons->answers(texts);
}

QString RecordForm::reason() const
{
    return reasons->reason();
}

QList<RowId> RecordForm::notDuplicates() const
{
    return duplicates->notDuplicates();
}

void RecordForm::lookForDuplicates(const QString& field)
{
    if (isNew() && DuplicateStrip::depend(field))
        duplicates->look(fields->typed());
}

void RecordForm::askPersonal()
{
    if (const auto seen = seePersonal(session.workspace(), session.author(Door::form, {}), *spec, 1); !seen)
        return showRefusal(seen.error().text);
    fields->revealPersonal();
    session.noteSaved();
}

void RecordForm::offerPersonal()
{
    fields->offerPersonal(maySeePersonal(session.workspace()));
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
    if (fields->widget())
        fields->widget()->setEnabled(fields->base() && reason.isEmpty());
    updateButtons();
}

void RecordForm::forgetCandidates()
{
    for (FieldEditor* editor : fields->editors())
        editor->forget();
}

void RecordForm::focusBack()
{
    if (QWidget* typedIn = focusWidget(); typedIn && typedIn->isEnabled())
        typedIn->setFocus();
    else
        focusFirst();
}

void RecordForm::focusFirst()
{
    fields->focusFirst();
}

FormDraft RecordForm::draft() const
{
    return draftOf(*fields);
}

bool RecordForm::restore(const FormDraft& draft)
{
    if (!spec || spec->id != draft.registry)
        return false;
    retype(*fields, draft);
    return true;
}

void RecordForm::setPoint(double lon, double lat)
{
    constexpr int decimals = 6; // about 10 cm
    if (FieldEditor* editor = fields->editor(u"lon"))
        editor->retype(QString::number(lon, 'f', decimals), 0);
    if (FieldEditor* editor = fields->editor(u"lat"))
        editor->retype(QString::number(lat, 'f', decimals), 0);
    fields->checkTyped();
}

void RecordForm::updateButtons()
{
    const bool adding = isNew();
    const bool changed = isModified();
    save->setText(adding ? QStringLiteral("保存新增") : QStringLiteral("保存修改"));
    discard->setText(adding ? QStringLiteral("不新增") : QStringLiteral("放弃修改"));
    saveAndAdd->setVisible(adding);
    const bool open = fields->base() && readOnly->text().isEmpty();
    save->setEnabled(open && (adding || changed));
    saveAndAdd->setEnabled(open);
    discard->setEnabled(fields->base() && (adding || changed));
}

} // namespace coop
