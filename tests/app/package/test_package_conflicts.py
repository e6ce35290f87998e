"""What a merge cannot settle: asked for, waiting in the inbox, settled each way, answered (issue 8)."""
import unittest

from exchange import SECRET, ExchangeTest, outlet
from program import coopctl

CONFLICT_KEYS = {"registry", "code", "field", "kind", "before", "ours", "theirs"}


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
        self.assertIn("锁定", self.assertRefused("package", "settle", self.district, number, "--take", "theirs"))
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

    def test_what_only_the_district_says_is_refused_and_set_right_by_the_receipt(self):
        township = next(r["code"] for r in self.rows(self.daguan, "townships") if r["name"] == "大观镇")
        self.done("set", self.daguan, "townships", township, "remark=改了")
        before = self.rows(self.district, "townships")
        package = self.submit(self.daguan)
        told = self.merge(package)
        self.assertEqual((told["applied"], told["conflicts"], self.conflicts()), (0, [], []))
        self.assertEqual([(r["registry"], r["code"], r["op"]) for r in told["refused"]], [("townships", township, "change")])
        self.assertRegex(told["refused"][0]["reason"], "[\u4e00-\u9fff]{4}")
        self.assertEqual(self.rows(self.district, "townships"), before)
        opened = self.open(self.receipt(package), self.daguan)
        self.assertEqual({o["result"] for o in opened["outcomes"]}, {"refused"})
        self.assertEqual(self.rows(self.daguan, "townships"), before)

    def test_a_row_outside_the_area_is_not_taken(self):
        self.done("add", self.daguan, *outlet("X-1", "越界社", "水江镇"))
        self.done("set", self.daguan, "outlets", "DG-1", "township=水江镇")
        before = self.rows(self.district, "outlets")
        package = self.submit(self.daguan)
        told = self.merge(package)
        self.assertEqual((told["applied"], {(c["kind"], c["code"]) for c in told["conflicts"]}),
                         (0, {("area", "X-1"), ("area", "DG-1")}))
        self.assertEqual(self.rows(self.district, "outlets"), before)
        for waiting in self.conflicts():
            self.settle(waiting["number"], "ours")
        self.assertEqual(self.rows(self.district, "outlets"), before)
        self.open(self.receipt(package), self.daguan)
        self.round(self.daguan)
        self.assertAgreed(self.daguan)

    def test_a_review_is_not_the_offices_business(self):
        for finding in self.json("sheet", "show", self.daguan, "大观", "2024Q3")["findings"]:
            self.done("sheet", "explain", self.daguan, "大观", "2024Q3", finding["id"], "无业务", "--as", "李四")
        self.done("sheet", "submit", self.daguan, "大观", "2024Q3", "--as", "李四")
        outcome = coopctl("sheet", "review", self.daguan, "大观", "2024Q3", "--as", "自己人")
        if outcome.status == 0:
            told = self.merge(self.submit(self.daguan))
            self.assertIn("sheets", {r["registry"] for r in told["refused"]})
        self.assertNotEqual(self.json("sheet", "show", self.district, "大观", "2024Q3")["state"], "reviewed")


if __name__ == "__main__":
    unittest.main()
