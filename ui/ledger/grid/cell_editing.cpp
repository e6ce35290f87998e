#include "ui/ledger/grid/cell_editing.h"

#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"
#include "ui/ledger/editors/choice_editors.h"
#include "ui/ledger/editors/line_editor.h"
#include "ui/ledger/editors/reference_editor.h"
#include "ui/ledger/grid/frozen_table_view.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QFocusEvent>
#include <QHeaderView>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QTimer>

namespace coop
{

CellEditing::CellEditing(FrozenTableView& view, RecordTableModel& records)
    : QObject(&view)
    , grid(view)
    , model(records)
    , line(new QLabel(view.viewport()))
{
    line->setObjectName(QStringLiteral("cell.error"));
    line->setProperty("role", QStringLiteral("cellError"));
    line->setWordWrap(true);
    line->hide();
    connect(&view, &FrozenTableView::columnsShifted, this, &CellEditing::follow);
    connect(&records, &QAbstractItemModel::modelReset, this, &CellEditing::follow, Qt::QueuedConnection);
    connect(&records, &QAbstractItemModel::layoutChanged, this, &CellEditing::follow, Qt::QueuedConnection);
}

void CellEditing::connectStore(MakeEditor makeOne, Write writeOne, MayEdit mayOne)
{
    make = std::move(makeOne);
    write = std::move(writeOne);
    may = std::move(mayOne);
}

void CellEditing::begin(const QModelIndex& cell, Start start)
{
    if (!cell.isValid() || !(cell.flags() & Qt::ItemIsEditable) || !settle())
        return;
    const RowId wanted = model.idAt(cell.row());
    if (!may())
        return;
    const int place = model.rowOf(wanted); // saving something else may have moved it
    if (place < 0)
        return;
    row = wanted;
    field = cell.column();
    replacing = start == Start::replace;
    const FieldSpec& spec = model.ledger().fields[field];
    editor = make(spec, grid.viewport());
    editor->setAutoFillBackground(true);
    editor->setProperty("role", QStringLiteral("cellEditor"));
    editor->setValue(model.valueAt(place, field));
    if (auto* reference = qobject_cast<ReferenceEditor*>(editor.data()))
        reference->prefer(model.recordAt(place)[u"township"].number());
    editor->input()->installEventFilter(this);
    for (QWidget* input : editor->findChildren<QWidget*>())
        input->installEventFilter(this);
    connect(editor, &FieldEditor::edited, this, [this] { say({}); });
    // A value picked from the list is as good as typed and the same key pressed. A click into the list of the
    // empty row only fills its cell: the row is not left by it.
    connect(
        editor, &FieldEditor::done, this,
        [this](int key) {
            const bool leaves = key != 0 || row != 0;
            const bool right = key == Qt::Key_Tab;
            if (settle() && leaves)
                Q_EMIT moveRequested(right ? 0 : 1, right ? 1 : 0);
        },
        Qt::QueuedConnection);
    connect(
        editor, &FieldEditor::left, this,
        [this] {
            // Who looks something up in another window comes back to what was half typed.
            if (isOpen() && grid.isActiveWindow() && !editor->isAncestorOf(QApplication::focusWidget()))
                settle();
        },
        Qt::QueuedConnection);
    grid.scrollTo(model.index(place, field));
    say({});
    follow();
    editor->show();
    if (composing)
        return; // the keyboard stays with the grid until the composition is over
    editor->input()->setFocus(Qt::OtherFocusReason);
    auto* text = qobject_cast<QLineEdit*>(editor->input());
    if (text && replacing)
        text->clear();
    else if (text)
        text->end(false);
    else if (auto* combo = qobject_cast<QComboBox*>(editor->input()); combo && !replacing)
        combo->showPopup();
}

bool CellEditing::beginWith(const QModelIndex& cell, QKeyEvent& key)
{
    const bool types = !key.text().isEmpty() && key.text().at(0).isPrint()
        && !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (!types || !cell.isValid() || !(cell.flags() & Qt::ItemIsEditable))
        return false;
    if (typeAtOnce(cell, key.text()))
        return true;
    begin(cell, Start::replace);
    if (isOpen() && !qobject_cast<ChoicesEditor*>(editor.data())) {
        QKeyEvent copy(key.type(), key.key(), key.modifiers(), key.text());
        QApplication::sendEvent(editor->input(), &copy);
    }
    return true;
}

bool CellEditing::typeAtOnce(const QModelIndex& cell, const QString& text)
{
    const FieldSpec& spec = model.ledger().fields[cell.column()];
    if (spec.type != FieldType::yesNo || !spec.child.isEmpty())
        return false;
    const RowId wanted = model.idAt(cell.row());
    auto value = text == u" " ? Result<FieldValue>(1 - model.valueAt(cell.row(), cell.column()).number())
                              : parseField(spec, text, model.references());
    if (!value || value->isNull())
        return false;
    if (settle() && may())
        if (const auto written = write(wanted, cell.column(), *value); !written) {
            begin(cell, Start::keep);
            say(written.error().text);
        }
    return true;
}

void CellEditing::compose(const QModelIndex& cell, QInputMethodEvent& event)
{
    const bool over = event.preeditString().isEmpty();
    if (over && event.commitString().isEmpty() && !composing)
        return;
    if (!isOpen()) {
        if (over && typeAtOnce(cell, event.commitString()))
            return;
        composing = true; // before begin: the keyboard must not move now
        begin(cell, Start::replace);
        if (!isOpen()) {
            composing = false;
            return;
        }
        if (auto* text = qobject_cast<QLineEdit*>(editor->input()))
            text->clear();
    }
    composing = !over;
    QApplication::sendEvent(editor->input(), &event);
    if (over)
        editor->input()->setFocus(Qt::OtherFocusReason);
}

QWidget* CellEditing::input() const
{
    return editor ? editor->input() : nullptr;
}

/// Whether the keyboard is in the editor, or comes back to it with the window or when a list closes: else it
/// would come back to any part of the page, as if somebody had gone there.
bool CellEditing::hasKeyboard() const
{
    return editor->isAncestorOf(grid.window()->focusWidget());
}

bool CellEditing::settle()
{
    if (!isOpen() || settling)
        return true;
    const QScopedValueRollback now(settling, true);
    composing = false;
    if (hasKeyboard())
        grid.setFocus(); // ylz becomes 云岭镇 when the field is left
    const auto stay = [this](const QString& reason) {
        say(reason);
        editor->setInvalid(true);
        editor->input()->setFocus(Qt::OtherFocusReason);
        return false;
    };
    const auto value = editor->value();
    const FieldSpec& spec = model.ledger().fields[field];
    if (!value)
        return stay(QStringLiteral("“%1”%2").arg(spec.label, value.error().text));
    if (editor->isModified())
        if (const auto written = write(row, field, *value); !written)
            return stay(written.error().text);
    close();
    return true;
}

void CellEditing::cancel()
{
    const QScopedValueRollback now(settling, true);
    if (isOpen())
        close();
}

void CellEditing::close()
{
    const bool hadKeyboard = hasKeyboard();
    editor->hide();
    editor->deleteLater();
    editor = nullptr;
    composing = false;
    line->hide();
    if (hadKeyboard)
        grid.setFocus();
    grid.viewport()->update();
}

void CellEditing::refuse(const QModelIndex& cell, const QString& reason)
{
    refused = cell;
    say(reason);
}

void CellEditing::follow()
{
    if (!isOpen())
        return placeLine();
    const int place = model.rowOf(row);
    if (place < 0 || field >= model.columnCount() || &editor->field() != &model.ledger().fields[field])
        return cancel();
    // Check boxes, buttons in the line and long texts need more than a narrow cell.
    QRect rect = grid.visualRect(model.index(place, field)).adjusted(0, 0, -1, -1);
    constexpr int least = 140;
    rect.setWidth(std::max({rect.width(), least,
        qobject_cast<LineEditor*>(editor.data()) ? 0 : editor->sizeHint().width() + 2 * theme::grid}));
    if (qobject_cast<ChoicesEditor*>(editor.data()))
        rect.setHeight(editor->sizeHint().height());
    const QRect view = grid.viewport()->rect();
    rect.moveRight(std::min(rect.right(), std::max(view.right(), rect.width())));
    rect.moveBottom(std::min(rect.bottom(), std::max(view.bottom(), rect.height())));
    editor->setGeometry(rect);
    placeLine();
}

void CellEditing::say(const QString& reason)
{
    line->setText(reason);
    line->setVisible(!reason.isEmpty());
    if (editor)
        editor->setInvalid(!reason.isEmpty());
    placeLine();
}

void CellEditing::placeLine()
{
    if (line->isHidden())
        return;
    if (!editor && !refused.isValid()) {
        line->hide();
        return;
    }
    const QRect cell = editor ? editor->geometry() : grid.visualRect(refused);
    constexpr int widest = 360;
    line->setFixedWidth(std::min({widest,
        line->fontMetrics().horizontalAdvance(line->text()) + 3 * theme::grid, grid.viewport()->width()}));
    // Not adjustSize: it takes the height that the text needs at a width of its own choice.
    line->resize(line->width(), line->heightForWidth(line->width()));
    const QRect view = grid.viewport()->rect();
    QPoint corner = cell.bottomLeft() + QPoint(0, 3);
    if (corner.y() + line->height() > view.bottom())
        corner.setY(cell.y() - line->height() - 2);
    corner.setX(std::clamp(corner.x(), 0, std::max(0, view.right() - line->width())));
    line->move(corner);
    line->raise();
}

bool CellEditing::leaveBy(const QKeyEvent& key)
{
    const bool back = key.modifiers() & Qt::ShiftModifier;
    int rows = 0, columns = 0;
    switch (key.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        rows = back ? -1 : 1;
        break;
    case Qt::Key_Tab:
        columns = 1;
        break;
    case Qt::Key_Backtab:
        columns = -1;
        break;
    case Qt::Key_Escape:
        cancel();
        return true;
    case Qt::Key_F2:
        replacing = false;
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (!replacing || !qobject_cast<LineEditor*>(editor.data()) || key.modifiers() & ~Qt::KeypadModifier)
            return false;
        rows = key.key() == Qt::Key_Up ? -1 : key.key() == Qt::Key_Down ? 1 : 0;
        columns = key.key() == Qt::Key_Left ? -1 : key.key() == Qt::Key_Right ? 1 : 0;
        break;
    default:
        return false;
    }
    if (settle())
        Q_EMIT moveRequested(rows, columns);
    return true;
}

bool CellEditing::isLeaving(const QFocusEvent& event)
{
    return event.reason() != Qt::ActiveWindowFocusReason && event.reason() != Qt::PopupFocusReason
        && event.reason() != Qt::MenuBarFocusReason;
}

bool CellEditing::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && isLeaving(*static_cast<QFocusEvent*>(event)))
        Q_EMIT left();
    if (event->type() == QEvent::InputMethod)
        composing = !static_cast<QInputMethodEvent*>(event)->preeditString().isEmpty();
    // The window's shortcuts (Ctrl+N, Ctrl+1 …) wait, but for those that the field itself does not take.
    if (event->type() == QEvent::KeyPress && isOpen() && !composing)
        if (leaveBy(*static_cast<QKeyEvent*>(event)))
            return true;
    if (event->type() == QEvent::MouseButtonPress)
        replacing = false;
    return QObject::eventFilter(watched, event);
}

} // namespace coop
