#include "core/domain/plan/json/effect.h"

#include "core/domain/plan/indicator.h"

#include <QJsonArray>

namespace coop
{

namespace
{
QJsonObject putOver(QJsonObject object, const QJsonObject& changes)
{
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        const QJsonValue before = object.value(change.key());
        if (change.value().isNull())
            object.remove(change.key());
        else if (before.isObject() && change.value().isObject())
            object[change.key()] = putOver(before.toObject(), change.value().toObject());
        else
            object[change.key()] = change.value();
    }
    return object;
}
} // namespace

QJsonObject changedIndicator(const QJsonObject& indicator, const QJsonObject& changes)
{
    QJsonObject changed = putOver(indicator, changes);
    const bool flow = changed[u"basis"].toString() == basisName(Basis::yearFlow);
    if (!flow && changes.contains(u"basis") && !changes.contains(u"weights"))
        changed.remove(u"weights");
    return changed;
}

QJsonObject withEffect(QJsonObject root, const QJsonObject& effect)
{
    if (effect.contains(u"pace_from"))
        root[u"pace_from"] = effect[u"pace_from"];
    const QJsonObject changes = effect[u"indicators"].toObject();
    QJsonArray indicators = root[u"indicators"].toArray();
    for (auto&& each : indicators) {
        const QJsonObject indicator = each.toObject();
        const QString id = indicator[u"id"].toString();
        if (changes.contains(id))
            each = changedIndicator(indicator, changes[id].toObject());
    }
    root[u"indicators"] = indicators;
    return root;
}

} // namespace coop
