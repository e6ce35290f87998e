#include "core/base/crash_trace.h"

#include <QFile>
#include <QtGlobal>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace coop
{

namespace
{
// After a crash memory may be broken and locks held: what follows asks for neither.
constexpr int deepest = 60;

std::string_view withoutFolders(std::string_view path)
{
    const auto last = path.find_last_of("/\\");
    return last == path.npos ? path : path.substr(last + 1);
}

/// A line of bounded length.
class Line
{
public:
    Line& operator<<(std::string_view text)
    {
        const size_t fits = std::min(text.size(), sizeof bytes - used);
        std::memcpy(bytes + used, text.data(), fits);
        used += fits;
        return *this;
    }
    Line& operator<<(std::uintptr_t number)
    {
        char digits[2 * sizeof number];
        const auto end = std::to_chars(digits, digits + sizeof digits, number, 16).ptr;
        return *this << "0x" << std::string_view(digits, size_t(end - digits));
    }
    std::string_view text() const { return {bytes, used}; }

private:
    char bytes[200];
    size_t used = 0;
};

#ifdef Q_OS_WIN
std::wstring place;
using File = HANDLE;

File begin()
{
    return CreateFileW(
        place.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
}
void write(File file, std::string_view text)
{
    DWORD written = 0;
    WriteFile(file, text.data(), DWORD(text.size()), &written, nullptr);
}
void end(File file)
{
    CloseHandle(file);
}
int stack(void** frames)
{
    return CaptureStackBackTrace(0, deepest, frames, nullptr);
}
void writePlace(File file, void* address)
{
    HMODULE module = nullptr;
    char path[1000];
    DWORD length = 0;
    if (GetModuleHandleExA(
            GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
            static_cast<const char*>(address), &module))
        length = GetModuleFileNameA(module, path, sizeof path);
    write(file,
        (Line() << withoutFolders({path, length}) << "+"
                << reinterpret_cast<std::uintptr_t>(address) - reinterpret_cast<std::uintptr_t>(module)
                << "\n")
            .text());
}
#else
std::string place;
using File = int;

File begin()
{
    return ::open(place.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}
void write(File file, std::string_view text)
{
    if (::write(file, text.data(), text.size()) < 0)
        return; // nobody is left to tell
}
void end(File file)
{
    ::close(file);
}
int stack(void** frames)
{
    return ::backtrace(frames, deepest);
}
void writePlace(File file, void* address)
{
    Dl_info module{};
    const bool known = ::dladdr(address, &module) != 0 && module.dli_fname != nullptr;
    write(file,
        (Line() << withoutFolders(known ? module.dli_fname : "") << "+"
                << reinterpret_cast<std::uintptr_t>(address)
                - (known ? reinterpret_cast<std::uintptr_t>(module.dli_fbase) : 0)
                << "\n")
            .text());
}
#endif

void writeTrace(std::string_view what, std::uintptr_t code, void* fault)
{
    const File file = begin();
    write(file, (Line() << what << " " << code << "\n").text());
    if (fault != nullptr)
        writePlace(file, fault);
    void* frames[deepest];
    const int depth = stack(frames);
    for (int i = 0; i < depth; ++i)
        writePlace(file, frames[i]);
    end(file);
}

void onSignal(int signal)
{
    writeTrace("signal", std::uintptr_t(signal), nullptr);
    std::raise(signal); // its own way again
}
} // namespace

#ifdef Q_OS_WIN
namespace
{
LONG WINAPI onFault(EXCEPTION_POINTERS* fault)
{
    writeTrace("exception", fault->ExceptionRecord->ExceptionCode, fault->ExceptionRecord->ExceptionAddress);
    return EXCEPTION_CONTINUE_SEARCH;
}
} // namespace

void leaveCrashTrace(const QString& file)
{
    place = file.toStdWString();
    SetUnhandledExceptionFilter(onFault);
    std::signal(SIGABRT, onSignal);
}
#else
void leaveCrashTrace(const QString& file)
{
    place = QFile::encodeName(file).toStdString();
    void* warm[1];
    ::backtrace(warm, 1); // the first call loads a library
    static char room[64 * 1024]; // a stack that has overflown has none left
    const stack_t other{.ss_sp = room, .ss_flags = 0, .ss_size = sizeof room};
    ::sigaltstack(&other, nullptr);
    struct sigaction action {
    };
    action.sa_handler = onSignal;
    action.sa_flags = int(SA_ONSTACK | SA_RESETHAND | SA_NODEFER);
    for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT})
        ::sigaction(signal, &action, nullptr);
}
#endif

} // namespace coop
