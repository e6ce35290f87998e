#pragma once
#include "core/store/copies/backup.h"
#include "core/workflow/care/check_up.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace coop
{

class FindingList;
struct RestorePreview;
class Session;

/// 备份和恢复: what backups there are, where the second copy goes, making one now, putting one back, and the
/// drill that proves the newest.
class BackupsPane : public QWidget
{
    Q_OBJECT
public:
    explicit BackupsPane(Session& session, QWidget* parent = nullptr);
    bool busy() const { return working > 0; }

private:
    void reload();
    void updateButtons();
    void backUpNow();
    void chooseSecondPlace();
    void setPlace(const QString& folder);
    void previewCurrent();
    void askRestore(const RestorePreview& preview);
    void startDrill();
    void showDrill(const Result<DrillReport>& report);
    void say(const QString& sentence, bool wrong = false);

    Session& session;
    QList<Backup> listed;
    QTableWidget* table;
    QLabel* place;
    QLabel* state;
    QPushButton* nowButton;
    QPushButton* restoreButton;
    QPushButton* drillButton;
    QPushButton* choosePlaceButton;
    QPushButton* clearPlaceButton;
    FindingList* findings;
    int working = 0;
};

} // namespace coop
