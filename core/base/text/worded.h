#pragma once
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

} // namespace coop
