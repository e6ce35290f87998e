#include "ui/ledger/grid/clipboard_cells.h"

#include "core/domain/registry_spec.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/grid/shown_text.h"
#include "ui/ledger/grid/tsv_text.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>

namespace coop
{

namespace
{
/// A page that somebody copied out of; what it points to is not fetched.
class CopiedPage : public QTextDocument
{
protected:
    QVariant loadResource(int type, const QUrl& name) override
    {
        Q_UNUSED(type)
        Q_UNUSED(name)
        return QByteArray();
    }
};

QString textOf(const QTextTableCell& cell)
{
    QTextCursor cursor = cell.firstCursorPosition();
    cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor::KeepAnchor);
    QString text = cursor.selectedText();
    for (const QChar lineEnd : {QChar(QChar::ParagraphSeparator), QChar(QChar::LineSeparator)})
        text.replace(lineEnd, u'\n');
    return text.replace(QChar(QChar::Nbsp), u' ').trimmed();
}
} // namespace

QList<QStringList> cellsOf(const QMimeData* copied)
{
    if (copied == nullptr)
        return {};
    QString text = copied->text();
    if (text.isEmpty() && copied->hasHtml()) {
        CopiedPage page;
        page.setHtml(copied->html());
        const auto frames = page.rootFrame()->childFrames();
        for (QTextFrame* frame : frames)
            if (const auto* table = qobject_cast<QTextTable*>(frame)) {
                QList<QStringList> cells;
                for (int row = 0; row < table->rows(); ++row) {
                    cells += QStringList();
                    for (int column = 0; column < table->columns(); ++column) {
                        const QTextTableCell cell = table->cellAt(row, column);
                        const bool begins = cell.row() == row && cell.column() == column; // else merged
                        cells.last() += begins ? textOf(cell) : QString();
                    }
                }
                return cells;
            }
        text = page.toPlainText();
    }
    return text.isEmpty() ? QList<QStringList>() : fromTsv(text);
}

void copyBlock(const RecordGrid& grid, bool withHeadings)
{
    const RecordTableModel& model = grid.records();
    const CellBlock block = grid.block();
    QList<QStringList> lines;
    if (withHeadings) {
        QStringList headings;
        for (const int column : block.columns)
            headings += model.ledger().fields[column].heading();
        lines += headings;
    }
    for (const int row : block.rows) {
        QStringList cells;
        for (const int column : block.columns) {
            const FieldSpec& field = model.ledger().fields[column];
            cells += field.isNumeric() ? formatField(field, model.valueAt(row, column), model.references())
                                       : model.index(row, column).data().toString();
        }
        lines += cells;
    }
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(toTsv(lines));
}

} // namespace coop
