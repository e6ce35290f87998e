"""Every file that coopctl reads, on a disk that cannot be read from some byte on: its whole content came in, or it is refused with the
reason and nothing came in. Never less of it with success.

failing_disk.c lets every kind of reading fail (Qt, libzip, libgsf, GDAL in its process of its own, SQLite), with an error of the disk
and as if the file just ended there, whatever its size says. Some bytes of each file are tried; COOP_EVERY_FAULT=1 tries them all.
"""
import errno
import os
import shutil
import sqlite3
import subprocess
import unittest
import zipfile
from pathlib import Path

import exchange
from program import CJK, PROGRAM, READY, SOURCE, ReadyProgram, coopctl, scratch, workspace

SHIM = os.environ.get("COOP_FAILING_DISK")
EVERY = bool(os.environ.get("COOP_EVERY_FAULT"))
PLACES = 4
TABLES, LAYERS = (SOURCE / "tests" / "fixtures" / name for name in ("tables", "layers"))
ENGLISH = ("ERROR", "rror:", "Warning", "Input/output", "std::", ".coopmap", "GDAL", "SQLite")


def places(size):
    """Some bytes of a file: its ends, where a head or a directory of parts stands, and in between."""
    if EVERY:
        return range(size)
    some = {0, 100, size - 23, size - 1, *(size * (2 * n + 1) // (2 * PLACES) for n in range(PLACES))}
    return sorted(at for at in some if 0 <= at < size)


def ledger(file, *tables):
    """What stands in tables, but for what no two runs have in common."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        rows = {}
        for table in tables:
            query = database.execute(f'SELECT * FROM "{table}"')
            kept = [i for i, column in enumerate(query.description) if column[0] not in ("id", "fid", "at", "time", "row", "added_at")]
            rows[table] = sorted(repr([row[i] for i in kept]) for row in query)
    database.close()
    return rows


@unittest.skipUnless(SHIM, "needs failing_disk (Linux)")
class FailingReads(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.ready = ReadyProgram(SHIM) if READY else None
        cls.tried = 0

    def setUp(self):
        self.folder = scratch / "reads"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()

    def run_on_disk(self, arguments, **fault):
        environment = {**os.environ, **exchange.SECRET, "LD_PRELOAD": SHIM,  # goes on to the process that reads layers
                       **{f"FAULT_{name.upper()}": str(value) for name, value in fault.items()}}
        if self.ready:
            return self.ready.run([*map(str, arguments)], environment, scratch, 120)
        return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", timeout=120,
                              cwd=scratch, env=environment)

    def read(self, *arguments, victims, file=None, seen=lambda: None):
        """Runs a command whole, then with each of `victims` failing from each of its places on. `seen`: what came in, into a
        copy of `file`."""
        original = scratch / "reads-original.gpkg"
        if file:
            shutil.copyfile(file, original)

        def prepared():
            if file:
                shutil.copyfile(original, file)
        before = seen()
        whole = self.run_on_disk(arguments)
        self.assertEqual(whole.returncode, 0, f"{arguments}\n{whole.stderr}")
        content = seen()
        faults = []
        for victim in victims:
            size, refused = victim.stat().st_size, 0
            for number, at in enumerate(places(size)):
                for how in (errno.EIO, 0) if EVERY or at == 0 else ((errno.EIO, 0)[number % 2],):
                    told = f"{' '.join(map(str, arguments[:3]))}: {victim.name}, byte {at} of {size}, error {how}"
                    prepared()
                    try:
                        process = self.run_on_disk(arguments, under=victim, call="read", at=at, how=how)
                    except subprocess.TimeoutExpired:
                        faults.append(f"{told}: does not end")
                        continue
                    type(self).tried += 1
                    refused += process.returncode == 1
                    if process.returncode not in (0, 1):
                        faults.append(f"{told}: ended with {process.returncode}")
                    elif process.returncode == 0 and (seen() != content or process.stdout != whole.stdout):
                        faults.append(f"{told}: exit 0, but not all of it")
                    elif process.returncode == 1 and seen() != before:
                        faults.append(f"{told}: refused, but something came in")
                    elif process.returncode == 1 and (len(CJK.findall(process.stderr)) < 6
                                                      or any(english in process.stderr for english in ENGLISH)):
                        faults.append(f"{told}: {process.stderr}")
            if not refused:
                faults.append(f"{victim.name}: nobody noticed any of it")
        self.assertEqual(faults[:10], [], f"{len(faults)} faults")

    def imported(self, registry, table, *more):
        """The victims are the files of the same name."""
        table = Path(table)
        file = workspace("failing-reads")
        parts = [part for part in sorted(table.parent.glob(f"{table.stem}.*")) if part.suffix in (
            (".shp", ".shx", ".dbf", ".tab", ".dat", ".map", ".mif", ".mid") if table.suffix in (".shp", ".tab", ".mif") else (table.suffix,))]
        self.read("import", file, registry, table, *more, victims=parts, file=file, seen=lambda: ledger(file, registry))

    def test_tables_of_every_format(self):
        for name in ("services.xlsx", "services.ods", "services.xls"):
            with self.subTest(name):
                self.imported("services", TABLES / name, "--skip-refused")
        example = workspace("failing-reads-example", example=True)
        for ending in ("xlsx", "csv"):
            with self.subTest(ending):
                table = self.folder / f"网点.{ending}"
                self.assertEqual(coopctl("export", example, "outlets", table).status, 0)
                self.imported("outlets", table)
        for encoding in ("gb18030", "utf-16"):
            with self.subTest(encoding):
                table = self.folder / f"{encoding}.csv"
                table.write_bytes((self.folder / "网点.csv").read_text("utf-8-sig").encode(encoding))
                self.imported("outlets", table)

    def test_points_of_every_format(self):
        example = workspace("failing-reads-example", example=True)
        for ending in ("geojson", "kml", "gpkg", "shp"):
            with self.subTest(ending):
                table = self.folder / f"网点.{ending}"
                self.assertEqual(coopctl("export", example, "outlets", table).status, 0)
                self.imported("outlets", table)
        for ending, parts in (("zip", ("shp", "shx", "dbf", "prj", "cpg")), ("kmz", ("kml",))):
            with self.subTest(ending):
                table = self.folder / f"压缩.{ending}"
                with zipfile.ZipFile(table, "w", zipfile.ZIP_DEFLATED) as package:
                    for part in parts:
                        package.write(self.folder / f"网点.{part}", f"points.{part}")
                self.imported("outlets", table)

    def layer(self, name, *more, besides=()):
        file = workspace("failing-reads")
        path = LAYERS / name
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
            tables = [table for table, in database.execute(
                "SELECT table_name FROM gpkg_contents WHERE table_name LIKE '%layer%' OR table_name LIKE '%bound%' OR table_name = 'townships'")]
        database.close()
        self.read("layer", "add", file, path, *more, file=file, victims=[path, *(path.with_suffix(part) for part in besides)],
                  seen=lambda: (coopctl("layer", "list", file, "--json").out, ledger(file, *tables)))

    def test_boundaries_of_every_format(self):
        for name, besides in (("towns.geojson", ()), ("towns.kml", ()), ("towns.gpkg", ()), ("zipped.zip", ()), ("towns.kmz", ()),
                              ("towns.fgb", ()), ("utf8_no_cpg.shp", (".shx", ".dbf")), ("towns.tab", (".dat", ".map")),
                              ("towns.mif", (".mid",))):
            with self.subTest(name):
                self.layer(name, besides=besides)

    def test_reference_layers_of_every_format(self):
        for name, *more in (("mixed.geojson",), ("lines.dxf", "--crs", "EPSG:4490"), ("ground.tif",), ("heights.tif",), ("ground.png", "--crs", "EPSG:4490"),
                            ("ground.jpg", "--crs", "EPSG:4490"), ("ground.mbtiles",)):
            with self.subTest(name):
                self.layer(name, "--reference", *more)
        with self.subTest("inspect"):
            self.read("layer", "inspect", LAYERS / "towns.geojson", victims=[LAYERS / "towns.geojson"])

    def test_attachments(self):
        file = workspace("failing-reads", example=True)
        code = coopctl("list", file, "outlets", "--json").json[0]["code"]
        (self.folder / "说明.txt").write_text("附件" * 3000, "utf-8")
        shutil.copyfile(LAYERS / "ground.jpg", self.folder / "照片.jpg")
        for name in ("说明.txt", "照片.jpg"):
            with self.subTest(name):
                self.read("attachment", "add", file, "outlets", code, self.folder / name, file=file, victims=[self.folder / name],
                          seen=lambda: ledger(file, "attachments", "coop_blobs"))

    def test_packages(self):
        home = exchange.exchange("failing-reads-packages")
        district, office = home / exchange.DISTRICT, home / exchange.DAGUAN
        exchange.ran("add", office, *exchange.outlet("DG-7", "七社"))
        handed_in, answer = home / "上报.nfb", home / "回执.nfb"
        exchange.ran("package", "submit", office, "--out", handed_in)
        with self.subTest("inspect"):
            self.read("package", "inspect", handed_in, victims=[handed_in])
        with self.subTest("merge"):
            self.read("package", "merge", district, handed_in, file=district, victims=[handed_in],
                      seen=lambda: ledger(district, "outlets", "packages"))
        exchange.ran("package", "merge", district, handed_in)
        exchange.ran("package", "receipt", district, "--to", "大观镇农合联", "--out", answer)
        with self.subTest("open"):
            self.read("package", "open", answer, "--in", office, file=office, victims=[answer],
                      seen=lambda: ledger(office, "outlets", "packages"))

    def test_a_workspace_and_its_backup(self):
        file = workspace("failing-reads", example=True)
        copy = self.folder / "副本.gpkg"
        self.assertEqual(coopctl("backup", file, copy).status, 0)
        original = self.folder / "原来.gpkg"
        shutil.copyfile(file, original)
        for name, *more in (("list", "outlets"), ("history",), ("indicators", "--period", "2024Q4")):
            with self.subTest(name):
                self.read(name, file, *more, victims=[file])
        out = self.folder / "第二份.gpkg"
        kept = ("outlets", "services", "change_log")
        with self.subTest("backup"):
            def seen():
                rows = ledger(out, *kept) if out.exists() else None
                out.unlink(missing_ok=True)
                return rows
            self.read("backup", file, out, victims=[file], seen=seen)
        with self.subTest("restore"):
            self.assertEqual(coopctl("remove", file, "outlets", coopctl("list", file, "outlets", "--json").json[0]["code"]).status, 0)
            target = self.folder / "恢复.gpkg"
            shutil.copyfile(file, target)
            self.read("restore", copy, "--out", target, file=target, victims=[copy], seen=lambda: ledger(target, *kept))


if __name__ == "__main__":
    unittest.main()
