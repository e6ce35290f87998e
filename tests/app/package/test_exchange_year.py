"""A year of one district and its offline offices, with programs that are killed, full disks, sticks that are pulled,
packages that are lost, late or doubled; an oracle saw every edit (issue 8). COOP_YEAR_EDITS=20000 for all seven."""
import os
import random
import resource
import signal
import subprocess
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from exchange import DISTRICT, SECRET, ExchangeTest, issue
from package.exchange_year import HEADS, YearOffice, import_rows
from program import PROGRAM, contents, coopctl, workspace

EDITS = int(os.environ.get("COOP_YEAR_EDITS", "800"))
SEED = int(os.environ.get("COOP_YEAR_SEED", "20241117"))
OFFICES = 7 if EDITS >= 5000 else 4


def small_disk(limit):
    """What a process gets in which no file may grow beyond `limit` bytes."""
    def prepare():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return prepare


class Year(ExchangeTest):
    def setUp(self):
        self.rng = random.Random(SEED)
        self.folder = workspace("year").parent
        (self.folder / "workspace.gpkg").rename(self.folder / DISTRICT)
        self.district = self.folder / DISTRICT
        self.written = 0
        self.killed = self.full = self.cut = self.lost = self.settled = 0
        self.offices = []
        federations = [f for f in self.rows(self.district, "federations") if f["level"] == "乡镇级"]
        townships = self.rows(self.district, "townships")
        for number, federation in enumerate(federations[:OFFICES], 1):
            towns = [t["name"] for t in townships if t["federation"]["name"] == federation["name"]]
            told = issue(self.folder, f"乡{number}.gpkg", federation["code"])
            office = YearOffice(number, federation["name"], towns, self.folder / f"乡{number}.gpkg",
                                random.Random(SEED + number))
            office.device = told["device"]
            office.stick = []
            self.offices.append(office)
        self.assertEqual(len(self.offices), OFFICES)

    # --- programs that do not come to their end

    def stubborn(self, rng, file, *arguments, already=None):
        """Runs what changes `file`; before, now and then, runs it into a full disk or kills it in the middle. Gives the
        JSON of the run that came to its end. `already`: what it says when the killed one had come to its end."""
        command = [str(PROGRAM), *map(str, arguments), "--json"]
        environment = {**os.environ, **SECRET}
        chance = rng.random()
        if chance < 0.25:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
            time.sleep(rng.uniform(0, 0.35))
            process.send_signal(signal.SIGKILL)
            if process.wait() == -signal.SIGKILL:
                self.killed += 1
        elif chance < 0.4:
            before = contents(file)
            process = subprocess.run(command, capture_output=True, text=True, env=environment,
                                     preexec_fn=small_disk(rng.choice((300, 2000, 50_000, 400_000))))
            self.assertIn(process.returncode, (0, 1), process.stderr)
            if process.returncode == 1:
                self.full += 1
                self.assertChinese(process.stderr.strip().splitlines()[-1])
                self.assertEqual(contents(file), before, process.stderr)
        outcome = coopctl(*arguments, "--json", environment=SECRET)
        if already and self.killed and outcome.status == 1 and already in outcome.err:
            return None
        self.assertEqual(outcome.status, 0, f"{arguments}\n{outcome.err}")
        return outcome.json

    def hand_in(self, office):
        """上报 onto a stick; what a killed program left there goes to the district, too."""
        package = self.folder / f"上报-{office.number}-{len(office.stick) + 1}.nfb"
        self.stubborn(office.rng, office.file, "package", "submit", office.file, "--out", package, "--empty")
        office.stick.append(package)
        return package

    def merge_one(self, office, package):
        if self.rng.random() < 0.2:  # pulled while it was copied
            part = package.with_suffix(".part.nfb")
            content = package.read_bytes()
            part.write_bytes(content[:self.rng.randrange(len(content))])
            self.refused("package", "merge", self.district, part)
            part.unlink()
            self.cut += 1
        told = self.stubborn(self.rng, self.district, "package", "merge", self.district, package)
        self.assertEqual(told["refused"], [])
        self.settle_all(office)

    def settle_all(self, office):
        """Whatever waits is settled one way or the other, and the oracle hears of it."""
        for conflict in self.json("package", "conflicts", self.district):
            self.assertEqual(conflict["device"], office.device)
            key = conflict["registry"], conflict["code"]
            self.assertIn(key, office.clashes, conflict)
            take = self.rng.choice(("theirs", "ours"))
            self.done("package", "settle", self.district, conflict["number"], "--take", take, "--as", "王五")
            self.settled += 1
            if conflict["kind"] == "field":
                self.assertEqual(list(conflict["fields"]), ["operator"])
                office.truth.rows["outlets"][key[1]]["operator"] = conflict["fields"]["operator"][take]
            else:
                self.assertEqual((conflict["kind"], conflict["op"]), ("delete", "remove"))
                if take == "theirs":
                    office.truth.rows["outlets"].pop(key[1])

    def answer(self, office, lost=False):
        out = self.folder / f"回执-{office.number}-{self.rng.randrange(10**9)}.nfb"
        self.stubborn(self.rng, self.district, "package", "receipt", self.district, "--device", office.device, "--out", out)
        if lost:
            self.lost += 1
            return
        self.stubborn(self.rng, office.file, "package", "open", out, "--in", office.file, already="已经打开过")

    # --- the district's own work on an office's rows

    def district_edits(self):
        """Of every office: remarks, which no office writes; a new outlet; an operator that the office renames at the same
        time; a remark on an outlet that the office removes. Gives the last two by office."""
        known = {r: [row["code"] for row in self.rows(self.district, r)] for r in ("services", "loans")}
        remarks = {"services": [], "loans": []}
        added, renamed, remarked, clashes = [], [], [], {}
        for office in self.offices:
            for registry, codes in known.items():
                own = sorted(c for c in codes if c in office.truth.rows[registry])
                for code in self.rng.sample(own, min(len(own), max(1, EDITS // 400))):
                    remarks[registry].append({"code": code, "remark": f"区里看过{self.rng.randrange(1000)}"})
                    office.truth.put(registry, **remarks[registry][-1])
                    office.clashes.add((registry, code))
            code = f"D{office.number}-{self.rng.randrange(10**9)}"
            added.append({"code": code, "name": f"区里建的{code}", "township": office.towns[0], "opened_on": "2024-01-02",
                          "service_since": "2024-01-02", "operator": "区里定的"})
            office.truth.put("outlets", **added[-1])
            clash, spare = f"O{office.number}-2", office.spare.pop()
            clashes[office] = clash, spare
            office.clashes |= {("outlets", clash), ("outlets", spare)}
            renamed.append({"code": clash, "operator": f"区{self.rng.randrange(10**6)}"})
            remarked.append({"code": spare, "remark": f"区里看过{self.rng.randrange(1000)}"})
            office.truth.put("outlets", **remarked[-1])
            office.truth.edits += 1
        for registry, rows in (*remarks.items(), ("outlets", added), ("outlets", renamed), ("outlets", remarked)):
            import_rows(self.district, registry, rows)
        return clashes

    # --- what must come of it

    def assertHolds(self, file, *offices):
        """The rows of these offices are those that the oracle has, and none is there twice."""
        for registry in HEADS:
            told = {}
            for row in self.rows(file, registry):
                row["township"] = row["township"]["name"]
                if "provider" in row:
                    row["provider"] = row["provider"]["code"]
                rows = told.setdefault(row["township"], {})
                self.assertNotIn(row["code"], rows, "twice")
                rows[row["code"]] = {f: row[f] for f in HEADS[registry] if row[f] is not None}
            for office in offices:
                rows = {code: row for town in office.towns for code, row in told.get(town, {}).items()}
                self.assertEqual(rows, office.truth.rows[registry], f"{file.name} {office.federation} {registry}")

    def assertFigures(self, quarter):
        month = f"2024-{3 * quarter:02}"
        told = {(r["indicator"], (r["area"] or {}).get("name")): r["value"]
                for by in ([], ["--by", "federation"])
                for r in self.json("indicators", self.district, "--period", f"2024Q{quarter}", *by)}
        sums = {"mu-times": 0, "credit": 0, "outlets": 0}
        for office in self.offices:
            expected = {"mu-times": office.truth.mu_times(month), "credit": office.truth.credit(month),
                        "outlets": office.truth.outlets()}
            for indicator, unit in (("mu-times", 10**4), ("credit", 10**8), ("outlets", 1)):
                value = expected[indicator]
                sums[indicator] += value or 0
                self.assertAlmostEqual(told[indicator, office.federation], value / unit, places=9,
                                       msg=f"{office.federation} {indicator}")
        for indicator, unit in (("mu-times", 10**4), ("credit", 10**8), ("outlets", 1)):
            self.assertAlmostEqual(told[indicator, None], sums[indicator] / unit, places=9, msg=indicator)

    def everywhere(self, work):
        """Seven offices work on their own machines, two at a time."""
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(work, self.offices))

    def test_nothing_is_lost_and_nothing_doubled(self):
        part = max(20, EDITS // (4 * OFFICES * 2))

        def begin(office):
            office.open_outlets(8)
            office.spare = [f"O{office.number}-{n}" for n in (5, 6, 7, 8)]
            return self.hand_in(office)

        for office, package in zip(self.offices, self.everywhere(begin)):
            self.merge_one(office, package)
            self.answer(office)
        for quarter in (1, 2, 3, 4):
            clashes = self.district_edits()

            def first_half(office):
                clash, spare = clashes[office]
                office.enter(quarter, part)
                office.rename_operator(clash)
                self.done("remove", office.file, "outlets", spare)
                return self.hand_in(office)

            def second_half(office):
                office.enter(quarter, part)
                return self.hand_in(office)

            for office, package in zip(self.offices, self.everywhere(first_half)):
                if self.rng.random() < 0.5:
                    self.lost += 1  # never comes; the next one holds it, too
                    continue
                self.merge_one(office, package)
                if self.rng.random() < 0.7:
                    self.answer(office, lost=self.rng.random() < 0.4)
            last = list(zip(self.offices, self.everywhere(second_half)))
            self.rng.shuffle(last)
            for office, package in last:
                self.merge_one(office, package)
                late = self.rng.choice(office.stick)
                if late != package:  # an old one turns up again
                    self.assertTrue(self.json("package", "merge", self.district, late)["stale"])
            self.assertHolds(self.district, *self.offices)
            self.assertFigures(quarter)
            for office in self.offices:
                self.answer(office)

        def agree(office):
            self.assertHolds(office.file, office)
            self.assertEqual(self.json("check", office.file)["findings"], [])
            self.assertEqual(self.json("info", office.file)["office"]["waiting"], 0)
        self.everywhere(agree)
        self.assertEqual(self.json("check", self.district)["findings"], [])
        self.assertEqual(self.json("package", "conflicts", self.district), [])
        edits = sum(office.truth.edits for office in self.offices)
        print(f"\n{edits} edits, {self.settled} conflicts settled, {self.killed} programs killed, {self.full} disks full, "
              f"{self.cut} sticks pulled, {self.lost} packages lost")
        self.assertGreater(min(self.killed, self.settled, self.cut, self.lost), 0)
        self.assertGreater(edits, EDITS * 0.9)


if __name__ == "__main__":
    unittest.main()
