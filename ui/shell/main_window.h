#pragma once
#include "core/base/period.h"
#include "core/base/result.h"

#include <QMainWindow>
#include <QMenu>
#include <memory>
#include <optional>

namespace coop
{

class Session;
class Workbench;

/// The one window: a welcome page, or the workbench of the open workspace. Holds what concerns files; all
/// else belongs to the workbench and its pages.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Closes what is open and opens this instead; on an error what was open stays.
    Result<> tryOpen(const QString& path, std::optional<Period> period = {});
    /// The same; an error is shown in its own sentence.
    bool openFile(const QString& path, std::optional<Period> period = {});
    void showWelcome();

    Session* session() const { return open.get(); }
    Workbench* workbench() const { return bench; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void askFile();
    void askNew();
    void fillFileMenu();

    QMenu fileMenu;
    std::unique_ptr<Session> open;
    Workbench* bench = nullptr;
};

} // namespace coop
