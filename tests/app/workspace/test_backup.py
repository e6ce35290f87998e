"""coopctl backup and restore, and the backups that other commands make first (issue 3, point 4)."""
import datetime
import os
import re
import shutil
import signal
import sqlite3
import unittest
from pathlib import Path

import program
from program import EXAMPLE, ProgramTest, coopctl, file_bytes, scratch, workspace

CENTRES = EXAMPLE / "为农服务中心.xlsx"


def folder(file):
    return file.parent / f"{file.stem}.备份"


def contents(file):
    """Of a copy without its seals: what it holds must be what the workspace holds."""
    bare = scratch / "bare.gpkg"
    shutil.copyfile(file, bare)
    with sqlite3.connect(bare) as database:
        database.execute("DELETE FROM coop_meta WHERE key IN ('copy_seal', 'copy_schema_seal')")
    database.close()
    return program.contents(bare)


def spoil(file, at, length):
    with open(file, "r+b") as out:
        out.seek(at)
        out.write(b"\xa5" * length)


class Backup(ProgramTest):
    def setUp(self):
        self.file = workspace("backup")

    def test_a_backup_by_hand_holds_what_the_workspace_holds(self):
        before = contents(self.file)
        told = self.json("backup", self.file)
        self.assertEqual(set(told), {"file", "kind", "time", "bytes", "warnings"})
        self.assertEqual((told["kind"], told["warnings"]), ("by-hand", []))
        copy = Path(told["file"])
        self.assertEqual(copy.parent, folder(self.file))
        self.assertRegex(copy.name, r"^workspace-\d{8}-\d{6}-手动\.gpkg$")
        self.assertEqual(copy.stat().st_size, told["bytes"])
        datetime.datetime.fromisoformat(told["time"])
        self.assertEqual(contents(copy), before)
        self.assertUnchanged(self.file, before)
        self.assertEqual([p.name for p in copy.parent.iterdir()], [copy.name])

    def test_the_list_has_every_backup_newest_first(self):
        self.assertEqual(self.json("backup", self.file, "--list"), [])
        made = [self.json("backup", self.file)["file"] for _ in range(3)]
        listed = self.json("backup", self.file, "--list")
        self.assertEqual([b["file"] for b in listed], made[::-1])
        self.assertEqual(set(listed[0]), {"file", "kind", "time", "bytes"})
        self.assertIn("手动", self.done("backup", self.file, "--list").out)

    def test_a_copy_under_a_name_of_its_own_overwrites_nothing(self):
        out = self.file.parent / "copy.gpkg"
        self.assertEqual(self.json("backup", self.file, out)["file"], str(out))
        self.assertEqual(contents(out), contents(self.file))
        self.assertFalse(folder(self.file).exists())
        before = file_bytes(out)
        self.assertIn(str(out), self.refused("backup", self.file, out))
        self.assertEqual(file_bytes(out), before)
        self.refused("backup", self.file, self.file.parent / "nowhere" / "copy.gpkg")

    def test_the_second_place_is_remembered_and_its_absence_warns(self):
        stick = self.file.parent / "U盘"
        stick.mkdir()
        self.json("backup", self.file, "--second", stick)
        told = self.json("backup", self.file)
        self.assertEqual(told["warnings"], [])
        self.assertEqual(len(list(stick.glob("*.gpkg"))), 2)
        self.assertEqual(contents(stick / Path(told["file"]).name), contents(self.file))
        shutil.rmtree(stick)
        outcome = self.done("backup", self.file, "--json")
        self.assertEqual(len(outcome.json["warnings"]), 1)
        self.assertIn(str(stick), outcome.err)
        self.assertChinese(outcome.err)
        self.assertTrue(Path(outcome.json["file"]).exists())
        self.assertEqual(self.json("backup", self.file, "--no-second")["warnings"], [])
        self.assertIn(str(stick), self.refused("backup", self.file, "--second", stick))

    def test_where_nothing_can_be_written_the_backup_is_refused(self):
        folder(self.file).write_text("in the way")
        before = contents(self.file)
        self.assertIn(folder(self.file).name, self.refused("backup", self.file))
        self.assertUnchanged(self.file, before)

    def test_what_is_no_workspace_gives_no_backup(self):
        other = self.file.parent / "other.gpkg"
        other.write_bytes(b"no workspace")
        self.refused("backup", other)
        self.refused("backup", self.file.parent / "missing.gpkg")
        self.assertFalse(folder(other).exists())

    def test_the_first_change_of_a_day_is_preceded_by_the_days_backup(self):
        before = contents(self.file)
        self.done("add", self.file, "outlets", "name=甲社", "township=大观镇")
        self.done("add", self.file, "outlets", "name=乙社", "township=大观镇")
        kept, = self.json("backup", self.file, "--list")
        self.assertEqual(kept["kind"], "daily")
        self.assertEqual(contents(Path(kept["file"])), before)

    def test_an_import_is_preceded_by_a_backup_and_a_trial_is_not(self):
        before = contents(self.file)
        self.done("import", self.file, "centres", CENTRES, "--dry-run")
        self.assertEqual(self.json("backup", self.file, "--list"), [])
        self.done("import", self.file, "centres", CENTRES)
        kept, = self.json("backup", self.file, "--list")
        self.assertEqual(kept["kind"], "before-import")
        self.assertEqual(contents(Path(kept["file"])), before)
        self.done("import", self.file, "centres", CENTRES)  # changes nothing
        self.assertEqual(len(self.json("backup", self.file, "--list")), 1)

    def test_an_import_without_a_backup_is_refused(self):
        folder(self.file).write_text("in the way")
        before = contents(self.file)
        self.refused("import", self.file, "centres", CENTRES)
        self.assertUnchanged(self.file, before)

    def test_an_import_tells_of_a_second_place_that_is_not_there(self):
        stick = self.file.parent / "U盘"
        stick.mkdir()
        self.done("backup", self.file, "--second", stick)
        shutil.rmtree(stick)
        self.done("add", self.file, "outlets", "name=甲社", "township=大观镇")
        outcome = self.done("import", self.file, "centres", CENTRES)
        self.assertIn(str(stick), outcome.err)


class Restore(ProgramTest):
    def setUp(self):
        self.file = workspace("restore")
        self.done("add", self.file, "outlets", "code=W-1", "name=甲社", "township=大观镇")
        self.done("add", self.file, "outlets", "code=W-2", "name=乙社", "township=大观镇")
        self.before = self.rows(self.file, "outlets")
        self.backup = Path(self.json("backup", self.file)["file"])
        self.done("set", self.file, "outlets", "W-1", "name=甲社改")
        self.done("remove", self.file, "outlets", "W-2")
        self.done("add", self.file, "outlets", "code=W-3", "name=丙社", "township=大观镇")

    def withAdministrator(self):
        passphrase = "八个字符的口令"
        self.done("people", "add", self.file, "李主任", "--role", "admin", "--passphrase",
                  environment={"COOPCTL_NEW_PASSPHRASE": passphrase})
        return {"COOPCTL_PASSPHRASE": passphrase}

    def checkRestored(self, file):
        self.assertEqual(self.rows(file, "outlets"), self.before)
        database = sqlite3.connect(file)
        self.assertEqual(database.execute("PRAGMA integrity_check").fetchone()[0], "ok")
        self.assertEqual(database.execute("PRAGMA foreign_key_check").fetchall(), [])
        database.close()
        self.done("add", file, "outlets", "name=丁社", "township=大观镇")
        left = [p.name for p in file.parent.iterdir() if re.search(r"(wal|shm|journal|part)$", p.name)]
        self.assertEqual(left, [])

    def test_a_trial_tells_what_differs_and_changes_nothing(self):
        before = contents(self.file)
        backups = self.json("backup", self.file, "--list")
        told = self.json("restore", self.backup, self.file, "--dry-run")
        self.assertEqual(set(told), {"backup", "entries", "last_change", "later_entries", "workspace_readable",
                                     "registries", "replaced"})
        self.assertEqual((told["later_entries"], told["replaced"], told["workspace_readable"]), (3, None, True))
        self.assertRegex(told["last_change"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        outlets = next(r for r in told["registries"] if r["registry"] == "outlets")
        self.assertEqual(outlets, {"registry": "outlets", "in_backup": 2, "in_workspace": 2, "only_in_backup": 1,
                                   "only_in_workspace": 1, "different": 1})
        townships = next(r for r in told["registries"] if r["registry"] == "townships")
        self.assertEqual((townships["in_backup"], townships["in_workspace"], townships["different"]), (34, 34, 0))
        self.assertUnchanged(self.file, before)
        self.assertEqual(self.json("backup", self.file, "--list"), backups)
        self.assertRegex(self.done("restore", self.backup, self.file, "--dry-run").out, r"只在备份里 1 行")

    def test_restoring_keeps_what_it_replaces_and_stands_in_the_history(self):
        replaced = contents(self.file)
        told = self.json("restore", self.backup, self.file, "--as", "李主任")
        self.assertEqual(contents(Path(told["replaced"])), replaced)
        self.assertEqual(self.json("backup", self.file, "--list")[0]["kind"], "before-restore")
        last = self.json("history", self.file)[0]
        self.assertEqual((last["who"], last["door"], last["changes"]), ("李主任", "restore", []))
        self.assertIn(self.backup.name, last["reason"])
        self.checkRestored(self.file)

    def test_a_backup_becomes_a_workspace_where_none_is(self):
        out = self.file.parent / "new.gpkg"
        told = self.json("restore", self.backup, out)
        self.assertEqual((told["replaced"], told["workspace_readable"]), (None, False))
        self.checkRestored(out)

    def test_a_damaged_workspace_is_put_aside(self):
        spoil(self.file, 0, 4096)
        damaged = file_bytes(self.file)
        told = self.json("restore", self.backup, self.file)
        self.assertFalse(told["workspace_readable"])
        self.assertIn("损坏", told["replaced"])
        self.assertEqual(file_bytes(told["replaced"]), damaged)
        self.checkRestored(self.file)

    def test_a_damaged_backup_replaces_nothing(self):
        before = contents(self.file)
        spoil(self.backup, self.backup.stat().st_size // 2, 8192)
        for more in ([], ["--dry-run"]):
            self.assertIn(str(self.backup), self.refused("restore", self.backup, self.file, *more))
            self.assertUnchanged(self.file, before)

    def test_a_workspace_that_another_program_has_open_is_not_replaced(self):
        for hold in ("BEGIN IMMEDIATE", "SELECT count(*) FROM outlets"):
            before = contents(self.file)
            other = sqlite3.connect(self.file, isolation_level=None)
            other.execute("PRAGMA journal_mode = WAL")
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM outlets").fetchall()
            if "IMMEDIATE" in hold:
                other.execute("COMMIT")
                other.execute(hold)
            self.refused("restore", self.backup, self.file)
            other.execute("ROLLBACK")
            other.execute("PRAGMA journal_mode = DELETE")
            other.close()
            self.assertUnchanged(self.file, before)
        self.json("restore", self.backup, self.file)
        self.checkRestored(self.file)

    @unittest.skipUnless(hasattr(os, "fork"), "needs a terminal of its own")
    def test_a_workspace_that_another_coopctl_is_writing_is_not_replaced(self):
        secret = self.withAdministrator()
        before = contents(self.file)
        # The other one has the file open and waits at its terminal for the passphrase.
        import pty
        child, terminal = pty.fork()
        if child == 0:
            os.execl(program.PROGRAM, "coopctl", "add", str(self.file), "outlets", "name=丙社", "township=大观镇",
                     "--as", "李主任")
        try:
            while "口令" not in (asked := os.read(terminal, 1000).decode("utf-8", "replace")):
                self.assertTrue(asked)
            outcome = coopctl("restore", self.backup, self.file, "--as", "李主任", environment=secret)
            self.assertEqual(outcome.status, 1, outcome.out)
            self.assertIn("打开着", outcome.err)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(terminal)
        self.assertEqual(contents(self.file), before)
        # A lock that a dead process left keeps nobody out.
        self.done("restore", self.backup, self.file, "--as", "李主任", environment=secret)
        self.checkRestored(self.file)

    def test_only_an_administrator_replaces_the_workspace(self):
        secret = self.withAdministrator()
        self.done("people", "add", self.file, "小王", "--role", "entry", "--as", "李主任", environment=secret)
        before = contents(self.file)
        wrong = {"COOPCTL_PASSPHRASE": "错的错的错的错的"}
        for more, environment in (([], secret), (["--as", "小王"], {}), (["--as", "李主任"], wrong)):
            outcome = coopctl("restore", self.backup, self.file, *more, environment=environment)
            self.assertEqual(outcome.status, 1, f"{more} {outcome.out}")
            self.assertChinese(outcome.err)
            self.assertUnchanged(self.file, before)
        self.done("restore", self.backup, self.file, "--as", "李主任", environment=secret)
        self.checkRestored(self.file)

    def test_a_wrong_place_is_refused(self):
        before = contents(self.file)
        self.refused("restore", self.file, self.file)
        self.refused("restore", self.backup, self.file.parent)
        self.refused("restore", self.backup, self.file.parent / "nowhere" / "x.gpkg")
        self.refused("restore", self.file.parent / "missing.gpkg", self.file)
        self.assertUnchanged(self.file, before)


if __name__ == "__main__":
    unittest.main()
