"""The example workspace, read by the program, against the oracle, to the last digit."""
import unittest
from collections import Counter

from figures.oracle_test import QUARTERS, OracleTest, oracle_of
from program import EXAMPLE, PLAN, workspace

from ledgers import day, memberships, month, mu_times, yuan  # beside the oracle: oracle_test adds its folder
from oracle import Period
from workbooks import Workbooks, read_sheet


def setUpModule():
    global file, oracle
    file = workspace("example", example=True)
    oracle = oracle_of(file)


class ExampleWorkspace(OracleTest):
    def test_every_indicator_of_the_district_equals_the_oracle_in_every_quarter(self):
        for period in QUARTERS + ["2024", "2024-08", "2025-05"]:
            with self.subTest(period=period):
                self.compare(file, oracle, period)

    def test_every_indicator_of_every_federation_equals_the_oracle(self):
        for period in QUARTERS:
            with self.subTest(period=period):
                self.compare(file, oracle, period, "federation")

    def test_every_indicator_of_every_township_equals_the_oracle(self):
        for period in QUARTERS:
            with self.subTest(period=period):
                self.compare(file, oracle, period, "township")

    def test_every_choice_of_basis_equals_the_oracle_in_every_quarter(self):
        for choice, basis in (("cumulative", "累计"), ("stock", "期末存量")):
            read_so = workspace(f"basis-{choice}", example=True)
            self.done("decide", read_so, "flow-basis", choice, "--reason", "试", "--as", "王五")
            computed = oracle_of(read_so, basis)
            for period in QUARTERS:
                for by in (None, "federation"):
                    with self.subTest(basis=basis, period=period, by=by):
                        self.compare(read_so, computed, period, by)

    def test_ranks_share_a_place_and_leave_out_the_next(self):
        """That the quarters above have ties, 未报 and 不适用 in them, so that comparing them says something."""
        ranks = {}
        for by in ("federation", "township"):
            for r in self.told(file, "2024Q4", by):
                ranks.setdefault((by, r["indicator"]), []).append(r["rank"])
        self.assertEqual(ranks["federation", "members"], [2, 3, 1, 6, 7, 5, 3])
        self.assertEqual(ranks["federation", "mu-times"], [2, 5, 3, 6, None, 4, 1])
        self.assertEqual(set(ranks["township", "willing-households"]), {None})
        self.assertEqual({r["rank"] for r in self.told(file, "2024Q4")}, {None})

    def test_the_light_of_every_task_equals_the_oracle_at_the_end_of_every_quarter(self):
        # Reports and closings would change a light; the example has none, and the oracle knows none.
        self.assertEqual(oracle.ledgers["task_reports"], [])
        self.assertEqual({t["状态"] for t in oracle.ledgers["tasks"]}, {None})
        for period in QUARTERS + ["2024-11", "2026-11"]:
            on = Period(period).end
            told = {t["no"]: t["light"] for t in self.json("tasks", file, "--on", on.isoformat())}
            self.assertEqual(told, {t["no"]: oracle.light(t, on) for t in oracle.plan["tasks"]}, period)

    def test_a_year_without_a_row_is_unreported_and_not_zero(self):
        told = {r["indicator"]: r for r in self.json("indicators", file, "--period", "2026Q1")}
        self.assertIsNone(told["mu-times"]["value"])
        self.assertEqual(told["mu-times"]["status"], "no-data")
        self.assertEqual(told["mu-times"]["target"], 45)

    def test_the_exported_ledgers_say_what_the_workbooks_say(self):
        """The oracle starts from the exports, so they are compared with what the offices typed."""
        says = {
            "outlets": lambda r: (r["名称"], r["镇街"], *(day(r[d]) for d in ("综合服务社", "星级社", "流通网点", "停业日期"))),
            "members": lambda r: (r.get("单位名称", r.get("名称")), r["镇街"], r["类别"], r["信用等级"] or "未评",
                                  tuple(sorted(memberships(r), key=lambda m: m[0]))),
            "assets": lambda r: (r["名称"], r["类别"], r["镇街"], day(r["认定日期"]), day(r["撤销日期"])),
            "services": lambda r: (month(r["月份"]), r["镇街"], r["服务主体"], r["服务环节"], r["服务模式"], r["服务范围"],
                                   r["作物"], mu_times(r)),
            "loans": lambda r: (month(r["月份"]), r["金融机构"], r["镇街"] or "全区", r["借款主体"], r["产品"],
                                r["农合联撬动"] or "否", *(yuan(r[m] or 0) for m in ("发放额", "收回额", "期末余额"))),
            "centres": lambda r: (r["名称"], r["级别"], r["镇街"], r["状态"], day(r["建成日期"])),
        }
        typed = Workbooks()
        for registry, row in says.items():
            self.assertEqual(Counter(map(row, oracle.ledgers[registry])), Counter(map(row, typed[registry])), registry)
        rows = self.json("info", file)["rows"]
        for registry in says:
            self.assertEqual(rows[registry], len(typed[registry]), registry)
        self.assertEqual((rows["federations"], rows["townships"], rows["tasks"]), (11, 34, 32))

    def test_the_exported_targets_of_the_district_are_the_plans(self):
        exported = Counter((r["指标"], int(r["年度"]), float(r["目标值"])) for r in oracle.ledgers["targets"]
                           if r["农合联"] == "全区")
        self.assertEqual(exported, Counter((i["title"], t["year"], float(t["value"]))
                                           for i in oracle.plan["indicators"] for t in i["targets"]))

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
