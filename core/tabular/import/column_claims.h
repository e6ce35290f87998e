#pragma once
#include "core/tabular/import/heading_map.h"

namespace coop
{

/// Which columns may hold which field of a ledger, and which of them does: of two for one field the one that
/// was chosen, else the visible one, else the first.
class ColumnClaims
{
public:
    /// The later the stronger; a letter names one column, a heading perhaps two.
    enum class Why { coordinate, named, chosenHeading, chosenLetter };
    struct Claim {
        HeadingMap::Column column;
        QString unit; ///< as the heading writes it
        int score = 0;
        Why why = Why::named;
    };

    void add(const Claim& claim) { all += claim; }
    /// Gives every field its column; the score of those that hold one.
    int settle(const Worksheet& sheet, HeadingMap& map);
    QString unitOf(int column) const;
    /// Says of the columns that lost what became of them (HeadingMap::left).
    void tellLost(const Worksheet& sheet, const RegistrySpec& spec, HeadingMap& map) const;

private:
    struct Lost {
        Claim claim;
        bool settled = false; ///< it stands to reason that the other one counts
    };
    QList<Claim> all;
    QList<Lost> lost;
};

} // namespace coop
