"""填报表 by command line: rules, steps by two people, locked quarters, closing and corrections, the printed form."""
import sqlite3
import subprocess
import unittest

from program import ProgramTest, contents, coopctl, scratch, workspace


def setUpModule():
    global example
    example = workspace("sheets-example", example=True)


class SheetTest(ProgramTest):
    def explain_all(self, file, federation, quarter, who="李四"):
        for finding in self.json("sheet", "show", file, federation, quarter)["findings"]:
            self.assertEqual(finding["severity"], "warning", finding)
            self.done("sheet", "explain", file, federation, quarter, finding["id"], "已核实", "--as", who)

    def lock(self, file, federation, quarter):
        self.explain_all(file, federation, quarter)
        self.done("sheet", "submit", file, federation, quarter, "--as", "李四")
        self.done("sheet", "review", file, federation, quarter, "--as", "王五")
        self.done("sheet", "lock", file, federation, quarter, "--as", "王五")

    def value(self, file, indicator, period, by=None):
        readings = self.json("indicators", file, "--period", period, *(["--by", by] if by else []))
        return {(r["area"] or {}).get("name"): r["value"] for r in readings if r["indicator"] == indicator}


class Rules(SheetTest):
    def test_the_example_hands_in_every_quarter_without_an_error(self):
        for quarter in ("2024Q1", "2024Q4", "2025Q2"):
            for federation in ("大观", "水江", "鸣玉", "金山", "南平", "西城"):
                sheet = self.json("sheet", "show", example, federation, quarter)
                errors = [f for f in sheet["findings"] if f["severity"] == "error"]
                self.assertEqual(errors, [], f"{federation} {quarter}")
                self.assertGreater(sheet["rows"]["services"], 0)

    def test_a_balance_that_does_not_add_up_blocks_and_names_the_row(self):
        file = workspace("sheets-balance", example=True)
        loan = next(r for r in reversed(self.json("list", file, "loans", "--where", "township=大观镇"))
                    if r["month"] == "2025-06" and self.has_earlier(file, r))
        self.done("set", file, "loans", loan["code"], f"balance={loan['balance'] + 1}")
        before = contents(file)
        outcome = coopctl("sheet", "submit", file, "大观", "2025Q2", "--as", "李四")
        self.assertEqual(outcome.status, 1)
        headline, reason = outcome.err.strip().splitlines()
        self.assertIn("1 处错误", headline)
        self.assertTrue(reason.startswith(loan["code"]))
        self.assertIn("上期", reason)
        self.assertUnchanged(file, before)

    def has_earlier(self, file, loan):
        account = ("institution", "township", "borrower", "product")
        return any(r["month"] < loan["month"] and all(r[k] == loan[k] for k in account)
                   for r in self.json("list", file, "loans"))


class Steps(SheetTest):
    def test_a_locked_quarter_refuses_every_door_and_sql_until_it_is_opened_with_a_reason(self):
        file = workspace("sheets-locked", example=True)
        row = next(r for r in self.json("list", file, "services", "--where", "township=大观镇")
                   if r["month"] == "2024-11")
        self.lock(file, "大观", "2024Q4")
        before = contents(file)
        for command in (["set", file, "services", row["code"], "area=1"], ["remove", file, "services", row["code"]],
                        ["set", file, "services", row["code"], "month=2025-07"],
                        ["add", file, "services", "month=2024-12", "township=大观镇",
                         f"provider={row['provider']['code']}", "stage=耕", "crop=试", "area=3"],
                        ["undo", file, "--entry", self.entry_of(file, "services")],
                        ["sheet", "submit", file, "大观", "2024Q4"], ["sheet", "review", file, "大观", "2024Q4"],
                        ["sheet", "return", file, "大观", "2024Q4", "--reason", "x"],
                        ["sheet", "reopen", file, "大观", "2024Q4"]):
            with self.subTest(command[:2]):
                self.refused(*command, "--as", "王五")
        self.assertUnchanged(file, before)
        with sqlite3.connect(file) as database:
            for sql in ("UPDATE services SET area = area + 1 WHERE code = ?", "DELETE FROM services WHERE code = ?"):
                with self.assertRaisesRegex(sqlite3.IntegrityError, "COOP_LOCKED"):
                    database.execute(sql, (row["code"],))
        self.done("sheet", "reopen", file, "大观", "2024Q4", "--reason", "漏报", "--as", "王五")
        self.done("set", file, "services", row["code"], "area=1", "--as", "李四")
        sheet, = [s for s in self.json("sheet", "list", file, "2024Q4") if s["federation"]["name"].startswith("大观")]
        self.assertEqual((sheet["state"], sheet["corrections"], sheet["return_reason"]), ("draft", 1, "漏报"))

    def entry_of(self, file, registry):
        return min(e["entry"] for e in self.json("history", file)
                   if any(c["registry"] == registry for c in e["changes"]))

    def test_sheets_are_not_edited_as_rows(self):
        file = workspace("sheets-guarded")
        self.assertIn("填报", self.refused("add", file, "sheets", "quarter=2024Q4", "federation=大观镇农合联", "state=已锁定"))
        self.assertIn("季度", self.refused("sheet", "submit", file, "大观", "2024", "--as", "李四"))
        self.assertIn("可用的有", self.refused("sheet", "show", file, "没有", "2024Q4"))
        self.assertIn("还没有开始", self.refused("sheet", "submit", file, "大观", "2027Q4", "--as", "李四"))

    def test_who_may_review_is_asked_of_the_list(self):
        file = workspace("sheets-roles")
        for name, role in (("管", "admin"), ("李四", "entry"), ("王五", "review"), ("看", "read")):
            self.done("people", "add", file, name, "--role", role, "--as", "管")
        self.explain_all(file, "大观", "2024Q4")
        self.refused("sheet", "submit", file, "大观", "2024Q4", "--as", "看")
        self.done("sheet", "submit", file, "大观", "2024Q4", "--as", "李四")
        for who in ("李四", "看"):
            self.refused("sheet", "review", file, "大观", "2024Q4", "--as", who)
        self.done("sheet", "review", file, "大观", "2024Q4", "--as", "王五")
        self.refused("sheet", "lock", file, "大观", "2024Q4", "--as", "李四")
        self.done("sheet", "lock", file, "大观", "2024Q4", "--as", "管")


class Closing(SheetTest):
    def test_a_closed_quarter_stands_and_a_correction_shows_as_one(self):
        file = workspace("sheets-close", example=True)
        quarter = "2025Q1"
        row = next(r for r in self.json("list", file, "services", "--where", "township=大观镇") if r["month"] == "2025-02")
        for federation in ("大观", "水江"):
            self.lock(file, federation, quarter)
        self.assertIn("未提交", self.refused("close", file, quarter, "--as", "王五"))
        closed = {by: self.value(file, "mu-times", quarter, by) for by in (None, "federation", "township")}
        self.assertEqual(self.json("close", file, quarter, "--reason", "其余未报", "--as", "王五")["corrections"], [])
        self.refused("close", file, quarter, "--reason", "再来", "--as", "王五")
        self.refused("close", file, "2027Q4", "--reason", "早", "--as", "王五")
        self.done("sheet", "reopen", file, "大观", quarter, "--reason", "漏报", "--as", "王五")
        self.done("set", file, "services", row["code"], f"area={row['area'] + 1000}", "--as", "李四")
        for by, values in closed.items():
            self.assertEqual(self.value(file, "mu-times", quarter, by), values)
        corrections = {c["now"]["area"]["name"] if c["now"]["area"] else None: c
                       for c in self.json("close", file)[0]["corrections"]}
        self.assertEqual(set(corrections), {None, "大观镇农合联", "大观镇"})
        change = corrections[None]["now"]["value"] - corrections[None]["frozen"]["value"]
        self.assertAlmostEqual(change, 1000 * row["times"] / 10_000, places=6)
        # The quarter after it is not closed and has the correction.
        later = self.value(file, "mu-times", "2025Q2")[None]
        self.assertAlmostEqual(later - self.value(example, "mu-times", "2025Q2")[None], change, places=6)
        with sqlite3.connect(file) as database, self.assertRaisesRegex(sqlite3.IntegrityError, "COOP_CLOSED"):
            database.execute("UPDATE closings SET content = '{}'")

    def test_zero_and_unreported_are_two_things(self):
        file = workspace("sheets-zero")
        self.assertEqual(self.value(file, "mu-times", "2024Q4"), {None: None})
        self.explain_all(file, "大观", "2024Q4")
        self.done("sheet", "submit", file, "大观", "2024Q4", "--as", "李四")
        by = self.value(file, "mu-times", "2024Q4", "federation")
        self.assertEqual(by.pop("大观镇农合联"), 0)
        self.assertEqual(set(by.values()), {None})
        self.assertEqual(self.value(file, "mu-times", "2024Q3"), {None: None})


class Paper(SheetTest):
    def test_the_form_prints_filled_and_blank(self):
        for blank in (False, True):
            out = scratch / f"sheet-{blank}.pdf"
            self.done("sheet", "print", example, "大观", "2024Q4", "--out", out, *(["--blank"] if blank else []))
            text = subprocess.run(["pdftotext", "-layout", out, "-"], capture_output=True, text=True, check=True).stdout
            for words in ("社会化服务情况表", "“三农”信贷投放情况表", "网点和会员变动情况表", "重点任务进展情况表",
                          "填报单位：大观镇农合联", "2024年第四季度", "农合季1表", "单位负责人", "填表人", "报出日期", "第 1 页"):
                self.assertIn(words, text)
            self.assertEqual("大观镇为农服务中心" in text, not blank)
            again = out.with_name("again.pdf")
            self.done("sheet", "print", example, "大观", "2024Q4", "--out", again, *(["--blank"] if blank else []))
            self.assertEqual(again.read_bytes(), out.read_bytes())
        self.refused("sheet", "print", example, "大观", "2024Q4", "--out", scratch / "x.docx")


if __name__ == "__main__":
    unittest.main()
