#pragma once
#include <QJsonObject>
#include <QList>
#include <QString>
#include <optional>

namespace coop
{

class RecordGrid;

/// How a ledger's columns stand: their order, widths, which are hidden and how many stay at the left. A value
/// that is remembered and saved with views.
struct ColumnLayout {
    struct Column {
        QString field; ///< id
        int width = 0; ///< pixels; 0: after its contents
        bool hidden = false;
        bool operator==(const Column&) const = default;
    };
    QList<Column> columns; ///< from left to right
    std::optional<int> frozen{}; ///< visible columns that stay; nothing: code and name

    bool operator==(const ColumnLayout&) const = default;
    static ColumnLayout of(const RecordGrid& grid, std::optional<int> frozen);
    /// Fields that the layout does not know come last; those that the program fills are hidden then.
    void applyTo(RecordGrid& grid) const;

    QJsonObject toJson() const;
    static ColumnLayout fromJson(const QJsonObject& json);
};

} // namespace coop
