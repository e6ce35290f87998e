#include "app/coopctl/terminal.h"

#include <cstdio>
#include <string>

#ifdef Q_OS_WIN
#include <windows.h>
// after windows.h
#include <fcntl.h>
#include <io.h>
#else
#include <clocale>
#include <termios.h>
#include <unistd.h>
#endif

namespace coop
{

namespace
{
/// The terminal without echo for as long as this lives.
class SilentTerminal
{
public:
#ifdef Q_OS_WIN
    SilentTerminal()
        : input(GetStdHandle(STD_INPUT_HANDLE))
    {
        there = _isatty(_fileno(stdin)) && GetConsoleMode(input, &before);
        if (there)
            SetConsoleMode(input, before & ~DWORD(ENABLE_ECHO_INPUT));
    }
    ~SilentTerminal()
    {
        if (there)
            SetConsoleMode(input, before);
    }
    QString line() const
    {
        wchar_t text[256];
        DWORD count = 0;
        ReadConsoleW(input, text, 255, &count, nullptr);
        return QString::fromWCharArray(text, int(count)).trimmed();
    }

private:
    HANDLE input;
    DWORD before = 0;
#else
    SilentTerminal()
    {
        there = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &before) == 0;
        if (!there)
            return;
        termios silent = before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~SilentTerminal()
    {
        if (there)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    }
    QString line() const
    {
        std::string text;
        for (int c = getchar(); c != EOF && c != '\n'; c = getchar())
            text += char(c);
        return QString::fromStdString(text);
    }

private:
    termios before{};
#endif
public:
    bool there = false;
};
} // namespace

std::optional<QString> askPassphrase(const QString& question)
{
    const SilentTerminal terminal;
    if (!terminal.there)
        return std::nullopt;
    fprintf(stderr, "%s", question.toUtf8().constData());
    fflush(stderr);
    QString answer = terminal.line();
    fputc('\n', stderr);
    return answer;
}

void printUtf8()
{
#ifdef Q_OS_WIN
    SetConsoleOutputCP(CP_UTF8);
    for (FILE* stream : {stdout, stderr})
        _setmode(_fileno(stream), _O_BINARY);
#else
    if (!QByteArray(setlocale(LC_ALL, "")).toLower().contains("utf"))
        qputenv("LC_ALL", "C.UTF-8");
#endif
}

} // namespace coop
