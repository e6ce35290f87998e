#pragma once
#include "core/store/workspace.h"

#include <random>

namespace coop
{

/// Rows that every rule accepts, with what makes trouble on the way through a file: quotes, line breaks,
/// things like formulas, numbers and dates in texts, the greatest and smallest numbers, several memberships,
/// nothing at all. The same seed gives the same rows.
class RandomRows
{
public:
    explicit RandomRows(quint32 seed)
        : random(seed)
    {
    }
    /// Adds up to `count` rows in one unit of work and gives them as they are stored.
    QList<Record> add(Workspace& workspace, const RegistrySpec& spec, int count);

private:
    int below(int limit) { return int(random() % quint32(limit)); }
    Record row(const Workspace& workspace, const RegistrySpec& spec);
    FieldValue value(const Workspace& workspace, const FieldSpec& field);
    FieldValue number(const FieldSpec& field);
    FieldValue text(const Workspace& workspace, const FieldSpec& field);
    QString words();

    std::mt19937 random;
};

} // namespace coop
