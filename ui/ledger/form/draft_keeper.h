#pragma once
#include "ui/ledger/form/draft_store.h"

#include <QObject>
#include <QTimer>

namespace coop
{

class RecordForm;
class Session;

/// Writes what is typed into the form to a draft within a second, and takes the draft away once it is saved
/// or discarded.
class DraftKeeper : public QObject
{
    Q_OBJECT
public:
    DraftKeeper(Session& session, RecordForm& form);

    /// Drafts of this workspace that an earlier window left behind.
    QList<DraftStore::Entry> leftBehind() const;
    void remove(const QString& draft) { store.remove(draft); }
    /// Goes on with a draft that was left behind: it is the form's own from now on.
    void adopt(const QString& key);

private:
    void follow();
    void write();

    Session& session;
    RecordForm& form;
    DraftStore store;
    QTimer timer;
    QString key; ///< of the draft of what the form shows; empty when there is none
    bool refused = false; ///< it could not be written, which was said
};

} // namespace coop
