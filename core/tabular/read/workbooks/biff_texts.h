#pragma once
#include "core/tabular/read/workbooks/biff_records.h"

#include <QString>

namespace coop
{

/// How an .xls keeps its texts: from BIFF8 on as letters of one byte or two, before as bytes of a code page.
class BiffTexts
{
public:
    explicit BiffTexts(const QByteArray& workbook)
        : stream(workbook)
    {
    }
    /// Of a workbook older than BIFF8: one code page for all its texts. What its record says is only one of
    /// the witnesses: libraries write 1252 whatever the bytes are.
    void decideCodePage();
    bool areOld() const { return old; }
    int codePage() const { return page; }
    /// Whether a text that was read is none of the code page.
    bool areBroken() const { return broken; }

    /// Letters with BIFF8's byte of options in front, or bytes of the code page before.
    QString read(BiffBytes& bytes, qsizetype count) const;
    /// With the byte of options in front.
    static QString letters(BiffBytes& bytes, qsizetype count);
    /// A formula's text stands in a record of its own behind it, which begins at `position` or behind what
    /// the formula shares with other cells.
    QString ofResult(qsizetype position) const;

private:
    QString ofCodePage(const QByteArray& bytes) const;

    const QByteArray& stream;
    int page = 1252;
    bool old = false;
    mutable bool broken = false;
};

} // namespace coop
