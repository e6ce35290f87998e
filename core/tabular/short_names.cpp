#include "core/tabular/short_names.h"

#include "core/domain/registry_spec.h"

#include <QSet>

namespace coop
{

QHash<QString, QString> shortFieldNames(const RegistrySpec& spec)
{
    constexpr qsizetype longest = 10;
    QHash<QString, QString> names;
    QSet<QString> taken;
    for (const FieldSpec& field : spec.fields)
        if (field.id.size() <= longest)
            taken.insert(field.id);
    for (const FieldSpec& field : spec.fields) {
        QString name = field.id.left(longest);
        for (int i = 2; field.id.size() > longest && taken.contains(name); ++i) {
            const QString number = QString::number(i);
            name = field.id.left(longest - number.size()) + number;
        }
        taken.insert(name);
        names.insert(field.id, name);
    }
    return names;
}

} // namespace coop
