#pragma once
#include "core/domain/record.h"
#include "core/domain/registry_spec.h"
#include "core/tabular/import/district_place.h"
#include "ui/ledger/form/form_row.h"

#include <QScrollArea>
#include <optional>

class QGridLayout;

namespace coop
{

class FieldEditor;
class Workspace;

/// The labelled inputs of one row, built from its registry's spec, each with a line for what is wrong in it.
/// Enter walks from one to the next.
class FormFields : public QScrollArea
{
    Q_OBJECT
public:
    explicit FormFields(const Workspace& workspace, QWidget* parent = nullptr);

    void setLedger(const RegistrySpec& spec);
    /// Shows a row, or none. Personal data that stood there in full stay so for the same row only.
    void setRecord(std::optional<Record> record);
    /// The row that is shown as it is now: fields in which nobody typed take its values, the others stay as
    /// they are. Gives the headings of those that were changed in both places.
    QStringList renew(const Record& record);
    const std::optional<Record>& base() const { return shown; } ///< the row as it was shown
    const Record* before() const { return shown && shown->id != 0 ? &*shown : nullptr; }
    bool isModified() const;
    Record typed() const; ///< what can be read of it, derived
    /// The row as typed; nothing when a field is wrong: it then says so, and the keyboard is in the first of
    /// them. `elsewhere`: what is wrong with the row as a whole.
    std::optional<Record> checked(QString& elsewhere);
    /// After texts were put in: what follows from them, and what is wrong with them.
    void checkTyped();
    /// What is unusual in such a row, also where its point lies.
    Result<QList<Finding>> unusual(const Record& record) const;
    void warn(const QList<Finding>& warnings);
    void clearErrors();

    const QList<FieldEditor*> editors() const;
    FieldEditor* editor(QStringView field) const; ///< null when there is none
    void focusFirst();
    /// Whether personal data may be asked for, and shows them.
    void offerPersonal(bool offered);
    void revealPersonal();

Q_SIGNALS:
    void edited();
    void fieldLeft(const QString& field); ///< its value was looked at: warnings may be looked for
    void revealRequested();
    void passedLast(); ///< Enter in the last field

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addRow(QGridLayout& grid, const FieldSpec& field);
    void follow();
    void checkField(const QString& field);
    void goTo(QWidget* input, Qt::FocusReason reason);
    bool goToNext(const QWidget* from);
    void offerReveals();

    const Workspace& workspace;
    DistrictPlace district;
    const RegistrySpec* spec = nullptr;
    std::optional<Record> shown;
    QList<FormRow> rows; ///< in the order of the spec's fields
    bool personalOffered = false;
};

} // namespace coop
