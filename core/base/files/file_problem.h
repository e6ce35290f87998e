#pragma once
#include <QString>

class QFileDevice;

namespace coop
{

/// Why a file could not be opened, read or written, as half a sentence for people: 没有这个文件. Qt and the
/// system say it in English.
QString fileProblem(const QFileDevice& file);

} // namespace coop
