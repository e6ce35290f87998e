#pragma once
#include "ui/print/paper_printing.h"
#include "ui/session/loader.h"

#include <QDialog>

class QAbstractButton;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace coop
{

/// Asks where and how a PaperJob is printed: the printer, one of its papers, colours, pages, copies, both
/// sides; and shows each page as it will lie on that paper.
class PrintDialog : public QDialog
{
    Q_OBJECT
public:
    PrintDialog(const PaperJob& job, const DrawPage& draw, QWidget* parent);

    /// What closed it with 打印: onto paper, into a PDF, through the system's own dialog, or not yet because
    /// the sheets are to be laid out for the chosen paper.
    enum class Way { printer, pdf, systemDialog, otherLayout };
    Way way() const { return chosenWay; }
    QPageSize paper() const;
    QList<int> pages() const { return chosen; } ///< from 0, as they go out
    /// Sets a printer as it was chosen.
    void apply(QPrinter& printer) const;
    bool busy() const { return drawing.busy(); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* previewPane();
    QWidget* settingsPane();
    void takePrinter();
    void takePaper();
    void takePages();
    void leave(Way way);
    void showPage(int number);
    bool toPdf() const;

    const PaperJob job;
    const DrawPage draw;
    Way chosenWay = Way::printer;
    QList<int> chosen;
    int shownPage = 0;
    QComboBox* printer;
    QComboBox* papers;
    QComboBox* colours;
    QComboBox* sides;
    QSpinBox* copies;
    QLineEdit* range;
    QLabel* note; ///< what the paper does to the sheet
    QLabel* problem; ///< what is wrong with the pages
    QPushButton* relayout;
    QPushButton* print;
    QFormLayout* rows = nullptr;
    QLabel* picture;
    QLabel* pageText;
    QToolButton *previous, *following;
    Jobs jobs; ///< the last but one: what is being drawn ends before the dialog goes
    Loader drawing;
};

/// Pages as people write them, from 1: “1-3，5”; nothing written: all. From 0, each once, in the written
/// order. Errors: which part is none of these pages.
Result<QList<int>> pagesWritten(const QString& text, int count);

} // namespace coop
