"""The example workspace, read by the program, against the oracle, to the last digit."""
import sys
import unittest

from program import EXAMPLE, PLAN, ProgramTest, SOURCE, workspace

sys.path.insert(0, str(SOURCE / "tests" / "oracle"))
from oracle import Oracle, Period  # noqa: E402
from workbooks import read_sheet  # noqa: E402

QUARTERS = [f"{year}Q{quarter}" for year in range(2024, 2028) for quarter in range(1, 5)]


def setUpModule():
    global file, oracle
    file = workspace("example", example=True)
    oracle = Oracle()


class ExampleWorkspace(ProgramTest):
    def compare(self, period, by=None, workspace=None, computed=None):
        told = self.json("indicators", workspace or file, "--period", period, *(["--by", by] if by else []))
        expected = (computed or oracle).readings(period, by)
        key = lambda r: (r["indicator"], r["area"] and r["area"]["code"])
        self.assertEqual([key(r) for r in told], [key(r) for r in expected])
        wrong = [f"{period} {a['indicator']} {(a['area'] or {}).get('name', '')} {field}: "
                 f"program {a.get(field)!r}, oracle {b[field]!r}"
                 for a, b in zip(told, expected) for field in b if a.get(field) != b[field]]
        self.assertEqual(wrong, [])
        for reading in told:
            self.assertEqual(set(reading), set(expected[0]))

    def test_every_indicator_of_the_district_equals_the_oracle_in_every_quarter(self):
        for period in QUARTERS + ["2024", "2024-08", "2025-05"]:
            with self.subTest(period=period):
                self.compare(period)

    def test_every_indicator_of_every_federation_equals_the_oracle(self):
        for period in QUARTERS:
            with self.subTest(period=period):
                self.compare(period, "federation")

    def test_every_indicator_of_every_township_equals_the_oracle(self):
        for period in QUARTERS:
            with self.subTest(period=period):
                self.compare(period, "township")

    def test_every_choice_of_basis_equals_the_oracle_in_every_quarter(self):
        for choice, basis in (("cumulative", "累计"), ("stock", "期末存量")):
            read_so = workspace(f"basis-{choice}", example=True)
            self.done("decide", read_so, "flow-basis", choice, "--reason", "试", "--as", "王五")
            computed = Oracle(basis)
            for period in QUARTERS:
                for by in (None, "federation"):
                    with self.subTest(basis=basis, period=period, by=by):
                        self.compare(period, by, read_so, computed)

    def test_the_light_of_every_task_equals_the_oracle_at_the_end_of_every_quarter(self):
        for period in QUARTERS + ["2024-11", "2026-11"]:
            on = Period(period).end
            told = {t["no"]: t["light"] for t in self.json("tasks", file, "--on", on.isoformat())}
            self.assertEqual(told, {t["no"]: oracle.light(t, on) for t in oracle.plan["tasks"]}, period)

    def test_a_year_without_a_row_is_unreported_and_not_zero(self):
        told = {r["indicator"]: r for r in self.json("indicators", file, "--period", "2026Q1")}
        self.assertIsNone(told["mu-times"]["value"])
        self.assertEqual(told["mu-times"]["status"], "no-data")
        self.assertEqual(told["mu-times"]["target"], 45)

    def test_the_ledgers_hold_every_row_of_the_workbooks(self):
        rows = self.json("info", file)["rows"]
        for registry in ("outlets", "members", "assets", "services", "loans", "centres"):
            self.assertEqual(rows[registry], len(oracle.ledgers[registry]), registry)
        self.assertEqual(rows["federations"], 11)
        self.assertEqual(rows["townships"], 34)
        self.assertEqual(rows["tasks"], 32)

    def test_importing_the_example_again_changes_nothing(self):
        for registry, name in (("outlets", "服务网点.xlsx"), ("members", "会员单位.xlsx"),
                               ("services", "社会化服务2025.xlsx")):
            report = self.json("import", file, registry, EXAMPLE / name)
            self.assertEqual((report["added"], report["updated"], report["refused"]), (0, 0, 0), name)
            self.assertEqual(report["unchanged"], len(read_sheet(EXAMPLE / name)), name)

    def test_quarterly_flows_never_fall_within_a_year(self):
        values = {}
        for period in QUARTERS:
            for r in self.json("indicators", file, "--period", period):
                values[period, r["indicator"]] = r["value"]
        for flow in ("mu-times", "credit"):
            year = [values[q, flow] for q in QUARTERS[:4]]
            self.assertEqual(year, sorted(year))

    def test_the_workspace_belongs_to_the_plan(self):
        self.assertEqual(self.json("info", file)["plan"], PLAN)


if __name__ == "__main__":
    unittest.main()
