#pragma once
#include <QList>
#include <QString>
#include <functional>

namespace coop
{

/// Something that 体检 found: what, where, what to do.
struct CheckFinding {
    enum class Severity { error, warning, note }; ///< a note is no fault: the workspace is sound with it
    QString kind; ///< integrity, foreign-key, history, changed-outside, geopackage, rule, place, backup,
                  ///< schema, meta
    Severity severity = Severity::error;
    QString where; ///< registry and code, table, or entry
    QString text;
};

/// Says how far it is (0 … 100) and what it looks at; false stops.
using CheckProgress = std::function<bool(int percent, const QString& what)>;

} // namespace coop
