#pragma once
#include <QtGlobal>

namespace coop
{

/// While one lives, nothing comes to standard error: for libraries that print their own English there.
class QuietStderr
{
public:
    QuietStderr();
    ~QuietStderr();
    Q_DISABLE_COPY(QuietStderr)

private:
    int kept = -1;
};

} // namespace coop
