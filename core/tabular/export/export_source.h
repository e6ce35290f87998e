#pragma once
#include "core/domain/registry_spec.h"
#include "core/tabular/export/exporter.h"

#include <QHash>

namespace coop
{

struct ExportColumn {
    const FieldSpec* field = nullptr;
    int index = 0; ///< position in RegistrySpec::fields
    bool masked = false;
};

/// What a writer writes: rows, columns in their order, and every cell as the text that leaves the program.
class ExportSource
{
public:
    /// Errors: notFound for a registry or field that there is not.
    static Result<ExportSource> of(const Workspace& workspace, const ExportRequest& request);

    const Workspace& workspace() const { return *open; }
    const RegistrySpec& spec() const { return *registry; }
    const ExportRequest& request() const { return *asked; }
    const QList<Record>& rows() const { return asked->rows; }
    const QList<ExportColumn>& columns() const { return chosen; }

    /// Formatted, personal data masked; empty for a value that is not there.
    QString text(const ExportColumn& column, const Record& row) const;
    /// To be asked before each row; the error is cancelled.
    Result<> goOn(qsizetype rowsDone) const;
    /// A value that the format cannot hold: invalidValue, with its row, column and what to do.
    Error tooLong(const ExportColumn& column, const Record& row, const QString& limit) const;

private:
    const Workspace* open = nullptr;
    const ExportRequest* asked = nullptr;
    const RegistrySpec* registry = nullptr;
    QList<ExportColumn> chosen;
    /// The same township stands in ten thousand rows: names of references, a hash for each column.
    mutable QList<QHash<RowId, QString>> names;
};

} // namespace coop
