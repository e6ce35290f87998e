#include "core/store/file/guarded_connection.h"

#include "core/store/file/workspace_file.h"
#include "core/store/workspace_database.h"
#include "tests/core/store/file_contents.h"
#include "tests/core/store/test_workspace.h"

#include <SQLiteCpp/Database.h>

using namespace coop;

TEST_CASE("what is deleted is overwritten whatever SQLite was built to do")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.gpkg"));
    const QByteArray telephone = "13800138000";
    for (const bool guarded : {false, true}) {
        {
            SQLite::Database database(path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            database.exec("PRAGMA secure_delete = OFF");
            if (guarded)
                guardConnection(database);
            CHECK(database.execAndGet("PRAGMA secure_delete").getInt() == (guarded ? 1 : 0));
            database.exec("CREATE TABLE people (telephone TEXT)");
            database.exec("INSERT INTO people VALUES ('" + telephone.toStdString() + "'), ('10000')");
            database.exec("DELETE FROM people WHERE telephone LIKE '138%'");
        }
        QFile file(path);
        REQUIRE(file.open(QIODevice::ReadOnly));
        CHECK(file.readAll().contains(telephone) == !guarded);
        REQUIRE(file.remove());
    }
}

TEST_CASE("every connection to a workspace overwrites what is deleted")
{
    const TestWorkspace test;
    CHECK(databaseOf(*test.workspace).execAndGet("PRAGMA secure_delete").getInt() == 1);
    for (const bool forWriting : {false, true})
        CHECK(openDatabase(test.path, forWriting)->execAndGet("PRAGMA secure_delete").getInt() == 1);
}

TEST_CASE("a name of a server is on the network and a long name of this computer is not")
{
    for (const char* server : {"//server/share/a.gpkg", "\\\\server\\share\\a.gpkg",
             "\\\\?\\UNC\\server\\share\\a.gpkg", "//?/unc/server/a.gpkg"})
        CHECK(isOnNetwork(QString::fromUtf8(server)));
    for (const char* own : {"\\\\?\\C:\\a.gpkg", "//./C:/a.gpkg", "/tmp/a.gpkg", "C:\\a.gpkg"})
        CHECK_FALSE(isOnNetwork(QString::fromUtf8(own)));
}
