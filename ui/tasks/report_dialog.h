#pragma once
#include "core/base/period.h"
#include "core/domain/plan/plan.h"
#include "core/domain/record.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QSpinBox;

namespace coop
{

class Session;

/// 填写进展: what one unit says about a task in a quarter. A unit that has reported already gets its report
/// to go on with.
class ReportDialog : public QDialog
{
    Q_OBJECT
public:
    /// `units` are offered, the first of them is chosen; others can be written.
    ReportDialog(Session& session, const PlanTask& task, const Period& quarter, const QStringList& units,
        QWidget* parent = nullptr);

    QString unit() const;
    void reject() override;

private:
    void build(const QStringList& units);
    void load();
    void save();
    bool isModified() const;
    void fill(Record& record) const;
    void say(const QString& problem);

    Session& session;
    PlanTask task;
    Period quarter;
    std::optional<Record> base; ///< as it is in the workspace, or new
    QComboBox* unitField;
    QPlainTextEdit* progress;
    QSpinBox* percent;
    QPlainTextEdit* problemField;
    QPlainTextEdit* nextStep;
    QLabel* state;
    QLabel* problem;
};

} // namespace coop
