#include "tests/bench/example_workspace.h"

#include <QProcess>

using namespace coop;

TEST_CASE("start of coopmap to the first map on screen")
{
    const QString file = exampleWorkspace();
    BENCHMARK("process start to first map")
    {
        QProcess program;
        program.start(QStringLiteral(COOP_BIN "/coopmap"), {file, QStringLiteral("--first-map")});
        QByteArray said;
        while (!said.contains("first-map") && program.waitForReadyRead(30000))
            said += program.readAllStandardOutput();
        program.waitForFinished();
        REQUIRE(said.contains("first-map"));
        return said.size();
    };
}
