#pragma once
#include "core/domain/record.h"
#include "ui/ledger/form/form_draft.h"

#include <QWidget>
#include <optional>

class QLabel;
class QPushButton;

namespace coop
{

class DuplicateStrip;
class FormFields;
class ReasonStrip;
class Session;

/// The form of one row: shows a row or a new one, checks what is typed at the field, asks for a reason where
/// something is unusual and whether a new row is really new. Of the workspace it changes nothing.
class RecordForm : public QWidget
{
    Q_OBJECT
public:
    explicit RecordForm(Session& session, QWidget* parent = nullptr);

    void setLedger(const RegistrySpec& spec);
    void showRecord(const Record& record);
    /// The same row as it is now: what was typed stays as it stands, cursor and all. Another row is shown.
    void renew(const Record& record);
    /// The row is no more, and something was typed into it: it stays, with what can be done.
    void sayGone();
    void startNew(const Record& preset);
    void clear();

    const RegistrySpec* ledger() const { return spec; }
    bool isNew() const;
    RowId rowId() const; ///< 0 when new or empty
    /// Shows this row; with 0: none, and no new one.
    bool isShowing(RowId row) const { return !isNew() && rowId() == row; }
    /// A new row counts from its first keystroke on.
    bool isModified() const;
    /// The row as typed, derived; nothing when a field is wrong, a warning has no reason yet, or it may be a
    /// row that is already there: the form then says so, and the keyboard is where the answer goes.
    std::optional<Record> checkedRecord();
    /// Why a row with warnings is saved all the same; empty when there is none.
    QString reason() const;
    /// Rows of which the clerk said that this one is another thing.
    QList<RowId> notDuplicates() const;
    /// A refusal of the store, shown above the buttons.
    void showRefusal(const QString& text);
    /// Why nothing can be changed: the fields only show, and the reason stands above the buttons. Empty: they
    /// can be.
    void setReadOnly(const QString& reason);
    /// References read their rows again.
    void forgetCandidates();
    void focusFirst();
    void focusBack(); ///< where somebody typed last

    /// What was typed and is not saved, to be kept in case the program ends.
    FormDraft draft() const;
    /// Shows it again, exactly as it was typed; false when it belongs to another ledger.
    bool restore(const FormDraft& draft);
    /// Types a place into the form, degrees of CGCS2000.
    void setPoint(double lon, double lat);

Q_SIGNALS:
    void saveRequested();
    void saveAndAddRequested();
    void discardRequested();
    void rowShown(); ///< another row, or none, or the same one as it is now
    void edited(); ///< something was typed, or stands as it is stored again

private:
    void build();
    void fill(const Record& record, const QString& title);
    bool hasReason(const Record& record);
    void lookForDuplicates(const QString& field);
    void askPersonal();
    void offerPersonal();
    void updateButtons();

    Session& session;
    const RegistrySpec* spec = nullptr;
    QLabel* title;
    QLabel* code;
    FormFields* fields;
    DuplicateStrip* duplicates;
    ReasonStrip* reasons;
    QLabel* refusal;
    QLabel* readOnly;
    QPushButton* save;
    QPushButton* saveAndAdd;
    QPushButton* discard;
};

} // namespace coop
