#pragma once
#include <QtGlobal>
#include <QtNumeric>
#include <optional>

namespace coop
{

/// A sum of amounts that notices when it does not fit 64 bits: then it has no value any more.
class CheckedSum
{
public:
    CheckedSum& operator+=(qint64 amount)
    {
        tooLarge = qAddOverflow(sum, amount, &sum) || tooLarge;
        return *this;
    }
    std::optional<qint64> value() const { return tooLarge ? std::nullopt : std::optional(sum); }

private:
    qint64 sum = 0;
    bool tooLarge = false;
};

} // namespace coop
