#pragma once
#include "core/base/row_id.h"

#include <QList>
#include <QObject>
#include <functional>
#include <optional>

class QCompleter;
class QLineEdit;
class QStandardItemModel;

namespace coop
{

/// A row that a field may mean, as the list below the field shows it.
struct Candidate {
    RowId id = 0;
    QString name, code;
    QString where{}; ///< its 镇街, which tells two shops of one name apart
    RowId township = 0;

    QString title() const { return name.isEmpty() ? code : name; }
};

/// The list below a line of rows that match what is typed: by name, code, pinyin or initials.
class CandidateList : public QObject
{
    Q_OBJECT
public:
    using Source = std::function<QList<Candidate>()>;
    /// `source` is asked when the list is first needed.
    CandidateList(QLineEdit& line, const QString& name, Source source);

    const QList<Candidate>& known();
    /// The candidates of this township come first, or alone.
    void prefer(RowId township, bool alone = false);
    /// Asks the source again before the list is shown next.
    void forget() { candidates.reset(); }
    /// Shows what matches. `takeFirst`: Enter takes the first.
    void offer(const QString& query, bool takeFirst);
    void hide();
    bool isVisible() const;
    bool hasCurrent() const; ///< a line of it is marked: Enter takes it
    /// By which key a row was picked: Return, Tab; 0: by the mouse.
    int pickedBy() const;
    /// The only one that matches; null when there are several or none.
    const Candidate* onlyMatch(const QString& query);

Q_SIGNALS:
    void picked(const coop::Candidate& row);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QList<const Candidate*> matching(const QString& query);

    static constexpr int mostShown = 200;
    Source source;
    std::optional<QList<Candidate>> candidates;
    RowId preferred = 0;
    bool alone = false;
    int lastKey = 0; ///< that the list got
    QStandardItemModel* offered;
    QCompleter* completer;
};

} // namespace coop
