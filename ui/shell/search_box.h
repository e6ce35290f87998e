#pragma once
#include <QLineEdit>
#include <QTimer>

class QListWidget;

namespace coop
{

class Session;

/// Finds pages and the rows that have a name (by name, code or pinyin initials) while one types; Enter opens
/// the marked one through Session::placeRequested. A whole telephone number finds its row for who may see it.
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
    /// Whether telephones take part in this search: a whole number was typed by who may see them, and it
    /// stands in the history, once for all ledgers and for as long as it is the same number that is typed.
    bool seeksPersonal(const QString& words);

    Session& session;
    QListWidget* list = nullptr; ///< lies over the window, so that the focus stays in the box
    QTimer pause;
    QString noted; ///< the number, as far as it was typed, of which the history knows
};

} // namespace coop
