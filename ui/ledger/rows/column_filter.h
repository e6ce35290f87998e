#pragma once
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <vector>

namespace coop
{

struct FieldSpec;
class ValueColumn;

/// Which values of one column are shown. A value that compares and can be kept with a saved view: values
/// stand in it as the grid writes them.
struct ColumnFilter {
    enum class Kind { values, range, empty, notEmpty };
    QString field; ///< id
    Kind kind = Kind::values;
    QStringList values{}; ///< as shown; an empty text is （空白）
    QString from{}, to{}; ///< of a range, as typed; empty: open

    bool operator==(const ColumnFilter&) const = default;
    /// For each code of the column whether it is shown.
    std::vector<char> accepts(const ValueColumn& column) const;
    /// 镇街：云岭镇、白石镇 等 5 项; 服务面积 10～30
    QString sentence(const FieldSpec& spec) const;

    QJsonObject toJson() const;
    static ColumnFilter fromJson(const QJsonObject& json);
    /// Whether from–to makes sense for a field: numbers, dates and months of its own.
    static bool hasRange(const FieldSpec& spec);
};

} // namespace coop
