#include "core/store/rows/duplicates.h"

#include "core/base/text/text.h"
#include "core/domain/field_text.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/rows/row_reader.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QHash>
#include <QSet>
#include <QtMath>
#include <algorithm>
#include <cmath>

namespace coop
{

namespace
{
constexpr double metresPerDegree = 111'320; // of latitude; within 50 m the earth is flat

double metresBetween(const Record& a, const Record& b)
{
    const double north = (a[u"lat"].real() - b[u"lat"].real()) * metresPerDegree;
    const double east = (a[u"lon"].real() - b[u"lon"].real()) * metresPerDegree
        * std::cos(qDegreesToRadians(a[u"lat"].real()));
    return std::hypot(north, east);
}

bool hasPoint(const Record& row)
{
    return !row[u"lon"].isNull() && !row[u"lat"].isNull();
}

/// Looks at pairs of rows of one ledger.
class DuplicateSearch
{
public:
    DuplicateSearch(const Workspace& source, const RegistrySpec& registry)
        : workspace(source)
        , spec(registry)
        , districtName(comparable(source.plan().districtName))
    {
        if (const TableLayout* layout = workspace.layout(notDuplicatesSpec().id))
            for (const Record& pair : readRows(databaseOf(workspace), *layout,
                     QStringLiteral("WHERE r.registry = ?"), {FieldValue(spec.id)}))
                marked += {pair[u"first"].number(), pair[u"second"].number()};
    }

    bool canHaveAny() const { return spec.field(u"name") || spec.field(u"credit_code") || spec.hasPoint(); }

    QStringList reasons(const Record& a, const Record& b) const
    {
        QStringList found;
        if (const QString name = bareName(a); !name.isEmpty() && samePlace(a, b) && name == bareName(b))
            found += spec.field(u"township") ? QStringLiteral("同一镇街同名") : QStringLiteral("同名");
        if (const QString code = comparable(a[u"credit_code"].text());
            !code.isEmpty() && code == comparable(b[u"credit_code"].text()))
            found += QStringLiteral("%1相同").arg(spec.field(u"credit_code")->label);
        if (spec.hasPoint() && hasPoint(a) && hasPoint(b))
            if (const double metres = metresBetween(a, b); metres <= duplicateDistance)
                found += QStringLiteral("相距 %1 米").arg(qRound(metres));
        return found;
    }
    bool isMarked(RowId a, RowId b) const { return marked.contains({std::min(a, b), std::max(a, b)}); }
    /// What the name says beside the place: 云岭镇金龙综合服务社 in 云岭镇 and 金龙综合服务社 are one.
    const QString& bareName(const Record& row) const
    {
        const QString key = row[u"name"].text() + u'\n' + QString::number(row[u"township"].number());
        if (const auto known = bareNames.constFind(key); known != bareNames.constEnd())
            return *known;
        QString name = comparable(row[u"name"].text());
        QStringList prefixes{districtName};
        if (!row[u"township"].isNull())
            prefixes += comparable(
                workspace.lookup().row({QStringLiteral("townships")}, row[u"township"].number()).name);
        for (const QString& prefix : std::as_const(prefixes))
            if (!prefix.isEmpty() && name.startsWith(prefix) && name.size() > prefix.size() + 1)
                name.remove(0, prefix.size());
        return *bareNames.insert(key, name);
    }

private:
    bool samePlace(const Record& a, const Record& b) const
    {
        return !spec.field(u"township") || a[u"township"] == b[u"township"];
    }

    const Workspace& workspace;
    const RegistrySpec& spec;
    QString districtName;
    QSet<std::pair<RowId, RowId>> marked;
    mutable QHash<QString, QString> bareNames;
};

/// Buckets of which two rows share at least one when they may be the same.
QStringList bucketsOf(const Record& row, const DuplicateSearch& search)
{
    QStringList buckets;
    if (const QString& name = search.bareName(row); !name.isEmpty())
        buckets += QStringLiteral("n") + name;
    if (const QString code = comparable(row[u"credit_code"].text()); !code.isEmpty())
        buckets += QStringLiteral("c") + code;
    if (hasPoint(row)) {
        // Squares of about 110 m: a place within 50 m lies in the same square or in a neighbour.
        constexpr double square = 0.001;
        const auto x = qint64(std::floor(row[u"lon"].real() / square));
        const auto y = qint64(std::floor(row[u"lat"].real() / square));
        for (qint64 dx = -1; dx <= 1; ++dx)
            for (qint64 dy = -1; dy <= 1; ++dy)
                buckets += QStringLiteral("p%1,%2").arg(x + dx).arg(y + dy);
    }
    return buckets;
}
} // namespace

Result<QList<PossibleDuplicate>> possibleDuplicates(const Workspace& workspace, const Record& record)
{
    return guarded(workspace.path(), [&]() -> Result<QList<PossibleDuplicate>> {
        QList<PossibleDuplicate> found;
        const DuplicateSearch search(workspace, record.spec());
        if (!search.canHaveAny())
            return found;
        const auto rows = workspace.rows({.registry = record.spec().id});
        COOP_TRY(rows);
        for (const Record& other : *rows) {
            if (other.id == record.id || search.isMarked(record.id, other.id))
                continue;
            if (const QStringList reasons = search.reasons(record, other); !reasons.isEmpty())
                found += PossibleDuplicate{other, reasons};
        }
        return found;
    });
}

Result<QList<DuplicatePair>> duplicatePairs(const Workspace& workspace, const QString& registry)
{
    const auto spec = workspace.registries().require(registry);
    COOP_TRY(spec);
    return guarded(workspace.path(), [&]() -> Result<QList<DuplicatePair>> {
        QList<DuplicatePair> pairs;
        const DuplicateSearch search(workspace, **spec);
        if (!search.canHaveAny())
            return pairs;
        const auto rows = workspace.rows({.registry = (*spec)->id});
        COOP_TRY(rows);
        QHash<QString, QList<int>> inBucket;
        for (int i = 0; i < rows->size(); ++i) {
            QSet<int> seen;
            for (const QString& bucket : bucketsOf((*rows)[i], search)) {
                QList<int>& others = inBucket[bucket];
                for (const int other : std::as_const(others)) {
                    if (seen.contains(other) || search.isMarked((*rows)[other].id, (*rows)[i].id))
                        continue;
                    seen += other;
                    if (const QStringList reasons = search.reasons((*rows)[other], (*rows)[i]);
                        !reasons.isEmpty())
                        pairs += DuplicatePair{(*rows)[other], {(*rows)[i], reasons}};
                }
                others += i;
            }
        }
        return pairs;
    });
}

Result<> markNotDuplicate(
    UnitOfWork& work, const QString& registry, RowId first, RowId second, const QString& reason)
{
    for (const RowId row : {first, second})
        COOP_TRY(work.workspace().row(registry, row));
    Record record(notDuplicatesSpec());
    record.set(u"registry", registry);
    record.set(u"first", std::min(first, second));
    record.set(u"second", std::max(first, second));
    if (!reason.trimmed().isEmpty())
        record.set(u"remark", reason.trimmed());
    const auto added = work.add(record);
    return added ? Result<>() : Result<>(fail(added.error()));
}

} // namespace coop
