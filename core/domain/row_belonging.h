#pragma once
#include <QString>
#include <QStringList>

namespace coop
{

// What a spec says of where its rows belong: to which row, to which area, and what is sent between offices.

/// On which row a row hangs: it comes and goes with that one, in every office. Of two it goes with either.
struct Hanging {
    QString registry{}; ///< where that row is; or
    QString registryField{}; ///< the field that says where: a registry's id
    QStringList rowFields{}; ///< the fields that say which row

    bool isEmpty() const { return rowFields.isEmpty(); }
};

/// How the area of a row follows.
enum class AreaBy {
    nothing, ///< it belongs to the whole district
    isTownship, ///< it is a township; the field says to which federation it belongs
    isFederation, ///< it is a federation; the field says in which township it has its seat
    township, ///< its field refers to a township
    federation, ///< its field refers to a federation
    unit, ///< its field has a federation's name
    owner, ///< as that of the row on which it hangs
};

/// Figures, searches and locks ask this; who keeps a row that hangs on another one is asked of that one.
struct AreaRule {
    AreaBy by = AreaBy::nothing;
    QString field{};
};

/// What the exchange with township offices does with the rows of a table. There is no default: what is
/// forgotten would be lost in an office, or told to all.
class Exchange
{
public:
    /// Each office has its own.
    static constexpr Exchange stays() { return {Readers::none, false}; }
    /// Every office gets every row; the district writes them.
    static constexpr Exchange readByAll() { return {Readers::all, false}; }
    /// An office gets the rows of its area and those of the whole district; the district writes them.
    static constexpr Exchange readInArea() { return {Readers::area, false}; }
    /// An office keeps the rows of its area and hands them in.
    static constexpr Exchange handedIn() { return {Readers::keepers, true}; }
    /// The same, and the others read them.
    static constexpr Exchange handedInReadByAll() { return {Readers::all, true}; }

    constexpr bool isSent() const { return readers != Readers::none; }
    constexpr bool isReadByAll() const { return readers == Readers::all; }
    constexpr bool isReadInArea() const { return readers == Readers::area; }
    constexpr bool isHandedIn() const { return kept; }

private:
    enum class Readers { none, keepers, area, all };
    constexpr Exchange(Readers who, bool handed)
        : readers(who)
        , kept(handed)
    {
    }

    Readers readers;
    bool kept;
};

/// A file whose bytes lie beside the tables: a row is nothing without them.
struct KeptBytes {
    QString digestField{}; ///< under which they are found
    QString sizeField{};

    bool isEmpty() const { return digestField.isEmpty(); }
};

/// What of a row a locked quarter of its area holds fast.
enum class Locking {
    dates, ///< its months and dates that lie in it; all of the row where these are what it is about
    quarter, ///< all of a row of that quarter (field quarter)
    nothing, ///< it has rules of its own
};

/// How rows enter the quarterly filing of their federation.
enum class FilingPart {
    changes, ///< by the dates in their lives that lie in the quarter
    months, ///< those of its months, whole
    reports, ///< those of the quarter, whole
    nothing,
};

} // namespace coop
