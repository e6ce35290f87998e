#!/usr/bin/python3
"""Computes every indicator of the example by itself: the workbooks through openpyxl, the plan's JSON for targets
and townships, exact integers and fractions. It shares no code and no file format with the program.

    oracle.py 2024Q4 [federation|township]     prints what `coopctl indicators --json` should print
"""
import calendar
import datetime
import json
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from workbooks import Ledgers, day, memberships, month, mu_times, yuan  # noqa: E402

DATA = Path(__file__).resolve().parents[2] / "data"
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

    def holds(self, year_and_month):
        """Year to date."""
        return (self.year, 1) <= year_and_month <= (self.year, self.month)


class Oracle:
    def __init__(self, flow_basis="年度发生额"):
        """`flow_basis`: how the office reads 亩次 and 信贷 (口径说明 4)."""
        self.flow_basis = flow_basis
        self.ledgers = Ledgers()
        self.plan = json.loads((DATA / "plans" / f"{self.ledgers.plan}.json").read_text("utf-8"))
        codes = {f["code"]: f["name"] for f in self.plan["federations"]}
        self.federation_of = {t["name"]: codes.get(t.get("federation")) for t in self.plan["townships"]}

    # --- figures, in the smallest unit; None is 未报

    def figure(self, indicator, period, area=None):
        """`area`: None for the district, else ("federations" | "townships", name)."""
        if indicator in FLOWS:
            return self._flow(indicator, period, area)
        return self._stock(indicator, period, area)

    def _inside(self, township, area):
        if area is None:
            return True
        registry, name = area
        return township == name if registry == "townships" else self.federation_of.get(township) == name

    def _flow(self, indicator, period, area):
        ledger = "services" if indicator == "mu-times" else "loans"
        rows = [r for r in self.ledgers[ledger] if self._inside(r["镇街"], area) and self._reported(r, period)]
        if not rows:
            return None
        first = (self.plan["years"]["first"], 1) if self.flow_basis == "累计" else (period.year, 1)
        last = (period.year, period.month)
        if self.flow_basis == "期末存量":
            first = last  # what stands at the end of the period's last month
        rows = [r for r in rows if first <= month(r["月份"]) <= last]
        if indicator == "mu-times":
            return sum(mu_times(r) for r in rows)
        if self.flow_basis == "期末存量":
            return sum(yuan(r["期末余额"]) for r in rows if r["农合联撬动"] == "是")
        return sum(yuan(r["发放额"]) for r in rows if r["农合联撬动"] == "是")

    def _reported(self, row, period):
        """未报 while the year has no row in scope (DOMAIN.md, Targets)."""
        year = month(row["月份"])[0]
        return self.plan["years"]["first"] <= year <= period.year if self.flow_basis == "累计" else year == period.year

    def _stock(self, indicator, period, area):
        end = period.end

        def open_at_end(since, until):
            return since is not None and since <= end and (until is None or until > end)

        if indicator in ROLES:
            return sum(open_at_end(day(r[ROLES[indicator]]), day(r["停业日期"])) for r in self.ledgers["outlets"]
                       if self._inside(r["镇街"], area))
        if indicator in KINDS:
            return sum(r["类别"] == KINDS[indicator] and open_at_end(day(r["认定日期"]), day(r["撤销日期"]))
                       for r in self.ledgers["assets"] if self._inside(r["镇街"], area))
        if indicator == "centres":
            return sum(r["状态"] == "建成" and day(r["建成日期"]) <= end for r in self.ledgers["centres"]
                       if self._inside(r["镇街"], area))
        if indicator == "federations":
            return sum(r["状态"] == "已登记" and day(r["登记日期"]) <= end for r in self.ledgers["federations"]
                       if area is None or (area[0] == "federations" and r["名称"] == area[1])
                       or (area[0] == "townships" and r["驻地镇街"] == area[1]))
        if indicator == "members":
            return sum(any(open_at_end(joined, left) and self._membership_inside(row, federation, area)
                           for federation, joined, left in memberships(row)) for row in self.ledgers["members"])
        return None  # the share of the willing is entered by hand and nobody has

    def _membership_inside(self, row, federation, area):
        if area is None:
            return True
        return federation == area[1] if area[0] == "federations" else row["镇街"] == area[1]

    # --- targets and judgement

    def target(self, indicator, year, area=None):
        """In the smallest unit; None where none is set."""
        spec = self.indicator(indicator)
        if area is None:
            found = [t["value"] for t in spec["targets"] if t["year"] == year]
        elif area[0] == "federations":
            found = [r["目标值"] for r in self.ledgers["targets"]
                     if r["指标"] == spec["title"] and r["年度"] == year and r["农合联"] == area[1]]
        else:
            found = []
        if not found:
            return None
        assert len(found) == 1
        exact = Decimal(str(found[0])) * 10 ** spec["exponent"]
        assert exact == exact.to_integral_value()
        return int(exact)

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
        exact = lambda units: None if units is None else float(Fraction(units, 10 ** spec["exponent"]))
        real = lambda ratio: None if ratio is None else float(ratio)
        return {"indicator": name, "title": spec["title"], "unit": spec["unit"], "basis": self._basis(spec),
                "period": period.text, "value": exact(value), "target": exact(target), "completion": real(completion),
                "pace": real(pace), "status": status, "area": area and self._area(area)}

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
        period = Period(period)
        return [self.reading(i["id"], period, area) for i in self.plan["indicators"] for area in self.areas(by)]


    # --- tasks

    def light(self, task, on):
        """Of a task that nobody reported on and that is not closed, on the last day of a month."""
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
    print(json.dumps(Oracle().readings(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None),
                     ensure_ascii=False, indent=1))
