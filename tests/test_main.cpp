// Catch2's own main with a QApplication around it: fonts, painters and widgets work in every test program.
#define CATCH_CONFIG_RUNNER
#include <QApplication>
#include <QSettings>
#include <catch2/catch.hpp>

#include <cstdio>
#include <fstream>

namespace
{
/// A name as Catch2's test specification takes it: what the specification reads as a sign stands behind a
/// backslash.
std::string asSpecification(const std::string& name)
{
    std::string spec;
    for (const char c : name) {
        if (c == '\\' || c == ',' || c == '[')
            spec += '\\';
        spec += c;
    }
    return spec;
}

/// Writes one ctest test for each case into `file`. The program does it itself, not CMake's script of Catch2:
/// that one keeps the names in a list, where a `;` cuts a name in two that match nothing.
int writeCases(const Catch::Session& session, const char* file, const std::string& program, const char* self)
{
    std::ofstream out(file, std::ios::binary);
    Catch::Config config(const_cast<Catch::Session&>(session).configData());
    for (const Catch::TestCase& test : Catch::getAllTestCasesSorted(config)) {
        if (test.isHidden())
            continue;
        const std::string name = "[==[" + program + ": " + test.name + "]==]";
        out << "add_test(" << name << " ${emulator} [==[" << self << "]==] [==[" << asSpecification(test.name)
            << "]==])\n"
            << "set_tests_properties(" << name << " PROPERTIES ${case_properties})\n";
    }
    out.close();
    return out.good() ? 0 : 1;
}
} // namespace

/// What a test program does before anything else, such as being a process of its own for what is tested; an
/// exit code, or -1 to go on. Set by a test's static initializer.
int (*coopBeforeTests)(int argc, char** argv) = nullptr;

int main(int argc, char** argv)
{
    if (coopBeforeTests != nullptr)
        if (const int code = coopBeforeTests(argc, argv); code >= 0)
            return code;
#ifndef Q_OS_WIN // whose offscreen platform knows no font
    // Also when somebody runs a program without ctest's environment.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
#endif
    Catch::Session session;
    if (argc == 5 && std::string(argv[1]) == "--write-cases")
        return writeCases(session, argv[2], argv[3], argv[4]);
    const QApplication application(argc, argv);
#ifdef Q_OS_WIN // tests say where settings lie; the registry lies nowhere
    QSettings::setDefaultFormat(QSettings::IniFormat);
    // Qt's own, as on the offscreen platform: what Windows shows no test can answer.
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
#endif
    // A filter that matches nothing is a fault of who runs the tests, never a pass.
    session.configData().warnings = Catch::WarnAbout::NoTests;
    return session.run(argc, argv);
}
