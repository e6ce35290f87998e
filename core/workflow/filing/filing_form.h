#pragma once
#include "core/workflow/filing/filing.h"

#include <QByteArray>
#include <QSizeF>

class QPainter;

namespace coop
{

/// A 填报表 as it is printed and signed: the four tables in the office's form, A4 landscape.
struct FilingForm {
    struct Table {
        QString title, number; ///< 社会化服务情况表, 表号
        QStringList headings; ///< with their units
        QList<bool> figures; ///< by column: right-aligned
        QList<QStringList> rows;
        QStringList totals; ///< empty: none
    };
    QString issuer, document; ///< 制定机关, 批准文号
    QString unit, period; ///< 填报单位
    QString head, filler, handedIn; ///< 单位负责人 填表人 报出日期
    QString state; ///< 草稿 is printed across, so that nobody signs it for the last one
    QList<Table> tables;
    QDate made{}; ///< the date that the PDF carries
};

/// `blank`: without figures, to be filled in by hand.
Result<FilingForm> filingForm(const Workspace& workspace, const FilingKey& key, bool blank);

/// Laid out: how many pages, and each of them drawn.
class FilingFormPages
{
public:
    explicit FilingFormPages(const FilingForm& form);
    int count() const { return int(pages.size()); }
    void draw(QPainter& painter, int page, double unitsPerMm) const;
    static constexpr QSizeF paperMm{297, 210};

private:
    struct Page {
        int table = 0;
        int firstRow = 0, lastRow = 0; ///< of the table; the totals are the row after the last
    };
    struct Layout {
        QList<double> widths; ///< 0.1 mm
        QList<double> heights; ///< of the rows, totals last
        double headings = 0;
    };
    Layout layoutOf(const FilingForm::Table& table) const;
    void drawTop(QPainter& painter, const FilingForm::Table& table) const;
    void drawRow(QPainter& painter, const FilingForm::Table& table, const Layout& layout,
        const QStringList& cells, double top, double height, bool heading) const;

    const FilingForm form;
    QList<Layout> layouts;
    QList<Page> pages;
};

QByteArray filingFormPdf(const FilingForm& form);
/// Writes the PDF. Errors: invalidValue (another ending), fileUnwritable; no half file stays.
Result<> exportFilingForm(const FilingForm& form, const QString& path);

} // namespace coop
