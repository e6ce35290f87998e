// The top bar and the shown ledger: which quarter and area it shows, and what must be seen all the same.
#include "core/domain/registry_spec.h"
#include "ui/ledger/filters/top_bar_choices.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/grid/shown_text.h"
#include "ui/ledger/shown_ledger.h"
#include "ui/session/session.h"

namespace coop
{

QList<TopBarChoice> ShownLedger::topBar() const
{
    QList<TopBarChoice> choices = topBarChoices(session, *spec);
    for (TopBarChoice& choice : choices)
        choice.holds = !takenOff[spec->id].contains(choice.of);
    return choices;
}

void ShownLedger::followTopBar()
{
    if (!spec || !model.shows(*spec))
        return;
    model.setTopBar(topBar());
    offerNewRow(); // it begins with the area
    Q_EMIT changed();
}

void ShownLedger::hold(TopBarChoice::Of of, bool holds)
{
    QList<TopBarChoice::Of>& off = takenOff[spec->id];
    off.removeAll(of);
    if (!holds)
        off += of;
    followTopBar();
}

void ShownLedger::showWhole()
{
    for (const TopBarChoice& choice : QList(model.topBar()))
        hold(choice.of, false);
}

QString ShownLedger::uncover(const QSet<RowId>& ids, const QString& which)
{
    if (model.only())
        return {};
    QStringList sentences;
    for (const TopBarChoice& choice : QList(model.topBar())) {
        const qsizetype hidden = choice.holds ? model.countOutside(choice, ids) : 0;
        if (hidden == 0)
            continue;
        sentences += QStringLiteral("%1 %2不在%3，已取消%4限制")
                         .arg(which, lineCount(hidden), choice.title, topBarName(choice.of));
        hold(choice.of, false);
    }
    return sentences.join(u'；');
}

/// Who asks for a row by a link or the search sees it.
void ShownLedger::uncoverWanted()
{
    if (!wanted || *wanted == 0 || !model.complete())
        return;
    if (const QString done = uncover({*wanted}, QStringLiteral("要看的")); !done.isEmpty())
        Q_EMIT session.message(done);
}

void ShownLedger::showAddedSince(const QSet<RowId>& before)
{
    knownBefore = before;
    if (!reader.busy())
        uncoverAdded();
}

void ShownLedger::uncoverAdded()
{
    if (!knownBefore || !model.complete())
        return;
    const QString done = uncover(model.ids() - *knownBefore, QStringLiteral("新增的"));
    knownBefore.reset();
    if (!done.isEmpty())
        Q_EMIT session.message(done);
}

/// What is added to the words of a step, after rows were put in: the top bar's choice must not hide what
/// somebody has just written. `before`: how many rows there were.
QString ShownLedger::said(const QSet<RowId>& written, qsizetype before)
{
    const QString which = model.total() == before  ? QStringLiteral("修改的")
        : model.total() - before == written.size() ? QStringLiteral("新增的")
                                                   : QStringLiteral("写入的");
    const QString uncovered = uncover(written, which);
    return uncovered.isEmpty() ? QString() : u'；' + uncovered;
}

} // namespace coop
