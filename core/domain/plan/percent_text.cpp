#include "core/domain/plan/percent_text.h"

namespace coop
{

QString percentText(const std::optional<double>& share)
{
    if (!share)
        return QStringLiteral("—");
    const double percent = *share < 1 ? qMin(*share * 100, 99.9) : *share * 100;
    return QStringLiteral("%1%").arg(percent, 0, 'f', 1);
}

} // namespace coop
