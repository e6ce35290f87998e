#pragma once
#include "core/map/map_document.h"

#include <QByteArray>
#include <QDate>
#include <QHash>
#include <QPointF>
#include <QSizeF>
#include <QStringList>

namespace coop
{

enum class PaperSize { A3, A4 };
enum class PaperOrientation { landscape, portrait };

/// What a printed sheet says around its map.
struct SheetSettings {
    PaperSize paper = PaperSize::A3;
    PaperOrientation orientation = PaperOrientation::landscape;
    QString title; ///< 图名
    QString subtitle{};
    QString period; ///< 期间: 2024年第四季度
    QString producer; ///< 制图单位
    QDate made; ///< 制图日期; also the date that the file carries
    QDate dataUntil; ///< 数据截止日期
    QString reviewNumber{}; ///< 审图号; empty prints 内部使用
    QStringList basis{}; ///< 口径; added to the theme's own lines
    QStringList unreported{}; ///< 未报单位; empty prints 无
    QStringList notes{};
    double scale = 0; ///< 150000 for 1:150 000; 0: the largest sensible one that fits
    bool blackAndWhite = false;
    bool tableApart = false; ///< the table follows on a page of its own
    bool graticule = true; ///< ticks with degrees along the frame
    QString across{}; ///< pale over the whole page: 练习
    QString runNumber{}; ///< 出图编号, found again in 历史; printed when there is one
    QString pageText{}; ///< 第2页，共8页
    QByteArray logo{}; ///< the bytes of a picture file, printed beside the title
    Bounds extent{}; ///< metres: what the map shows; empty: all areas
    qint64 focusGroup = 0; ///< MapGroup::id: the areas outside of it are drawn pale
    /// Element (title, legend, table, words, imprint, north, scale) → its top left corner in millimetres,
    /// where somebody put it; else it is where the layout puts it.
    QHash<QString, QPointF> places{};

    QSizeF paperMm() const;
};

/// The table beside the map (片区进度表).
struct SheetTable {
    QString title{};
    QString unit{}; ///< 单位：万亩次
    QStringList headings{};
    QList<QStringList> rows{};
    bool lastRowIsTotal = false;
    QList<QStringList> measured{}; ///< rows by which the columns are made as wide; empty: `rows`
    QList<int> wrapped{}; ///< columns of words that may take several lines; only a sheet of a table wraps

    bool isEmpty() const { return headings.isEmpty(); }
};

struct Sheet {
    SheetSettings settings{};
    MapDocument map{}; ///< empty in a sheet that is a table only
    SheetTable table{};
    bool tableOnly = false; ///< the table takes the map's room: 任务进展一览
};

/// The sheets as they are printed: tables that stand apart or need several pages get them, headings repeated,
/// and where there is more than one page they are numbered.
QList<Sheet> pagesOf(const QList<Sheet>& sheets);

/// Reads A3-landscape, A3-portrait, A4-landscape, A4-portrait into the settings; false when it is none of
/// them.
bool setPage(SheetSettings& settings, const QString& page);

/// Something that a sheet must say and does not.
struct MissingElement {
    QString field; ///< name of the member of SheetSettings, or map, legend, credits, layout
    QString text; ///< a sentence that says what to fill in
};

/// The check list: empty when the sheet may be printed. What would overflow, overlap or become too small to
/// read is on it as well.
QList<MissingElement> missingElements(const Sheet& sheet);

} // namespace coop
