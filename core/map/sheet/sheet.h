#pragma once
#include "core/map/map_document.h"

#include <QDate>
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
    bool graticule = true; ///< ticks with degrees along the frame

    QSizeF paperMm() const;
};

/// The table beside the map (片区进度表).
struct SheetTable {
    QString title{};
    QString unit{}; ///< 单位：万亩次
    QStringList headings{};
    QList<QStringList> rows{};
    bool lastRowIsTotal = false;

    bool isEmpty() const { return headings.isEmpty(); }
};

struct Sheet {
    SheetSettings settings{};
    MapDocument map{};
    SheetTable table{};
};

/// Reads A3-landscape, A3-portrait, A4-landscape, A4-portrait into the settings; false when it is none of
/// them.
bool setPage(SheetSettings& settings, const QString& page);

/// Something that a sheet must say and does not.
struct MissingElement {
    QString field; ///< name of the member of SheetSettings, or map, legend, credits
    QString text; ///< a sentence that says what to fill in
};

/// The check list: empty when the sheet may be printed.
QList<MissingElement> missingElements(const Sheet& sheet);

} // namespace coop
