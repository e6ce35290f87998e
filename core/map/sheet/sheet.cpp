#include "core/map/sheet/sheet.h"

namespace coop
{

QSizeF SheetSettings::paperMm() const
{
    const QSizeF upright = paper == PaperSize::A3 ? QSizeF(297, 420) : QSizeF(210, 297);
    return orientation == PaperOrientation::portrait ? upright : upright.transposed();
}

bool setPage(SheetSettings& settings, const QString& page)
{
    const QString name = page.toLower();
    for (const auto& [paper, word] :
        {std::pair(PaperSize::A3, QStringLiteral("a3")), std::pair(PaperSize::A4, QStringLiteral("a4"))})
        for (const auto& [turn, ending] :
            {std::pair(PaperOrientation::landscape, QStringLiteral("-landscape")),
                std::pair(PaperOrientation::portrait, QStringLiteral("-portrait"))})
            if (name == word + ending) {
                settings.paper = paper;
                settings.orientation = turn;
                return true;
            }
    return false;
}

} // namespace coop
