"""Every file that coopctl writes, on a disk that fails: whole, or refused with the older one as it was and nothing left beside it.

failing_disk.c lets one call of the program fail. A few places of each kind are tried; COOP_EVERY_FAULT=1 tries them all.
"""
import errno
import hashlib
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import unittest
import zipfile
from pathlib import Path

import exchange
from program import CJK, PROGRAM, READY, ReadyProgram, contents, coopctl, scratch, workspace

SHIM = os.environ.get("COOP_FAILING_DISK")
EVERY = bool(os.environ.get("COOP_EVERY_FAULT"))
WAYS = {"write": errno.ENOSPC, "sync": errno.EIO, "close": errno.EIO, "rename": errno.EIO, "link": errno.EPERM}


def parts_of_zip(path):
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}


def rows_of_layer(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        table, = database.execute("SELECT table_name FROM gpkg_contents").fetchone()
        rows = database.execute(f'SELECT * FROM "{table}"').fetchall()
    database.close()
    return rows


def content(path):
    """What two runs of a command have in common."""
    if path.suffix == ".xlsx":
        return parts_of_zip(path)
    if path.suffix == ".gpkg":
        return rows_of_layer(path)
    if path.suffix == ".nfb":
        return len(exchange.header_of(path)["from"]) > 0
    return hashlib.sha256(path.read_bytes()).hexdigest()


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*")
                  if not path.name.endswith((".lock", ".who")))


@unittest.skipUnless(SHIM, "needs failing_disk (Linux)")
class FailingDisk(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.ready = ReadyProgram(SHIM) if READY else None

    def setUp(self):
        self.folder = scratch / "disk"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()

    def run_on_disk(self, arguments, environment=None, size=None, **fault):
        fault = {f"FAULT_{name.upper()}": str(value) for name, value in fault.items()}
        environment = {**os.environ, **exchange.SECRET, **(environment or {}), "FAULT_UNDER": str(self.folder), **fault}
        if self.ready and size is None and "FAULT_COUNT" not in fault:  # which is written when libraries are unloaded
            return self.ready.run([*map(str, arguments)], environment, scratch, 120)

        def limited():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", timeout=120,
                              cwd=scratch, preexec_fn=limited if size is not None else None,
                              env={**environment, "LD_PRELOAD": SHIM})

    def places(self, count):
        if EVERY or count <= 3:
            return range(1, count + 1)
        return sorted({1, count // 2, count})

    def fails_well(self, process, told, targets, older, before):
        self.assertIn(process.returncode, (0, 1), f"{told}\n{process.stderr}")
        for target in targets:
            if process.returncode == 0:
                self.assertEqual(self.seen(target), self.whole[target], f"{told}: exit 0, but {target.name} is not whole")
            elif target in older:
                self.assertEqual(target.read_bytes(), older[target], f"{told}: the older {target.name} is gone")
            else:
                self.assertFalse(target.exists(), f"{told}: refused, but {target.name} is there")
        if process.returncode == 1:
            self.assertGreater(len(CJK.findall(process.stderr)), 5, f"{told}: {process.stderr}")
            for english in ("ERROR", "rror:", "Warning", "No space", "Input/output", "std::", ".coopmap"):
                self.assertNotIn(english, process.stderr, told)
        expected = before if process.returncode else sorted({*before, *(str(t.relative_to(self.folder)) for t in targets)})
        self.assertEqual(names(self.folder), expected, f"{told}: something is left")

    def tried(self, *arguments, targets, older=None, seen=content, again=lambda: None, ways=None, room=True, **options):
        """Runs a command whole, then with one call failing, for each kind and place."""
        self.seen = seen
        targets = [self.folder / name for name in targets]
        if older:
            made = coopctl(*older)
            self.assertEqual(made.status, 0, made.err)
        older = {target: target.read_bytes() for target in targets if target.exists()}
        again()
        before = names(self.folder)

        def prepared():
            for target in targets:
                if target in older:
                    target.write_bytes(older[target])
                else:
                    target.unlink(missing_ok=True)
            again()

        count = scratch / "count.json"
        whole = self.run_on_disk(arguments, count=count, **options)
        self.assertEqual(whole.returncode, 0, f"{arguments}\n{whole.stderr}")
        self.whole = {target: seen(target) for target in targets}
        calls = json.loads(count.read_text())
        self.assertGreater(calls["write"], 0, "the shim saw nothing")
        self.assertGreater(calls["sync"], 1, f"{arguments}: file and folder are brought to the disk")
        for kind, way in WAYS.items():
            for at in self.places(calls[kind]) if kind in (ways or WAYS) else ():
                prepared()
                process = self.run_on_disk(arguments, call=kind, at=at, how=way, **options)
                self.fails_well(process, f"{' '.join(map(str, arguments[:3]))} {kind} {at} of {calls[kind]}", targets, older, before)
        # Of one write alone these are what was tried above.
        for at in sorted({1, calls["write"] // 2 + 1}) if calls["write"] > 1 else ():
            told = f"full from write {at} of {calls['write']} on"
            prepared()
            process = self.run_on_disk(arguments, call="write", at=at, how=errno.ENOSPC, onward=1, **options)
            self.fails_well(process, told, targets, older, before)
            self.assertEqual(process.returncode, 1, f"{arguments}: {told}")
        prepared()
        process = self.run_on_disk(arguments, call="short", at=0, how=0, **options)
        self.assertEqual(process.returncode, 0, f"{arguments}: writes that take only a part\n{process.stderr}")
        self.fails_well(process, "short writes", targets, older, before)
        if room and targets:
            size = targets[0].stat().st_size
            rooms = {0, 512, size // 2, size - 1} if EVERY else {size // 2, size - 1} if calls["write"] > 1 else {size - 1}
            for bytes_of_room in rooms:
                prepared()
                process = self.run_on_disk(arguments, size=bytes_of_room, **options)
                self.fails_well(process, f"{arguments[:3]} {bytes_of_room} bytes of room", targets, older, before)
                self.assertEqual(process.returncode, 1, f"{arguments[:3]}: {bytes_of_room} bytes of room for {size}")

    def test_an_export_of_every_format(self):
        file = workspace("failing", example=True)
        for ending in ("xlsx", "csv", "geojson", "gpkg", "shp", "kml"):
            with self.subTest(ending):
                out = self.folder / f"网点.{ending}"
                targets = [f"网点.{part}" for part in ("shp", "shx", "dbf", "prj", "cpg")] if ending == "shp" else [out.name]
                self.tried("export", file, "outlets", out, targets=targets,
                           older=("export", file, "outlets", out, "--search", "大观"))

    def test_an_empty_form_and_the_history(self):
        file = workspace("failing")
        form = self.folder / "表样.xlsx"
        self.tried("export", file, "outlets", form, "--template", targets=[form.name],
                   older=("export", file, "centres", form, "--template"))
        for ending in ("xlsx", "csv"):
            out = self.folder / f"历史.{ending}"
            self.tried("history", file, "--out", out, targets=[out.name], older=("history", file, "--limit", "1", "--out", out))

    def test_a_report_of_every_format(self):
        file = workspace("failing", example=True)
        for ending in ("xlsx", "odt", "pdf"):
            with self.subTest(ending):
                out = self.folder / f"报告.{ending}"
                self.tried("report", file, "--period", "2024Q4", "--date", "2025-01-10", "--out", out, targets=[out.name],
                           older=("report", file, "--period", "2024Q3", "--date", "2025-01-10", "--out", out))

    def test_the_handbook(self):
        out = self.folder / "手册.pdf"
        self.tried("help", "--out", out, targets=[out.name])

    def test_a_map_of_every_format(self):
        file = workspace("failing", example=True)
        for ending in ("pdf", "png", "tif", "svg"):
            with self.subTest(ending):
                out = self.folder / f"图.{ending}"
                what = ("map", file, "--theme", "mu-times", "--date", "2025-01-10", "--page", "A4-portrait", "--out", out)
                what += ("--dpi", "72") if ending in ("png", "tif") else ()
                self.tried(*what, "--period", "2024Q4", targets=[out.name], older=(*what, "--period", "2024Q3"))

    def test_pictures_of_several_pages_come_together(self):
        file = workspace("failing", example=True)
        what = ("map", file, "--template", "atlas", "--theme", "mu-times", "--date", "2025-01-10", "--page", "A4-portrait",
                "--dpi", "72", "--period", "2024Q4", "--out", self.folder / "册.png")
        made = coopctl(*what)
        self.assertEqual(made.status, 0, made.err)
        pages = names(self.folder)
        self.assertGreater(len(pages), 1)
        for page in pages[1:]:
            (self.folder / page).unlink()
        self.tried(*what, targets=pages, ways=("rename", "sync"), room=False)

    def test_printed_forms(self):
        file = workspace("failing", example=True)
        out = self.folder / "填报表.pdf"
        self.tried("sheet", "print", file, "大观镇农合联", "2024Q4", "--out", out, targets=[out.name],
                   older=("sheet", "print", file, "大观镇农合联", "2024Q4", "--blank", "--out", out))
        out = self.folder / "督办单.pdf"
        what = ("task", "sheet", file, "--date", "2025-01-10", "--out", out)
        self.tried(*what, "1", targets=[out.name], older=(*what, "2"))

    def test_an_attachment_that_is_saved(self):
        file = workspace("failing", example=True)
        code = coopctl("list", file, "outlets", "--json").json[0]["code"]
        for name, words in (("旧.txt", "旧" * 5000), ("新.txt", "新" * 50000)):
            (scratch / name).write_text(words, "utf-8")
            added = coopctl("attachment", "add", file, "outlets", code, scratch / name)
            self.assertEqual(added.status, 0, added.err)
        out = self.folder / "附件.txt"
        self.tried("attachment", "save", file, "outlets", code, "新.txt", out, targets=[out.name],
                   older=("attachment", "save", file, "outlets", code, "旧.txt", out))

    def test_a_workspace_that_is_new_copied_or_salvaged(self):
        file = workspace("failing")
        self.tried("backup", file, self.folder / "副本.gpkg", targets=["副本.gpkg"], seen=lambda path: contents(path), room=False)
        seen = lambda path: coopctl("check", path).status  # noqa: E731
        self.tried("new", self.folder / "新.gpkg", "--plan", "nanchuan-2024-17", targets=["新.gpkg"], seen=seen, room=False,
                   ways=("sync", "rename", "link"))
        self.tried("salvage", file, self.folder / "抢救.gpkg", targets=["抢救.gpkg"], seen=seen, room=False,
                   ways=("sync", "rename", "link"))

    def test_a_package_of_every_kind(self):
        home = exchange.exchange("failing-packages", example=True)
        district, office = self.folder / "区.gpkg", self.folder / "乡镇.gpkg"
        shutil.copyfile(home / exchange.DISTRICT, district)
        shutil.copyfile(home / exchange.DAGUAN, office)
        for file in (district, office):  # so that the day's does not come between
            self.assertEqual(coopctl("backup", file).status, 0)
        handed_in, issued = scratch / "交.nfb", scratch / "发.nfb"
        exchange.ran("package", "submit", office, "--empty", "--out", handed_in)
        exchange.ran("package", "merge", district, handed_in)
        code = exchange.ran("package", "issue", district, "--to", "水江镇农合联", "--replace", "--out", issued)["code"]
        original = scratch / "disk-with-backups"
        shutil.copytree(self.folder, original)

        def again():
            shutil.rmtree(self.folder)
            shutil.copytree(original, self.folder)
        with self.subTest("issue"):
            out = self.folder / "下发.nfb"
            self.whole_and_refused("package", "issue", district, "--to", "鸣玉镇农合联", "--out", out, out=out, again=again)
        with self.subTest("submit"):
            out = self.folder / "上报.nfb"
            self.whole_and_refused("package", "submit", office, "--empty", "--out", out, out=out, again=again)
        with self.subTest("receipt"):
            out = self.folder / "回执.nfb"
            self.whole_and_refused("package", "receipt", district, handed_in, "--out", out, out=out, again=again)
        with self.subTest("open"):
            out = self.folder / "水江.gpkg"
            self.whole_and_refused("package", "open", issued, "--out", out, "--code", code, "--as", "乡镇", out=out, again=again,
                                   look=("check",))

    def whole_and_refused(self, *arguments, out, again, look=("package", "inspect")):
        """Of packages every one is another; so they are looked at one by one."""
        again()
        count = scratch / "count.json"
        whole = self.run_on_disk(arguments, count=count)
        self.assertEqual(whole.returncode, 0, whole.stderr)
        calls = json.loads(count.read_text())
        for kind, way in WAYS.items():
            for at in self.places(calls[kind]):
                out.unlink(missing_ok=True)
                again()
                process = self.run_on_disk(arguments, call=kind, at=at, how=way)
                told = f"{arguments[1]} {kind} {at} of {calls[kind]}: {process.stderr}"
                self.assertIn(process.returncode, (0, 1), told)
                if process.returncode == 0:
                    self.assertEqual(coopctl(*look, out).status, 0, told)
                else:
                    self.assertFalse(out.exists(), told)
                    self.assertGreater(len(CJK.findall(process.stderr)), 5, told)
                self.assertEqual([name for name in names(self.folder) if ".coopmap" in name or name.endswith(".part")], [], told)


if __name__ == "__main__":
    unittest.main()
