"""下发: what a township office gets, and what a package hides, by the built program (issue 8)."""
import unittest

from exchange import DAGUAN, OFFICES, ExchangeTest, header_of, of_townships, secret_bytes
from program import contents


class Issue(ExchangeTest):
    example = True

    def test_a_township_opens_with_its_own_area_and_nobody_elses(self):
        for office in (self.daguan, self.shuijiang):
            federation = OFFICES[office.name][0]
            towns = {t["name"] for t in self.rows(office, "townships") if t["federation"]["name"] == federation}
            for registry in of_townships(office):
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


if __name__ == "__main__":
    unittest.main()
