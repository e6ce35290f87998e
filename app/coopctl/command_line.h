#pragma once
#include "app/coopctl/json_output.h"
#include "core/base/result.h"
#include "core/store/people/rights.h"

#include <CLI/CLI.hpp>
#include <QJsonValue>
#include <functional>
#include <memory>
#include <optional>

namespace coop
{

struct Author;
class TrialCopy;
class Workspace;
struct RegistrySpec;

/// What a subcommand says when it is done: one JSON value for --json, lines for a person otherwise.
/// `problems` go to standard error; with `refused` the exit status is 1. What is too much to be held is
/// written by `write` instead of `json` and `text`, piece by piece.
struct Outcome {
    QJsonValue json;
    QString text;
    QStringList problems{};
    bool refused = false;
    std::function<Result<>(bool json)> write{};
};

/// The parsed command line: which subcommand was chosen, and the options that all of them take.
class CommandLine
{
public:
    CommandLine();

    using Action = std::function<Result<Outcome>()>;

    /// Adds a subcommand whose action runs after parsing; the caller adds its options to what comes back.
    CLI::App* add(CLI::App* parent, const char* name, const char* description, const Action& action);
    /// The same of one that draws: its action finds an application with fonts and widgets. Other ones start
    /// faster without; drawing a letter there is a defect (core/map/labels/fonts.h).
    CLI::App* addDrawing(CLI::App* parent, const char* name, const char* description, const Action& action);
    CLI::App* root() { return &app; }

    /// Which subcommand is meant. Gives an exit status where nothing is left to do: 0 after --help, 2 for
    /// wrong usage.
    std::optional<int> parse(const QStringList& arguments);
    /// Whether the subcommand needs a QApplication.
    bool draws() const { return drawing; }
    /// Runs the subcommand that was parsed. Gives the exit status: 0 done, 1 refused.
    int run() const;

    /// Opens a workspace for a deed and signs in who --as names, with the passphrase from COOPCTL_PASSPHRASE
    /// or the terminal. Without --as reading needs no name and sees no personal data. Who may not do the deed
    /// (rights.h) is refused here, before anything is asked for or written. `daily`: makes the day's backup
    /// first when there is none.
    Result<std::unique_ptr<Workspace>> openToWrite(
        const std::string& file, Deed deed = Deed::edit, bool daily = true) const;
    Result<std::unique_ptr<Workspace>> openToRead(const std::string& file) const;
    /// For --dry-run: reads the workspace, signs in and asks for the right as openToWrite, and gives a copy
    /// to try the deed on.
    Result<std::unique_ptr<TrialCopy>> openToTry(const std::string& file, Deed deed) const;
    /// The passphrase of somebody, as above; nothing when there is neither.
    static std::optional<QString> passphraseOf(const QString& name);
    bool isNamed() const { return !who.empty(); }

    /// Whether personal data of `rows` rows are shown: who --as names may see them, and it could be noted in
    /// the history. Otherwise they stay masked, and standard error says why when somebody was named.
    Personal personal(const Workspace& workspace, const RegistrySpec& spec, qint64 rows) const;
    Personal personal(Workspace& workspace, const RegistrySpec& spec, qint64 rows) const;
    /// The same before personal fields take part in a search; `shown` covers the rows that are found, too.
    Personal seeks(const Workspace& workspace, const RegistrySpec& spec) const;

    /// Whether personal data of `spec` may be shown at all; `personal` says of how many rows that is noted.
    bool asksForPersonal(const Workspace& workspace, const RegistrySpec& spec) const;

    /// Who is at work and why, for the change log; `what` is the reason when --reason does not give one.
    Author author(const QString& what) const;

private:
    Result<> signIn(Workspace& workspace) const;
    Result<> signInFor(Workspace& workspace, Deed deed) const;
    template <class Note>
    Personal noted(const Workspace& workspace, const RegistrySpec& spec, Note note) const;
    static Personal shownWhen(const Result<>& noted, const RegistrySpec& spec);
    int complain(const CLI::ParseError& error) const;

    CLI::App app;
    Action chosen;
    bool drawing = false; ///< what was chosen
    std::string who;
    std::string reason;
    bool json = false;
};

inline QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

} // namespace coop
