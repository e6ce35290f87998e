"""The exchange with offline township offices by the built program (issue 8): 下发, 上报, 合并, 回执 and what goes wrong."""
import os
import pty
import random
import re
import shutil
import subprocess
import unittest

from exchange import (DAGUAN, DISTRICT, LEDGERS, OFFICES, SECRET, SHUIJIANG, ExchangeTest, exchange, header_of, issue,
                      secret_bytes, with_header)
from program import PROGRAM, SOURCE, contents, coopctl, file_bytes, scratch

PACKAGE_KEYS = {"format", "kind", "plan", "from", "to", "sequence", "created", "counts", "valid", "problems"}
MERGE_KEYS = {"applied", "equal", "conflicts", "refused", "stale", "missing", "from", "sequence"}
CONFLICT_KEYS = {"registry", "code", "field", "kind", "before", "ours", "theirs"}
FINGERPRINT = re.compile(r"\d{4}( \d{4}){7}")


def outlet(code, name, township="大观镇", *more):
    return ("outlets", f"code={code}", f"name={name}", f"township={township}", "opened_on=2024-03-01", *more)


class Issue(ExchangeTest):
    example = True

    def test_a_township_opens_with_its_own_area_and_nobody_elses(self):
        for office in (self.daguan, self.shuijiang):
            federation = OFFICES[office.name][0]
            towns = {t["name"] for t in self.rows(office, "townships") if t["federation"]["name"] == federation}
            for registry in LEDGERS:
                foreign = [r["code"] for r in self.rows(office, registry)
                           if r["township"] and r["township"]["name"] not in towns]
                if registry in ("services", "loans", "outlets"):
                    self.assertEqual(foreign, [], registry)
                own = self.rows_of(self.district, registry, federation)
                self.assertEqual(self.rows_of(office, registry, federation), own, registry)
            self.assertEqual(self.rows(office, "outlets", "--where", "township=金山镇"), [])
            self.assertEqual(len(self.rows(office, "tasks")), 32)
            self.assertEqual(len(self.rows(office, "federations")), len(self.rows(self.district, "federations")))

    def test_a_township_workspace_is_a_workspace(self):
        info = self.json("info", self.daguan)
        self.assertEqual(info["office"]["name"], "大观镇农合联")
        self.assertEqual(info["office"]["federation"], {"code": "NHL-01", "name": "大观镇农合联"})
        self.assertEqual((info["office"]["last_sequence"], info["office"]["waiting"]), (0, 0))
        self.assertNotIn("office", self.json("info", self.district))
        self.assertNotEqual(info["device"], self.json("info", self.district)["device"])
        self.assertEqual(self.json("check", self.daguan)["findings"], [])
        self.assertEqual(self.json("check", self.district)["findings"], [])
        mu_times = {(r["area"] or {}).get("name"): r["value"] for r in self.json(
            "indicators", self.daguan, "--period", "2024Q4", "--by", "federation") if r["indicator"] == "mu-times"}
        district = {(r["area"] or {}).get("name"): r["value"] for r in self.json(
            "indicators", self.district, "--period", "2024Q4", "--by", "federation") if r["indicator"] == "mu-times"}
        self.assertEqual(mu_times["大观镇农合联"], district["大观镇农合联"])
        self.assertEqual(self.json("layer", "list", self.daguan), self.json("layer", "list", self.district))
        self.done("sheet", "show", self.daguan, "大观", "2024Q4")
        self.done("tasks", self.daguan, "--on", "2024-12-31")
        self.done("map", self.daguan, "--theme", "mu-times", "--period", "2024Q4", "--by", "township", "--date",
                  "2025-01-05", "--out", self.folder / "图.png")

    def test_a_package_hides_what_is_personal(self):
        package = self.submit(self.daguan, "--everything")
        self.merge(package)
        receipt = self.receipt(package)
        secrets = []
        for table, column in (("outlets", "phone"), ("outlets", "operator"), ("outlets", "name"), ("members", "phone"),
                              ("members", "contact"), ("members", "name"), ("loans", "borrower")):
            secrets += secret_bytes(self.district, table, column)
        secrets = [secret for secret in secrets if len(secret) >= 6]
        self.assertGreater(len(secrets), 200)
        for file in (self.folder / f"{DAGUAN}.下发.nfb", package, receipt):
            content = file.read_bytes()
            names = {party["name"] for party in (header_of(file)["from"], header_of(file)["to"])}
            found = [s for s in secrets if s in content and not any(s in n.encode() for n in names)]
            self.assertEqual(found, [], file.name)

    def test_the_opening_code_is_asked_for_and_nothing_is_left_behind_without_it(self):
        package, out = self.folder / f"{DAGUAN}.下发.nfb", self.folder / "另一台.gpkg"
        before = sorted(p.name for p in self.folder.iterdir())
        self.assertIn("开启码", self.refused("package", "open", package, "--out", out, "--code", "AAAA-AAAA-AAAA-AAAA-AAAA"))
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), before)

    def test_an_existing_file_is_not_overwritten(self):
        told = self.json("package", "issue", self.district, "--to", "鸣玉", "--out", self.folder / "鸣玉.nfb")
        before = contents(self.daguan)
        self.refused("package", "open", self.folder / "鸣玉.nfb", "--out", self.daguan, "--code", told["code"])
        self.assertUnchanged(self.daguan, before)
        # A short passphrase is refused before anything is written.
        self.refused("package", "open", self.folder / "鸣玉.nfb", "--out", self.folder / "鸣玉.gpkg", "--code",
                     told["code"], environment={"COOPCTL_KEY_PASSPHRASE": "短"})
        self.assertFalse((self.folder / "鸣玉.gpkg").exists())
        self.json("package", "open", self.folder / "鸣玉.nfb", "--out", self.folder / "鸣玉.gpkg", "--code",
                  told["code"].lower())


class Travel(ExchangeTest):
    def test_rows_travel_and_the_answer_comes_back(self):
        self.done("add", self.daguan, *outlet("X-1", "测试二社", "神童镇", "phone=13944445555", "operator=钱小二"))
        self.done("add", self.daguan, "services", "month=2024-07", "township=大观镇", "provider=DG-1", "stage=耕",
                  "area=100", "times=2")
        self.done("set", self.daguan, "outlets", "DG-1", "operator=孙三", "--as", "李四")
        self.done("set", self.daguan, "federations", "NHL-01", "secretary=周五")
        self.assertEqual(self.json("info", self.daguan)["office"]["waiting"], 4)
        package = self.submit(self.daguan, "--as", "李四")
        self.assertEqual(self.submitted["sequence"], 1)
        self.assertEqual(self.submitted["counts"], {"outlets": {"add": 1, "change": 1}, "services": {"add": 1},
                                                    "federations": {"change": 1}})
        inspected = self.json("package", "inspect", package)
        self.assertEqual(set(inspected), PACKAGE_KEYS)
        self.assertEqual((inspected["kind"], inspected["sequence"], inspected["valid"], inspected["problems"]),
                         ("submit", 1, True, []))
        self.assertEqual((inspected["plan"], inspected["counts"]), ("nanchuan-2024-17", self.submitted["counts"]))
        self.assertEqual(inspected["from"]["name"], "大观镇农合联")
        self.assertRegex(inspected["from"]["fingerprint"], FINGERPRINT)
        standing = self.json("package", "inspect", package, "--in", self.district)
        self.assertEqual((set(standing) - PACKAGE_KEYS, standing["standing"], standing["missing"]),
                         ({"standing", "missing"}, "ready", []))
        told = self.merge(package)
        self.assertEqual(set(told), MERGE_KEYS)
        self.assertEqual((told["applied"], told["equal"], told["conflicts"], told["refused"], told["stale"]),
                         (4, 0, [], [], False))
        self.assertEqual(self.row(self.district, "outlets", "DG-1")["operator"], "孙三")
        self.assertEqual(self.row(self.district, "federations", "NHL-01")["secretary"], "周五")
        self.assertAgreed(self.daguan)
        self.done("set", self.district, "outlets", "X-1", "village=测试村", "--as", "王五")
        answer = self.receipt(package)
        self.assertEqual((self.answered["sequence"], self.answered["answers"]), (1, 1))
        opened = self.open(answer, self.daguan)
        self.assertEqual((opened["sequence"], opened["answers"], opened["written"], opened["kept"]), (1, 1, 1, 0))
        self.assertEqual(self.row(self.daguan, "outlets", "X-1")["village"], "测试村")
        self.assertAgreed(self.daguan)
        office = self.json("info", self.daguan)["office"]
        self.assertEqual((office["last_sequence"], office["answered"], office["waiting"]), (1, True, 0))
        self.assertIn("不用上报", self.refused("package", "submit", self.daguan, "--out", self.folder / "空.nfb"))
        kinds = [(p["kind"], p["sequence"]) for p in self.json("package", "list", self.daguan)]
        self.assertEqual(kinds, [("issue", 1), ("submit", 1), ("receipt", 1)])
        self.assertEqual(self.json("check", self.daguan)["findings"] + self.json("check", self.district)["findings"], [])

    def test_a_removed_row_is_removed_and_one_that_came_and_went_was_never_there(self):
        self.done("add", self.daguan, *outlet("X-1", "来了又走"))
        self.done("remove", self.daguan, "outlets", "X-1")
        self.done("remove", self.daguan, "outlets", "DG-1")
        told = self.merge(self.submit(self.daguan))
        self.assertEqual((told["applied"], told["conflicts"]), (1, []))
        self.assertIsNone(self.row(self.district, "outlets", "DG-1"))
        self.done("add", self.daguan, *outlet("X-2", "报过又走"))
        self.merge(self.submit(self.daguan))
        self.done("remove", self.daguan, "outlets", "X-2")
        told = self.merge(self.submit(self.daguan))
        self.assertEqual(told["conflicts"], [])
        self.assertIsNone(self.row(self.district, "outlets", "X-2"))

    def test_merging_twice_changes_nothing(self):
        self.done("add", self.daguan, *outlet("X-1", "测试二社"))
        package = self.submit(self.daguan)
        self.merge(package)
        before = contents(self.district)
        told = self.merge(package)
        self.assertEqual((told["applied"], told["stale"]), (0, True))
        self.assertUnchanged(self.district, before)
        self.assertEqual(self.json("package", "inspect", package, "--in", self.district)["standing"], "merged")

    def test_a_dry_run_tells_the_same_and_does_nothing(self):
        self.done("add", self.daguan, *outlet("X-1", "测试二社"))
        self.done("set", self.daguan, "outlets", "DG-1", "operator=乡")
        self.done("set", self.district, "outlets", "DG-1", "operator=区")
        package = self.submit(self.daguan)
        before = contents(self.district)
        tried = self.merge(package, more=["--dry-run"])
        self.assertUnchanged(self.district, before)
        self.assertEqual(self.merge(package), tried)

    def test_a_merge_is_one_step_that_can_be_undone_and_merged_again(self):
        for n in range(5):
            self.done("add", self.daguan, *outlet(f"X-{n}", f"测试{n}社"))
        self.done("set", self.daguan, "outlets", "DG-1", "operator=乡")
        self.done("set", self.district, "outlets", "DG-1", "operator=区")
        package = self.submit(self.daguan)
        before = self.rows(self.district, "outlets")
        told = self.merge(package)
        self.assertEqual((told["applied"], len(told["conflicts"])), (5, 1))
        after = self.rows(self.district, "outlets")
        newest = self.json("history", self.district, "--limit", "1")[0]
        self.assertEqual(newest["door"], "merge")
        self.done("undo", self.district)
        self.assertEqual(self.rows(self.district, "outlets"), before)
        self.assertEqual(self.conflicts(), [])
        again = self.merge(package)
        self.assertEqual((again["applied"], again["stale"], len(again["conflicts"])), (5, False, 1))
        self.assertEqual(self.rows(self.district, "outlets"), after)

    def test_lost_packages_and_lost_receipts_lose_nothing(self):
        self.done("add", self.daguan, *outlet("X-1", "测试一"))
        first = self.submit(self.daguan)
        self.done("add", self.daguan, *outlet("X-2", "测试二"))
        second = self.submit(self.daguan)
        self.done("set", self.daguan, "outlets", "X-1", "operator=钱")
        third = self.submit(self.daguan)
        self.assertEqual(self.json("package", "inspect", third, "--in", self.district)["missing"], [1, 2])
        told = self.merge(third)
        self.assertEqual((told["applied"], told["missing"], told["sequence"]), (2, [1, 2], 3))
        before = contents(self.district)
        for late in (second, first):
            self.assertTrue(self.merge(late)["stale"])
            self.assertEqual(self.json("package", "inspect", late, "--in", self.district)["standing"], "superseded")
        self.assertUnchanged(self.district, before)
        lost = self.receipt(third)
        self.done("set", self.district, "outlets", "X-2", "operator=区")
        newer = self.receipt(third)
        self.open(newer, self.daguan)
        self.assertAgreed(self.daguan)
        after = contents(self.daguan)
        outcome = coopctl("package", "open", lost, "--in", self.daguan, environment=SECRET)
        self.assertUnchanged(self.daguan, after)
        self.assertChinese((outcome.err or outcome.out).strip().splitlines()[0])
        outcome = coopctl("package", "open", newer, "--in", self.daguan, environment=SECRET)
        self.assertUnchanged(self.daguan, after)

    def test_what_was_edited_since_the_hand_in_survives_the_receipt(self):
        self.done("set", self.daguan, "outlets", "DG-1", "operator=甲")
        package = self.submit(self.daguan)
        self.done("set", self.daguan, "outlets", "DG-1", "operator=乙", "village=新村")
        self.merge(package)
        self.done("set", self.district, "outlets", "DG-1", "address=区里补的地址")
        opened = self.open(self.receipt(package), self.daguan)
        self.assertGreaterEqual(opened["kept"], 1)
        row = self.row(self.daguan, "outlets", "DG-1")
        self.assertEqual((row["operator"], row["village"], row["address"]), ("乙", "新村", "区里补的地址"))
        told = self.round(self.daguan)
        self.assertEqual(told["conflicts"], [])
        self.assertEqual(self.row(self.district, "outlets", "DG-1")["operator"], "乙")
        self.assertAgreed(self.daguan)

    def test_attachments_travel_both_ways(self):
        ours, theirs = self.folder / "批复.png", self.folder / "照片.png"
        for path, colour in ((ours, 10), (theirs, 200)):
            path.write_bytes(picture(colour))
        self.done("attachment", "add", self.daguan, "outlets", "DG-1", theirs)
        package = self.submit(self.daguan)
        self.merge(package)
        self.done("attachment", "add", self.district, "outlets", "DG-1", ours)
        self.open(self.receipt(package), self.daguan)
        for file in (self.district, self.daguan):
            self.assertEqual({a["name"] for a in self.json("attachment", "list", file, "outlets", "DG-1")},
                             {"批复.png", "照片.png"})
            for path in (ours, theirs):
                out = self.folder / "存出.png"
                out.unlink(missing_ok=True)
                self.done("attachment", "save", file, "outlets", "DG-1", path.name, out)
                self.assertEqual(out.read_bytes(), path.read_bytes())
        again = issue(self.folder, "大观新.gpkg", "大观", "--replace")
        self.assertEqual(len(self.json("attachment", "list", self.folder / "大观新.gpkg", "outlets", "DG-1")), 2)
        self.assertGreater(again["device"], 2)

    def test_a_sheet_is_submitted_there_and_locked_here(self):
        for finding in self.json("sheet", "show", self.daguan, "大观", "2024Q4")["findings"]:
            self.done("sheet", "explain", self.daguan, "大观", "2024Q4", finding["id"], "本季无业务", "--as", "李四")
        self.done("sheet", "submit", self.daguan, "大观", "2024Q4", "--as", "李四")
        package = self.submit(self.daguan)
        told = self.merge(package)
        self.assertEqual((told["conflicts"], told["refused"]), ([], []))
        self.assertEqual(self.json("sheet", "show", self.district, "大观", "2024Q4")["state"], "submitted")
        self.done("sheet", "review", self.district, "大观", "2024Q4", "--as", "王五")
        self.done("sheet", "lock", self.district, "大观", "2024Q4", "--as", "王五")
        self.open(self.receipt(package), self.daguan)
        self.assertEqual(self.json("sheet", "show", self.daguan, "大观", "2024Q4")["state"], "locked")
        sentence = self.refused("add", self.daguan, "services", "month=2024-11", "township=大观镇", "provider=DG-1",
                                "stage=耕", "area=10", "times=1")
        self.assertIn("2024", sentence)

    def test_the_districts_figures_are_the_sum_of_what_the_offices_entered(self):
        rng = random.Random(8)
        expected = {}
        for office, towns in ((self.daguan, ("大观镇", "神童镇", "白沙镇")), (self.shuijiang, ("水江镇", "石墙镇"))):
            provider = "DG-1" if office == self.daguan else "SJ-1"
            table = self.folder / f"{office.stem}.csv"
            lines, total = [], 0
            for n in range(120):
                area, times = rng.randrange(1, 3000), rng.randrange(1, 4)
                total += area * times
                lines.append(f"2024-{1 + n % 12:02},{towns[n % len(towns)]},{provider},耕,作物{n},{area},{times}")
            table.write_text("月份,镇街,服务主体,服务环节,作物,服务面积（亩）,服务次数\n" + "\n".join(lines), "utf-8")
            self.assertEqual(self.json("import", office, "services", table)["added"], 120)
            expected[OFFICES[office.name][0]] = total / 10000
        told = self.merge(self.submit(self.daguan), self.submit(self.shuijiang))
        self.assertEqual([one["applied"] for one in told], [120, 120])
        figures = {(r["area"] or {}).get("name"): r["value"] for by in ([], ["--by", "federation"]) for r in self.json(
            "indicators", self.district, "--period", "2024", *by) if r["indicator"] == "mu-times"}
        for federation, total in expected.items():
            self.assertAlmostEqual(figures[federation], total, places=6)
        self.assertAlmostEqual(figures[None], sum(expected.values()), places=6)
        for office in (self.daguan, self.shuijiang):
            self.assertAgreed(office)

    def test_the_empty_hand_in_is_said_on_purpose(self):
        package = self.submit(self.daguan, "--empty")
        self.assertEqual(self.submitted["counts"], {})
        told = self.merge(package)
        self.assertEqual((told["applied"], told["stale"]), (0, False))
        self.assertEqual(self.json("package", "offices", self.district)[0]["last_merged"], 1)


def picture(colour):
    """A small PNG of one colour."""
    import struct
    import zlib

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes([colour, 20, 30] * 8) for _ in range(8))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Conflicts(ExchangeTest):
    def clash(self):
        """Both change the operator of DG-1; gives the conflict's number."""
        self.done("set", self.daguan, "outlets", "DG-1", "operator=乡", "village=乡村", "--as", "李四")
        self.done("set", self.district, "outlets", "DG-1", "operator=区", "address=区址", "--as", "王五")
        self.package = self.submit(self.daguan, "--as", "李四")
        self.told = self.merge(self.package)
        waiting, = self.conflicts()
        return waiting["number"]

    def operator(self, file):
        return self.row(file, "outlets", "DG-1")["operator"]

    def answer(self):
        return self.open(self.receipt(self.package), self.daguan)

    def test_the_same_field_waits_and_the_others_are_taken(self):
        self.clash()
        self.assertEqual(self.told["applied"], 1)
        self.assertEqual(self.told["conflicts"], [
            {"registry": "outlets", "code": "DG-1", "field": "operator", "kind": "field", "before": "赵大宝", "ours": "区",
             "theirs": "乡"}])
        row = self.row(self.district, "outlets", "DG-1")
        self.assertEqual((row["operator"], row["village"], row["address"]), ("区", "乡村", "区址"))
        waiting, = self.conflicts()
        self.assertEqual((waiting["kind"], waiting["state"], waiting["who"], waiting["sequence"]), ("field", "waiting", "李四", 1))
        self.assertEqual(waiting["fields"], {"operator": {"before": "赵大宝", "ours": "区", "theirs": "乡"}})
        self.assertEqual(set(waiting["choices"]), {"theirs", "ours", "edited", "back"})
        opened = self.answer()
        self.assertEqual([(o["code"], o["result"]) for o in opened["outcomes"]], [("DG-1", "waiting")])
        self.assertEqual(self.operator(self.daguan), "乡")  # until somebody decides

    def test_the_same_edit_on_both_sides_is_no_conflict(self):
        for file in (self.daguan, self.district):
            self.done("set", file, "outlets", "DG-1", "operator=同一个人")
        told = self.merge(self.submit(self.daguan))
        self.assertEqual((told["applied"], told["equal"], told["conflicts"]), (0, 1, []))

    def test_taking_theirs_ours_or_another_value_settles_it_everywhere(self):
        for take, more, expected in (("theirs", [], "乡"), ("ours", [], "区"), ("edited", ["--set", "operator=第三个"], "第三个")):
            with self.subTest(take=take):
                self.setUp()
                number = self.clash()
                settled = self.settle(number, take, *more, "--as", "王五")
                self.assertEqual((settled["state"], settled["settled_by"], settled["choices"]), (take, "王五", []))
                self.assertEqual(self.operator(self.district), expected)
                self.assertEqual(self.conflicts(), [])
                self.assertEqual([c["number"] for c in self.conflicts("--all")], [number])
                self.answer()
                self.assertAgreed(self.daguan)
                self.assertRefused("package", "settle", self.district, number, "--take", "ours")
                self.assertEqual(self.round(self.daguan)["conflicts"], [])

    def test_settling_is_a_step_that_can_be_undone(self):
        number = self.clash()
        self.settle(number, "theirs")
        self.done("undo", self.district)
        self.assertEqual(self.operator(self.district), "区")
        self.assertEqual([c["number"] for c in self.conflicts()], [number])

    def test_a_question_goes_back_and_the_answer_comes_with_the_next_hand_in(self):
        number = self.clash()
        self.assertRefused("package", "settle", self.district, number, "--take", "back")
        self.settle(number, "back", "--question", "到底是谁？")
        self.assertEqual(self.conflicts()[0]["state"], "back")
        opened = self.answer()
        self.assertEqual([(o["result"], o["text"]) for o in opened["outcomes"]], [("question", "到底是谁？")])
        self.assertEqual(self.operator(self.daguan), "乡")
        self.done("set", self.daguan, "outlets", "DG-1", "operator=区")
        told = self.round(self.daguan)
        self.assertEqual((told["conflicts"], self.conflicts()), ([], []))
        self.assertAgreed(self.daguan)

    def test_what_waits_survives_the_next_hand_in_and_is_not_doubled(self):
        self.clash()
        self.done("add", self.daguan, *outlet("X-1", "测试二社"))
        told = self.merge(self.submit(self.daguan))
        self.assertEqual(len(told["conflicts"]), 1)
        self.assertEqual(len(self.conflicts()), 1)
        self.answer()
        told = self.merge(self.submit(self.daguan))
        self.assertEqual(len(self.conflicts()), 1)
        self.settle(self.conflicts()[0]["number"], "theirs")
        self.round(self.daguan)
        self.assertEqual(self.conflicts(), [])
        self.assertAgreed(self.daguan)

    def test_all_conflicts_of_a_package_are_settled_one_way(self):
        for take, expected in (("theirs", "乡"), ("ours", "区")):
            with self.subTest(take=take):
                self.setUp()
                self.done("set", self.daguan, "outlets", "DG-1", "operator=乡", "village=乡村", "phone=13900001111")
                self.done("set", self.district, "outlets", "DG-1", "operator=区", "village=区村", "phone=13900002222")
                package = self.submit(self.daguan)
                told = self.merge(package, more=["--resolve", take])
                self.assertEqual((told["conflicts"], told["settled"], self.conflicts()), ([], 3, []))
                row = self.row(self.district, "outlets", "DG-1")
                self.assertEqual((row["operator"], row["village"]), (expected, expected + "村"))
                self.open(self.receipt(package), self.daguan)
                self.assertAgreed(self.daguan)

    def test_personal_values_of_a_conflict_are_masked(self):
        self.done("set", self.daguan, "outlets", "DG-1", "phone=13900001111")
        self.done("set", self.district, "outlets", "DG-1", "phone=13900002222")
        package = self.submit(self.daguan)
        outcome = self.done("package", "merge", self.district, package)
        self.assertNotIn("13900001111", outcome.out)
        self.assertNotIn("13900002222", self.done("package", "conflicts", self.district, "--json").out)
        self.done("people", "add", self.district, "王五", "--role", "admin")
        told = self.json("package", "conflicts", self.district, "--as", "王五")
        self.assertEqual(told[0]["fields"]["phone"]["theirs"], "13900001111")

    def test_delete_against_change_is_always_asked(self):
        cases = [(remover, take) for remover in ("乡", "区") for take in ("theirs", "ours")]
        for remover, take in cases:
            with self.subTest(remover=remover, take=take):
                self.setUp()
                gone, stays = (self.daguan, self.district) if remover == "乡" else (self.district, self.daguan)
                self.done("remove", gone, "outlets", "DG-1")
                self.done("set", stays, "outlets", "DG-1", "operator=新人")
                package = self.submit(self.daguan)
                told = self.merge(package)
                self.assertEqual({c["kind"] for c in told["conflicts"]}, {"delete"})
                self.assertTrue(all(set(c) == CONFLICT_KEYS for c in told["conflicts"]))
                waiting, = self.conflicts()
                self.settle(waiting["number"], take)
                expected = (remover == "区") == (take == "theirs")
                self.assertEqual(self.row(self.district, "outlets", "DG-1") is not None, expected)
                self.open(self.receipt(package), self.daguan)
                self.assertAgreed(self.daguan)
                if expected:
                    self.assertEqual(self.operator(self.daguan), "新人")
                    self.assertEqual(self.row(self.district, "outlets", "DG-1")["opened_on"], "2024-01-02")

    def test_the_same_name_twice_is_asked(self):
        for take, more, names in (("both", ["--set", "name=平安社（西门）"], {"平安社", "平安社（西门）"}),
                                  ("theirs", [], {"平安社"}), ("ours", [], {"平安社"})):
            with self.subTest(take=take):
                self.setUp()
                self.done("add", self.daguan, *outlet("X-1", "平安社", "大观镇", "operator=乡"))
                self.done("add", self.district, *outlet("Y-1", "平安社", "大观镇", "operator=区"))
                package = self.submit(self.daguan)
                told = self.merge(package)
                self.assertEqual({(c["kind"], c["code"]) for c in told["conflicts"]}, {("duplicate", "X-1")})
                waiting, = self.conflicts()
                if take == "both":
                    self.assertRefused("package", "settle", self.district, waiting["number"], "--take", "both")
                self.settle(waiting["number"], take, *more)
                found = {r["name"]: r["operator"] for r in self.rows(self.district, "outlets", "--search", "平安社")}
                self.assertEqual(set(found), names)
                self.assertEqual(found["平安社"], "乡" if take == "theirs" else "区")
                self.open(self.receipt(package), self.daguan)
                self.round(self.daguan)
                self.assertAgreed(self.daguan)

    def test_the_same_code_twice_is_asked(self):
        self.done("add", self.daguan, *outlet("Z-1", "甲社"))
        self.done("add", self.district, *outlet("Z-1", "乙社"))
        package = self.submit(self.daguan)
        self.assertEqual({c["kind"] for c in self.merge(package)["conflicts"]}, {"duplicate"})
        self.settle(self.conflicts()[0]["number"], "both", "--set", "code=Z-2")
        self.open(self.receipt(package), self.daguan)
        self.round(self.daguan)
        self.assertAgreed(self.daguan)
        self.assertEqual({r["name"]: r["code"] for r in self.rows(self.district, "outlets", "--where", "township=大观镇")
                          if r["name"] in ("甲社", "乙社")}, {"甲社": "Z-2", "乙社": "Z-1"})

    def test_a_locked_quarter_is_not_written(self):
        for finding in self.json("sheet", "show", self.district, "大观", "2024Q4")["findings"]:
            self.done("sheet", "explain", self.district, "大观", "2024Q4", finding["id"], "无业务", "--as", "李四")
        for step, who in (("submit", "李四"), ("review", "王五"), ("lock", "王五")):
            self.done("sheet", step, self.district, "大观", "2024Q4", "--as", who)
        self.done("add", self.daguan, "services", "code=S-1", "month=2024-11", "township=大观镇", "provider=DG-1",
                  "stage=耕", "area=10", "times=1")
        self.done("add", self.daguan, "services", "code=S-2", "month=2024-07", "township=大观镇", "provider=DG-1",
                  "stage=耕", "area=10", "times=1")
        package = self.submit(self.daguan)
        told = self.merge(package)
        self.assertEqual(told["applied"], 1)
        self.assertEqual({(c["kind"], c["code"]) for c in told["conflicts"]}, {("locked", "S-1")})
        number = self.conflicts()[0]["number"]
        self.assertIn("2024", self.assertRefused("package", "settle", self.district, number, "--take", "theirs"))
        outcome = coopctl("package", "merge", self.district, package, "--resolve", "theirs", environment=SECRET)
        self.assertEqual(outcome.status, 0)
        self.assertIn(number, outcome.err)
        self.assertEqual(len(self.conflicts()), 1)
        self.done("sheet", "reopen", self.district, "大观", "2024Q4", "--as", "王五", "--reason", "乡镇补报")
        self.settle(number, "theirs")
        self.assertIsNotNone(self.row(self.district, "services", "S-1"))
        self.round(self.daguan)
        self.assertAgreed(self.daguan)

    def test_a_row_without_its_owner_and_a_broken_rule_are_asked(self):
        self.done("add", self.daguan, "services", "code=S-1", "month=2024-07", "township=大观镇", "provider=DG-1",
                  "stage=耕", "area=10", "times=1")
        self.done("remove", self.district, "outlets", "DG-1")
        told = self.merge(self.submit(self.daguan))
        self.assertEqual({(c["kind"], c["code"]) for c in told["conflicts"]}, {("reference", "S-1")})
        self.done("set", self.shuijiang, "outlets", "SJ-1", "closed_on=2024-05-01")
        self.done("set", self.district, "outlets", "SJ-1", "opened_on=2024-06-01", "service_since=2024-06-02")
        told = self.merge(self.submit(self.shuijiang))
        self.assertEqual({(c["kind"], c["code"]) for c in told["conflicts"]}, {("rule", "SJ-1")})
        self.assertEqual(self.row(self.district, "outlets", "SJ-1")["closed_on"], None)

    def test_what_is_not_the_offices_is_refused_and_stays(self):
        self.done("add", self.daguan, *outlet("X-1", "越界社", "水江镇"))
        self.done("set", self.daguan, "townships", self.row_named(self.daguan, "townships", "大观镇"), "remark=改了")
        before = self.rows(self.district, "outlets") + self.rows(self.district, "townships")
        package = self.submit(self.daguan)
        told = self.merge(package)
        self.assertEqual((told["applied"], told["conflicts"], self.conflicts()), (0, [], []))
        self.assertEqual({r["registry"] for r in told["refused"]}, {"outlets", "townships"})
        for one in told["refused"]:
            self.assertRegex(one["reason"], "[\u4e00-\u9fff]{4}")
        self.assertEqual(self.rows(self.district, "outlets") + self.rows(self.district, "townships"), before)
        opened = self.open(self.receipt(package), self.daguan)
        self.assertEqual({o["result"] for o in opened["outcomes"]}, {"refused"})

    def row_named(self, file, registry, name):
        return next(r["code"] for r in self.rows(file, registry) if r["name"] == name)

    def test_a_review_is_not_the_offices_business(self):
        for finding in self.json("sheet", "show", self.daguan, "大观", "2024Q3")["findings"]:
            self.done("sheet", "explain", self.daguan, "大观", "2024Q3", finding["id"], "无业务", "--as", "李四")
        self.done("sheet", "submit", self.daguan, "大观", "2024Q3", "--as", "李四")
        outcome = coopctl("sheet", "review", self.daguan, "大观", "2024Q3", "--as", "自己人")
        if outcome.status == 0:
            told = self.merge(self.submit(self.daguan))
            self.assertIn("sheets", {r["registry"] for r in told["refused"]})
        self.assertNotEqual(self.json("sheet", "show", self.district, "大观", "2024Q3")["state"], "reviewed")


class Trust(ExchangeTest):
    def setUp(self):
        super().setUp()
        self.done("add", self.daguan, *outlet("X-1", "测试二社"))
        self.package = self.submit(self.daguan)

    def assertBad(self, path, *words, inside=True):
        """Refused by inspect and by merge with a reason, and nothing changes."""
        outcome = coopctl("package", "inspect", path, "--json", *(["--in", self.district] if inside else []))
        self.assertEqual(outcome.status, 1, outcome.out)
        self.assertFalse(outcome.json["valid"])
        self.assertChinese(outcome.json["problems"][0])
        self.assertEqual(outcome.err.strip(), outcome.json["problems"][0])
        sentence = self.assertRefused("package", "merge", self.district, path)
        for word in words:
            self.assertIn(word, sentence)

    def test_an_altered_byte_is_seen_wherever_it_is(self):
        content = self.package.read_bytes()
        bad = self.folder / "改过.nfb"
        rng = random.Random(1)
        places = {0, 15, 16, 20, 28, 60, len(content) - 1, len(content) - 64, len(content) - 65}
        for place in sorted(places | {rng.randrange(len(content)) for _ in range(25)}):
            with self.subTest(place=place):
                altered = bytearray(content)
                altered[place] ^= 1 << rng.randrange(8)
                bad.write_bytes(altered)
                outcome = coopctl("package", "inspect", bad, "--json")
                self.assertEqual((outcome.status, outcome.json["valid"]), (1, False))
        self.assertBad(bad)

    def test_a_cut_or_longer_package_is_refused(self):
        content = self.package.read_bytes()
        bad = self.folder / "截断.nfb"
        for size in (0, 1, 16, 27, 28, 200, len(content) // 2, len(content) - 1):
            with self.subTest(size=size):
                bad.write_bytes(content[:size])
                self.assertBad(bad)
        bad.write_bytes(content + b"x")
        self.assertBad(bad)
        self.assertBad(self.folder / "没有.nfb")
        self.assertBad(self.folder)
        self.assertBad(self.district)

    def test_another_header_over_the_same_body_is_refused(self):
        bad = self.folder / "换头.nfb"
        for changed in ({"sequence": 7}, {"from": {**header_of(self.package)["from"], "device": 2}}, {"plan": "别的"},
                        {"counts": {}}, {"kind": "receipt"}):
            with self.subTest(changed=list(changed)):
                bad.write_bytes(with_header(self.package, **changed))
                self.assertBad(bad)

    def test_a_newer_format_asks_for_the_newer_program(self):
        bad = self.folder / "新版.nfb"
        bad.write_bytes(with_header(self.package, format=2))
        self.assertBad(bad, "升级")

    def test_a_package_of_somebody_else_or_for_somebody_else_is_refused(self):
        other = exchange("trust-other")
        self.done("add", other / DAGUAN, *outlet("X-9", "别家的社"))
        strange = self.folder / "别家.nfb"
        self.done("package", "submit", other / DAGUAN, "--out", strange)
        self.assertFalse(self.json("package", "merge", other / DISTRICT, strange)["stale"])
        # The two districts are copies of one another, so only a third that never issued does not know the office.
        fresh = exchange("trust-fresh") / "新区.gpkg"
        self.done("new", fresh, "--plan", "nanchuan-2024-17")
        sentence = self.assertRefused("package", "merge", fresh, self.package, files=(fresh,))
        self.assertIn("大观镇农合联", sentence)
        self.merge(self.package)
        receipt = self.receipt(self.package)
        sentence = self.assertRefused("package", "open", receipt, "--in", self.shuijiang, files=(self.shuijiang,))
        self.assertIn("大观镇农合联", sentence)
        self.assertBad(receipt)
        self.assertRefused("package", "open", self.package, "--in", self.daguan)
        self.assertRefused("package", "open", self.folder / f"{DAGUAN}.下发.nfb", "--in", self.daguan)
        self.assertBad(self.folder / f"{DAGUAN}.下发.nfb")
        self.refused("package", "open", self.package, "--out", self.folder / "x.gpkg", "--code", "AAAA")

    def test_another_plans_package_is_refused(self):
        county = self.folder / "云岭.gpkg"
        self.done("new", county, "--plan", SOURCE / "tests" / "fixtures" / "plans" / "yunling-2025-3.json")
        before = contents(county)
        outcome = coopctl("package", "merge", county, self.package, environment=SECRET)
        self.assertEqual(outcome.status, 1)
        self.assertIn("另一个方案", outcome.err)
        self.assertUnchanged(county, before)
        told = self.json("package", "issue", county, "--to", "YL-1", "--out", self.folder / "云岭.nfb")
        office = self.folder / "云岭乡镇.gpkg"
        self.done("package", "open", self.folder / "云岭.nfb", "--out", office, "--code", told["code"])
        self.assertEqual(self.json("info", office)["plan"], "yunling-2025-3")
        self.done("add", office, "outlets", "name=甲店", "township=" + self.rows(office, "townships")[0]["name"])
        self.done("package", "submit", office, "--out", self.folder / "云岭上报.nfb", "--empty")
        self.assertBad(self.folder / "云岭上报.nfb", "另一个方案")

    def test_a_withdrawn_office_is_refused_and_its_successor_is_not(self):
        device = self.json("info", self.daguan)["device"]
        self.assertIn("已经下发过", self.assertRefused("package", "issue", self.district, "--to", "大观", "--out",
                                                   self.folder / "又.nfb"))
        told = issue(self.folder, "大观新.gpkg", "大观", "--replace")
        self.assertNotEqual(told["device"], device)
        self.assertBad(self.package, "停用")
        offices = {o["device"]: o["active"] for o in self.json("package", "offices", self.district)}
        self.assertEqual((offices[device], offices[told["device"]]), (False, True))
        self.done("add", self.folder / "大观新.gpkg", *outlet("X-2", "新机的社"))
        self.assertEqual(self.merge(self.submit(self.folder / "大观新.gpkg"))["applied"], 1)
        self.done("package", "withdraw", self.district, told["device"])
        self.done("add", self.folder / "大观新.gpkg", *outlet("X-3", "又一社"))
        self.assertBad(self.submit(self.folder / "大观新.gpkg"), "停用")
        self.assertRefused("package", "withdraw", self.district, "999")

    def test_a_new_key_waits_until_its_fingerprint_was_compared(self):
        self.merge(self.package)
        before = self.json("info", self.daguan)
        fingerprint = self.json("package", "renew-key", self.daguan, )["fingerprint"]
        self.assertRegex(fingerprint, FINGERPRINT)
        self.done("add", self.daguan, *outlet("X-2", "换钥匙以后"))
        package = self.submit(self.daguan)
        self.assertBad(package, fingerprint)
        told = coopctl("package", "inspect", package, "--in", self.district, "--json").json
        self.assertEqual(told["standing"], "new-key")
        device = before["device"]
        self.assertIn(fingerprint, self.assertRefused("package", "trust", self.district, device, package))
        self.assertRefused("package", "trust", self.district, device, package, "--fingerprint",
                           "1234 5678 1234 5678 1234 5678 1234 5678")
        other = self.json("info", self.shuijiang)["device"]
        self.assertRefused("package", "trust", self.district, other, package, "--fingerprint", fingerprint)
        offices = {o["device"]: o["fingerprint"] for o in self.json("package", "trust", self.district, device, package,
                                                                     "--fingerprint", fingerprint)}
        self.assertEqual(offices[device], fingerprint)
        self.assertEqual(self.merge(package)["applied"], 1)
        self.open(self.receipt(package), self.daguan)
        self.assertAgreed(self.daguan)

    def test_the_districts_new_key_is_compared_too(self):
        fingerprint = self.json("package", "renew-key", self.district)["fingerprint"]
        # What was sealed to the old key cannot be opened any more; the office takes over the new key first.
        device = self.json("info", self.daguan)["device"]
        out = self.folder / "新钥匙.nfb"
        self.json("package", "receipt", self.district, "--device", device, "--out", out)
        self.assertRefused("package", "merge", self.district, self.package)
        self.assertIn(fingerprint, self.assertRefused("package", "open", out, "--in", self.daguan))
        self.assertIn(fingerprint, self.assertRefused("package", "trust-district", self.daguan, out))
        self.json("package", "trust-district", self.daguan, out, "--fingerprint", fingerprint.replace(" ", ""))
        self.open(out, self.daguan)
        self.assertEqual(self.merge(self.submit(self.daguan, "--empty"))["applied"], 1)

    def test_the_passphrase_is_asked_for_and_can_be_changed(self):
        wrong = {"COOPCTL_KEY_PASSPHRASE": "不是这个口令"}
        before = contents(self.district)
        self.assertIn("口令", self.refused("package", "merge", self.district, self.package, environment=wrong))
        self.assertIn("口令", self.refused("package", "submit", self.daguan, "--out", self.folder / "x.nfb", environment=wrong))
        self.assertUnchanged(self.district, before)
        self.assertIn("口令", self.refused("package", "passphrase", self.daguan,
                                         environment={**wrong, "COOPCTL_NEW_PASSPHRASE": "新的口令2025"}))
        self.done("package", "passphrase", self.daguan, environment={"COOPCTL_NEW_PASSPHRASE": "新的口令2025"})
        self.refused("package", "submit", self.daguan, "--out", self.folder / "x.nfb")
        self.assertFalse((self.folder / "x.nfb").exists())
        changed = {"COOPCTL_PASSPHRASE": "新的口令2025"}  # the one that is taken when there is no other
        outcome = coopctl("package", "submit", self.daguan, "--out", self.folder / "x.nfb", environment=changed)
        self.assertEqual(outcome.status, 0, outcome.err)

    def test_a_new_passphrase_is_typed_twice_on_a_terminal(self):
        told = self.json("package", "issue", self.district, "--to", "鸣玉", "--out", self.folder / "鸣玉.nfb")
        for second, status in (("终端口令2024", 0), ("终端口令2025", 1)):
            out = self.folder / f"鸣玉{status}.gpkg"
            self.assertEqual(typed([told["code"], "终端口令2024", second], "package", "open", self.folder / "鸣玉.nfb",
                                   "--out", out), status)
            self.assertEqual(out.exists(), status == 0)
        self.assertEqual(typed(["终端口令2024"], "package", "submit", self.folder / "鸣玉0.gpkg", "--empty", "--out",
                               self.folder / "鸣玉上报.nfb"), 0)

    def test_several_packages_go_their_own_ways(self):
        self.done("add", self.shuijiang, *outlet("Y-1", "水江二社", "水江镇"))
        bad = self.folder / "坏的.nfb"
        bad.write_bytes(self.package.read_bytes()[:-3])
        outcome = coopctl("package", "merge", self.district, self.package, bad, self.submit(self.shuijiang), "--json",
                          environment=SECRET)
        self.assertEqual(outcome.status, 1)
        self.assertEqual([one.get("applied") for one in outcome.json], [1, None, 1])
        self.assertIn("坏的.nfb", outcome.err)
        doors = [e["door"] for e in self.json("history", self.district, "--limit", "2")]
        self.assertEqual(doors, ["merge", "merge"])


def typed(answers, *arguments):
    """Runs with a terminal on which somebody types; gives the exit status."""
    master, slave = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COOPCTL_")}
    process = subprocess.Popen([PROGRAM, *map(str, arguments)], stdin=slave, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, cwd=scratch, env=environment)
    os.close(slave)
    for answer in answers:
        asked = b""
        while not asked.endswith("：".encode()):
            piece = process.stderr.read(1)
            if not piece:
                break
            asked += piece
        os.write(master, answer.encode() + b"\n")
    process.communicate(timeout=60)
    os.close(master)
    return process.returncode


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

    def test_a_stick_that_cannot_be_written_leaves_nothing_and_the_next_one_gets_all(self):
        self.done("add", self.daguan, *outlet("X-1", "测试一"))
        self.refused("package", "submit", self.daguan, "--out", self.folder / "没有的文件夹" / "x.nfb")
        if os.geteuid() != 0:
            stick = self.folder / "只读"
            stick.mkdir(mode=0o500)
            self.refused("package", "submit", self.daguan, "--out", stick / "x.nfb")
        if os.path.exists("/dev/full"):
            self.refused("package", "submit", self.daguan, "--out", "/dev/full")
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
