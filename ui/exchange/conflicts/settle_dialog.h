#pragma once
#include "core/exchange/merge/settle.h"

#include <QDialog>

class QLabel;

namespace coop
{

class FieldEditor;
class Workspace;

/// 另填 and 两者保留: the fields of a conflict with what was there, here and at the township above the value
/// to be written.
class SettleDialog : public QDialog
{
    Q_OBJECT
public:
    SettleDialog(const Workspace& workspace, const Conflict& conflict, Settlement::Choice choice,
        QWidget* parent = nullptr);
    const Settlement& settlement() const { return result; }

private:
    void check();

    Settlement result;
    QList<FieldEditor*> editors;
    QLabel* problem;
};

} // namespace coop
