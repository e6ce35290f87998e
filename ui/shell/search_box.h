#pragma once
#include <QLineEdit>
#include <QTimer>

class QListWidget;

namespace coop
{

class Session;

/// Finds pages and the rows that have a name (by name, code or pinyin initials) while one types; Enter opens
/// the marked one through Session::openRequested.
class SearchBox : public QLineEdit
{
    Q_OBJECT
public:
    explicit SearchBox(Session& session, QWidget* parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void search();
    void openCurrent();
    void placeList();

    Session& session;
    QListWidget* list = nullptr; ///< lies over the window, so that the focus stays in the box
    QTimer pause;
};

} // namespace coop
