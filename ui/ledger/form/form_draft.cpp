#include "ui/ledger/form/form_draft.h"

#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"
#include "ui/ledger/editors/field_editor.h"
#include "ui/ledger/form/form_fields.h"

#include <QCryptographicHash>

namespace coop
{

namespace
{
QString stored(const FieldValue& value)
{
    if (value.isNull())
        return {};
    QString all = value.text() + u'|' + QString::number(value.number()) + u'|'
        + QString::number(value.real(), 'g', 17);
    for (const FieldValue& each : value.list())
        all += u',' + stored(each);
    return all;
}
} // namespace

QString digestOf(const Record& record)
{
    QString all;
    for (int i = 0; i < record.spec().fields.size(); ++i)
        all += stored(record.at(i)) + u'\n';
    return QString::fromLatin1(QCryptographicHash::hash(all.toUtf8(), QCryptographicHash::Sha256).toHex());
}

FormDraft draftOf(const FormFields& fields)
{
    FormDraft draft;
    if (!fields.base())
        return draft;
    const Record& base = *fields.base();
    const QString name = fields.typed().title();
    draft.registry = base.spec().id;
    draft.row = base.id;
    draft.title = (base.id == 0 ? QStringLiteral("新增") : QString()) + base.spec().label
        + (name.isEmpty() ? QString() : u' ' + name);
    draft.base = digestOf(base);
    draft.time = QDateTime::currentDateTimeUtc();
    for (int i = 0; base.id == 0 && i < base.spec().fields.size(); ++i) {
        const FieldSpec& field = base.spec().fields[i];
        const FieldEditor* editor = fields.editor(field.id);
        if (!base.at(i).isNull() && !editor->isModified())
            draft.preset += FormDraft::Text{field.id, editor->text(), base.at(i).number()};
    }
    for (FieldEditor* editor : fields.editors())
        if (editor->isModified())
            draft.typed += FormDraft::Text{editor->field().id, editor->text(), editor->pickedRow()};
    return draft;
}

Record presetOf(const FormDraft& draft, const RegistrySpec& spec, const ReferenceLookup& lookup)
{
    Record record(spec);
    for (const FormDraft::Text& each : draft.preset) {
        const FieldSpec* field = spec.field(each.field);
        if (!field)
            continue;
        if (field->type == FieldType::reference && each.row != 0)
            record.set(each.field, each.row);
        else if (const auto value = parseField(*field, each.text, lookup))
            record.set(each.field, *value);
    }
    return record;
}

void retype(FormFields& fields, const FormDraft& draft)
{
    for (const FormDraft::Text& each : draft.typed)
        if (FieldEditor* editor = fields.editor(each.field))
            editor->retype(each.text, each.row);
    fields.checkTyped();
}

} // namespace coop
