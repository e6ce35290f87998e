#pragma once
#include "core/base/result.h"

#include <QPageLayout>
#include <QPageSize>
#include <QString>
#include <QTransform>
#include <functional>
#include <optional>

class QPainter;
class QPrinter;
class QWidget;

namespace coop
{

/// Pages that bring their own paper and margins.
struct PaperJob {
    QString title;
    QPageSize::PageSizeId paper = QPageSize::A4;
    QPageLayout::Orientation orientation = QPageLayout::Portrait;
    int pages = 1;
    bool grey = false;

    QSizeF sizeMm() const; ///< as it is held
};

/// Draws page `page`, from 0; the painter is at the paper's corner.
using DrawPage = std::function<void(QPainter& painter, int page, double unitsPerMm)>;
/// Writes these pages, from 0, into a file instead, when the dialog was told one.
using WritePages = std::function<Result<>(const QString& file, const QList<int>& pages)>;

/// Where a sheet lies on paper of another size: never larger than it is, in the middle, whole.
struct PaperFit {
    double scale = 1;
    QPointF offsetMm{};
};
PaperFit paperFit(const QSizeF& sheetMm, const QSizeF& paperMm);

/// Asks for a printer, pages and copies, shows how far it is and can be stopped between pages. Where the
/// printer is set to other paper than the job's, somebody is asked: a printer cuts what does not fit. The
/// number of pages; nothing when it was left. Errors: nothing was printed, and why.
Result<std::optional<int>> printOnPaper(
    const PaperJob& job, QWidget* parent, const DrawPage& draw, const WritePages& write = {});

/// The pages on what the printer is set to; false when it was stopped.
Result<bool> drawOnPrinter(QPrinter& printer, const PaperJob& job, const QList<int>& pages,
    const DrawPage& draw, const std::function<bool(int done)>& goOn = {});

} // namespace coop
