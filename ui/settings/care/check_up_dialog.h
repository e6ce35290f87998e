#pragma once
#include <QDialog>

namespace coop
{

class Jobs;

/// 体检 of a file that could not be opened for writing.
class CheckUpDialog : public QDialog
{
    Q_OBJECT
public:
    explicit CheckUpDialog(const QString& path, QWidget* parent = nullptr);

    /// Whether the user went on to 抢救.
    bool wantsSalvage() const { return salvage; }

private:
    Jobs* jobs;
    bool salvage = false;
};

} // namespace coop
