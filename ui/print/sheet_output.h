#pragma once
#include "core/base/result.h"
#include "core/map/sheet/sheet.h"

#include <QObject>
#include <functional>
#include <memory>

namespace coop
{

class ReportFlow;
class Session;

/// Brings sheets and the quarter's report out of the program: files, pictures, paper. Runs are numbered and
/// noted in the history; long ones show how far they are in the window's job bar and can be cancelled there.
class SheetOutput : public QObject
{
    Q_OBJECT
public:
    SheetOutput(Session& session, QWidget* page);
    bool busy() const { return waiting > 0; }

    /// Asks for a file and writes.
    void askAndExport(const QList<Sheet>& pages, int dpi, bool picture);
    void exportTo(const QList<Sheet>& pages, int dpi, const QString& path);
    /// `layOut` as of printSheets.
    void print(const QList<Sheet>& pages, const std::function<void(PaperSize)>& layOut);
    void askAndReport(const QString& ending, QDate made, const QString& runNumber, const QString& producer);
    void reportTo(const QString& path, QDate made, const QString& runNumber, const QString& producer);
    /// Lays the booklet out on a worker and shows it in the print dialog.
    void printReport(QDate made, const QString& runNumber, const QString& producer);

private:
    struct ReadReport;
    using TakeReport = std::function<void(const std::shared_ptr<ReadReport>&)>;
    /// Reads it on a worker; `take` gets it, or a message says why not.
    void readReport(QDate made, const QString& runNumber, const QString& producer, const TakeReport& take);
    void printPages(const std::shared_ptr<ReadReport>& own, const std::shared_ptr<const ReportFlow>& pages);
    /// Notes the run; the number is used up.
    void note(const QString& number, const QString& what);
    QString suggested(const QString& title, const QString& ending) const;

    Session& session;
    QWidget* page;
    int waiting = 0;
};

} // namespace coop
