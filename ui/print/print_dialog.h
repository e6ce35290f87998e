#pragma once
#include "ui/print/paper_printing.h"
#include "ui/session/loader.h"
#include "ui/session/work_dialog.h"

class QAbstractButton;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace coop
{

/// Asks where and how a PaperJob is printed: the printer, one of its papers, colours, pages, copies, both
/// sides; and shows each page as it will lie on that paper. A PDF it writes itself, and stays where that
/// fails.
class PrintDialog : public WorkDialog
{
    Q_OBJECT
public:
    PrintDialog(const PaperJob& job, const DrawPage& draw, const WritePages& write, QWidget* parent);

    /// What closed it: pages for the printer, a PDF that is written, a wish for the system's own dialog or
    /// for the sheets laid out for the chosen paper.
    enum class Way { printer, pdf, systemDialog, otherLayout };
    Way way() const { return chosenWay; }
    QPageSize paper() const;
    QList<int> pages() const { return chosen; } ///< from 0, as they go out
    const QString& file() const { return pdf; } ///< that is written
    /// Sets a printer as it was chosen.
    void apply(QPrinter& printer) const;
    /// Writes on a worker, then closes with Way::pdf.
    void writePdf(const QString& file, const QList<int>& pages);
    bool busy() const { return working() || drawing.busy(); }

protected:
    QList<QWidget*> inputs() const override;
    void showWork(bool works) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* previewPane();
    QWidget* settingsPane();
    QWidget* questionsPane();
    void connectParts();
    void takePrinter();
    void takePaper();
    void takePages();
    void choosePdf();
    void leave(Way way);
    void say(const QString& problem);
    void nameButton();
    void showPage(int number);
    bool toPdf() const;

    const PaperJob job;
    const DrawPage draw;
    const WritePages write;
    Way chosenWay = Way::printer;
    QList<int> chosen;
    QString pdf;
    int shownPage = 0;
    QComboBox* printer;
    QComboBox* papers;
    QComboBox* colours;
    QComboBox* sides;
    QSpinBox* copies;
    QLineEdit* range;
    QLabel* note; ///< what paper and colours do to the sheet
    QLabel* problem; ///< what is wrong with the pages, or why nothing was written
    QPushButton* relayout;
    QPushButton* print;
    QPushButton* cancel;
    QProgressBar* progress;
    QWidget* questions = nullptr; ///< all of the above that asks
    QFormLayout* rows = nullptr;
    QLabel* picture;
    QLabel* pageText;
    QToolButton *previous, *following;
    Jobs jobs; ///< the last but one: what is being drawn or written ends before the dialog goes
    Loader drawing;
};

/// Pages as people write them, from 1: “1-3，5”; nothing written: all. From 0, each once, in the written
/// order. Errors: which part is none of these pages.
Result<QList<int>> pagesWritten(const QString& text, int count);

} // namespace coop
