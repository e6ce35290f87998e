"""A plan of a county that does not exist (other indicators, units, weights, federations, tasks) runs through every
command with no change of code; its figures are computed here again from the rows that are put in."""
import csv
import json
import re
import shutil
import unittest
from fractions import Fraction
from pathlib import Path

from program import SOURCE, ProgramTest, coopctl, scratch

PLANS = SOURCE / "tests" / "fixtures" / "plans"
PLAN_FILE = PLANS / "yunling-2025-3.json"
PLAN = json.loads(PLAN_FILE.read_text("utf-8"))
INDICATORS = {i["id"]: i for i in PLAN["indicators"]}
FEDERATION = {t["name"]: t["federation"] for t in PLAN["townships"]}

# month, township, stage, area in mu, times, subsidised
SERVICES = [
    ("2025-07", "云岭镇", "烘干", "1200.5", 4, "是"), ("2025-08", "三河镇", "烘干", "900", 3, "否"),
    ("2025-09", "清溪乡", "烘干", "2500", 2, "是"), ("2025-09", "清溪乡", "耕", "700.25", 1, "是"),
    ("2025-11", "柏林镇", "收", "88", 1, "否"), ("2026-08", "云岭镇", "烘干", "3000", 5, "是"),
]
# month, township, product, count, disbursed, balance
LOANS = [
    ("2025-03", "白石镇", "信用", 12, 240000, 200000), ("2025-06", "龙门乡", "信用", 9, 90000, 80000),
    ("2025-06", "云岭镇", "担保", 5, 500000, 500000), ("2025-12", "白石镇", "信用", 21, 420000, 310000),
    ("2026-05", "三河镇", "信用", 50, 700000, 610000),
]
# name, township, parcel since, closed on
OUTLETS = [("甲店", "云岭镇", "2025-02-01", None), ("乙店", "草坝乡", "2025-04-10", "2026-03-31"),
           ("丙店", "马鞍镇", "2025-12-31", None), ("丁店", "柏林镇", None, None)]
# date, task, kind, township
ACTIVITIES = [("2025-03-31", 10, "培训", "云岭镇"), ("2025-05-01", 10, "培训", "青杠镇"),
              ("2025-05-01", 11, "宣传", "青杠镇"), ("2026-01-05", 10, "培训", "青杠镇")]


def end_of(period):
    year, rest = int(period[:4]), period[4:]
    month = 3 * int(rest[1]) if rest.startswith("Q") else int(rest[1:]) if rest else 12
    return year, month


def figure(indicator, period, federation=None):
    """Computed from the rows above and from nothing of the program's; None is 未报."""
    year, month = end_of(period)
    inside = [True if federation is None else FEDERATION[t] == federation for t in FEDERATION]
    towns = {t for t, yes in zip(FEDERATION, inside) if yes}

    def flow(rows, value, counts, first=None):
        scope = [r for r in rows if r[1] in towns and (first or year) <= int(r[0][:4]) <= year]
        if not scope:
            return None
        return sum((value(r) for r in scope if counts(r) and r[0][:7] <= f"{year}-{month:02}"), Fraction(0))

    if indicator == "drying":
        total = flow(SERVICES, lambda r: Fraction(r[3]) * r[4], lambda r: r[2] == "烘干")
        return None if total is None else total / 10000
    if indicator == "subsidised-area":
        return flow(SERVICES, lambda r: Fraction(r[3]), lambda r: r[5] == "是")
    if indicator == "credit-loans":
        return flow(LOANS, lambda r: r[3], lambda r: r[2] == "信用", first=PLAN["years"]["first"])
    if indicator == "trainings":
        return flow([(d, t, k) for d, _, k, t in ACTIVITIES], lambda r: 1, lambda r: r[2] == "培训")
    if indicator == "parcel-outlets":
        end = f"{year}-{month:02}-31"
        return Fraction(sum(1 for _, t, since, closed in OUTLETS
                            if t in towns and since and since <= end and not (closed and closed <= end)))
    return None


def pace(indicator, period, weights=None):
    weights = weights or INDICATORS[indicator].get("weights", [25] * 4)
    _, month = end_of(period)
    return sum(Fraction(weights[m // 3], 300) for m in range(month))


def setUpModule():
    global county
    county = scratch / "yunling.gpkg"
    made = coopctl("new", county, "--plan", PLAN_FILE)
    assert made.status == 0, made.err
    def put(*arguments):
        done = coopctl(*arguments)
        assert done.status == 0, (arguments, done.err)
    for name, township, since, closed in OUTLETS:
        put("add", county, "outlets", f"name={name}", f"township={township}",
            *([f"parcel_since={since}"] if since else []), *([f"closed_on={closed}"] if closed else []))
    for date, task, kind, township in ACTIVITIES:
        put("add", county, "activities", f"date={date}", f"task={task}", f"kind={kind}", f"township={township}")
    put("import", county, "services", table("services.csv", ["月份", "镇街", "服务主体", "服务环节", "服务面积（亩）", "服务次数", "是否补助"],
                                            [(m, t, "甲店", s, a, n, y) for m, t, s, a, n, y in SERVICES]))
    put("import", county, "loans", table("loans.csv", ["月份", "金融机构", "镇街", "借款主体", "产品", "笔数", "发放额（元）", "期末余额（元）"],
                                         [(m, "云岭农商行", t, "农户", p, c, d, b) for m, t, p, c, d, b in LOANS]))


def table(name, heads, rows):
    path = scratch / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
    return path


class SecondPlan(ProgramTest):
    def fresh(self, name):
        path = scratch / name
        shutil.copyfile(county, path)
        return path

    def readings(self, file, period, *more):
        return {(r["indicator"], r["area"]["code"] if r["area"] else None): r
                for r in self.json("indicators", file, "--period", period, *more)}

    def test_the_workspace_holds_this_county_and_no_other(self):
        info = self.json("info", county)
        self.assertEqual((info["plan"], info["district"]), ("yunling-2025-3", "云岭县"))
        self.assertEqual((info["rows"]["townships"], info["rows"]["federations"], info["rows"]["tasks"],
                          info["rows"]["indicators"]), (9, 5, 12, 8))
        self.assertEqual(self.json("layer", "list", county)[0]["joined"], 9)
        written = " ".join(self.done(*c).out for c in (
            ("info", county), ("tasks", county), ("target", "list", county), ("decide", county)))
        self.assertNotRegex(written, "南川|大观|亩次规模|三位一体")

    def test_every_figure_is_what_the_rows_say(self):
        for period in ("2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q3", "2027Q1", "2025-08"):
            readings = self.readings(county, period)
            parts = self.readings(county, period, "--by", "federation")
            self.assertEqual({i for i, _ in readings}, set(INDICATORS))
            for indicator in ("drying", "subsidised-area", "credit-loans", "trainings", "parcel-outlets"):
                areas = [None] + [f["code"] for f in PLAN["federations"] if f["level"] == "乡镇级"]
                for area in areas:
                    with self.subTest(indicator=indicator, period=period, area=area):
                        told = (parts if area else readings)[indicator, area]
                        expected = figure(indicator, period, area)
                        self.assertEqual(told["value"], None if expected is None else float(expected))

    def test_targets_paces_and_statuses_are_the_plans(self):
        for period in ("2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q3"):
            readings = self.readings(county, period)
            year = int(period[:4])
            for id, indicator in INDICATORS.items():
                with self.subTest(indicator=id, period=period):
                    told = readings[id, None]
                    target = next((t["value"] for t in indicator["targets"] if t["year"] == year), None)
                    self.assertEqual(told["target"], target)
                    self.assertEqual((told["unit"], told["basis"]), (indicator["unit"], indicator["basis"]))
                    if target is None:
                        self.assertEqual((told["status"], told["pace"]), ("no-target", None))
                        continue
                    if indicator["basis"] == "年度发生额":
                        self.assertAlmostEqual(told["pace"], float(pace(id, period)), places=15)
                    if told["value"] is None:
                        self.assertEqual(told["status"], "no-data")
                        continue
                    met = told["value"] > target if indicator.get("operator") == ">" else told["value"] >= target
                    completion, due = Fraction(str(told["value"])) / Fraction(str(target)), Fraction(told["pace"])
                    self.assertEqual(told["status"], "met" if met else "ahead" if completion >= due
                                     else "watch" if completion >= due - Fraction(5, 100) else "behind")

    def test_tasks_are_lit_by_this_plans_milestones(self):
        lights = {t["no"]: t["light"] for t in self.json("tasks", county, "--on", "2025-12-10")}
        self.assertEqual(len(lights), 12)
        self.assertEqual(lights[1], "blue")  # due in three weeks
        self.assertNotIn("red", {lights[no] for no in (3, 6, 9, 12)})  # 长期坚持
        overdue = {t["no"]: t["light"] for t in self.json("tasks", county, "--on", "2026-06-30")}
        self.assertLess(figure("drying", "2025Q4"), Fraction(3, 2))
        self.assertEqual(overdue[1], "red")
        self.assertEqual(overdue[11], "red")  # a date without a figure, and nobody closed it

    def test_targets_are_allocated_in_this_plans_units(self):
        file = self.fresh("yunling-targets.gpkg")
        self.done("target", "allocate", file, "drying", "2026", "--by-last-year")
        listed = {i["indicator"]: {t["year"]: t for t in i["targets"]} for i in self.json("target", "list", file)}
        parts = {p["federation"]["code"]: p["value"] for p in listed["drying"][2026]["parts"]}
        self.assertEqual(set(parts), {"YL-1", "YL-2", "YL-3", "YL-4"})
        self.assertAlmostEqual(sum(parts.values()), 2.25)
        whole = figure("drying", "2025")
        for code, value in parts.items():
            share = figure("drying", "2025", code)
            self.assertLessEqual(abs(Fraction(str(value)) - Fraction(9, 4) * (share or 0) / whole), Fraction(1, 10))
        self.done("target", "allocate", file, "parcel-outlets", "2027", "--evenly")
        listed = {i["indicator"]: {t["year"]: t for t in i["targets"]} for i in self.json("target", "list", file)}
        self.assertEqual([p["value"] for p in listed["parcel-outlets"][2027]["parts"]], [3, 2, 2, 2])
        self.assertIn("比率", self.refused("target", "allocate", file, "coverage", "2028", "--evenly"))

    def test_decisions_change_basis_weights_unit_and_pace(self):
        file = self.fresh("yunling-decide.gpkg")
        self.done("decide", file, "loans-basis", "year")
        told = self.readings(file, "2026Q2")["credit-loans", None]
        self.assertEqual((told["basis"], told["value"], told["target"]), ("年度发生额", 50, 90))
        self.assertAlmostEqual(told["pace"], 0.6)
        self.done("decide", file, "loans-basis", "balance")
        told = self.readings(file, "2025Q4")["credit-loans", None]
        self.assertEqual((told["basis"], told["unit"], told["value"], told["target"]), ("期末存量", "元", 310000, 500000))
        self.assertIsNone(self.readings(file, "2026Q2")["credit-loans", None]["target"])
        self.done("decide", file, "loans-basis", "cumulative")
        self.assertEqual(self.readings(file, "2026Q2")["credit-loans", None]["target"], 90)
        self.done("decide", file, "pace-2028", "late")
        weights, days = INDICATORS["drying"]["weights"], 29
        before = Fraction(weights[0], 300) + Fraction(weights[0], 300) * Fraction(28, days)
        told = self.readings(file, "2028Q2")["drying", None]["pace"]
        self.assertAlmostEqual(told, float((pace("drying", "2028Q2") - before) / (1 - before)), places=12)
        self.assertEqual(self.readings(file, "2028-01")["subsidised-area", None]["pace"], 0)

    def test_export_and_map_come_out(self):
        out = scratch / "yunling-services.xlsx"
        self.done("export", county, "services", out)
        self.assertGreater(out.stat().st_size, 4000)
        for theme, by in (("drying", "federation"), ("credit-loans", "township"), ("parcel-outlets", "federation")):
            picture = scratch / f"yunling-{theme}.pdf"
            self.done("map", county, "--theme", theme, "--period", "2025Q4", "--by", by, "--page", "A4-landscape",
                      "--date", "2026-01-05", "--out", picture)
            self.assertGreater(picture.stat().st_size, 5000)
        for template in ("progress", "atlas", "outlets", "credit", "tasks"):
            self.done("map", county, "--template", template, "--theme", "drying", "--period", "2025Q4",
                      "--date", "2026-01-05", "--out", scratch / f"yunling-{template}.pdf")
        for ending in ("pdf", "xlsx", "odt"):
            report = scratch / f"yunling-report.{ending}"
            self.done("report", county, "--period", "2025Q4", "--date", "2026-01-05", "--out", report)
            self.assertGreater(report.stat().st_size, 1500)

    def test_a_plan_with_a_mistake_is_refused_with_its_place(self):
        broken = json.loads(PLAN_FILE.read_text("utf-8"))
        broken["questions"][0]["choices"][1]["effect"]["indicators"]["credit-loans"]["weights"] = [40, 20, 20, 10]
        path = scratch / "broken.json"
        path.write_text(json.dumps(broken, ensure_ascii=False), "utf-8")
        sentence = self.refused("new", scratch / "broken.gpkg", "--plan", path)
        self.assertIn("questions[0].choices[1].effect.indicators.credit-loans.weights", sentence)
        self.assertFalse((scratch / "broken.gpkg").exists())


class NoCountyInTheCode(unittest.TestCase):
    def test_no_source_names_the_first_county_its_places_or_its_figures(self):
        plan = json.loads((SOURCE / "data" / "plans" / "nanchuan-2024-17.json").read_text("utf-8"))
        names = {"南川", "大观", "nanchuan", plan["district"]["code"], plan["document"]["number"]}
        names |= {t["name"] for t in plan["townships"]} | {f["name"] for f in plan["federations"]}
        figures = {(t["value"], i["unit"]) for i in plan["indicators"] for t in i["targets"]}
        patterns = [re.escape(name) for name in sorted(names)]
        # 5 个 and 100 % say nothing about a plan.
        patterns += [rf"(?<![\d.%]){value} ?{re.escape(unit)}" for value, unit in sorted(figures)
                     if unit != "%" and not (unit in "个家" and value < 20)]
        pattern = re.compile("|".join(patterns))
        found = []
        for folder in ("core", "ui", "app"):
            for path in sorted((SOURCE / folder).rglob("*")):
                if path.suffix in (".cpp", ".h", ".txt", ".qss"):
                    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                        if hit := pattern.search(line):
                            found.append(f"{path.relative_to(SOURCE)}:{number}: {hit.group()}")
        self.assertEqual(found, [])


if __name__ == "__main__":
    unittest.main()
