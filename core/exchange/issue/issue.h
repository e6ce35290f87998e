#pragma once
#include "core/domain/registries.h"
#include "core/exchange/offices.h"

namespace coop
{

struct Author;

/// 下发: one package with everything that a township office works with.
struct Issued {
    QString digest;
    QString openingCode; ///< for the office, by telephone or on paper; opens the package once
    int device = 0;
    QJsonObject counts;
    QStringList missing{}; ///< names of attachments whose content is not in the workspace: they stay here
    QString remark() const; ///< what is said of `missing`; empty when nothing is
};
/// Writes the package for a federation and enters the office with a new device number; an office of that
/// federation that was there is withdrawn when `replace`, else the step is refused. The district's key is
/// made under `passphrase` on first use. Errors: refused, inUse, fileUnwritable.
Result<Issued> issuePackage(Workspace& workspace, Author author, const QString& passphrase, RowId federation,
    const QString& path, bool replace = false);

/// Makes the office's workspace from a 下发 and gives its key a passphrase. All or nothing. Errors: refused
/// (wrong code, another kind of package, weak passphrase), fileUnwritable.
Result<> openIssued(const QString& package, const QString& code, const QString& passphrase,
    const QString& workspacePath, const QString& who, const Registries& registries = standardRegistries());

} // namespace coop
