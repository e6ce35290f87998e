#pragma once
#include "ui/session/page.h"

class QTabWidget;

namespace coop
{

class BackupSection;
class CheckUpView;
class DecisionsSection;
class PeopleSection;
class TargetsSection;

/// 设置: targets, how the plan is read where it is unclear, who may do what, backups, whether the file is
/// well, and the key of the exchange.
class SettingsPage : public Page
{
    Q_OBJECT
public:
    explicit SettingsPage(Session& session, QWidget* parent = nullptr);

    bool busy() const override;
    QList<QWidget*> focusPanes() override;

private:
    QTabWidget* tabs;
    TargetsSection* targets;
    DecisionsSection* decisions;
    PeopleSection* people;
    BackupSection* backups;
    CheckUpView* checkUp;
};

} // namespace coop
