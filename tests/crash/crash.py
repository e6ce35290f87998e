"""Kills a working child at random moments and looks at what is left.

crash.py CHILD ROUNDS [SEED]: after each SIGKILL every workspace opens within 2 s, is sound (SQLite, foreign keys,
GeoPackage, chain of the history, rows against the history), holds every acknowledged step and no half one, and every
backup verifies. Prints what it did; the first fault ends it with exit status 1.
"""
import collections
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OPENS_WITHIN_MS = 2000
ROUNDS_A_FOLDER = 25  # then a fresh one, so that the files stay small


def fail(message, *what):
    print("FAULT:", message, *what, sep="\n  ")
    sys.exit(1)


class Round:
    """One child: what it said before it was killed."""

    def __init__(self, child, folder, seed, delay):
        self.head = None      # hash of the newest acknowledged entry
        self.files = []       # backups and migrated workspaces that were acknowledged
        self.under_way = None
        self.steps = collections.Counter()
        process = subprocess.Popen([child, "work", folder, str(seed)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(delay)
        alive = process.poll() is None
        process.kill()
        out, err = process.communicate()
        if not alive:
            fail("the child ended by itself", f"seed {seed}", err.decode())
        for line in out.decode().splitlines(keepends=True):
            if line.endswith("\n"):
                self.read(line.split())

    def read(self, words):
        if words[0] == "begin":
            self.under_way = words[1]
            return
        self.under_way = None
        self.steps[words[1]] += 1
        self.head = words[3]
        self.files += words[4:]


def check(round_, seen, before):
    """`before`: hash of the newest entry that an earlier round had acknowledged or left."""
    by_file = {Path(f["file"]).name: f for f in seen["files"]}
    for file in seen["files"]:
        if file.get("error"):
            fail("a workspace does not open", file)
        if file["opened_ms"] > OPENS_WITHIN_MS:
            fail("a workspace opens slowly", file["file"], file["opened_ms"])
        if file["findings"]:
            fail("a workspace is not sound", file["file"], *file["findings"])
        for _, door, reason, rows in file["entries"]:
            if door == "import" and rows != int(reason.split()[1]):
                fail("half an import", file["file"], reason, rows)
    for backup in seen["backups"]:
        if backup["error"]:
            fail("a backup is not whole", backup)
    entries = by_file["work.gpkg"]["entries"]
    hashes = {entry[0] for entry in entries}
    newest = round_.head or before
    # A restore under way may be done already without having said so.
    restored = round_.under_way == "restore" and entries[-1][1] == "restore"
    if newest and newest not in hashes and not restored:
        fail("an acknowledged step is lost", newest, f"under way: {round_.under_way}")
    kept = {Path(b["file"]).name for b in seen["backups"]} | set(by_file)
    for file in round_.files:
        if Path(file).name not in kept:
            fail("an acknowledged file is gone", file)
    for name, file in by_file.items():
        if name.startswith("old-") and file["schema"] < 2:
            fail("a workspace stayed old after it was opened for writing", name)
    return entries[-1][0]


def main():
    child, rounds = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.SystemRandom().randrange(2 ** 31)
    print(f"{rounds} kills, seed {seed}")
    dice = random.Random(seed)
    steps, killed, slowest = collections.Counter(), collections.Counter(), 0
    folder, head = None, None
    for number in range(rounds):
        if number % ROUNDS_A_FOLDER == 0:
            if folder:
                shutil.rmtree(folder)
            folder, head = tempfile.mkdtemp(prefix="coop-crash-"), None
            subprocess.run([child, "new", folder], check=True)
        for old in Path(folder).glob("old-*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        round_ = Round(child, folder, dice.randrange(2 ** 31), dice.uniform(0.02, 0.6))
        # A second child right after the first: the lock of the dead must not keep it out.
        looked = subprocess.run([child, "look", folder], capture_output=True)
        if looked.returncode != 0:
            fail("looking failed", looked.stderr.decode())
        seen = json.loads(looked.stdout)
        head = check(round_, seen, head)
        slowest = max([slowest] + [file["opened_ms"] for file in seen["files"]])
        steps += round_.steps
        killed[round_.under_way or "between steps"] += 1
    shutil.rmtree(folder)
    print("acknowledged steps:", dict(steps))
    print("killed during:", dict(killed))
    print(f"longest opening after a kill: {slowest} ms")


if __name__ == "__main__":
    main()
