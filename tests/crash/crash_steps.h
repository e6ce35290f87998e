#pragma once
#include "core/store/workspace.h"

#include <QString>
#include <random>

namespace coop
{

/// The steps of the crash test, each a real one of the program, in an order that a seed gives. Says "begin
/// KIND" before a step and "done KIND entry hash file" after it, on standard output.
class CrashSteps
{
public:
    CrashSteps(QString folder, quint32 seed);
    /// Until somebody kills the process.
    [[noreturn]] void run();

private:
    void step();
    void edit();
    void import();
    void undoOrRedo();
    void backup();
    void restore();
    void migrate();
    void open();
    void begin(const char* kind);
    void done(const QString& file = {});
    int below(int limit) { return int(random() % quint32(limit)); }

    QString folder, path;
    std::mt19937 random;
    std::unique_ptr<Workspace> workspace;
    const char* kind = "";
    int counter = 0;
};

/// Number and hash of the newest entry of the log: "12 ab34…".
QString headOf(const Workspace& workspace);

} // namespace coop
