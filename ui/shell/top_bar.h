#pragma once
#include <QWidget>

class QMenu;

namespace coop
{

class SearchBox;
class Session;

/// The bar that holds on every page: file, quarter, scope, search, person.
class TopBar : public QWidget
{
    Q_OBJECT
public:
    /// `fileMenu` belongs to the window.
    TopBar(Session& session, QMenu* fileMenu, QWidget* parent = nullptr);
    SearchBox* searchBox() const { return search; }

private:
    void askPerson();

    Session& session;
    SearchBox* search;
};

} // namespace coop
