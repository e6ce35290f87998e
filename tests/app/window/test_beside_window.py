"""coopctl beside a window that has the workspace open: everything that only reads works and sees what was saved last, everything that
writes is refused with the name of who has it open."""
import os
import shutil
import signal
import sqlite3
import time
import unittest
from pathlib import Path

import exchange
from program import EXAMPLE, SOURCE, ProgramTest, contents, coopctl, scratch, workspace
from window.two_windows import COOPMAP, Screen, folder, until

CODE, WHO = "FW1-0014", "张三"
SERVICES, AREA_COLUMN = 6, 8  # where 社会化服务 stands in the list of ledgers, and its 服务面积 in the grid


def left_behind():
    """Trial copies that stayed in the folder for temporary files."""
    return [name for name in os.listdir(os.environ.get("TMPDIR", "/tmp")) if name.startswith(".coopmap-")]


@unittest.skipUnless(COOPMAP, "the environment variable COOPMAP says which program")
class BesideAWindow(ProgramTest):
    def setUp(self):
        held = folder()
        self.addCleanup(held.cleanup)
        self.folder = Path(held.name)
        self.file = self.folder / "district.gpkg"
        shutil.copyfile(workspace("beside-a-window", example=True), self.file)
        self.table = self.folder / "services.xlsx"
        self.done("export", self.file, "services", self.table)
        self.done("set", self.file, "services", CODE, "area=71")  # so that the table says something else
        self.screen = None

    def window(self, file=None):
        self.screen = Screen(str(self.folder))
        self.addCleanup(self.screen.close)
        process = self.screen.coopmap(WHO, str(file or self.file))
        self.screen.wait_for("^district - ")
        return process

    def trial(self, *more):
        outcome = coopctl("import", self.file, "services", self.table, "--dry-run", "--json", *more)
        return outcome.status, outcome.out, outcome.err

    def area_typed(self, value):
        """As in test_two_windows: the area of a service is typed into its cell, which saves it."""
        screen = self.screen
        screen.keys("alt+3")
        time.sleep(1)
        screen.keys("shift+F6", "Home", *["Down"] * SERVICES)
        time.sleep(1)
        screen.keys("ctrl+f", "ctrl+a")
        screen.type(CODE)
        time.sleep(2)
        screen.keys("Return", "ctrl+Home", *["Right"] * AREA_COLUMN)
        screen.type(str(value))
        screen.keys("Return")
        until(lambda: self.area() == value, f"the area did not become {value}", screen)

    def area(self):
        return self.rows(self.file, "services", "--where", f"code={CODE}")[0]["area"]

    def test_a_trial_import_says_the_same_beside_the_window(self):
        alone = self.trial()
        self.assertEqual(alone[0], 0, alone)
        self.assertIn('"updated": 1', alone[1])
        self.window()
        before = contents(self.file)
        self.assertEqual(self.trial(), alone)
        self.assertEqual(contents(self.file), before)
        sentence = self.refused("import", self.file, "services", self.table)
        self.assertIn("正由", sentence)
        self.assertIn(WHO, sentence)
        self.assertEqual(contents(self.file), before)

    def test_what_was_saved_last_counts_though_it_stands_beside_the_file_only(self):
        original = self.rows(self.file, "services", "--where", f"code={CODE}")[0]
        self.window()
        # Who reads an older state keeps the window from bringing its saves into the file itself.
        reader = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, isolation_level=None)
        self.addCleanup(reader.close)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM services").fetchone()
        self.area_typed(original["area"] + 1)
        self.assertGreater(os.path.getsize(f"{self.file}-wal"), 0)
        told = self.json("import", self.file, "services", self.table, "--dry-run")
        self.assertEqual(told["updated"], 1)
        value = self.sheet_value()
        self.area_typed(value)  # as the table has it
        told = self.json("import", self.file, "services", self.table, "--dry-run")
        self.assertEqual((told["updated"], told["added"]), (0, 0))

    def sheet_value(self):
        read = self.folder / "read.gpkg"
        shutil.copyfile(workspace("beside-a-window-table", example=True), read)
        return self.rows(read, "services", "--where", f"code={CODE}")[0]["area"]

    def test_a_trial_import_after_the_window_was_killed_sees_its_last_save(self):
        process = self.window()
        reader = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM services").fetchone()
        value = self.sheet_value()
        self.area_typed(value)
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        reader.close()
        told = self.json("import", self.file, "services", self.table, "--dry-run")
        self.assertEqual((told["updated"], told["added"]), (0, 0))

    def test_what_only_reads_works_beside_the_window_and_what_writes_names_who_has_it(self):
        outlet = self.rows(self.file, "outlets")[0]["code"]
        note = self.folder / "说明.txt"
        note.write_text("附件的内容", "utf-8")
        self.done("attachment", "add", self.file, "outlets", outlet, note)
        self.window()
        before = contents(self.file)
        out = self.folder / "out"
        out.mkdir()
        for words in (("list", "outlets"), ("info",), ("history",), ("check",), ("indicators", "--period", "2024Q4"), ("tasks",),
                      ("decide",), ("sheet", "list"), ("close",), ("target", "list"), ("people", "list"), ("layer", "list"),
                      ("duplicates", "outlets"), ("package", "list"), ("package", "conflicts"), ("package", "offices"), ("backup", "--list"),
                      ("sheet", "show", "大观镇农合联", "2024Q4"), ("attachment", "list", "outlets", outlet),
                      ("attachment", "save", "outlets", outlet, "说明.txt", out / "说明.txt"),
                      ("sheet", "print", "大观镇农合联", "2024Q4", "--out", out / "填报表.pdf"),
                      ("task", "sheet", "1", "--out", out / "督办单.pdf"),
                      ("report", "--period", "2024Q4", "--date", "2025-01-10", "--out", out / "报告.xlsx"),
                      ("map", "--theme", "mu-times", "--period", "2024Q4", "--date", "2025-01-10", "--out", out / "图.png", "--dpi", "72"),
                      ("history", "--out", out / "历史.csv"), ("backup", out / "副本.gpkg")):
            command = list(words)
            command.insert(2 if command[0] in ("sheet", "task", "target", "people", "layer", "attachment", "package") else 1, self.file)
            with self.subTest(" ".join(map(str, words))):
                self.done(*command)
        self.done("export", self.file, "outlets", out / "网点.csv")
        for words in (("set", self.file, "outlets", outlet, "name=别的名称"), ("remove", self.file, "outlets", outlet),
                      ("undo", self.file), ("decide", self.file, "x", "y"), ("import", self.file, "services", self.table)):
            with self.subTest(" ".join(map(str, words))):
                self.assertIn(WHO, self.refused(*words))
        self.assertEqual(contents(self.file), before)

    def test_a_trial_merge_works_beside_the_window(self):
        home = exchange.exchange("beside-a-window-packages")
        district = self.folder / "district.gpkg"
        shutil.copyfile(home / exchange.DISTRICT, district)
        exchange.ran("add", home / exchange.DAGUAN, *exchange.outlet("DG-7", "七社"))
        package = home / "上报.nfb"
        exchange.ran("package", "submit", home / exchange.DAGUAN, "--out", package)
        alone = exchange.ran("package", "merge", district, package, "--dry-run")
        self.window(district)
        self.assertEqual(exchange.ran("package", "merge", district, package, "--dry-run"), alone)
        refused = coopctl("package", "merge", district, package, environment=exchange.SECRET)
        self.assertEqual((refused.status, WHO in refused.err), (1, True), refused.err)


class ATrial(ProgramTest):
    """What a trial leaves alone, without a window."""

    def test_a_trial_import_writes_nothing_anywhere(self):
        file = workspace("trial", example=True)
        table = file.parent / "网点.xlsx"
        self.done("export", file, "outlets", table)
        there, bytes_before, left = sorted(os.listdir(file.parent)), file.read_bytes(), left_behind()
        os.chmod(file, 0o444)
        self.done("import", file, "outlets", table, "--dry-run")
        self.assertEqual(file.read_bytes(), bytes_before)
        self.assertEqual(sorted(os.listdir(file.parent)), there)
        self.assertEqual(left_behind(), left)

    def test_a_trial_import_does_not_bring_an_older_workspace_up_to_date(self):
        for version in range(1, 7):
            with self.subTest(version):
                file = self.fresh(version)
                before = file.read_bytes()
                outcome = coopctl("import", file, "outlets", EXAMPLE / "服务网点.xlsx", "--dry-run")
                self.assertIn(outcome.status, (0, 1))
                self.assertNotIn("只读", outcome.err)
                self.assertEqual(file.read_bytes(), before)
                self.assertEqual(os.listdir(file.parent), [file.name])

    @staticmethod
    def fresh(version):
        file = scratch / "trial-old" / "old.gpkg"
        shutil.rmtree(file.parent, ignore_errors=True)
        file.parent.mkdir()
        shutil.copyfile(SOURCE / "tests" / "fixtures" / "workspaces" / f"schema-{version}.gpkg", file)
        return file


if __name__ == "__main__":
    unittest.main()
