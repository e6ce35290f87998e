"""Copies, backups and clocks in the exchange, as offices meet them: what docs/exchange.md says of lines and forks (issue 18.5)."""
import shutil
import unittest

from exchange import DAGUAN, OFFICES, SECRET, ExchangeTest, outlet
from program import contents, coopctl


class Accidents(ExchangeTest):
    def operator(self, file, code):
        row = self.row(file, "outlets", code)
        return row and row["operator"]

    def copy(self, file, name):
        made = self.folder / name
        shutil.copyfile(file, made)
        return made

    def newest_answer(self):
        out = self.path("回执")
        device = self.json("package", "offices", self.district)[0]["device"]
        self.json("package", "receipt", self.district, "--device", device, "--out", out)
        return out

    def test_a_package_under_another_name_or_late_or_out_of_order_changes_nothing_twice(self):
        self.done("add", self.daguan, *outlet("X-1", "一", "大观镇", "operator=甲"))
        first = self.submit(self.daguan)
        self.done("set", self.daguan, "outlets", "X-1", "operator=乙")
        second = self.submit(self.daguan)
        self.merge(second)
        again = self.copy(second, "最新上报（1）.nfb")
        before = contents(self.district)
        for package in (again, first, second):
            self.assertTrue(self.merge(package)["stale"])
        self.assertEqual(contents(self.district), before)
        self.assertEqual(self.operator(self.district, "X-1"), "乙")

    def test_two_computers_that_take_turns_lose_nothing(self):
        self.done("add", self.daguan, *outlet("X-1", "一", "大观镇", "operator=零"))
        self.round(self.daguan)
        other = self.copy(self.daguan, "二机.gpkg")
        for turn in range(2):
            for computer, file in enumerate((self.daguan, other)):
                self.done("add", file, *outlet(f"P-{turn}{computer}", f"{turn}{computer}点"))
                package = self.submit(file)
                if turn + computer > 0:  # the other one handed in since
                    self.assertIn("没有接着", self.assertRefused("package", "merge", self.district, package))
                    self.open(self.newest_answer(), file)
                    package = self.submit(file)
                self.assertFalse(self.merge(package)["stale"])
        have = self.rows_of(self.district, "outlets", OFFICES[DAGUAN][0])
        self.assertLessEqual({"P-00", "P-01", "P-10", "P-11", "X-1"}, have.keys())
        self.assertEqual(have["X-1"]["operator"], "零")
        self.assertEqual(self.conflicts(), [])

    def test_of_two_copies_of_the_district_only_one_answers_an_office(self):
        self.done("add", self.daguan, *outlet("X-1", "一"))
        package = self.submit(self.daguan)
        other = self.copy(self.district, "区副本.gpkg")
        self.merge(package)
        self.json("package", "merge", other, package)
        self.done("set", self.district, "outlets", "X-1", "operator=区一")
        self.done("set", other, "outlets", "X-1", "operator=区二")
        self.open(self.receipt(package), self.daguan)
        stray = self.path("回执")
        self.json("package", "receipt", other, package, "--out", stray)
        self.assertIn("有两份在用", self.assertRefused("package", "open", stray, "--in", self.daguan))
        self.done("add", self.daguan, *outlet("X-2", "二"))
        package = self.submit(self.daguan)
        self.assertIn("全部重报", self.assertRefused("package", "merge", other, package, files=(other, self.daguan)))
        self.assertFalse(self.merge(package)["stale"])
        self.assertEqual(self.operator(self.district, "X-1"), "区一")

    def test_when_both_ends_go_back_the_lost_package_brings_them_together(self):
        self.done("add", self.daguan, *outlet("X-1", "一", "大观镇", "operator=零"))
        self.round(self.daguan)
        old_office = self.copy(self.daguan, "乡镇备份.gpkg")
        self.done("set", self.daguan, "outlets", "X-1", "operator=壹")
        self.round(self.daguan)
        old_district = self.copy(self.district, "区备份.gpkg")
        self.done("set", self.daguan, "outlets", "X-1", "operator=贰")
        lost = self.submit(self.daguan)
        self.merge(lost)
        answer = self.receipt(lost)
        self.open(answer, self.daguan)
        shutil.copyfile(old_district, self.district)
        shutil.copyfile(old_office, self.daguan)
        self.done("set", self.daguan, "outlets", "X-1", "phone=13800000002")
        self.assertRefused("package", "merge", self.district, self.submit(self.daguan))
        self.open(answer, self.daguan)
        self.assertEqual(self.operator(self.daguan, "X-1"), "贰")
        self.assertRefused("package", "merge", self.district, self.submit(self.daguan))
        self.merge(lost)
        package = self.submit(self.daguan)
        self.assertEqual(self.merge(package)["conflicts"], [])
        self.assertEqual(self.operator(self.district, "X-1"), "贰")
        self.open(self.receipt(package), self.daguan)
        self.assertAgreed(self.daguan)

    def test_what_a_withdrawn_computer_hands_in_is_not_taken_nor_answered(self):
        self.done("add", self.daguan, *outlet("X-1", "一"))
        package = self.submit(self.daguan)
        issued, successor = self.path("下发"), self.folder / "新机.gpkg"
        code = self.json("package", "issue", self.district, "--to", "大观镇农合联", "--out", issued, "--replace")["code"]
        self.done("package", "open", issued, "--out", successor, "--code", code, "--as", "乡镇")
        self.assertIn("停用", self.assertRefused("package", "merge", self.district, package))
        self.done("add", successor, *outlet("X-2", "二"))
        package = self.submit(successor)
        self.assertFalse(self.merge(package)["stale"])
        receipt = self.receipt(package)
        outcome = coopctl("package", "open", receipt, "--in", self.daguan, environment=SECRET)
        self.assertEqual(outcome.status, 1, outcome.out)


if __name__ == "__main__":
    unittest.main()
