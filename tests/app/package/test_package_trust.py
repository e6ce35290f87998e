"""Packages that are altered, cut, strange or too new, keys and passphrases (issue 8)."""
import os
import pty
import random
import re
import subprocess
import unittest

from exchange import DAGUAN, DISTRICT, SECRET, ExchangeTest, exchange, header_of, issue, outlet, with_header
from program import PROGRAM, SOURCE, contents, coopctl, scratch

FINGERPRINT = re.compile(r"\d{4}( \d{4}){7}")


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
        for left in (b"", bytes(len(content))):  # of a stick that was pulled out; it has the right name already
            bad.write_bytes(left)
            self.assertBad(bad, "不是完整的数据包")
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
        self.merge(self.package)
        self.done("set", self.daguan, "outlets", "X-1", "operator=新人")
        package = self.submit(self.daguan)
        fingerprint = self.json("package", "renew-key", self.district)["fingerprint"]
        # What was sealed to the old key cannot be opened any more; the office takes over the new key first.
        device = self.json("info", self.daguan)["device"]
        out = self.folder / "新钥匙.nfb"
        self.json("package", "receipt", self.district, "--device", device, "--out", out)
        self.assertRefused("package", "merge", self.district, package)
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


if __name__ == "__main__":
    unittest.main()
