#pragma once
#include "core/base/result.h"
#include "ui/session/job.h"

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
    QString greyAdvice{}; ///< what to know before these pages are printed black and white
    /// Papers for which the pages could be laid out instead, and what does that and asks again.
    QList<QPageSize::PageSizeId> layouts{};
    std::function<void(QPageSize::PageSizeId)> layOut{};

    QSizeF sizeMm() const; ///< as it is held
};

/// Draws page `page`, from 0; the painter is at the paper's corner. Any thread: the preview draws, too.
using DrawPage = std::function<void(QPainter& painter, int page, double unitsPerMm)>;
/// Writes these pages, from 0, into a PDF instead. On a worker, while pages may be drawn.
using WritePages
    = std::function<Result<>(const QString& file, const QList<int>& pages, const JobControl& control)>;

/// What came of it: pages on paper, or in a PDF.
struct Printed {
    int pages = 0;
    QString file{}; ///< empty: on paper
    QString noted() const; ///< for the history: 打印, or 存为 and where
    QString said(const QString& what) const; ///< for the person
};

QSizeF papersMm(const QPageSize& paper, QPageLayout::Orientation orientation);

/// Where a sheet lies on paper of another size: never larger than it is, in the middle, whole.
struct PaperFit {
    double scale = 1;
    QPointF offsetMm{};
};
PaperFit paperFit(const QSizeF& sheetMm, const QSizeF& paperMm);

/// Asks with a PrintDialog, shows how far it is and can be stopped between pages. Whoever takes the system's
/// dialog, which goes back to the printer's usual paper, is asked once more: a printer cuts what does not
/// fit. Nothing when it was left. Errors: nothing was printed, and why.
Result<std::optional<Printed>> printOnPaper(
    const PaperJob& job, QWidget* parent, const DrawPage& draw, const WritePages& write);

/// The pages on what the printer is set to; false when it was stopped.
Result<bool> drawOnPrinter(QPrinter& printer, const PaperJob& job, const QList<int>& pages,
    const DrawPage& draw, const std::function<bool(int done)>& goOn = {});

} // namespace coop
