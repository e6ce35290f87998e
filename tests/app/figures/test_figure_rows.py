"""What stands behind a figure: its parts by choice and its rows, against the oracle and against the figure."""
import json
import unittest
from decimal import Decimal
from fractions import Fraction

from figures.oracle_test import OracleTest, oracle_of
from program import workspace

from oracle import Period  # beside the oracle: oracle_test adds its folder

PERIODS = ("2024Q4", "2025Q2")
# By code, by name, and the one that is silent about its flows.
AREAS = {None: None, "NHL-01": "大观镇农合联", "鸣玉镇农合联": "鸣玉镇农合联", "NHL-05": "大有镇农合联"}
# The choice fields of a measure's ledger and of its parent's, without the one that the measure holds fast.
FIELDS = {"mu-times": {"stage", "mode", "scope"}, "credit": {"borrower", "product"}, "members": {"kind", "rating"},
          "federations": {"level"}, "centres": {"level", "host"}}
SUMMED = {"mu-times": ("mu_times", 10 ** 4), "credit": ("disbursed", 10 ** 8)}  # in 亩次 and 元; per unit


def setUpModule():
    global file, oracle
    file = workspace("figure-rows", example=True)
    for row in (("date=2024-11-20", "value=80"), ("date=2024-12-20", "value=88.5"), ("date=2025-01-02", "value=91"),
                ("date=2024-12-20", "value=70.25", "federation=NHL-01")):
        OracleTest().done("add", file, "measurements", "indicator=willing-households", *row)
    oracle = oracle_of(file)


def registry_of(indicator):
    measured = oracle.indicator(indicator)["measure"]["registry"]
    return "members" if measured == "memberships" else measured  # a unit in two federations is one


class FigureRows(OracleTest):
    def behind(self, indicator, period, of=None, part=None, workspace=None):
        """Rows with exact numbers."""
        outcome = self.done("list", workspace or file, registry_of(indicator), "--behind", indicator, "--period", period,
                            *(["--of", of] if of else []), *(["--part", part] if part else []), "--json")
        return json.loads(outcome.out, parse_float=Decimal)

    def total(self, indicator, rows, summed=SUMMED):
        """What the rows say together, in the indicator's unit, as the nearest double."""
        if indicator in summed:
            field, per_unit = summed[indicator]
            return float(Fraction(sum((row[field] for row in rows), Decimal(0))) / per_unit)
        if oracle.entered(indicator):
            self.assertEqual(len(rows), 1)
            return float(rows[0]["value"])
        return len(rows)

    def readings(self, period, of, *more):
        by = "federation" if of else None
        return {r["indicator"]: r for r in self.told(file, period, by, *more)
                if of is None or r["area"]["name"] == AREAS[of]}

    def area(self, of):
        return AREAS[of] and ("federations", AREAS[of])

    def test_the_rows_behind_a_figure_give_it_and_are_those_of_the_oracle(self):
        empty = {}
        for period in PERIODS:
            for of in AREAS:
                for indicator, reading in self.readings(period, of).items():
                    with self.subTest(period=period, of=of, indicator=indicator):
                        rows = self.behind(indicator, period, of)
                        expected = oracle.behind(indicator, Period(period), self.area(of))
                        self.assertEqual([r["code"] for r in rows], sorted(r["编码"] for r in expected or []))
                        if reading["value"] is None:
                            self.assertEqual(rows, [])
                            empty.setdefault(of, set()).add(indicator)
                        else:
                            self.assertEqual(self.total(indicator, rows), reading["value"])
        # 未报 only where it is meant: nobody entered these, and one federation reported no flow in 2024.
        self.assertEqual(empty[None], {"willing-operators"})
        self.assertLessEqual({"mu-times", "credit"}, empty["NHL-05"])

    def test_the_parts_of_a_figure_equal_the_oracle(self):
        for period in PERIODS + ("2026Q1",):
            for by in (None, "federation") + (("township",) if period == "2025Q2" else ()):
                for reading in self.told(file, period, by):
                    name, area = reading["indicator"], reading["area"]
                    area = area and (area["registry"], area["name"])
                    with self.subTest(period=period, area=area, indicator=name):
                        self.assertEqual({part["field"] for part in reading["parts"]}, FIELDS.get(name, set()))
                        for part in reading["parts"]:
                            told = {choice or None: value for choice, value in part["values"].items() if value}
                            self.assertEqual(told, oracle.parts(name, part["label"], Period(period), area))
                            if reading["value"] is None:
                                self.assertEqual(part["values"], {})

    def test_a_part_of_nothing_is_shown_as_0_beside_the_others(self):
        level, = self.readings("2024Q4", None)["federations"]["parts"]
        self.assertEqual((level["label"], level["values"]), ("级别", {"区级": 1, "乡镇级": 7, "产业": 0}))

    def test_the_rows_behind_a_part_give_it(self):
        seen = 0
        for period, of in zip(PERIODS, ("NHL-01", None)):
            for indicator, reading in self.readings(period, of).items():
                for part in reading["parts"]:
                    for choice, value in part["values"].items():
                        with self.subTest(period=period, of=of, indicator=indicator, choice=choice):
                            rows = self.behind(indicator, period, of, f"{part['field']}={choice}")
                            self.assertEqual({r[part["field"]] for r in rows} - {choice}, set())
                            self.assertEqual(self.total(indicator, rows), value)
                            seen += value > 0
        self.assertGreater(seen, 60)

    def test_the_rows_and_parts_of_a_flow_follow_the_basis_that_the_office_decided(self):
        for choice, basis, credit in (("cumulative", "累计", "disbursed"), ("stock", "期末存量", "balance")):
            read_so = workspace(f"figure-rows-{choice}", example=True)
            self.done("decide", read_so, "flow-basis", choice, "--reason", "试", "--as", "王五")
            computed = oracle_of(read_so, basis)
            summed = {**SUMMED, "credit": (credit, 10 ** 8)}
            for period in PERIODS:
                told = {r["indicator"]: r for r in self.told(read_so, period, None)}
                for indicator in SUMMED:
                    with self.subTest(basis=basis, period=period, indicator=indicator):
                        rows = self.behind(indicator, period, workspace=read_so)
                        expected = computed.behind(indicator, Period(period))
                        self.assertEqual([r["code"] for r in rows], sorted(r["编码"] for r in expected))
                        self.assertEqual(self.total(indicator, rows, summed), told[indicator]["value"])
                        for part in told[indicator]["parts"]:
                            self.assertEqual({choice: value for choice, value in part["values"].items() if value},
                                             computed.parts(indicator, part["label"], Period(period)))

    def test_a_registry_that_a_figure_does_not_come_from_is_refused(self):
        self.assertIn("services", self.refused("list", file, "loans", "--behind", "mu-times", "--period", "2024Q4"))
        self.assertIn("没有这个", self.refused("list", file, "services", "--behind", "mu-times", "--period", "2024Q4",
                                           "--of", "没有这个"))


if __name__ == "__main__":
    unittest.main()
