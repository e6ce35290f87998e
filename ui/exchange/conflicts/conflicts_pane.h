#pragma once
#include "ui/exchange/conflicts/conflict_lines.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace coop
{

class ConflictTable;
class EmptyNote;
class Session;

/// 冲突: the inbox of what merges could not settle, and the ways to settle it, one row or many at once, each
/// a step that can be undone.
class ConflictsPane : public QWidget
{
    Q_OBJECT
public:
    explicit ConflictsPane(Session& session, QWidget* parent = nullptr);
    void setLines(const QList<ConflictLine>& lines);
    bool busy() const { return working > 0; }
    bool showsSettled() const;
    ConflictTable* view() const { return table; }

Q_SIGNALS:
    void settledWanted(bool shown);

private:
    void settle(Settlement::Choice choice);
    void settleOne(const ConflictLine& line, const Settlement& settlement);
    void settleMany(const QList<ConflictLine>& lines, Settlement::Choice choice);
    void updateButtons();
    void say(const QString& problem);

    Session& session;
    ConflictTable* table;
    EmptyNote* empty;
    QStackedWidget* stack;
    QLabel* heading;
    QLabel* problem;
    QCheckBox* withSettled;
    QHash<Settlement::Choice, QPushButton*> buttons;
    QPushButton* openRow;
    int working = 0;
};

} // namespace coop
