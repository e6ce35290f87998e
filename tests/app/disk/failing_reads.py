"""A disk that cannot be read from some byte on, under coopctl: the whole content of a file came in, or it is refused with the reason and
nothing came in. Never less of it with success.

failing_disk.c lets every kind of reading fail (Qt, libzip, GDAL in its process of its own, SQLite), with an error of the disk
and as if the file just ended there, whatever its size says. Some bytes of each file are tried; COOP_EVERY_FAULT=1 tries them all.
"""
import errno
import os
import shutil
import sqlite3
import subprocess
import unittest
from pathlib import Path

import exchange
from program import CJK, PROGRAM, READY, SOURCE, ReadyProgram, scratch, workspace

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


class FailingReads(unittest.TestCase):
    """Runs commands on such a disk."""

    @classmethod
    def setUpClass(cls):
        cls.ready = ReadyProgram(SHIM) if READY else None

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
        prepared()
        self.assertEqual(faults[:10], [], f"{len(faults)} faults")

    def imported(self, registry, table, *more):
        """The victims are the files of the same name."""
        table = Path(table)
        file = workspace("failing-reads")
        parts = [part for part in sorted(table.parent.glob(f"{table.stem}.*")) if part.suffix in (
            (".shp", ".shx", ".dbf", ".tab", ".dat", ".map", ".mif", ".mid") if table.suffix in (".shp", ".tab", ".mif") else (table.suffix,))]
        self.read("import", file, registry, table, *more, victims=parts, file=file, seen=lambda: ledger(file, registry))
