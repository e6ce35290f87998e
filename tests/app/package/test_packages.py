"""The way of rows to the district and back, by the built program (issue 8)."""
import random
import re
import struct
import unittest
import zlib

from exchange import OFFICES, SECRET, ExchangeTest, issue, outlet
from program import contents, coopctl

PACKAGE_KEYS = {"format", "kind", "plan", "from", "to", "sequence", "created", "counts", "valid", "problems"}
MERGE_KEYS = {"applied", "equal", "conflicts", "refused", "stale", "clock_back", "missing", "from", "sequence"}
FINGERPRINT = re.compile(r"\d{4}( \d{4}){7}")


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
        self.assertEqual((told["applied"], told["equal"], told["conflicts"], told["refused"], told["stale"], told["clock_back"]),
                         (4, 0, [], [], False, False))
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

    def test_names_that_go_round_in_a_circle_and_names_that_are_used_again_travel(self):
        for code, name in (("N-1", "名一"), ("N-2", "名二")):
            self.done("add", self.daguan, *outlet(code, name))
        self.round(self.daguan)
        for code, name in (("N-1", "临时"), ("N-2", "名一"), ("N-1", "名二")):
            self.done("set", self.daguan, "outlets", code, f"name={name}")
        self.assertEqual(self.round(self.daguan)["conflicts"], [])
        self.done("remove", self.daguan, "outlets", "N-1")
        self.done("add", self.daguan, *outlet("N-3", "名二"))
        self.assertEqual(self.round(self.daguan)["conflicts"], [])
        names = {r["code"]: r["name"] for r in self.rows(self.district, "outlets")}
        self.assertEqual({code: name for code, name in names.items() if code.startswith("N-")},
                         {"N-2": "名一", "N-3": "名二"})
        self.assertAgreed(self.daguan)

    def test_a_member_of_two_federations_travels_with_its_dates(self):
        self.done("add", self.daguan, "members", "code=M-1", "name=测试合作社", "township=大观镇", "kind=农民合作社",
                  "federations=大观镇农合联、产业农合联（一）", "joined_on=2024-01-01、2024-02-02")
        self.assertEqual(self.round(self.daguan)["conflicts"], [])
        member = self.row(self.district, "members", "M-1")
        self.assertEqual([f["code"] for f in member["federations"]], ["NHL-01", "NHL-08"])
        self.done("set", self.district, "members", "M-1", "joined_on=2024-01-01、2024-03-03")
        self.round(self.daguan)
        self.assertEqual(self.row(self.daguan, "members", "M-1"), self.row(self.district, "members", "M-1"))
        self.assertAgreed(self.daguan)

    def test_a_township_that_goes_to_another_federation_takes_its_rows_along(self):
        self.done("add", self.daguan, *outlet("ST-1", "神童社", "神童镇"))
        for office in (self.daguan, self.shuijiang):
            self.round(office)
        township = next(r["code"] for r in self.rows(self.district, "townships") if r["name"] == "神童镇")
        self.done("set", self.district, "townships", township, "federation=水江镇农合联")
        for office in (self.daguan, self.shuijiang):
            self.round(office)
            self.assertAgreed(office)
        self.assertIsNone(self.row(self.daguan, "outlets", "ST-1"))
        self.done("set", self.shuijiang, "outlets", "ST-1", "operator=水江的人")
        self.assertEqual(self.round(self.shuijiang)["applied"], 1)

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
        self.assertIn("锁定", sentence)

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
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes([colour, 20, 30] * 8) for _ in range(8))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


if __name__ == "__main__":
    unittest.main()
