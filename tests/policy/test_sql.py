"""sql.py sees SQL and SQLite outside core/store, and nothing else."""
import os
import tempfile
import unittest

import sql


class Sql(unittest.TestCase):
    def test_sql_and_its_library_are_found_wherever_they_stand(self):
        for text in ['auto q = "SELECT a"\n  " FROM b";', 'QStringLiteral("WHERE r.%1 = ?")', 'R"(UPDATE a\nSET b = 1)"',
            'R"x(DELETE\nFROM a)x"', 'exec("PRAGMA query_only = OFF")', 'f("INSERT OR IGNORE INTO a")',
            "#include <SQLiteCpp/Database.h>", "#  include <sqlite3.h>", '#include "core/store/workspace_database.h"',
            "SQLite::Statement query;", "databaseOf(workspace)", "sqlite3_open(a, b)"]:
            self.assertEqual([line for line, _ in sql.places('f("x",\n  R"(y\n)");\n' + text + "\n")], [4], text)

    def test_words_for_people_and_remarks_are_none(self):
        for text in ["// SELECT a FROM b\n", '/* "DELETE FROM a" */', 'say("select a row from the list, update it");',
            'say("请选择 Select All");', '// SQLite::Database is the store\'s\n', '#include "core/store/workspace.h"',
            'f("a", /* " */ "WHERE"); // "']:
            self.assertEqual(list(sql.places(text)), [], text)

    def test_only_the_store_may(self):
        with tempfile.TemporaryDirectory() as folder:
            for path in ("core/store/rows/a.cpp", "core/stores/a.cpp", "ui/b.h", "app/coopctl/c.cpp", "tests/d.cpp"):
                os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
                with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
                    file.write('f("SELECT 1");')
            self.assertEqual([one.split(":")[0] for one in sorted(sql.faults(folder))],
                ["app/coopctl/c.cpp", "core/stores/a.cpp", "ui/b.h"])


if __name__ == "__main__":
    unittest.main()
