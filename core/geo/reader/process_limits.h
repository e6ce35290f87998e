#pragma once
#include <QtGlobal>

namespace coop
{

/// The process that reads foreign files, in its operating system: the one file with #ifdefs for it.
namespace process_limits
{
/// From now on this process gets at most about so much memory and processor time; whatever it does then, the
/// system ends it. It leaves no dump and shows no box. Best effort: where the system cannot, the watch of
/// reader_program.h is left.
void set(qint64 bytes, int seconds);

qint64 memoryInUse(); ///< bytes of this process; 0 when the system does not say
double processorSeconds(); ///< of this process

/// The standard output for what this process hands over, and for nothing else: what libraries print goes to
/// standard error. A descriptor to write to.
int takeStandardOutput();
} // namespace process_limits

} // namespace coop
