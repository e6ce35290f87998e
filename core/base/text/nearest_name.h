#pragma once
#include <QString>

namespace coop
{

/// A name as people mistake it, made once of each name of a long list.
struct SpelledName {
    explicit SpelledName(const QString& text);

    QString name; ///< as it stands
    QString plain; ///< comparable
    QString bare; ///< without its kind: 云岭镇, 云岭村 → 云岭
    QString sound; ///< `bare` in pinyin
};

/// Looks for the one name that somebody most likely meant: the same but for its kind, else the same in
/// pinyin, else one letter away, else two of six and more. Other digits are another name.
class NearestName
{
public:
    explicit NearestName(const QString& text);

    void offer(const SpelledName& name);
    /// Empty when nothing is near or two are as near.
    QString found() const { return tie ? QString() : best; }

private:
    int distanceTo(const SpelledName& name) const;

    SpelledName wanted;
    QString digits;
    QString best;
    int nearest;
    bool tie = false;
};

} // namespace coop
