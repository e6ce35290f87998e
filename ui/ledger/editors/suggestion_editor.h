#pragma once
#include "ui/ledger/editors/candidate_list.h"
#include "ui/ledger/editors/line_editor.h"

namespace coop
{

/// A text for which names of another registry are offered as one types, in characters, pinyin or initials:
/// those of the row's township where it has any. What is typed may be any other text, too.
class SuggestionEditor : public LineEditor
{
    Q_OBJECT
public:
    SuggestionEditor(
        const FieldSpec& field, const ReferenceLookup& lookup, CandidateList::Source source, QWidget* parent);

    void prefer(RowId township) override;
    void forget() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void take(const Candidate& row);

    CandidateList* list;
};

} // namespace coop
