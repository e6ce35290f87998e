#pragma once
#include "ui/session/page.h"

class QTabWidget;

namespace coop
{

class BackupsPane;
class CheckUpView;
class DecisionsPane;
class PeoplePane;
class TargetsPane;

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
    TargetsPane* targets;
    DecisionsPane* decisions;
    PeoplePane* people;
    BackupsPane* backups;
    CheckUpView* checkUp;
};

} // namespace coop
