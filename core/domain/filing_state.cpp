#include "core/domain/filing_state.h"

#include <algorithm>

namespace coop
{

namespace
{
struct Name {
    FilingState state;
    QString id, word;
};

const QList<Name>& names()
{
    static const QList<Name> all{{FilingState::draft, QStringLiteral("draft"), QStringLiteral("草稿")},
        {FilingState::submitted, QStringLiteral("submitted"), QStringLiteral("已提交")},
        {FilingState::reviewed, QStringLiteral("reviewed"), QStringLiteral("已审核")},
        {FilingState::locked, QStringLiteral("locked"), QStringLiteral("已锁定")}};
    return all;
}
} // namespace

QString filingStateId(const Kept<FilingState>& state)
{
    return state.isKnown() ? names()[int(*state.value())].id : state.word();
}

QString filingStateWord(const Kept<FilingState>& state)
{
    return state.isKnown() ? names()[int(*state.value())].word : state.shownWord();
}

QStringList filingStateWords()
{
    QStringList words;
    for (const Name& name : names())
        words += name.word;
    return words;
}

std::optional<FilingState> filingStateOf(const QString& word)
{
    for (const Name& name : names())
        if (name.word == word)
            return name.state;
    return std::nullopt;
}

const QList<FilingMove>& filingMoves()
{
    using enum FilingState;
    static const QList<FilingMove> all{{.from = draft, .to = submitted, .byOffice = true},
        {.from = submitted, .to = reviewed, .byOther = true}, {.from = reviewed, .to = locked},
        {.from = submitted, .to = draft, .byOffice = true, .wantsReason = true},
        {.from = reviewed, .to = draft, .wantsReason = true},
        {.from = locked, .to = draft, .wantsReason = true}};
    return all;
}

QList<FilingState> filingStatesBefore(FilingState to)
{
    QList<FilingState> before;
    for (const FilingMove& move : filingMoves())
        if (move.to == to)
            before += move.from;
    return before;
}

bool isOfficesOwn(FilingState state)
{
    return state == FilingState::draft
        || std::any_of(filingMoves().begin(), filingMoves().end(),
            [&](const FilingMove& move) { return move.byOffice && move.to == state; });
}

bool holdsQuarter(FilingState state)
{
    return state >= FilingState::reviewed;
}

} // namespace coop
