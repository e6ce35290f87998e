#include "core/map/sheet/pdf_bytes.h"

#include <QString>
#include <algorithm>

namespace coop
{

QByteArray withFixedDate(QByteArray pdf, QDate date)
{
    const QByteArray stamp
        = (date.isValid() ? date : QDate(2000, 1, 1)).toString(QStringLiteral("yyyyMMdd")).toLatin1()
        + "000000+00'00'";
    for (const QByteArray& key : {QByteArray("/CreationDate"), QByteArray("/ModDate")}) {
        for (qsizetype at = pdf.indexOf(key); at >= 0; at = pdf.indexOf(key, at + 1)) {
            const qsizetype open = pdf.indexOf("(D:", at), close = pdf.indexOf(')', at);
            if (open < 0 || close < open || open > at + 32)
                continue;
            const qsizetype length = close - open - 3;
            pdf.replace(open + 3, length, stamp.left(length).leftJustified(length, ' '));
        }
    }
    return pdf;
}

} // namespace coop
