#include "core/workflow/filing/filing_steps.h"

#include "core/exchange/offices.h"
#include "core/store/one_step.h"
#include "core/store/workspace.h"
#include "core/workflow/filing/filing_rights.h"

#include <algorithm>

namespace coop
{

namespace
{
Result<> mustBe(const FilingStanding& standing, const QList<FilingState>& allowed, const QString& step)
{
    if (standing.state.isKnown() && allowed.contains(*standing.state.value()))
        return {};
    QStringList words;
    for (const FilingState state : allowed)
        words += filingStateWord(state);
    return fail(ErrorKind::refused,
        QStringLiteral("%1现在是“%2”，%3要先到“%4”")
            .arg(titleOf(standing), standingWord(standing), step, words.join(QStringLiteral("”或“"))));
}

Result<> mustGiveReason(const QString& reason, const QString& step)
{
    return reason.trimmed().isEmpty()
        ? Result<>(fail(ErrorKind::refused, QStringLiteral("%1要写明原因").arg(step)))
        : Result<>();
}

/// One step: what it checks has been checked; writes the filing's row.
class Step
{
public:
    Step(Workspace& target, const FilingKey& of)
        : workspace(target)
        , key(of)
    {
    }

    Result<FilingStanding> standing() const { return filingStanding(workspace, key, QDate::currentDate()); }

    /// `edit` gets the row to be written and the work to write more with.
    template <class Edit>
    Result<> write(Author author, const FilingStanding& standing, const QString& step, Edit edit)
    {
        author.door = Door::filing;
        const QString what = step + titleOf(standing);
        author.reason = author.reason.isEmpty() ? what : what + u'：' + author.reason;
        return inOneStep(workspace, author, [&](UnitOfWork& work) -> Result<> {
            // Inside the transaction: nobody else took a step meanwhile.
            const auto now = this->standing();
            COOP_TRY(now);
            if (now->state != standing.state)
                return fail(ErrorKind::refused,
                    QStringLiteral("%1刚刚变成了“%2”，请看过以后再办理")
                        .arg(titleOf(*now), filingStateWord(now->state)));
            const auto begun = rowOf(*now, work);
            COOP_TRY(begun);
            Record row = *begun;
            COOP_TRY(edit(work, row));
            COOP_TRY(work.change(row));
            return {};
        });
    }

private:
    Result<Record> rowOf(const FilingStanding& now, UnitOfWork& work)
    {
        RowId id = now.row;
        if (id == 0) {
            Record draft(*workspace.registries().find(QStringLiteral("sheets")));
            draft.set(u"quarter", key.quarter.toString());
            draft.set(u"federation", key.federation);
            draft.set(u"state", filingStateWord(FilingState::draft));
            const auto added = work.add(draft);
            COOP_TRY(added);
            id = *added;
        }
        return workspace.row(QStringLiteral("sheets"), id);
    }

    Workspace& workspace;
    const FilingKey key;
};

QString today()
{
    return QDate::currentDate().toString(Qt::ISODate);
}

Result<> mustHaveNoFindings(const Workspace& workspace, const FilingStanding& standing)
{
    const auto findings = filingFindings(workspace, {standing.federation.id, standing.quarter});
    COOP_TRY(findings);
    QStringList errors, open;
    for (const FilingFinding& finding : *findings)
        if (finding.blocks())
            (finding.severity == Finding::Severity::error ? errors : open) += finding.text;
    const auto listed = [](const QStringList& texts) {
        return texts.mid(0, 10).join(u'\n')
            + (texts.size() > 10 ? QStringLiteral("\n……共 %1 处").arg(texts.size()) : QString());
    };
    if (!errors.isEmpty())
        return fail(ErrorKind::refused,
            QStringLiteral("%1有 %2 处错误，改正以后才能提交：\n%3")
                .arg(titleOf(standing))
                .arg(errors.size())
                .arg(listed(errors)));
    if (!open.isEmpty())
        return fail(ErrorKind::refused,
            QStringLiteral("%1有 %2 处提示还没有说明，逐条写明原因以后才能提交：\n%3")
                .arg(titleOf(standing))
                .arg(open.size())
                .arg(listed(open)));
    return {};
}
} // namespace

Result<> submitFiling(Workspace& workspace, const Author& author, const FilingKey& key)
{
    const QString step = QStringLiteral("提交");
    Step taken(workspace, key);
    const auto standing = taken.standing();
    COOP_TRY(standing);
    if (author.who.trimmed().isEmpty())
        return fail(ErrorKind::locked, QStringLiteral("请先写明您是谁（登录），再提交"));
    COOP_TRY(mustBe(*standing, filingStatesBefore(FilingState::submitted), step));
    if (key.quarter.firstMonth().firstDay() > QDate::currentDate())
        return fail(ErrorKind::refused, QStringLiteral("%1还没有开始，不能提交").arg(key.quarter.title()));
    COOP_TRY(mustHaveNoFindings(workspace, *standing));
    return taken.write(author, *standing, step, [&](UnitOfWork&, Record& row) -> Result<> {
        row.set(u"state", filingStateWord(FilingState::submitted));
        row.set(u"submitted_by", author.who);
        row.set(u"submitted_on", today());
        if (row[u"filler"].isNull())
            row.set(u"filler", author.who);
        for (const char* later : {"reviewed_by", "reviewed_on", "locked_by", "locked_on"})
            row.set(QString::fromLatin1(later), FieldValue());
        return {};
    });
}

Result<> mayReviewFiling(const Workspace& workspace, const FilingStanding& standing, const QString& who)
{
    const QString step = QStringLiteral("审核");
    COOP_TRY(mayReview(workspace, who, step));
    COOP_TRY(mustBe(standing, filingStatesBefore(FilingState::reviewed), step));
    COOP_TRY(mustNotHaveEntered(workspace, standing, who));
    return mustHaveNoFindings(workspace, standing);
}

Result<> reviewFiling(Workspace& workspace, const Author& author, const FilingKey& key)
{
    const QString step = QStringLiteral("审核");
    Step taken(workspace, key);
    const auto standing = taken.standing();
    COOP_TRY(standing);
    COOP_TRY(mayReviewFiling(workspace, *standing, author.who));
    return taken.write(author, *standing, step, [&](UnitOfWork&, Record& row) -> Result<> {
        row.set(u"state", filingStateWord(FilingState::reviewed));
        row.set(u"reviewed_by", author.who);
        row.set(u"reviewed_on", today());
        return {};
    });
}

Result<> mayLockFiling(const Workspace& workspace, const FilingStanding& standing, const QString& who)
{
    const QString step = QStringLiteral("锁定");
    COOP_TRY(mayReview(workspace, who, step));
    return mustBe(standing, filingStatesBefore(FilingState::locked), step);
}

Result<> lockFiling(Workspace& workspace, const Author& author, const FilingKey& key)
{
    const QString step = QStringLiteral("锁定");
    Step taken(workspace, key);
    const auto standing = taken.standing();
    COOP_TRY(standing);
    COOP_TRY(mayLockFiling(workspace, *standing, author.who));
    return taken.write(author, *standing, step, [&](UnitOfWork&, Record& row) -> Result<> {
        row.set(u"state", filingStateWord(FilingState::locked));
        row.set(u"locked_by", author.who);
        row.set(u"locked_on", today());
        return {};
    });
}

namespace
{
/// Back to 草稿: 退回 and 更正.
Result<> openAgain(Workspace& workspace, const Author& author, const FilingStanding& standing,
    const FilingKey& key, const QString& reason, const QString& step)
{
    Author because = author;
    because.reason = reason.trimmed();
    return Step(workspace, key).write(because, standing, step, [&](UnitOfWork&, Record& row) -> Result<> {
        row.set(u"state", filingStateWord(FilingState::draft));
        row.set(u"returned_by", author.who);
        row.set(u"return_reason", reason.trimmed());
        if (standing.state == FilingState::locked)
            row.set(u"corrections", standing.corrections + 1);
        return {};
    });
}
} // namespace

Result<> mayReturnFiling(const Workspace& workspace, const FilingStanding& standing, const QString& who)
{
    const QString step = QStringLiteral("退回");
    // Who handed it in may take it back until it is reviewed; everything else is for who may review.
    const auto& state = standing.state.value();
    const bool own = state && !holdsQuarter(*state) && who == standing.submittedBy;
    if (!own)
        COOP_TRY(mayReview(workspace, who, step));
    QList<FilingState> open = filingStatesBefore(FilingState::draft);
    open.removeAll(FilingState::locked); // that is 更正
    return mustBe(standing, open, step);
}

Result<> returnFiling(Workspace& workspace, const Author& author, const FilingKey& key, const QString& reason)
{
    const QString step = QStringLiteral("退回");
    const auto standing = Step(workspace, key).standing();
    COOP_TRY(standing);
    COOP_TRY(mayReturnFiling(workspace, *standing, author.who));
    COOP_TRY(mustGiveReason(reason, step));
    return openAgain(workspace, author, *standing, key, reason, step);
}

Result<> reopenFiling(Workspace& workspace, const Author& author, const FilingKey& key, const QString& reason)
{
    const QString step = QStringLiteral("更正");
    const auto standing = Step(workspace, key).standing();
    COOP_TRY(standing);
    COOP_TRY(mayReview(workspace, author.who, step));
    COOP_TRY(mustBe(*standing, {FilingState::locked}, step));
    COOP_TRY(mustGiveReason(reason, step));
    return openAgain(workspace, author, *standing, key, reason, step);
}

Result<> explainFinding(Workspace& workspace, const Author& author, const FilingKey& key,
    const QString& finding, const QString& text)
{
    const QString step = QStringLiteral("说明");
    Step taken(workspace, key);
    const auto standing = taken.standing();
    COOP_TRY(standing);
    COOP_TRY(mustBe(*standing, {FilingState::draft}, step));
    const auto findings = filingFindings(workspace, key);
    COOP_TRY(findings);
    const auto meant = std::find_if(
        findings->begin(), findings->end(), [&](const FilingFinding& one) { return one.id == finding; });
    if (meant == findings->end())
        return fail(ErrorKind::notFound, QStringLiteral("%1没有提示“%2”").arg(titleOf(*standing), finding));
    if (meant->severity == Finding::Severity::error)
        return fail(
            ErrorKind::refused, QStringLiteral("这一处是错误，要改正，不能用说明代替：%1").arg(meant->text));
    return taken.write(author, *standing, step, [&](UnitOfWork& work, Record& row) -> Result<> {
        const auto notes = workspace.rows({.registry = QStringLiteral("sheet_notes"),
            .equals = {{QStringLiteral("sheet"), row.id}, {QStringLiteral("finding"), finding}}});
        COOP_TRY(notes);
        Record note = notes->isEmpty() ? Record(*workspace.registries().find(QStringLiteral("sheet_notes")))
                                       : notes->first();
        if (text.trimmed().isEmpty())
            return note.id == 0 ? Result<>() : work.remove(note.spec().id, note.id);
        note.set(u"sheet", row.id);
        note.set(u"finding", finding);
        note.set(u"text", text.trimmed());
        if (note.id != 0) {
            const auto changed = work.change(note);
            return changed ? Result<>() : Result<>(fail(changed.error()));
        }
        const auto added = work.add(note);
        return added ? Result<>() : Result<>(fail(added.error()));
    });
}

Result<> nameFiling(Workspace& workspace, const Author& author, const FilingKey& key, const QString& filler,
    const QString& head)
{
    Step taken(workspace, key);
    const auto standing = taken.standing();
    COOP_TRY(standing);
    COOP_TRY(mustBe(*standing, {FilingState::draft}, QStringLiteral("填写")));
    return taken.write(author, *standing, QStringLiteral("填写"), [&](UnitOfWork&, Record& row) -> Result<> {
        row.set(u"filler", filler.trimmed().isEmpty() ? FieldValue() : FieldValue(filler.trimmed()));
        row.set(u"head", head.trimmed().isEmpty() ? FieldValue() : FieldValue(head.trimmed()));
        return {};
    });
}

QStringList filingStepsFor(const Workspace& workspace, const FilingStanding& standing, const QString& who)
{
    const bool reviewer
        = isReviewer(workspace, who) && !officeSelf(workspace); // 审核 and 锁定 are the district's
    if (!standing.state.isKnown())
        return {};
    switch (*standing.state.value()) {
    case FilingState::draft:
        return {QStringLiteral("submit")};
    case FilingState::submitted:
        if (who == standing.submittedBy)
            return {QStringLiteral("return")};
        return reviewer ? QStringList{QStringLiteral("review"), QStringLiteral("return")} : QStringList();
    case FilingState::reviewed:
        return reviewer ? QStringList{QStringLiteral("lock"), QStringLiteral("return")} : QStringList();
    case FilingState::locked:
        break;
    }
    return reviewer ? QStringList{QStringLiteral("reopen")} : QStringList();
}

} // namespace coop
