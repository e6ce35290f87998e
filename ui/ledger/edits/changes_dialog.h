#pragma once
#include "ui/ledger/edits/change_plan.h"
#include "ui/session/work_dialog.h"

class QLabel;
class QPushButton;

namespace coop
{

class ReasonStrip;

/// What a paste, a fill or a change of many rows would do, one line a row: whether it is added or changed,
/// each field before → after, and why a value is not taken; asks for a reason where something is unusual.
/// Writes nothing; stays open until it is told that all is written.
class ChangesDialog : public WorkDialog
{
    Q_OBJECT
public:
    /// `verb` is what the button says: 粘贴. `note` stands below the headline, may be empty.
    ChangesDialog(
        const RegistrySpec& spec, const QString& verb, ChangePlan plan, const QString& note, QWidget* parent);

    const ChangePlan& plan() const { return changes; }
    QString reason() const; ///< why it is done in spite of warnings
    /// The plan is being written.
    void wait(Job* writing) { begin(writing); }
    void showRefusal(const QString& text);

Q_SIGNALS:
    void writeRequested();

protected:
    QList<QWidget*> inputs() const override;

private:
    void askToWrite();

    const ChangePlan changes;
    ReasonStrip* strip;
    QLabel* refusal;
    QPushButton* write = nullptr;
    QPushButton* leave;
};

} // namespace coop
