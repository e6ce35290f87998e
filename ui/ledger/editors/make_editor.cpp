#include "ui/ledger/editors/make_editor.h"

#include "core/domain/field_text.h"
#include "core/store/workspace.h"
#include "ui/ledger/editors/choice_editors.h"
#include "ui/ledger/editors/line_editor.h"
#include "ui/ledger/editors/suggestion_editor.h"

namespace coop
{

namespace
{
QList<Candidate> candidates(const QStringList& registries, const Workspace& workspace)
{
    QList<Candidate> found;
    for (const QString& registry : registries) {
        const auto rows = workspace.rows({.registry = registry});
        if (!rows)
            continue;
        for (const Record& row : *rows) {
            Candidate candidate{.id = row.id,
                .name = row[u"name"].text(),
                .code = row.code(),
                .township = row[u"township"].number()};
            if (candidate.township != 0)
                candidate.where
                    = workspace.lookup().row({QStringLiteral("townships")}, candidate.township).name;
            found += candidate;
        }
    }
    return found;
}
} // namespace

FieldEditor* makeEditor(const FieldSpec& field, const Workspace& workspace, QWidget* parent)
{
    const ReferenceLookup& lookup = workspace.lookup();
    if (!field.child.isEmpty() || field.byProgram) // several, separated by 、; or only to be read
        return new LineEditor(field, lookup, parent);
    if (!field.suggestions.isEmpty() && field.type == FieldType::text)
        return new SuggestionEditor(
            field, lookup, [&field, &workspace] { return candidates({field.suggestions}, workspace); },
            parent);
    switch (field.type) {
    case FieldType::choice:
        return new ChoiceEditor(field, lookup, parent);
    case FieldType::choices:
        return new ChoicesEditor(field, lookup, parent);
    case FieldType::yesNo:
        return new YesNoEditor(field, lookup, parent);
    case FieldType::reference:
        return new ReferenceEditor(
            field, lookup, [&field, &workspace] { return candidates(field.registries, workspace); }, parent);
    default:
        return new LineEditor(field, lookup, parent);
    }
}

} // namespace coop
