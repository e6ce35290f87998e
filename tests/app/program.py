"""Runs the built coopctl (path in the environment variable COOPCTL, else build/release) and looks into what it leaves behind."""
import atexit
import hashlib
import json
import os
import re
import select
import shutil
import signal
import sqlite3
import struct
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
DATA = SOURCE / "data"
EXAMPLE = DATA / "example"
PROGRAM = os.environ.get("COOPCTL", SOURCE / "build" / "release" / "bin" / "coopctl")
READY = os.environ.get("COOP_READY_PROGRAM")
PLAN = "nanchuan-2024-17"
CJK = re.compile(r"[\u4e00-\u9fff]")


class Outcome:
    def __init__(self, process):
        self.status = process.returncode
        self.out = process.stdout
        # Wine's own remark on a drive whose disk it may not ask for its label; no word of the program's.
        self.err = "".join(line for line in process.stderr.splitlines(True) if not line.startswith("wine: Read access denied"))

    @property
    def json(self):
        return json.loads(self.out)


class ReadyProgram:
    """coopctl loaded once and forked for each run (ready_program.c): every run is a process of its own, without the time to load it."""

    def __init__(self, *more):
        self.process = subprocess.Popen([PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env={
            **os.environ, "LD_PRELOAD": ":".join((READY, *more)), "LD_BIND_NOW": "1", "COOP_STAND_READY": "1", "OPENBLAS_NUM_THREADS": "1"})
        self.folder = tempfile.TemporaryDirectory(prefix="coopctl-ready-")
        self.lock = threading.Lock()
        atexit.register(self.close)

    def close(self):
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()
        self.folder.cleanup()

    def number(self, end, arguments, timeout):
        if not select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))[0]:
            raise subprocess.TimeoutExpired(arguments, timeout)
        answer = self.process.stdout.read(4)
        assert len(answer) == 4, "the program that stood ready is gone"
        return struct.unpack("=i", answer)[0]

    def run(self, arguments, environment, folder, timeout):
        out, err = (Path(self.folder.name) / name for name in ("out", "err"))
        words = [PROGRAM, *arguments]
        texts = [folder, out, err, len(words), *words, *(f"{name}={value}" for name, value in environment.items())]
        asked = b"".join(os.fsencode(str(text)) + b"\0" for text in texts)
        with self.lock:
            self.process.stdin.write(struct.pack("=I", len(asked)) + asked)
            end = time.monotonic() + timeout
            child = self.number(end, arguments, timeout)
            try:
                status = self.number(end, arguments, timeout)
            except subprocess.TimeoutExpired:
                os.kill(child, signal.SIGKILL)
                self.number(time.monotonic() + 60, arguments, timeout)
                raise
            return subprocess.CompletedProcess(words, status, *(path.read_bytes().decode("utf-8") for path in (out, err)))


def coopctl(*arguments, environment=None, timeout=300):
    arguments, environment = [*map(str, arguments)], {**os.environ, **(environment or {})}
    if READY:
        if not _ready:
            _ready.append(ReadyProgram())
        return Outcome(_ready[0].run(arguments, environment, scratch, timeout))
    return Outcome(subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, encoding="utf-8", timeout=timeout,
                                  env=environment, cwd=scratch))


_ready = []
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


# What there is, as the program itself lists it.

def registries(file):
    return list(coopctl("info", file, "--json").json["rows"])


def ledgers(file):
    return _listed(coopctl("list", file, "没有这个"))


def fields(file, registry):
    return _listed(coopctl("list", file, registry, "--where", "没有这个=1"))


def _listed(refused):
    found = re.findall(r"([a-z_]+)（", refused.err)
    assert found, refused.err
    return found


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
