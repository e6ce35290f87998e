#pragma once
#include "core/base/text/worded.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

namespace coop
{

/// How far a 填报表 is: 草稿 → 已提交 → 已审核 → 已锁定.
enum class FilingState { draft, submitted, reviewed, locked };
QString filingStateId(const Kept<FilingState>& state); ///< draft submitted reviewed locked: JSON
QString filingStateWord(const Kept<FilingState>& state); ///< as the row keeps it
QStringList filingStateWords();
std::optional<FilingState> filingStateOf(const QString& word);

/// A step of a 填报表. These are all: what people may do, the triggers of the file and the merge read them.
struct FilingMove {
    FilingState from, to;
    bool byOffice = false; ///< also a township office takes it; else only the district
    bool byOther = false; ///< by somebody else than who submitted
    bool wantsReason = false;
};
const QList<FilingMove>& filingMoves();
/// From where a step of people leads to `to`.
QList<FilingState> filingStatesBefore(FilingState to);
/// Whether a township office itself can have brought its filing there.
bool isOfficesOwn(FilingState state);
/// Whether the rows of its quarter are held fast.
bool holdsQuarter(FilingState state);

} // namespace coop
