"""Targets and decisions by the command line: target list, set, clear, allocate, and decide."""
import unittest

from program import ProgramTest, contents, coopctl, workspace


class TargetTest(ProgramTest):
    def setUp(self):
        self.file = workspace("targets-" + self.id().rsplit(".", 1)[-1])

    def cell(self, indicator, year):
        row = next(r for r in self.json("target", "list", self.file) if r["indicator"] == indicator)
        return next(t for t in row["targets"] if t["year"] == year)


class Targets(TargetTest):
    def test_the_list_has_every_year_with_value_basis_operator_and_clause(self):
        rows = {r["indicator"]: r for r in self.json("target", "list", self.file)}
        flow = rows["mu-times"]
        self.assertEqual((flow["unit"], flow["basis"], flow["operator"]), ("万亩次", "年度发生额", "≥"))
        self.assertEqual([(t["year"], t["value"], t["edited"]) for t in flow["targets"]],
                         [(2024, 27, False), (2025, 36, False), (2026, 45, False), (2027, 54, False)])
        self.assertIn("附件第8项", flow["targets"][1]["clause"])
        self.assertEqual([t["value"] for t in rows["members"]["targets"]], [200, None, None, 300])
        self.assertIn("—", self.done("target", "list", self.file).out)

    def test_a_target_is_set_and_cleared(self):
        self.done("target", "set", self.file, "mu-times", "2025", "37.5", "--as", "张三", "--reason", "区里加码")
        self.assertEqual((self.cell("mu-times", 2025)["value"], self.cell("mu-times", 2025)["planned"],
                          self.cell("mu-times", 2025)["edited"]), (37.5, 36, True))
        entry = self.json("history", self.file)[0]
        self.assertEqual((entry["who"], entry["reason"]), ("张三", "区里加码"))
        self.done("target", "clear", self.file, "mu-times", "2025")
        self.assertIsNone(self.cell("mu-times", 2025)["value"])
        told = {r["indicator"]: r for r in self.json("indicators", self.file, "--period", "2025Q4")}
        self.assertEqual((told["mu-times"]["target"], told["mu-times"]["status"]), (None, "no-target"))

    def test_a_count_takes_no_half_and_nothing_takes_less_than_zero(self):
        before = contents(self.file)
        for indicator, value in (("outlets", "147.5"), ("outlets", "很多"), ("mu-times", "27.0000001")):
            self.assertIn("目标值", self.refused("target", "set", self.file, indicator, "2024", value))
        self.assertIn("年", self.refused("target", "set", self.file, "outlets", "2031", "5"))
        self.assertIn("mu-times", self.refused("target", "set", self.file, "没有", "2024", "5"))
        self.assertUnchanged(self.file, before)

    def test_parts_sum_exactly_by_either_rule(self):
        self.done("target", "allocate", self.file, "outlets", "2024", "--evenly")
        self.done("target", "allocate", self.file, "credit", "2025", "--evenly")
        self.assertEqual([p["value"] for p in self.cell("outlets", 2024)["parts"]], [21] * 7)
        parts = [p["value"] for p in self.cell("credit", 2025)["parts"]]
        self.assertEqual(sum(round(p * 100) for p in parts), 1000)
        self.assertEqual(sorted(set(parts)), [1.42, 1.43])
        self.assertIn("没有实绩", self.refused("target", "allocate", self.file, "credit", "2025", "--by-last-year"))

    def test_a_sum_that_does_not_match_is_allowed_and_said(self):
        outcome = self.done("target", "allocate", self.file, "mu-times", "2025", "大观=30", "水江=5.5")
        self.assertIn("合计 35.5，比全区目标 36 少 0.5", outcome.err)
        self.assertEqual(self.cell("mu-times", 2025)["allocated"], 35.5)
        self.assertTrue(self.cell("mu-times", 2025)["sum_differs"])
        outcome = self.done("target", "allocate", self.file, "mu-times", "2025", "水江=6")
        self.assertEqual(outcome.err, "")
        outcome = self.done("target", "set", self.file, "mu-times", "2025", "40")
        self.assertIn("比全区目标 40 少 4", outcome.err)
        self.done("target", "clear", self.file, "mu-times", "2025", "--parts")
        self.assertIsNone(self.cell("mu-times", 2025)["allocated"])

    def test_one_way_at_a_time(self):
        for more in ([], ["--evenly", "--by-last-year"], ["--evenly", "大观=3"]):
            self.refused("target", "allocate", self.file, "mu-times", "2025", *more)

    def test_only_who_may_write_sets_targets(self):
        self.done("people", "add", self.file, "张三", "--role", "admin", "--as", "张三")
        self.done("people", "add", self.file, "李四", "--role", "read", "--as", "张三")
        before = contents(self.file)
        for command in (["target", "set", self.file, "mu-times", "2025", "1"],
                        ["target", "allocate", self.file, "mu-times", "2025", "--evenly"],
                        ["target", "clear", self.file, "mu-times", "2025"],
                        ["decide", self.file, "members-300", "more-than"]):
            self.assertEqual(coopctl(*command, "--as", "李四").status, 1, command)
        self.assertEqual(contents(self.file), before)


class Decisions(TargetTest):
    def chosen(self):
        return {d["question"]: d for d in self.json("decide", self.file)}

    def test_without_a_question_all_are_listed(self):
        decisions = self.chosen()
        self.assertEqual(len(decisions), 8)
        self.assertEqual({(d["chosen"] == d["default"], d["decided"]) for d in decisions.values()}, {(True, False)})
        self.assertIn("● year", self.done("decide", self.file).out)

    def test_a_decision_is_recorded_and_moves_the_plans_targets_only(self):
        self.done("target", "set", self.file, "centres", "2024", "6")
        outcome = self.done("decide", self.file, "centres-years", "main-text", "--as", "张三", "--reason", "会议纪要")
        self.assertIn("为农服务中心2024年", outcome.err)
        decision = self.chosen()["centres-years"]
        self.assertEqual((decision["chosen"], decision["decided_by"], decision["reason"]),
                         ("main-text", "张三", "会议纪要"))
        self.assertEqual([self.cell("centres", y)["value"] for y in (2024, 2025, 2027)], [6, None, 8])
        entry = self.json("history", self.file)[0]
        self.assertEqual((entry["door"], entry["who"]), ("decide", "张三"))
        self.refused("undo", self.file, "--entry", entry["entry"])
        self.done("decide", self.file, "centres-years", "annex")
        self.assertEqual(self.cell("centres", 2025)["value"], 8)

    def test_the_basis_of_the_two_headline_figures(self):
        file = self.file = workspace("decide-basis", example=True)
        def credit(period):
            return {r["indicator"]: r for r in self.json("indicators", file, "--period", period)}["credit"]
        loans = [r for r in self.json("list", file, "loans") if r["leveraged"] == "是"]
        def total(field, first, last):
            return sum(r[field] or 0 for r in loans if first <= r["month"] <= last) / 10**8
        self.assertAlmostEqual(credit("2025Q2")["value"], total("disbursed", "2025-01", "2025-06"), places=7)
        self.done("decide", file, "flow-basis", "cumulative")
        self.assertEqual(credit("2025Q2")["basis"], "累计")
        self.assertAlmostEqual(credit("2025Q2")["value"], total("disbursed", "2024-01", "2025-06"), places=7)
        self.done("decide", file, "flow-basis", "stock")
        self.assertEqual(credit("2025Q2")["basis"], "期末存量")
        self.assertAlmostEqual(credit("2025Q2")["value"], total("balance", "2025-06", "2025-06"), places=7)

    def test_the_pace_of_the_first_year(self):
        self.done("decide", self.file, "pace-2024", "from-issue")
        def pace(period):
            return {r["indicator"]: r["pace"] for r in self.json("indicators", self.file, "--period", period)}
        self.assertEqual(pace("2024Q2")["mu-times"], 0)
        self.assertAlmostEqual(pace("2024Q3")["mu-times"], 68 / 161)
        self.assertEqual(pace("2025Q3")["mu-times"], 0.75)

    def test_unknown_words_and_a_missing_choice_are_refused(self):
        before = contents(self.file)
        self.refused("decide", self.file, "nothing", "at-least")
        self.refused("decide", self.file, "members-300", "nothing")
        self.refused("decide", self.file, "members-300")
        self.assertUnchanged(self.file, before)


if __name__ == "__main__":
    unittest.main()
