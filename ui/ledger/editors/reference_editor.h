#pragma once
#include "ui/ledger/editors/candidate_list.h"
#include "ui/ledger/editors/field_editor.h"

class QLineEdit;

namespace coop
{

/// A reference: a line that finds rows by name, code, pinyin or initials as one types, and a list of them.
class ReferenceEditor : public FieldEditor
{
    Q_OBJECT
public:
    using Source = CandidateList::Source;
    /// `source` is asked when the list is first needed.
    ReferenceEditor(const FieldSpec& field, const ReferenceLookup& lookup, Source source, QWidget* parent);

    Result<FieldValue> value() const override;
    bool isModified() const override;
    QString text() const override;
    QWidget* input() override;
    RowId pickedRow() const override { return picked; }
    void retype(const QString& text, RowId picked) override;
    void prefer(RowId township) override;
    void forget() override;

protected:
    void setText(const QString& text) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void pick(const Candidate& row);
    void takeOnlyMatch();

    RowId picked = 0; ///< 0: what is typed decides
    QLineEdit* line;
    CandidateList* list;
};

} // namespace coop
