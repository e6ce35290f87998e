#!/usr/bin/python3
"""Computes every indicator by itself: the ledgers as `coopctl export` writes them, the plan's JSON for targets,
areas and milestones, exact integers and fractions. It shares no code with the program.

    oracle.py FOLDER 2024Q4 [federation|township]     prints what `coopctl indicators --json` should print;
                                                      FOLDER holds all that `coopctl info` lists, exported as <registry>.csv
"""
import calendar
import datetime
import json
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from ledgers import Exported, day, memberships, month, mu_times, units, yuan  # noqa: E402

PLAN = Path(__file__).resolve().parents[2] / "data" / "plans" / "nanchuan-2024-17.json"
ROLES = {"outlets": "综合服务社", "star-outlets": "星级社", "circulation-outlets": "流通网点"}
KINDS = {"model-coops": "农民合作社示范社", "production-bases": "标准化生产示范基地",
         "leading-firms": "社会化服务龙头企业", "circulation-firms": "农产品流通企业",
         "produce-markets": "农产品市场", "distribution-centres": "县域集采集配中心"}
FLOWS = {"mu-times", "credit"}


class Period:
    def __init__(self, text):
        self.text = text
        self.year = int(text[:4])
        rest = text[4:]
        self.month = 3 * int(rest[1:]) if rest.startswith("Q") else int(rest[1:]) if rest else 12
        self.end = datetime.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])


class Oracle:
    def __init__(self, ledgers, flow_basis="年度发生额"):
        """`flow_basis`: how the office reads 亩次 and 信贷 (口径说明 4)."""
        self.flow_basis = flow_basis
        self.ledgers = ledgers
        self._figures = {}
        self.plan = json.loads(PLAN.read_text("utf-8"))
        self.federation_of = {t["名称"]: t["所属农合联"] for t in ledgers["townships"]}

    # --- the rows behind a figure; None is 未报. An area: None for the district, else
    # ("federations" | "townships", name)

    def behind(self, indicator, period, area=None):
        if indicator in FLOWS:
            return self._flow_rows(indicator, period, area)
        if self.entered(indicator):
            return self._entered_row(indicator, period, area)
        return [row for row in self.ledgers[self._ledger(indicator)]
                if self._stands(indicator, row, period.end, area)]

    def entered(self, indicator):
        """By hand: no ledger of the district adds up to it."""
        return self.indicator(indicator)["measure"].get("aggregate") == "entered"

    def _inside(self, township, area):
        if area is None:
            return True
        registry, name = area
        return township == name if registry == "townships" else self.federation_of.get(township) == name

    def _flow_rows(self, indicator, period, area):
        rows = [r for r in self.ledgers["services" if indicator == "mu-times" else "loans"]
                if self._inside(r["镇街"], area) and self._reported(r, period)]
        if not rows:
            return None
        first = (self.plan["years"]["first"], 1) if self.flow_basis == "累计" else (period.year, 1)
        last = (period.year, period.month)
        if self.flow_basis == "期末存量":
            first = last  # what stands at the end of the period's last month
        return [r for r in rows if first <= month(r["月份"]) <= last
                and (indicator == "mu-times" or r["农合联撬动"] == "是")]

    def _reported(self, row, period):
        """未报 while the year has no row in scope."""
        year = month(row["月份"])[0]
        return self.plan["years"]["first"] <= year <= period.year if self.flow_basis == "累计" else year == period.year

    def _entered_row(self, indicator, period, area):
        """The last one until the end; a district's figure is none of its federations' and says nothing of theirs."""
        of = "全区" if area is None else area[1] if area[0] == "federations" else None
        rows = [r for r in self.ledgers["measurements"] if r["指标"] == self.indicator(indicator)["title"]
                and r["农合联"] == of and day(r["日期"]) <= period.end]
        return [max(rows, key=lambda r: day(r["日期"]))] if rows else None

    def _ledger(self, indicator):
        return "outlets" if indicator in ROLES else "assets" if indicator in KINDS else indicator

    def _stands(self, indicator, row, end, area):
        def open_at_end(since, until):
            return since is not None and since <= end and (until is None or until > end)

        if indicator == "members":  # one unit however many federations it is in
            return any(open_at_end(joined, left) and self._membership_inside(row, federation, area)
                       for federation, joined, left in memberships(row))
        if indicator == "federations":
            return row["状态"] == "已登记" and day(row["登记日期"]) <= end and \
                (area is None or row["名称" if area[0] == "federations" else "驻地镇街"] == area[1])
        if not self._inside(row["镇街"], area):
            return False
        if indicator in ROLES:
            return open_at_end(day(row[ROLES[indicator]]), day(row["停业日期"]))
        if indicator in KINDS:
            return row["类别"] == KINDS[indicator] and open_at_end(day(row["认定日期"]), day(row["撤销日期"]))
        return row["状态"] == "建成" and day(row["建成日期"]) <= end

    def _membership_inside(self, row, federation, area):
        if area is None:
            return True
        return federation == area[1] if area[0] == "federations" else row["镇街"] == area[1]

    # --- figures, in the smallest unit

    def amount(self, indicator, row):
        """What one row adds."""
        if indicator == "mu-times":
            return mu_times(row)
        if indicator == "credit":
            return yuan(row["期末余额" if self.flow_basis == "期末存量" else "发放额"])
        return units(row["数值"], self.indicator(indicator)["exponent"]) if self.entered(indicator) else 1

    def figure(self, indicator, period, area=None):
        key = indicator, period.text, area
        if key not in self._figures:
            rows = self.behind(indicator, period, area)
            self._figures[key] = None if rows is None else sum(self.amount(indicator, row) for row in rows)
        return self._figures[key]

    def parts(self, indicator, heading, period, area=None):
        """The figure by what its rows say under `heading`, without the parts that are 0."""
        sums = {}
        for row in self.behind(indicator, period, area) or []:
            sums[row[heading]] = sums.get(row[heading], 0) + self.amount(indicator, row)
        return {choice: self.exact(indicator, amount) for choice, amount in sums.items() if amount}

    def exact(self, indicator, amount):
        """In the indicator's unit, as the nearest double: what a JSON number is read as."""
        return None if amount is None else float(Fraction(amount, 10 ** self.indicator(indicator)["exponent"]))

    # --- targets and judgement

    def target(self, indicator, year, area=None):
        """In the smallest unit; None where none is set."""
        spec = self.indicator(indicator)
        if area is None:
            found = [t["value"] for t in spec["targets"] if t["year"] == year]
        elif area[0] == "federations":
            found = [r["目标值"] for r in self.ledgers["targets"]
                     if r["指标"] == spec["title"] and int(r["年度"]) == year and r["农合联"] == area[1]]
        else:
            found = []
        if not found:
            return None
        assert len(found) == 1
        return units(found[0], spec["exponent"])

    def indicator(self, name):
        return next(i for i in self.plan["indicators"] if i["id"] == name)

    def _pace(self, spec, period, area):
        if self._basis(spec) == "年度发生额":
            return Fraction(period.month, 12)
        targets = spec["targets"]
        now = next((t for t in targets if t["year"] == period.year), None)
        due = lambda t: datetime.date.fromisoformat(t["due"]) if "due" in t else datetime.date(t["year"], 12, 31)
        if now is None or period.end >= due(now):
            return Fraction(1)
        before = [t for t in targets if due(t) <= period.end]
        if not before:
            return Fraction(0)
        return Fraction(min(Decimal(str(before[-1]["value"])), Decimal(str(now["value"])))) / \
            Fraction(Decimal(str(now["value"])))

    def _basis(self, spec):
        return self.flow_basis if spec["id"] in FLOWS else spec["basis"]

    def reading(self, name, period, area=None):
        spec = self.indicator(name)
        value = self.figure(name, period, area)
        target = self.target(name, period.year, area)
        completion = pace = None
        if target is None:
            status = "no-target"
        else:
            pace = self._pace(spec, period, area)
            if value is None:
                status = "no-data"
            else:
                completion = Fraction(value, target)
                points = Fraction(self.plan["thresholds"]["watch_points"], 100)
                status = "met" if (value > target if spec["operator"] == ">" else value >= target) \
                    else "ahead" if completion >= pace else "watch" if completion >= pace - points else "behind"
        real = lambda ratio: None if ratio is None else float(ratio)
        return {"indicator": name, "title": spec["title"], "unit": spec["unit"], "basis": self._basis(spec),
                "period": period.text, "value": self.exact(name, value), "target": self.exact(name, target),
                "completion": real(completion), "pace": real(pace), "status": status,
                "applicable": not (self.entered(name) and area is not None and area[0] == "townships"),
                "rank": None, "area": area and self._area(area)}

    def _area(self, area):
        registry, name = area
        code = next(a["code"] for a in self.plan[registry] if a["name"] == name)
        return {"registry": registry, "code": code, "name": name}

    def areas(self, by=None):
        if by == "federation":  # the plan's order
            return [("federations", f["name"]) for f in self.plan["federations"] if f["level"] == "乡镇级"]
        if by == "township":
            return [("townships", t["name"]) for t in sorted(self.plan["townships"], key=lambda t: t["code"])]
        return [None]

    def readings(self, period, by=None):
        period, areas = Period(period), self.areas(by)
        all_of_them = []
        for spec in self.plan["indicators"]:
            readings = [self.reading(spec["id"], period, area) for area in areas]
            if by:
                for reading, rank in zip(readings, self._ranks(spec["id"], period, areas)):
                    reading["rank"] = rank
            all_of_them += readings
        return all_of_them

    def _ranks(self, name, period, areas):
        """By completion where it can be told of any, else by value; the best come first and share their rank."""
        figures = {area: self.figure(name, period, area) for area in areas}
        targets = {area: self.target(name, period.year, area) for area in areas}
        merits = {area: Fraction(figures[area], targets[area]) for area in areas
                  if figures[area] is not None and targets[area] is not None}
        if merits:
            unrated = min(merits.values()) - 1  # behind all that have a target
            merits |= {area: unrated for area in areas if figures[area] is not None and area not in merits}
        else:
            merits = {area: figures[area] for area in areas if figures[area] is not None}
        ladder = sorted(merits.values(), reverse=True)
        return [ladder.index(merits[area]) + 1 if area in merits else None for area in areas]

    # --- tasks

    def light(self, task, on):
        """Of a task that is not closed, on the last day of a month. A light hangs on the plan's milestones and
        the figures, so task_reports and tasks are exported only for the caller to see that nobody wrote there."""
        if not task["milestones"]:
            return "grey"
        near = behind = False
        for milestone in task["milestones"]:
            due = datetime.date.fromisoformat(milestone["due"])
            reached, lags = self._standing(milestone, due, on)
            if reached:
                continue
            if due < on:
                return "red"
            near = near or (due - on).days <= 30
            behind = behind or lags
        return "blue" if near else "yellow" if behind else "green"

    def _standing(self, milestone, due, on):
        if milestone.get("indicator") is None or milestone.get("value") is None:
            return False, False
        spec = self.indicator(milestone["indicator"])
        flow = self._basis(spec) == "年度发生额"
        day_read = due if flow and due < on else on
        if flow and day_read.year != due.year:
            return False, False
        now = self.reading(spec["id"], Period(f"{day_read.year}-{day_read.month:02d}"))
        wanted = float(milestone["value"])
        enough = now["value"] is not None and \
            (now["value"] > wanted if spec["operator"] == ">" else now["value"] >= wanted)
        return enough, now["status"] == "behind"


if __name__ == "__main__":
    print(json.dumps(Oracle(Exported(sys.argv[1])).readings(*sys.argv[2:4]), ensure_ascii=False, indent=1))
