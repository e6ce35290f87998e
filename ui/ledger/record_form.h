#pragma once
#include "core/domain/record.h"

#include <QHash>
#include <QWidget>
#include <optional>

class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace coop
{

class FieldEditor;
struct FieldSpec;
class Workspace;

/// The form of one row, built from its registry's spec: shows a row or a new one, checks what is typed at the
/// field, and says what the row would become. It writes nothing.
class RecordForm : public QWidget
{
    Q_OBJECT
public:
    explicit RecordForm(const Workspace& workspace, QWidget* parent = nullptr);

    void setLedger(const RegistrySpec& spec);
    void showRecord(const Record& record);
    void startNew(const Record& preset);
    void clear();

    bool isNew() const { return base && base->id == 0; }
    RowId rowId() const { return base ? base->id : 0; } ///< 0 when new or empty
    /// A new row counts from its first keystroke on.
    bool isModified() const;
    /// The row as typed, derived; nothing when a field is wrong: the errors then stand at their fields and
    /// the keyboard is in the first of them.
    std::optional<Record> checkedRecord();
    /// A refusal of the store, shown above the buttons.
    void showRefusal(const QString& text);
    /// Why nothing can be changed: the fields only show, and the reason stands above the buttons. Empty: they
    /// can be.
    void setReadOnly(const QString& reason);
    /// References read their rows again.
    void forgetCandidates();
    void focusFirst();

Q_SIGNALS:
    void saveRequested();
    void saveAndAddRequested();
    void discardRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Row {
        FieldEditor* editor = nullptr;
        QLabel* error = nullptr;
    };
    void addRow(QGridLayout& grid, const FieldSpec& field);
    void fill(const Record& record, const QString& title);
    Record typed() const; ///< what can be read of it, derived
    void takeEdit();
    void checkField(const QString& id);
    void showError(const QString& field, const QString& text, bool warning = false);
    void clearErrors();
    void updateButtons();
    bool goToNext(QWidget* from);

    const Workspace& workspace;
    const RegistrySpec* spec = nullptr;
    std::optional<Record> base; ///< the row as it was shown
    QList<Row> rows; ///< in the order of the spec's fields
    QLabel* title;
    QLabel* code;
    QScrollArea* scroll;
    QLabel* refusal;
    QLabel* readOnly;
    QPushButton* save;
    QPushButton* saveAndAdd;
    QPushButton* discard;
};

} // namespace coop
