#pragma once
#include <QLineEdit>
#include <QSet>
#include <QTimer>

class QListWidget;

namespace coop
{

struct RegistrySpec;
class Session;

/// Finds pages and the rows that have a name (by name, code or pinyin initials) while one types; Enter opens
/// the marked one through Session::openRequested. A whole telephone number finds its row for who may see it.
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
    /// Whether telephones take part in this search of a ledger: a whole number was typed by who may see them,
    /// and it stands in the history.
    bool seeksPersonal(const RegistrySpec& registry, const QString& words);

    Session& session;
    QListWidget* list = nullptr; ///< lies over the window, so that the focus stays in the box
    QTimer pause;
    QSet<QString> noted; ///< ledgers whose personal fields were searched since the box was empty
};

} // namespace coop
