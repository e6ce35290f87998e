#pragma once
#include "ui/exchange/hand_in/hand_in_check.h"
#include "ui/exchange/parts/package_dialog.h"
#include "ui/session/place.h"

class QCheckBox;
class QStackedWidget;

namespace coop
{

class ChangeTable;
class FileField;
class HandInCheckStep;
class PassphraseFields;
class Session;

/// 上报 in four steps: the filing is checked, what will be handed in is shown, passphrase and file are asked
/// for, and the package is written and opened again. Nothing is removed from the workspace.
class HandInWizard : public PackageDialog
{
    Q_OBJECT
public:
    HandInWizard(Session& session, const OfficeSelf& self, QWidget* parent = nullptr);
    ~HandInWizard() override;

protected:
    void act() override;
    QList<QWidget*> inputs() const override;

private:
    enum Step { check, changes, file, result };
    void makeSteps();
    QWidget* makeChangesStep();
    QWidget* makeFileStep();
    void read();
    void goTo(Step step);
    void write();
    void finished(const Result<HandedIn>& done);
    void showElsewhere(const Place& place);
    HandIn what() const;

    Session& session;
    OfficeSelf self;
    HandInCheck found;
    QStackedWidget* steps;
    QPushButton* back;
    QLabel* stepTitle;
    HandInCheckStep* checkStep;
    QLabel* counts;
    ChangeTable* table;
    QCheckBox* everything;
    FileField* place;
    std::unique_ptr<PassphraseFields> passphrase;
    QLabel* outcome;
};

} // namespace coop
