"""The first quarter of a workspace: filings before it are not due, on every way out of the command line."""
import datetime
import unittest

from program import PLAN, ProgramTest, scratch, workspace


def begun(sheets, quarter):
    return {sheet["late"] for sheet in sheets if sheet["quarter"] == quarter}


class FirstQuarter(ProgramTest):
    def made(self, name, *more):
        file = scratch / name
        told = self.json("new", file, "--plan", PLAN, *more)
        return file, told

    def test_a_workspace_made_today_is_late_with_nothing(self):
        file, told = self.made("today.gpkg")
        today = datetime.date.today()
        self.assertEqual(told["from"], f"{today.year}Q{(today.month + 2) // 3}")
        self.assertFalse(any(sheet["late"] for sheet in self.json("sheet", "list", file)))
        self.assertNotIn("未提交", self.done("sheet", "list", file, "2024Q4").out)
        self.assertIn("—", self.done("sheet", "list", file, "2024Q4").out)

    def test_an_earlier_one_is_asked_for_from_there_on(self):
        file, told = self.made("from.gpkg", "--from", "2025Q2")
        self.assertEqual(told["from"], "2025Q2")
        sheets = self.json("sheet", "list", file)
        self.assertEqual((begun(sheets, "2025Q1"), begun(sheets, "2025Q2")), ({False}, {True}))
        self.assertEqual({s["due"] for s in sheets if s["quarter"] == "2025Q1"}, {None})
        self.done("decide", file, "first-quarter", "2025Q1", "--reason", "补报", "--as", "王五")
        self.assertEqual(begun(self.json("sheet", "list", file), "2025Q1"), {True})
        self.assertIn("首个填报季度：2025年第一季度。原因：补报", self.done("history", file).out)

    def test_the_example_begins_with_the_plan(self):
        sheets = self.json("sheet", "list", workspace("first-example", example=True))
        self.assertEqual(begun(sheets, "2025Q1"), {True})

    def test_what_is_no_quarter_is_refused_and_nothing_is_made(self):
        for wrong in ("2025", "2025-07", "下季度"):
            self.refused("new", scratch / "wrong.gpkg", "--plan", PLAN, "--from", wrong)
            self.assertFalse((scratch / "wrong.gpkg").exists())


if __name__ == "__main__":
    unittest.main()
