#pragma once
#include "core/base/result.h"
#include "ui/ledger/form/form_draft.h"

namespace coop
{

/// Drafts of forms as files of this user on this machine, one each, told apart by keys. They hold what was
/// typed only, never what the workspace says.
class DraftStore
{
public:
    /// `workspace`: the file that the drafts belong to.
    explicit DraftStore(const QString& workspace, const QString& folder = standardFolder());
    static QString standardFolder();

    struct Entry {
        QString key;
        FormDraft draft;
    };
    /// Newest first. Files that cannot be read are passed over.
    QList<Entry> all() const;
    /// Errors: fileUnwritable.
    Result<> write(const QString& key, const FormDraft& draft) const;
    void remove(const QString& key) const;

private:
    QString fileOf(const QString& key) const;

    QString workspace;
    QString folder;
};

} // namespace coop
