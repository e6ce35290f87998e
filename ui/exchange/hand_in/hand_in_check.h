#pragma once
#include "core/exchange/hand_in/hand_in.h"
#include "core/workflow/filing/filing.h"
#include "ui/exchange/changes/change_lines.h"

namespace coop
{

/// What stands before a hand-in: the quarter's filing with what the rules say, and what would be handed in.
struct HandInCheck {
    FilingStanding filing;
    QList<FilingFinding> findings;
    int changes = 0; ///< rows
    QJsonObject counts;
    QList<ChangeLine> lines;

    int openFindings() const; ///< errors, and warnings without an explanation
    bool isReady() const { return openFindings() == 0 && filing.state != FilingState::draft; }
};
Result<HandInCheck> readHandInCheck(const Workspace& workspace, RowId federation, const Period& quarter);

} // namespace coop
