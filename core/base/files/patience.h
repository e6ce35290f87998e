#pragma once
#include <QThread>

namespace coop
{

/// Does something until it comes back with 0 or with an error that will not pass (`mayPass`); within some
/// four seconds: as long as a virus scanner holds a fresh file. Comes back with the last code.
template <typename Deed, typename MayPass, typename Wait>
int patiently(const Deed& deed, const MayPass& mayPass, const Wait& wait)
{
    constexpr unsigned long longest = 2000; // milliseconds
    int code = deed();
    for (unsigned long pause = 25; code != 0 && pause <= longest && mayPass(code); pause *= 2) {
        wait(pause);
        code = deed();
    }
    return code;
}

template <typename Deed, typename MayPass> int patiently(const Deed& deed, const MayPass& mayPass)
{
    return patiently(deed, mayPass, [](unsigned long milliseconds) { QThread::msleep(milliseconds); });
}

} // namespace coop
