#pragma once
#include <QWidget>

class QMenu;

namespace coop
{

class SearchBox;
class Session;
class UndoSteps;

/// The bar that holds on every page: file, quarter, scope, search, 撤销 and 重做, person.
class TopBar : public QWidget
{
    Q_OBJECT
public:
    /// `fileMenu` belongs to the window.
    TopBar(Session& session, QMenu* fileMenu, UndoSteps& steps, QWidget* parent = nullptr);
    SearchBox* searchBox() const { return search; }

private:
    Session& session;
    SearchBox* search;
};

} // namespace coop
