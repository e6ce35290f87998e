"""抢救, 演练 and 体检 of the file that an office really has (daily_file.py)."""
import os
import shutil
import sqlite3
import unittest

from workspace.daily_file import ADMIN, CLERK, DailyFileTest
from program import contents, coopctl


def spoil(file, index):
    """Overwrites the root page of an index."""
    with sqlite3.connect(file) as database:
        size, = database.execute("PRAGMA page_size").fetchone()
        root, = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (index,)).fetchone()
    database.close()
    with open(file, "r+b") as raw:
        raw.seek((root - 1) * size)
        raw.write(b"\xff" * size)


def tables(file):
    """What a salvaged file must have in common with the one that was damaged: every row of every ledger."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        names = [name for name, in database.execute(
            "SELECT table_name FROM gpkg_contents WHERE table_name NOT LIKE 'layer%' ORDER BY 1")]
        rows = {name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"'))) for name in names}
    database.close()
    return rows


class DailyFile(DailyFileTest):
    def backups(self):
        folder = self.district.with_suffix(".备份")
        return sorted(folder.glob("*.gpkg")) if folder.exists() else []

    def drill(self):
        outcome = coopctl("check", self.district, "--drill", "--json")
        told = outcome.json
        self.assertEqual([f["text"] for f in told["findings"] if f["kind"] in ("backup", "changed-outside")], [])
        return told["drill"]

    def test_the_drill_plays_every_kind_of_step_and_salvage_brings_all_of_it_along(self):
        first = self.json("backup", self.district)
        kept = self.district.with_suffix(".kept")
        shutil.copyfile(first["file"], kept)
        start = len(self.json("history", self.district))
        for step in self.steps():
            with self.subTest(step):
                # Only the backup of the beginning: the whole way is played each time.
                for backup in self.backups():
                    os.remove(backup)
                shutil.copyfile(kept, first["file"])
                self.assertEqual(self.drill()["replayed"], len(self.json("history", self.district)) - start)
        self.assertEqual([f for f in self.json_of_check(self.district) if f["severity"] == "error"], [])
        self.salvage_with_whole_history()
        self.salvage_with_damaged_history()
        self.drill_after_restore(kept)

    def salvage_with_whole_history(self):
        damaged, out = self.folder / "坏.gpkg", self.folder / "抢救.gpkg"
        shutil.copyfile(self.district, damaged)
        before = tables(damaged)
        spoil(damaged, "ix_services_month_township_provider_stage_crop" if self.has_index(damaged) else "sqlite_autoindex_loans_1")
        self.assertNotEqual(coopctl("check", damaged).status, 0)
        told = self.json("salvage", damaged, out, "--as", "过路人")
        self.assertTrue(told["history_kept"])
        self.assertEqual((told["lost"], told["remarks"]), (0, []))
        self.assertEqual(tables(out), before)
        checked = [f for f in self.json_of_check(out) if f["severity"] == "error"]
        self.assertEqual(checked, [])
        self.assertEqual(self.json("history", out)[0]["who"], "过路人")
        self.roles_hold(out)

    def salvage_with_damaged_history(self):
        damaged, out = self.folder / "坏2.gpkg", self.folder / "抢救2.gpkg"
        shutil.copyfile(self.district, damaged)
        before = tables(damaged)
        with sqlite3.connect(damaged) as database:
            database.execute("UPDATE change_log SET reason = reason || 'x' WHERE entry = 5")
        database.close()
        told = self.json("salvage", damaged, out, "--as", "过路人")
        self.assertFalse(told["history_kept"])
        self.assertEqual(tables(out), before)
        self.roles_hold(out)

    def roles_hold(self, out):
        self.assertIn("名单", self.refused("set", out, "outlets", "DG-1", "remark=外人", "--as", "过路人"))
        self.assertIn("不是管理员", self.refused("people", "add", out, "新人", "--as", CLERK))
        self.done("people", "add", out, "新人", "--as", ADMIN)
        self.done("set", out, "outlets", "DG-1", "remark=可以", "--as", CLERK)

    def has_index(self, file):
        with sqlite3.connect(file) as database:
            found = database.execute("SELECT 1 FROM sqlite_master WHERE name = ?",
                                     ("ix_services_month_township_provider_stage_crop",)).fetchone()
        database.close()
        return bool(found)

    def json_of_check(self, file, *more):
        return coopctl("check", file, "--json", *more).json["findings"]

    def drill_after_restore(self, older):
        """A 恢复前 copy holds another history: it is not what the workspace came from."""
        for backup in self.backups():
            os.remove(backup)
        place = self.district.with_suffix(".备份") / "district-20240102-080000-手动.gpkg"
        shutil.copyfile(older, place)
        self.done("restore", place, self.district, "--as", ADMIN)
        self.assertEqual(sorted(b.stem.rsplit("-", 1)[-1] for b in self.backups()), ["恢复前", "手动"])
        drilled = self.drill()
        self.assertEqual((drilled["backup"].endswith(place.name), drilled["replayed"]), (True, 1))
        # Neither does a backup of another workspace of this name, nor does a clock that ran ahead say what is newer.
        other = self.folder / "别处" / self.district.name
        other.parent.mkdir()
        self.done("new", other, "--plan", "nanchuan-2024-17")
        self.done("backup", other, self.district.with_suffix(".备份") / "district-20990101-080000-每日.gpkg")
        shutil.copyfile(older, self.district.with_suffix(".备份") / "district-20980101-080000-手动.gpkg")
        self.done("set", self.district, "outlets", "DG-1", "remark=后来")
        newest = self.json("backup", self.district)["file"]
        drilled = self.drill()
        self.assertEqual((drilled["backup"], drilled["replayed"]), (newest, 0))
        # Where only copies of other histories lie, there is nothing to drill.
        for backup in self.backups():
            if "2099" not in backup.name and "恢复前" not in backup.name:
                os.remove(backup)
        before = contents(self.district)
        self.assertIn("请先备份", self.refused("check", self.district, "--drill"))
        self.assertUnchanged(self.district, before)


if __name__ == "__main__":
    unittest.main()
