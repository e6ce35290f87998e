#include "core/exchange/try_all.h"

namespace coop
{

QList<UndoneStep> tryAll(const QList<std::function<Result<>()>>& steps)
{
    QList<UndoneStep> left;
    for (qsizetype i = 0; i < steps.size(); ++i)
        left += UndoneStep{i, {}};
    for (bool progress = true; progress && !left.isEmpty();) {
        progress = false;
        QList<UndoneStep> still;
        for (const UndoneStep& one : std::as_const(left)) {
            if (const auto done = steps[one.step](); !done)
                still += UndoneStep{one.step, done.error()};
            else
                progress = true;
        }
        left = still;
    }
    return left;
}

} // namespace coop
