#pragma once
#include <QString>
#include <QStringList>
#include <optional>

namespace coop
{

enum class FieldType {
    text,
    integer, ///< whole number
    decimal, ///< fixed point, units of 10^-scale
    date, ///< yyyy-MM-dd
    month, ///< yyyy-MM
    yesNo, ///< 是 / 否
    choice, ///< one of `choices`
    choices, ///< several of `choices`, kept in their order, written with 、
    reference, ///< the id of a row in one of `registries`, written by name or code
    coordinate, ///< degrees in CGCS2000; lon and lat together are the row's point
};

/// One field of a ledger, described once: table, form, grid, filter, import, export, messages, history and
/// packages read it (docs/architecture.md, idea 2).
struct FieldSpec {
    QString id; ///< as the command line and JSON write it
    QString label; ///< the Chinese heading, without the unit
    FieldType type = FieldType::text;
    QString unit{}; ///< of one, as written in the heading: 亩, 元
    int scale = 0; ///< decimals that are kept
    bool required = false;
    bool personal = false; ///< masked unless a role may see it
    bool secret = false; ///< never written out; people see only whether it is set
    bool byProgram = false; ///< filled by the program; people only read it
    QStringList choices{};
    QStringList registries{}; ///< of a reference: where the row may live
    std::optional<qint64> min{}; ///< in stored units
    std::optional<qint64> max{}; ///< so that ten million rows add up without an overflow
    QString emptyLabel{}; ///< what an empty reference means and how it is written: 全区
    QStringList aliases{}; ///< other headings that offices use
    QString child{}; ///< the child registry whose rows hold this field, one list element each
    QString childField{}; ///< its field there
    QString group{}; ///< heading that fields beside each other share above theirs in office tables: 坐标
    QString requiredField{}; ///< required when that field …
    QString requiredValue{}; ///< … has this value
    QString suggestions{}; ///< of a text: the registry whose names are offered, those of the row's township
    int longest = 0; ///< of a text, in characters; 0: what longestText() gives
    /// Of a number: whether its rows added up mean something. Not of grades, factors and years, of what
    /// stands at the end of a month, nor where each row has a unit of its own.
    bool addsUp = true;
    bool internal = false; ///< a text of the program's own (JSON, digests, paths): any letters, any length
    /// A text of sentences about the row (备注, 工作内容). Names, addresses, numbers and codes are not: they
    /// name or reach something, so that what a table only says around its rows (合计, 同上, a day that Excel
    /// made of a number) is never their value. Of prose it may be part.
    bool prose = false;
    int since = 1; ///< schema version that appended the column

    bool isDated() const { return type == FieldType::date || type == FieldType::month; }
    /// Whether the row is about that month or day, and belongs to its quarter as a whole. Of what lives on
    /// (its date may be empty) only the date does.
    bool isWhen() const { return type == FieldType::month || (type == FieldType::date && required); }
    bool isNumeric() const { return type == FieldType::integer || type == FieldType::decimal; }
    /// Whether a total may stand below the field's column.
    bool hasTotal() const { return isNumeric() && addsUp && child.isEmpty(); }
    /// The heading with its unit: 服务面积（亩）.
    QString heading() const;
};

} // namespace coop
