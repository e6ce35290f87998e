#pragma once
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

#include <QHash>
#include <random>

namespace coop
{

/// Random edits over every standard registry, valid ones and ones that the rules refuse; the same seed gives
/// the same edits.
class RandomEdits
{
public:
    struct Count {
        int accepted = 0, refused = 0;
    };
    explicit RandomEdits(quint32 seed)
        : random(seed)
    {
    }
    /// One unit of work of one to four edits, committed. Gives the number of its entry; 0 when all were
    /// refused.
    qint64 unit(Workspace& workspace, QHash<QString, Count>& counts);
    int below(int limit) { return int(random() % quint32(limit)); }

private:
    bool edit(Workspace& workspace, UnitOfWork& work, const RegistrySpec& spec);
    bool add(Workspace& workspace, UnitOfWork& work, const RegistrySpec& spec);
    FieldValue value(const Workspace& workspace, const FieldSpec& field);
    FieldValue oneValue(const Workspace& workspace, const FieldSpec& field);

    std::mt19937 random;
    int counter = 0;
};

} // namespace coop
