#pragma once
#include "core/tabular/import/import_preview.h"

namespace coop
{

/// One file of an import: its table, what a person said of it, and what its rows would do.
class ImportFile
{
public:
    /// How far it is, in the words of the list of files.
    enum class State { ready, nothingNew, wrongRows, wrongColumns, unreadable };

    ImportFile(const RegistrySpec& registry, const QString& file)
        : spec(&registry)
        , path(file)
    {
    }

    ImportRequest request() const;
    /// What was read: the columns as this person has mapped such headings before, and the coordinates as the
    /// file says.
    void take(Result<ImportTable> read);
    /// A column by its place; field id, empty to leave it out. Errors: the table then stays as it is.
    Result<> mapColumn(int column, const QString& field);
    void correct(int row, int column, const QString& text);
    void take(Result<ImportPreview> checked);

    bool isRead() const { return problem.isEmpty(); }
    State state() const;
    /// Whether it goes in as it is.
    bool stands() const { return state() == State::ready || state() == State::nothingNew; }
    /// The state in a few words: 可以导入, ✘ 2 行不合格.
    QString stateText() const;
    /// Why, and what the file says of itself, as sentences.
    QString details() const;
    int rowsToWrite() const;
    int warnedRows() const { return warned; }
    QString name() const;

    const RegistrySpec* spec;
    QString path;
    ImportTable table{};
    std::optional<ImportPreview> preview{};
    Datum datum = Datum::cgcs2000;
    bool leavesOut = false; ///< its refused rows
    bool corrected = false; ///< somebody typed into its rows
    QString problem{}; ///< why it cannot be read
    QString columnsProblem{}; ///< why its rows cannot be looked at
    QString remarks{}; ///< what is told beside its columns

private:
    void applyMemory();

    QHash<QString, QString> chosen{}; ///< letter of a column → field: what a person chose in this file
    int warned = 0;
};

} // namespace coop
