#include "core/workflow/targets/target_matrix.h"

#include "core/base/checked_sum.h"
#include "core/base/decimal.h"
#include "core/base/text/text.h"
#include "core/domain/field_text.h"
#include "core/domain/plan/target_value.h"
#include "core/domain/value_rules.h"
#include "core/store/figures/indicator_reader.h"
#include "core/store/figures/township_federations.h"
#include "core/store/one_step.h"
#include "core/store/workspace.h"
#include "core/workflow/targets/district_targets.h"
#include "core/workflow/targets/target_shares.h"

#include <algorithm>
#include <limits>

namespace coop
{

namespace
{
const QString targets = QStringLiteral("targets");

/// Rates are not parts of a whole: every federation is to reach the same.
bool isRate(const Indicator& indicator)
{
    return indicator.unit == u"%" || indicator.unit == u"‰";
}

struct Place {
    const Indicator* indicator = nullptr;
    RowId row = 0; ///< of registry `indicators`
    int year = 0;
};

/// By id or title.
Result<Place> placeOf(const Workspace& workspace, const QString& name, int year)
{
    const Plan& plan = workspace.plan();
    const auto found = workspace.lookup().find({QStringLiteral("indicators")}, name);
    QStringList known;
    for (const Indicator& indicator : plan.indicators) {
        if (found.size() == 1 && found.first().code == indicator.id) {
            if (year < plan.firstYear || year > plan.lastYear)
                return fail(ErrorKind::invalidValue,
                    QStringLiteral("%1年不在方案年份%2年到%3年之内")
                        .arg(year)
                        .arg(plan.firstYear)
                        .arg(plan.lastYear));
            return Place{&indicator, found.first().id, year};
        }
        known += QStringLiteral("%1（%2）").arg(indicator.id, indicator.title);
    }
    return fail(
        ErrorKind::notFound, QStringLiteral("方案里没有指标“%1”，可用的有：%2").arg(name, known.join(u'、')));
}

std::optional<qint64> valueOf(const Indicator& indicator, const QMap<RowId, Record>& rows, RowId federation)
{
    const auto row = rows.constFind(federation);
    return row == rows.constEnd() ? std::nullopt
                                  : std::optional(smallestUnits(indicator, (*row)[u"value"].number()));
}

/// Gives whether anything changed.
Result<bool> write(UnitOfWork& work, const Place& place, const QMap<RowId, Record>& stored, RowId federation,
    std::optional<qint64> value)
{
    const auto kept = stored.constFind(federation);
    if (!value) {
        if (kept == stored.constEnd())
            return false;
        const auto removed = work.remove(targets, kept->id);
        return removed ? Result<bool>(true) : fail(removed.error());
    }
    Record row
        = kept == stored.constEnd() ? Record(*work.workspace().registries().find(targets)) : Record(*kept);
    // What is finer than the indicator counts stays as it was entered, unless the figure changes.
    if (row.id != 0 && valueOf(*place.indicator, stored, federation) == value)
        return false;
    row.set(u"indicator", place.row);
    row.set(u"year", place.year);
    row.set(u"value", storedFigure(*place.indicator, *value));
    if (federation != 0)
        row.set(u"federation", federation);
    if (row.id != 0)
        return work.change(row);
    const IndicatorTarget* planned = federation == 0 ? place.indicator->target(place.year) : nullptr;
    if (planned)
        row.set(u"remark", planned->clause);
    const auto added = work.add(row);
    return added ? Result<bool>(true) : fail(added.error());
}

Result<int> writeAll(Workspace& workspace, Author author, const Place& place,
    const QList<std::pair<RowId, std::optional<qint64>>>& values, const QString& what)
{
    if (author.reason.isEmpty())
        author.reason = QStringLiteral("%1 %2 %3年").arg(what, place.indicator->title).arg(place.year);
    return inOneStep(workspace, author, [&](UnitOfWork& work) -> Result<int> {
        const auto stored = targetsOfYear(workspace, place.row, place.year);
        COOP_TRY(stored);
        int changed = 0;
        for (const auto& [federation, value] : values) {
            const auto written = write(work, place, *stored, federation, value);
            COOP_TRY(written);
            changed += *written ? 1 : 0;
        }
        return changed;
    });
}

/// The step in which a target is divided: the indicator's decimals, finer where the target itself is.
qint64 stepOf(const Indicator& indicator, qint64 target)
{
    qint64 step = powerOfTen(indicator.exponent - qMin(indicator.decimals, indicator.exponent));
    while (step > 1 && target % step != 0)
        step /= 10;
    return step;
}

std::optional<qint64> sumOf(const QList<TargetPart>& parts)
{
    std::optional<CheckedSum> sum;
    for (const TargetPart& part : parts)
        if (part.value) {
            sum = sum.value_or(CheckedSum());
            *sum += *part.value;
        }
    // Beyond all targets: differs from whatever it is compared with.
    return sum ? std::optional(sum->value().value_or(std::numeric_limits<qint64>::max())) : std::nullopt;
}
} // namespace

Result<TargetMatrix> targetMatrix(const Workspace& workspace)
{
    const Plan& plan = workspace.plan();
    const auto rows = workspace.rows({.registry = targets});
    COOP_TRY(rows);
    TargetMatrix matrix;
    for (int year = plan.firstYear; year <= plan.lastYear; ++year)
        matrix.years += year;
    for (const Indicator& indicator : plan.indicators) {
        TargetRow line{&indicator};
        const auto found = workspace.lookup().find({QStringLiteral("indicators")}, indicator.id);
        const RowId row = found.size() == 1 ? found.first().id : 0;
        for (const int year : matrix.years) {
            TargetCell cell{.year = year};
            if (const IndicatorTarget* planned = indicator.target(year)) {
                cell.planned = planned->value;
                cell.clause = planned->clause;
            }
            QList<TargetPart> parts;
            for (const Record& stored : *rows) {
                if (stored[u"indicator"].number() != row || stored[u"year"].number() != year)
                    continue;
                const qint64 value = smallestUnits(indicator, stored[u"value"].number());
                if (stored[u"federation"].isNull())
                    cell.value = value;
                else
                    parts += TargetPart{.value = value};
            }
            cell.allocated = sumOf(parts);
            line.cells += cell;
        }
        matrix.rows += line;
    }
    return matrix;
}

Result<QList<TargetPart>> targetParts(const Workspace& workspace, const QString& indicator, int year)
{
    const auto place = placeOf(workspace, indicator, year);
    COOP_TRY(place);
    const auto stored = targetsOfYear(workspace, place->row, year);
    COOP_TRY(stored);
    const auto federations = townshipFederations(workspace);
    COOP_TRY(federations);
    QList<TargetPart> parts;
    for (const Record& row : *federations)
        parts += {row.id, row.code(), row.title(), valueOf(*place->indicator, *stored, row.id)};
    return parts;
}

Result<std::optional<qint64>> parseTarget(const Indicator& indicator, const QString& text)
{
    const QString written = text.trimmed();
    if (written.isEmpty() || written == u"—" || written == u"-")
        return std::optional<qint64>();
    const auto value = parseDecimal(written, indicator.exponent);
    if (value && storedFigure(indicator, *value) > limits::figure)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("“%1”的目标值填的是“%2”，太大，最多 %3%4")
                .arg(indicator.title, inSentence(text), formatDecimal(limits::figure, 8, true),
                    indicator.unit));
    if (!value)
        return fail(
            value.error().kind, QStringLiteral("“%1”的目标值%2").arg(indicator.title, value.error().text));
    if (*value < 0)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("“%1”的目标值不能小于 0；没有目标请留空").arg(indicator.title));
    return std::optional(*value);
}

Result<bool> setTarget(Workspace& workspace, const Author& author, const QString& indicator, int year,
    std::optional<qint64> value)
{
    const auto place = placeOf(workspace, indicator, year);
    COOP_TRY(place);
    const auto changed = writeAll(workspace, author, *place, {{0, value}},
        value ? QStringLiteral("调整目标") : QStringLiteral("取消目标"));
    return changed ? Result<bool>(*changed > 0) : fail(changed.error());
}

Result<QList<TargetPart>> proposedParts(
    const Workspace& workspace, const QString& indicator, int year, AllocationWay way)
{
    const auto place = placeOf(workspace, indicator, year);
    COOP_TRY(place);
    const Indicator& figure = *place->indicator;
    const auto refuse = [&](const QString& why) { return fail(ErrorKind::refused, why); };
    if (isRate(figure))
        return refuse(QStringLiteral("“%1”是比率，不能分解成合计；请逐个农合联填写").arg(figure.title));
    const auto stored = targetsOfYear(workspace, place->row, year);
    auto parts = targetParts(workspace, indicator, year);
    COOP_TRY(stored);
    if (!parts)
        return parts;
    const auto target = valueOf(figure, *stored, 0);
    if (!target)
        return refuse(
            QStringLiteral("%1年“%2”没有全区目标，请先填全区目标再分解").arg(year).arg(figure.title));
    if (parts->isEmpty())
        return refuse(QStringLiteral("台账里没有乡镇级农合联，没有可以分解的单位"));
    QList<qint64> weights(parts->size(), 1);
    if (way == AllocationWay::byLastYear) {
        const auto last
            = readIndicator(workspace, figure.id, Period::ofYear(year - 1), Breakdown::byFederation);
        COOP_TRY(last);
        for (qsizetype i = 0; i < parts->size(); ++i)
            weights[i] = qMax(qint64(0), (*last)[i].value.value_or(0));
        if (std::all_of(weights.begin(), weights.end(), [](qint64 weight) { return weight == 0; }))
            return refuse(
                QStringLiteral("%1年各农合联的“%2”没有实绩，不能按上年实绩分解；请平均分解或手工填写")
                    .arg(year - 1)
                    .arg(figure.title));
    }
    const QList<qint64> values = dividedByWeights(*target, weights, stepOf(figure, *target));
    for (qsizetype i = 0; i < parts->size(); ++i)
        (*parts)[i].value = values[i];
    return parts;
}

Result<int> allocateTarget(Workspace& workspace, const Author& author, const QString& indicator, int year,
    const QList<TargetPart>& parts)
{
    const auto place = placeOf(workspace, indicator, year);
    COOP_TRY(place);
    QList<std::pair<RowId, std::optional<qint64>>> values;
    for (const TargetPart& part : parts)
        values.append({part.federation, part.value});
    return writeAll(workspace, author, *place, values, QStringLiteral("分解目标"));
}

bool sumDiffers(const Indicator& indicator, std::optional<qint64> target, const QList<TargetPart>& parts)
{
    const auto sum = sumOf(parts);
    return sum && !isRate(indicator) && sum != target;
}

QString sumSentence(const Indicator& indicator, std::optional<qint64> target, const QList<TargetPart>& parts)
{
    const auto sum = sumOf(parts);
    if (!sum || isRate(indicator))
        return {};
    const QString total = QStringLiteral("合计 %1，").arg(figure(indicator, *sum));
    const auto without = std::count_if(
        parts.begin(), parts.end(), [](const TargetPart& part) { return !part.value.has_value(); });
    const QString open = without > 0 ? QStringLiteral("；还有 %1 个农合联没有分到").arg(without) : QString();
    if (!target)
        return total + QStringLiteral("全区没有目标") + open;
    if (*sum == *target)
        return total + QStringLiteral("与全区目标一致") + open;
    const qint64 difference = *sum - *target;
    return total
        + QStringLiteral("比全区目标 %1 %2 %3")
              .arg(figure(indicator, *target), difference < 0 ? QStringLiteral("少") : QStringLiteral("多"),
                  figure(indicator, qAbs(difference)))
        + open;
}

} // namespace coop
