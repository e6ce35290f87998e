// Catch2's own main with a QApplication around it: fonts, painters and widgets work in every test program.
#define CATCH_CONFIG_RUNNER
#include <QApplication>
#include <catch2/catch.hpp>

/// What a test program does before anything else, such as being a process of its own for what is tested; an
/// exit code, or -1 to go on. Set by a test's static initializer.
int (*coopBeforeTests)(int argc, char** argv) = nullptr;

int main(int argc, char** argv)
{
    if (coopBeforeTests != nullptr)
        if (const int code = coopBeforeTests(argc, argv); code >= 0)
            return code;
    // Also when the build lists the cases, without ctest's environment.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    return Catch::Session().run(argc, argv);
}
