#pragma once
#include "core/base/text/text.h"

#include <QString>
#include <optional>

namespace coop
{

/// A value of an enum and the word for it: a table of them says once how the values are stored, or called.
template <class Value> struct Worded {
    Value value;
    const char16_t* word;
};

template <class Value, std::size_t count> QString wordOf(const Worded<Value> (&table)[count], Value value)
{
    for (const Worded<Value>& each : table)
        if (each.value == value)
            return QString::fromUtf16(each.word);
    Q_UNREACHABLE(); // a table names every value
}

/// Nothing when no value has this word.
template <class Value, std::size_t count>
std::optional<Value> valueOf(const Worded<Value> (&table)[count], QStringView word)
{
    for (const Worded<Value>& each : table)
        if (word == each.word)
            return each.value;
    return std::nullopt;
}

/// A value as a file keeps it. A word that this program does not know (a newer program's, a damaged one)
/// stays that word: no value is equal to it, and people read it as 〈word〉.
template <class Value> class Kept
{
public:
    Kept(Value one) // what is known is kept as itself
        : known(one)
    {
    }
    /// `from` gives nothing for a word that is not known.
    template <class From> static Kept read(From from, const QString& word)
    {
        Kept kept(from(word));
        if (!kept.isKnown())
            kept.strange = word;
        return kept;
    }

    bool isKnown() const { return known.has_value(); }
    const std::optional<Value>& value() const { return known; }
    /// Of one that is not known, as the file has it.
    const QString& word() const { return strange; }
    QString shownWord() const { return QStringLiteral("〈%1〉").arg(inSentence(strange)); }

    bool operator==(Value other) const { return known == other; }
    bool operator==(const Kept&) const = default;

private:
    explicit Kept(std::optional<Value> one)
        : known(one)
    {
    }
    std::optional<Value> known;
    QString strange;
};

/// As it is stored.
template <class Value> QString toText(const Kept<Value>& kept)
{
    return kept.isKnown() ? toText(*kept.value()) : kept.word();
}

/// As people read it.
template <class Value, std::size_t count>
QString wordOf(const Worded<Value> (&table)[count], const Kept<Value>& kept)
{
    return kept.isKnown() ? wordOf(table, *kept.value()) : kept.shownWord();
}

} // namespace coop
