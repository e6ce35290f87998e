#pragma once
#include "core/map/sheet/elements/paper_table.h"
#include "core/workflow/filing/filing.h"

#include <QByteArray>
#include <QSizeF>

class QPainter;

namespace coop
{

/// A 填报表 as it is printed and signed: the four tables in the office's form, A4 landscape.
struct FilingForm {
    struct Table {
        QString number; ///< 表号
        SheetTable cells; ///< 社会化服务情况表; headings with their units, totals as the last row
        QList<bool> figures; ///< by column: right-aligned
    };
    QString issuer, document; ///< 制定机关, 批准文号
    QString unit, period; ///< 填报单位
    QString head, filler, handedIn; ///< 单位负责人 填表人 报出日期
    QString across; ///< 草稿, so that nobody signs it for the last one; 练习
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
        qsizetype first = 0, count = 0; ///< rows of the table
    };
    void drawTop(QPainter& painter, const FilingForm::Table& table) const;

    const FilingForm form;
    QList<PaperTable> tables;
    QList<Page> pages;
};

/// Writes the PDF, with these pages, from 0, or with all. Errors: invalidValue (another ending),
/// fileUnwritable; no half file stays.
Result<> exportFilingForm(const FilingForm& form, const QString& path, const QList<int>& pages = {});

} // namespace coop
