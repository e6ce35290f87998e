#pragma once
#include <QList>
#include <QString>
#include <QStringList>

namespace coop
{

class Workspace;

/// A library or something else that the program contains.
struct ProgramPart {
    QString name;
    QString version; ///< as it runs here; empty where there is none
    QString licence;
};
QList<ProgramPart> programParts();

/// Whose data the program and the open workspace (null: none) show, as it has to be said. Each once.
QStringList dataCredits(const Workspace* workspace);

/// Name, version and system of the program, and its parts: for 关于 and for a report of a problem. Nothing of
/// who uses it.
QString programText();

} // namespace coop
