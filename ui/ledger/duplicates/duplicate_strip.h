#pragma once
#include "core/store/rows/duplicates.h"
#include "ui/session/loader.h"

#include <QFrame>
#include <QSet>

class QVBoxLayout;

namespace coop
{

/// Says which rows a typed row may already be: 可能重复：云岭供销社（WD1-0003）同一镇街同名, with 查看 and
/// 不是重复.
class DuplicateStrip : public QFrame
{
    Q_OBJECT
public:
    explicit DuplicateStrip(Session& session, QWidget* parent = nullptr);

    /// Whether a field says what a row is.
    static bool depend(const QString& field);
    /// Shows what the row may be; for long ledgers a moment later.
    void look(const Record& record);
    /// Whether the row may be saved: it says the same as before, is like no other, or the clerk has said so
    /// of each one. Otherwise they are shown and 仍要保存 is offered.
    bool settled(const Record& record, const Record* before);
    /// Those marked 不是重复, to be written down once the row is stored.
    QList<RowId> notDuplicates() const { return apart; }
    void forget();

Q_SIGNALS:
    void saveRequested(); ///< 仍要保存

private:
    void take(const Record& record, QList<PossibleDuplicate> duplicates);
    void showFound();
    void addLine(const PossibleDuplicate& duplicate);
    QList<PossibleDuplicate> open() const; ///< about which nothing was said

    Session& session;
    QVBoxLayout* lines;
    QList<PossibleDuplicate> found;
    QString foundFor; ///< what the row said when they were looked for
    QList<RowId> apart;
    QSet<RowId> accepted; ///< 仍要保存 was pressed
    bool saving = false; ///< saving waits for an answer
    Loader looking;
};

} // namespace coop
