#include "core/base/text/nearest_name.h"

#include "core/base/text/pinyin.h"
#include "core/base/text/text.h"

#include <algorithm>
#include <array>

namespace coop
{

namespace
{
constexpr int mostEdits = 2;
/// In their order, the nearest first; behind it stand the numbers of edits.
enum Nearness { butForKind, inPinyin, afterEdits };
constexpr int far = afterEdits + mostEdits + 1;

QString withoutKind(const QString& plain)
{
    QString bare = shortPlaceName(plain);
    for (const auto& ending :
        {QStringLiteral("村民委员会"), QStringLiteral("居民委员会"), QStringLiteral("村委会"),
            QStringLiteral("居委会"), QStringLiteral("社区"), QStringLiteral("村")})
        if (bare.size() > ending.size() + 1 && bare.endsWith(ending)) {
            bare.chop(ending.size());
            break;
        }
    return bare;
}

QString digitsOf(const QString& text)
{
    QString digits;
    for (const QChar c : text)
        if (c.isDigit())
            digits += c;
    return digits;
}

/// Letters to change, to add, to leave out or to swap with their neighbour; mostEdits + 1 for more.
int editsBetween(const QString& one, const QString& other)
{
    constexpr qsizetype longest = 64;
    if (qAbs(one.size() - other.size()) > mostEdits || one.size() > longest || other.size() > longest)
        return mostEdits + 1;
    using Line = std::array<int, longest + 1>;
    Line beforeLast{};
    Line last{};
    Line line{};
    for (int j = 0; j <= other.size(); ++j)
        line[j] = j;
    for (int i = 1; i <= one.size(); ++i) {
        beforeLast = last;
        last = line;
        line[0] = i;
        int least = i;
        for (int j = 1; j <= other.size(); ++j) {
            line[j] = std::min(
                {last[j] + 1, line[j - 1] + 1, last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                line[j] = std::min(line[j], beforeLast[j - 2] + 1);
            least = std::min(least, line[j]);
        }
        if (least > mostEdits)
            return mostEdits + 1;
    }
    return std::min(line[other.size()], mostEdits + 1);
}

/// Of two letters none may be another one, or every short word would be near.
int editsAllowed(qsizetype letters)
{
    return letters < 3 ? 0 : letters < 6 ? 1 : mostEdits;
}
} // namespace

SpelledName::SpelledName(const QString& text)
    : name(text)
    , plain(comparable(text))
    , bare(withoutKind(plain))
    , sound(pinyin(bare))
{
}

NearestName::NearestName(const QString& text)
    : wanted(text)
    , digits(digitsOf(wanted.plain))
    , nearest(far)
{
}

int NearestName::distanceTo(const SpelledName& name) const
{
    if (wanted.bare.size() < 2 || name.bare.isEmpty())
        return far;
    if (name.bare == wanted.bare)
        return butForKind;
    if (name.sound == wanted.sound)
        return inPinyin;
    const int edits = std::min(editsBetween(wanted.plain, name.plain), editsBetween(wanted.bare, name.bare));
    const bool isNear = edits <= editsAllowed(std::max(wanted.plain.size(), name.plain.size()))
        && digitsOf(name.plain) == digits;
    return isNear ? afterEdits + edits : far;
}

void NearestName::offer(const SpelledName& name)
{
    const int distance = distanceTo(name);
    if (distance < nearest) {
        nearest = distance;
        best = name.name;
        tie = false;
    } else if (distance < far && distance == nearest && name.name != best) {
        tie = true;
    }
}

} // namespace coop
