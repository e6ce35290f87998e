#pragma once
#include "core/base/row_id.h"
#include "ui/ledger/field_editor.h"

#include <QList>
#include <functional>
#include <optional>

class QCompleter;
class QLineEdit;
class QStandardItemModel;

namespace coop
{

/// A row that a reference may point at, as the list below the field shows it.
struct Candidate {
    RowId id = 0;
    QString name, code;
    QString where{}; ///< its 镇街, which tells two shops of one name apart
    RowId township = 0;
};

/// A reference: a line that finds rows by name, code, pinyin or initials as one types, and a list of them.
class ReferenceEditor : public FieldEditor
{
    Q_OBJECT
public:
    using Source = std::function<QList<Candidate>()>;
    /// `source` is asked when the list is first needed.
    ReferenceEditor(const FieldSpec& field, const ReferenceLookup& lookup, Source source, QWidget* parent);

    Result<FieldValue> value() const override;
    bool isModified() const override;
    QString text() const override;
    QWidget* input() override;
    /// Candidates of this township come first in the list.
    void prefer(RowId township);
    /// Asks the source again before the list is shown next.
    void forget() { candidates.reset(); }

protected:
    void setText(const QString& text) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const QList<Candidate>& known();
    void offer(const QString& query);
    void pick(const QModelIndex& index);
    void takeOnlyMatch();

    static constexpr int mostShown = 200;
    Source source;
    std::optional<QList<Candidate>> candidates;
    RowId preferred = 0;
    RowId picked = 0; ///< 0: what is typed decides
    QLineEdit* line;
    QStandardItemModel* offered;
    QCompleter* completer;
};

} // namespace coop
