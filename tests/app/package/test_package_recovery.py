"""Offices that go back to older copies, sticks that cannot be written, wrong usage of the exchange (issue 8)."""
import os
import shutil
import subprocess
import time
import unittest

from exchange import SECRET, ExchangeTest, issue, outlet
from program import PROGRAM, contents, coopctl, file_bytes


def killed(hundredths, *arguments):
    """Runs and kills it after so many hundredths of a second, if it is not done by then."""
    process = subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env={**os.environ, **SECRET})
    time.sleep(hundredths / 100)
    process.kill()
    process.wait()


class Recovery(ExchangeTest):
    """Somebody goes back to an older copy of his workspace."""

    def keep(self, file):
        copy = file.with_suffix(".backup")
        shutil.copyfile(file, copy)
        return lambda: shutil.copyfile(copy, file)

    def test_a_district_that_went_back_gets_everything_again(self):
        restore = self.keep(self.district)
        self.done("add", self.daguan, *outlet("X-1", "测试一"))
        self.round(self.daguan)
        restore()
        self.done("set", self.daguan, "outlets", "X-1", "operator=钱")
        package = self.submit(self.daguan)
        self.assertRegex(self.assertRefused("package", "merge", self.district, package), "备份|重报")
        self.done("add", self.district, *outlet("Y-1", "区里新加的"))
        package = self.submit(self.daguan, "--everything")
        told = self.merge(package)
        self.assertEqual(told["conflicts"], [])
        self.assertEqual(self.row(self.district, "outlets", "X-1")["operator"], "钱")
        self.open(self.receipt(package), self.daguan)
        self.assertAgreed(self.daguan)
        self.assertIsNotNone(self.row(self.daguan, "outlets", "Y-1"))
        self.done("set", self.daguan, "outlets", "X-1", "operator=孙")
        self.assertEqual(self.round(self.daguan)["conflicts"], [])
        self.assertAgreed(self.daguan)

    def test_a_district_that_went_back_before_a_merge_merges_again(self):
        self.done("add", self.daguan, *outlet("X-1", "测试一"))
        first = self.submit(self.daguan)
        restore = self.keep(self.district)
        self.merge(first)
        restore()
        self.done("add", self.daguan, *outlet("X-2", "测试二"))
        self.assertEqual(self.merge(self.submit(self.daguan))["applied"], 2)
        self.assertAgreed(self.daguan)

    def test_a_township_that_went_back_gets_its_rows_from_a_receipt(self):
        restore = self.keep(self.daguan)
        self.done("add", self.daguan, *outlet("X-1", "测试一"))
        package = self.submit(self.daguan)
        self.merge(package)
        self.open(self.receipt(package), self.daguan)
        restore()
        self.assertIsNone(self.row(self.daguan, "outlets", "X-1"))
        self.done("add", self.daguan, *outlet("X-2", "恢复以后的"))
        again = self.submit(self.daguan)  # a number that was given before
        sentence = self.assertRefused("package", "merge", self.district, again)
        self.assertIn("回执", sentence)
        out = self.path("回执")
        device = self.json("info", self.daguan)["device"]
        self.json("package", "receipt", self.district, "--device", device, "--out", out)
        self.open(out, self.daguan)
        self.assertIsNotNone(self.row(self.daguan, "outlets", "X-1"))
        self.assertIsNotNone(self.row(self.daguan, "outlets", "X-2"))
        told = self.round(self.daguan)
        self.assertEqual((told["applied"], told["stale"], told["conflicts"]), (1, False, []))
        self.assertIsNotNone(self.row(self.district, "outlets", "X-2"))
        self.assertAgreed(self.daguan)

    def test_a_merge_that_was_answered_and_undone_can_be_merged_again(self):
        self.done("add", self.daguan, *outlet("X-1", "测试一"))
        package = self.submit(self.daguan)
        self.merge(package)
        self.open(self.receipt(package), self.daguan)
        entry = self.json("history", self.district, "--door", "merge", "--limit", "1")[0]["entry"]
        self.done("undo", self.district, "--entry", entry)
        self.done("add", self.daguan, *outlet("X-2", "测试二"))
        next_one = self.submit(self.daguan)
        self.assertRefused("package", "merge", self.district, next_one)
        self.assertEqual(self.merge(package)["applied"], 1)
        self.assertEqual(self.merge(next_one)["applied"], 1)
        self.assertAgreed(self.daguan)

    def test_a_salvaged_office_is_the_same_office(self):
        self.done("set", self.daguan, "outlets", "DG-1", "operator=抢救前")
        saved, ours = self.folder / "抢救.gpkg", self.folder / "抢救区.gpkg"
        self.done("salvage", self.daguan, saved)
        saved.replace(self.daguan)
        package = self.submit(self.daguan)
        self.assertEqual(self.merge(package)["applied"], 1)
        self.done("salvage", self.district, ours)
        ours.replace(self.district)
        self.open(self.receipt(package), self.daguan)
        self.assertAgreed(self.daguan)

    def test_a_killed_opening_leaves_all_or_nothing(self):
        package, out = self.folder / "鸣玉.nfb", self.folder / "鸣玉.gpkg"
        told = self.json("package", "issue", self.district, "--to", "鸣玉", "--out", package)
        opening = ("package", "open", package, "--out", out, "--code", told["code"])
        for hundredths in range(2, 40, 4):
            killed(hundredths, *opening)
            if out.exists():
                break
        else:
            self.done(*opening)
        self.assertEqual(self.json("check", out)["findings"], [])
        self.assertFalse(self.merge(self.submit(out, "--empty"))["stale"])

    def test_a_killed_issue_is_done_again(self):
        for hundredths in range(5, 40, 5):
            killed(hundredths, "package", "issue", self.district, "--to", "鸣玉", "--out", self.folder / "鸣玉.nfb")
        self.assertEqual(self.json("check", self.district)["findings"], [])
        issue(self.folder, "鸣玉.gpkg", "鸣玉", "--replace")
        self.assertFalse(self.merge(self.submit(self.folder / "鸣玉.gpkg", "--empty"))["stale"])
        active = [o["device"] for o in self.json("package", "offices", self.district)
                  if o["active"] and o["federation"]["name"] == "鸣玉镇农合联"]
        self.assertEqual(len(active), 1)

    def test_no_other_file_is_written_over(self):
        self.done("add", self.daguan, *outlet("X-1", "测试一"))
        other = self.folder / "报告.docx"
        other.write_bytes(b"PK\x03\x04 somebody's report")
        kept = file_bytes(other)
        for target in (self.daguan, self.district, other):
            self.assertRefused("package", "submit", self.daguan, "--out", target)
        self.assertEqual(file_bytes(other), kept)
        package = self.submit(self.daguan)
        self.done("package", "submit", self.daguan, "--out", package)  # an older package may go
        self.assertEqual(self.merge(package)["sequence"], 2)

    def test_a_stick_that_cannot_be_written_leaves_nothing_and_the_next_one_gets_all(self):
        self.done("add", self.daguan, *outlet("X-1", "测试一"))
        self.refused("package", "submit", self.daguan, "--out", self.folder / "没有的文件夹" / "x.nfb")
        if os.geteuid() != 0:
            stick = self.folder / "只读"
            stick.mkdir(mode=0o500)
            self.refused("package", "submit", self.daguan, "--out", stick / "x.nfb")
        self.refused("package", "submit", self.daguan, "--out", self.folder)
        left = [p.name for p in self.folder.iterdir() if p.suffix not in (".gpkg", ".nfb") and p.is_file()]
        self.assertEqual(left, [])
        self.assertEqual(self.merge(self.submit(self.daguan))["applied"], 1)


class Usage(ExchangeTest):
    def test_wrong_usage_is_told_in_chinese(self):
        for arguments in (("package",), ("package", "open", "x.nfb"), ("package", "submit", self.daguan),
                          ("package", "open", "x.nfb", "--out", "a", "--in", "b"), ("package", "merge", self.district),
                          ("package", "merge", self.district, "x", "--resolve", "mine"), ("package", "receipt", self.district, "--out", "x"),
                          ("package", "receipt", self.district, "p", "--device", "2", "--out", "x"),
                          ("package", "settle", self.district, "CT-1"), ("package", "settle", self.district, "CT-1", "--take", "x"),
                          ("package", "issue", self.district, "--out", "x"), ("package", "inspect")):
            with self.subTest(arguments=arguments[1:]):
                outcome = coopctl(*arguments, environment=SECRET)
                self.assertEqual((outcome.status, outcome.out), (2, ""), outcome.err)
                self.assertChinese(outcome.err)

    def test_what_belongs_to_the_other_side_is_refused(self):
        self.assertRefused("package", "submit", self.district, "--out", self.folder / "x.nfb")
        self.assertRefused("package", "issue", self.daguan, "--to", "大观", "--out", self.folder / "x.nfb")
        self.assertRefused("package", "issue", self.district, "--to", "没有的农合联", "--out", self.folder / "x.nfb")
        package = self.submit(self.daguan, "--empty")
        self.assertRefused("package", "merge", self.daguan, package)
        self.assertRefused("package", "receipt", self.district, package, "--out", self.folder / "x.nfb")
        self.assertRefused("package", "receipt", self.district, "--device", "999", "--out", self.folder / "x.nfb")
        self.assertRefused("package", "settle", self.district, "CT-99", "--take", "ours")
        self.assertFalse((self.folder / "x.nfb").exists())

    def test_who_may_not_write_may_not_exchange(self):
        self.done("people", "add", self.district, "王五", "--role", "admin")
        self.done("people", "add", self.district, "看", "--role", "read", "--as", "王五")
        package = self.submit(self.daguan, "--empty")
        before = contents(self.district)
        self.refused("package", "merge", self.district, package)
        self.refused("package", "merge", self.district, package, "--as", "看")
        self.assertUnchanged(self.district, before)
        self.done("package", "merge", self.district, package, "--as", "王五", "--reason", "四季度")
        newest = self.json("history", self.district, "--limit", "1")[0]
        self.assertEqual((newest["who"], newest["reason"]), ("王五", "四季度"))


if __name__ == "__main__":
    unittest.main()
