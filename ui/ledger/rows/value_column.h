#pragma once
#include "core/domain/field_spec.h"
#include "core/domain/field_value.h"

#include <QList>
#include <QString>
#include <compare>
#include <unordered_map>
#include <vector>

namespace coop
{

class ReferenceLookup;

/// The values of one field in all rows of a ledger: every distinct value once, with its text, and for each
/// row the number of its value. What is asked of a hundred thousand rows (search, filter, order) is asked of
/// the distinct values instead, and a row costs four bytes.
class ValueColumn
{
public:
    using Code = quint32;
    static constexpr Code nothing = 0; ///< the code of the null value

    ValueColumn() = default; ///< of no field: only to be assigned to
    explicit ValueColumn(const FieldSpec& field); ///< `field` must outlive the column

    const FieldSpec& field() const { return *spec; }
    qsizetype rows() const { return qsizetype(codes.size()); }
    Code codeOf(qsizetype row) const { return codes[size_t(row)]; }
    Code distinct() const { return Code(values.size()); } ///< codes are 0 … distinct() - 1
    const FieldValue& value(Code code) const { return values[code]; }
    const FieldValue& valueOf(qsizetype row) const { return values[codes[size_t(row)]]; }
    /// As the grid shows it: numbers grouped, personal data masked.
    const QString& shown(Code code) const { return texts[qsizetype(code)]; }

    void append(const FieldValue& value, const ReferenceLookup& lookup);
    void set(qsizetype row, const FieldValue& value, const ReferenceLookup& lookup);
    /// `gone[row]`: whether the row goes.
    void remove(const std::vector<char>& gone);

    /// For each code, whether a word of a search (searchWords) is in its text, its initials or its pinyin.
    std::vector<char> finds(const QString& word) const;
    /// Puts the distinct values in order; done once, later values find their place by themselves.
    void makeOrder();
    /// For each code its place in the order: numbers and dates by size, choices as the field lists them,
    /// Chinese by pinyin. Call makeOrder before.
    const std::vector<quint32>& places() const { return placeOf; }

private:
    struct Hash {
        size_t operator()(const FieldValue& value) const;
    };
    struct Key {
        qint64 number = 0;
        QString text;
        auto operator<=>(const Key& other) const
        {
            return number != other.number ? number <=> other.number
                                          : QString::compare(text, other.text) <=> 0;
        }
    };
    Code take(const FieldValue& value, const ReferenceLookup& lookup);
    Key keyOf(Code code) const;
    void insertInOrder(Code code);

    const FieldSpec* spec = nullptr;
    std::vector<Code> codes; ///< by row
    std::vector<FieldValue> values; ///< by code
    QList<QString> texts; ///< by code
    std::unordered_map<FieldValue, Code, Hash> codeOfValue;
    QString searched; ///< for each code “text\n[initials\npinyin\n]”
    std::vector<quint32> starts{0}; ///< of each code's part in `searched`, and its end
    std::vector<Code> inOrder;
    std::vector<quint32> placeOf;
};

} // namespace coop
