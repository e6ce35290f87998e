#pragma once
#include "core/base/result.h"
#include "core/base/row_id.h"
#include "core/domain/field_value.h"
#include "ui/ledger/editors/field_editor.h"

#include <QModelIndex>
#include <QObject>
#include <QPersistentModelIndex>
#include <QPointer>
#include <functional>

class QFocusEvent;
class QInputMethodEvent;
class QKeyEvent;
class QLabel;

namespace coop
{

class FrozenTableView;
class RecordTableModel;

/// Editing in place: one cell at a time has its field's editor over it. What is right is written when the
/// cell is left; what is wrong stays in the editor with the reason beside it until it is mended or Esc drops
/// it.
class CellEditing : public QObject
{
    Q_OBJECT
public:
    enum class Start {
        keep, ///< F2, double click: the value stands in the editor
        replace, ///< the first key or composed character takes its place
    };
    using MakeEditor = std::function<FieldEditor*(const FieldSpec& field, QWidget* parent)>;
    /// Writes one field of a row. The sentence of an error says what to do.
    using Write = std::function<Result<>(RowId row, int field, const FieldValue& value)>;
    /// Whether a row may be changed now: settles what else waits to be saved.
    using MayEdit = std::function<bool()>;

    CellEditing(FrozenTableView& grid, RecordTableModel& model);
    void connectStore(MakeEditor make, Write write, MayEdit may);

    bool isOpen() const { return editor; }
    /// Nothing happens in cells that the program fills.
    void begin(const QModelIndex& cell, Start start);
    /// Begins with this key, when it is one that types.
    bool beginWith(const QModelIndex& cell, QKeyEvent& key);
    /// Begins with what the input method hands over. The composition goes on in the editor.
    void compose(const QModelIndex& cell, QInputMethodEvent& event);
    bool isComposing() const { return composing; }
    QWidget* input() const;
    /// Writes what was typed and closes; false when it is wrong: then the keyboard is in the editor.
    bool settle();
    void cancel();
    /// Says below a cell in which nobody types why its row cannot be saved; empty: nothing.
    void refuse(const QModelIndex& cell, const QString& reason);
    /// Puts the editor over its cell again; drops it when the row is gone.
    void follow();

    /// Whether the keyboard goes because somebody takes it elsewhere: not with the window, a list or a menu,
    /// from which it comes back, maybe by detours.
    static bool isLeaving(const QFocusEvent& event);

Q_SIGNALS:
    void left(); ///< somebody took the keyboard out of the cell
    /// The cell is done with and the keyboard wants to go on: (1, 0) is down, (0, 1) right.
    void moveRequested(int rows, int columns);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool typeAtOnce(const QModelIndex& cell, const QString& text);
    bool leaveBy(const QKeyEvent& key);
    bool hasKeyboard() const;
    void close();
    void say(const QString& reason);
    void placeLine();

    FrozenTableView& grid;
    RecordTableModel& model;
    MakeEditor make;
    Write write;
    MayEdit may;
    QPointer<FieldEditor> editor;
    QLabel* line; ///< what is wrong
    QPersistentModelIndex refused; ///< where it is wrong while there is no editor
    RowId row = 0;
    int field = -1;
    bool replacing = false; ///< arrows leave the cell, as in a spreadsheet, until F2 is pressed
    bool composing = false;
    bool settling = false;
};

} // namespace coop
