#include "core/workflow/filing/quarter_close.h"

#include "core/store/figures/composition.h"
#include "core/store/figures/indicator_reader.h"
#include "core/store/one_step.h"
#include "core/store/workspace.h"
#include "core/workflow/filing/filing.h"
#include "core/workflow/filing/filing_rights.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace coop
{

namespace
{
constexpr Breakdown levels[] = {Breakdown::district, Breakdown::byFederation, Breakdown::byTownship};
constexpr int contentFormat = 1;

/// Which choices were in force, so that a reader knows by what the figures were judged.
Result<QJsonObject> rulesOf(const Workspace& workspace)
{
    const StatusThresholds& thresholds = workspace.plan().thresholds;
    QJsonObject decisions;
    for (const PlanQuestion& question : workspace.plan().questions)
        decisions.insert(question.id, question.chosen);
    return QJsonObject{{QStringLiteral("thresholds_version"), thresholds.version},
        {QStringLiteral("watch_points"), thresholds.watchPoints}, {QStringLiteral("decisions"), decisions}};
}
} // namespace

Result<QStringList> obstaclesToClosing(const Workspace& workspace, const Period& quarter, QDate today)
{
    QStringList obstacles;
    if (quarter.lastDay() >= today)
        obstacles += QStringLiteral("%1还没有结束").arg(quarter.title());
    const auto board = filingBoard(workspace, {quarter}, today);
    COOP_TRY(board);
    for (const FilingStanding& filing : *board)
        if (filing.isDue && filing.state != FilingState::locked)
            obstacles += filing.federation.name
                + (filing.row == 0 ? standingWord(filing)
                                   : QStringLiteral("是“%1”").arg(standingWord(filing)));
    return obstacles;
}

Result<FrozenQuarter> closeQuarter(
    Workspace& workspace, const Author& author, const Period& quarter, const QString& reason)
{
    if (!quarter.isQuarter())
        return fail(ErrorKind::invalidValue, QStringLiteral("封存按季度办理，请写成 2024Q4 的样子"));
    COOP_TRY(mayReview(workspace, author.who, QStringLiteral("封存")));
    const auto closed = frozenQuarter(workspace, quarter);
    COOP_TRY(closed);
    if (*closed)
        return fail(ErrorKind::refused,
            QStringLiteral("%1已由 %2 封存，不能再封存").arg(quarter.title(), (*closed)->closedBy));
    const QDate today = QDate::currentDate();
    const auto obstacles = obstaclesToClosing(workspace, quarter, today);
    COOP_TRY(obstacles);
    if (quarter.lastDay() >= today)
        return fail(ErrorKind::refused, obstacles->first() + QStringLiteral("，不能封存"));
    if (!obstacles->isEmpty() && reason.trimmed().isEmpty())
        return fail(ErrorKind::refused,
            QStringLiteral("%1还不齐：%2。请等锁定以后再封存；确实要先封存，请写明原因")
                .arg(quarter.title(), obstacles->join(u'、')));

    QJsonArray figures, parts;
    for (const Breakdown level : levels) {
        const auto readings = readIndicators(workspace, quarter, level, Figures::live);
        COOP_TRY(readings);
        for (const auto& one : frozenFigures(*readings, levelOf(level)))
            figures += one;
        const auto levelParts = frozenParts(workspace, quarter, level, *readings);
        COOP_TRY(levelParts);
        for (const auto& one : *levelParts)
            parts += one;
    }
    const auto rules = rulesOf(workspace);
    COOP_TRY(rules);
    const QByteArray content = QJsonDocument(
        QJsonObject{{QStringLiteral("format"), contentFormat},
            {QStringLiteral("quarter"), quarter.toString()}, {QStringLiteral("rules"), *rules},
            {QStringLiteral("missing"), QJsonArray::fromStringList(*obstacles)},
            {QStringLiteral("figures"), figures},
            {QStringLiteral("parts"),
                parts}}).toJson(QJsonDocument::Compact);
    Record row(*workspace.registries().find(QStringLiteral("closings")));
    row.set(u"quarter", quarter.toString());
    row.set(u"closed_by", author.who);
    row.set(u"closed_at", QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    row.set(u"content", QString::fromUtf8(content));
    row.set(u"digest",
        QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex()));
    if (!reason.trimmed().isEmpty())
        row.set(u"remark", reason.trimmed());
    Author closing = author;
    closing.door = Door::close;
    closing.reason = QStringLiteral("封存") + quarter.title()
        + (reason.trimmed().isEmpty() ? QString() : u'：' + reason.trimmed());
    COOP_TRY(inOneStep(workspace, closing, [&](UnitOfWork& work) { return work.add(row); }));
    const auto frozen = frozenQuarter(workspace, quarter);
    COOP_TRY(frozen);
    return **frozen;
}

Result<QList<Correction>> correctionsSince(const Workspace& workspace, const FrozenQuarter& frozen)
{
    const auto quarter = Period::parse(frozen.quarter);
    COOP_TRY(quarter);
    QList<Correction> corrections;
    for (const Breakdown level : levels) {
        const auto live = readIndicators(workspace, *quarter, level, Figures::live);
        COOP_TRY(live);
        const QList<Reading> then = thawed(frozen, levelOf(level), *live);
        for (qsizetype i = 0; i < live->size(); ++i)
            if (then[i].value != (*live)[i].value || then[i].target != (*live)[i].target)
                corrections += Correction{then[i], (*live)[i]};
    }
    return corrections;
}

} // namespace coop
