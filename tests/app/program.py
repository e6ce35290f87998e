"""Runs the built coopctl (path in the environment variable COOPCTL, else build/release) and looks into what it leaves behind."""
import atexit
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
DATA = SOURCE / "data"
EXAMPLE = DATA / "example"
PROGRAM = os.environ.get("COOPCTL", SOURCE / "build" / "release" / "bin" / "coopctl")
PLAN = "nanchuan-2024-17"
CJK = re.compile(r"[\u4e00-\u9fff]")


class Outcome:
    def __init__(self, process):
        self.status = process.returncode
        self.out = process.stdout
        self.err = process.stderr

    @property
    def json(self):
        return json.loads(self.out)


def coopctl(*arguments, environment=None, timeout=300):
    process = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                             encoding="utf-8", timeout=timeout, env={**os.environ, **(environment or {})},
                             cwd=scratch)
    return Outcome(process)


scratch = Path(tempfile.mkdtemp(prefix="coopctl-test-"))
atexit.register(shutil.rmtree, scratch, ignore_errors=True)
_made = {}


def workspace(name, example=False):
    """A fresh copy of a new workspace; the first of its kind is made by the program, once a module."""
    if example not in _made:
        original = scratch / ("original-example.gpkg" if example else "original-empty.gpkg")
        made = coopctl("new", original, "--plan", PLAN, *(["--example"] if example else []))
        assert made.status == 0, f"coopctl new: {made.status}\n{made.err}"
        _made[example] = original
    path = scratch / name / "workspace.gpkg"
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir(parents=True)
    shutil.copyfile(_made[example], path)
    return path


def contents(path):
    """A digest of every row of every table, so that “nothing changed” does not hang on how SQLite pads pages."""
    digest = hashlib.sha256()
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        tables = [name for name, in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")]
        for table in tables:
            digest.update(table.encode())
            for row in sorted(map(repr, database.execute(f'SELECT * FROM "{table}"'))):
                digest.update(row.encode())
    database.close()
    return digest.hexdigest()


def file_bytes(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


class ProgramTest(unittest.TestCase):
    maxDiff = None

    def done(self, *arguments, **options):
        """Runs and expects success; gives the outcome."""
        outcome = coopctl(*arguments, **options)
        self.assertEqual(outcome.status, 0, f"{arguments}\n{outcome.out}\n{outcome.err}")
        return outcome

    def json(self, *arguments):
        outcome = self.done(*arguments, "--json")
        try:
            return outcome.json
        except ValueError:
            self.fail(f"{arguments}: --json printed something that is no JSON: {outcome.out[:300]!r}")

    def rows(self, file, registry, *more):
        return self.json("list", file, registry, *more)

    def refused(self, *arguments):
        """Runs and expects exit 1 with one Chinese sentence on standard error; gives the sentence."""
        outcome = coopctl(*arguments)
        self.assertEqual(outcome.status, 1, f"{arguments}\n{outcome.out[:2000]}\n{outcome.err}")
        lines = outcome.err.strip().splitlines()
        self.assertEqual(len(lines), 1, f"{arguments}: not one sentence but\n{outcome.err}")
        self.assertChinese(lines[0])
        return lines[0]

    def assertChinese(self, sentence):
        self.assertGreaterEqual(len(CJK.findall(sentence)), 6, f"no Chinese sentence: {sentence}")
        for word in ("terminate called", "exception", "SQLITE_", "std::", "程序内部出错", "%1", "%2"):
            self.assertNotIn(word, sentence)

    def assertUnchanged(self, file, before):
        self.assertEqual(contents(file), before, "the workspace changed")
        left = [p.name for p in file.parent.iterdir() if re.search(r"-(wal|shm|journal)$", p.name)]
        self.assertEqual(left, [], "files left beside the workspace")
