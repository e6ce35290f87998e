#pragma once
#include <QByteArray>
#include <QString>

/// What the program writes down of its runs on this computer: when it began and ended, with which versions,
/// what went wrong, where the stack stood in a crash. Two files of bounded size, the newer and the older; no
/// content of a workspace, no names, no paths.
namespace coop::runLog
{

/// Once, in main: from now on note() writes into `folder`, and where a run before this one did not come to
/// its end that is remembered. Several windows may run at a time.
void begin(const QString& folder);
/// The run comes to its end as it should.
void end();
/// Whether a run before this one was cut short: by a crash, by the power.
bool wasCutShort();
/// Somebody has read it.
void forgetCut();

/// One line. Texts between “ ” or in home folders fall away. Any thread; nothing before begin().
void note(const QString& what);
/// The older file and the newer one.
QByteArray content();

inline constexpr qint64 largestFile = qint64(256) * 1024; ///< bytes

} // namespace coop::runLog
