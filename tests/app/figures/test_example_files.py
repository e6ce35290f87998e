"""What the example workbooks promise, without the program."""
import json
import subprocess
import sys
import tempfile
import shutil
import unittest
from pathlib import Path

import openpyxl
from osgeo import ogr

from program import DATA, EXAMPLE, SOURCE

sys.path.insert(0, str(SOURCE / "tests" / "oracle"))
from ledgers import hundredths, mu_times  # noqa: E402
from oracle import Oracle, Period  # noqa: E402
from workbooks import Workbooks  # noqa: E402

oracle = Oracle(Workbooks())


def is_credit_code(code):
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(c) * 3 ** i for i, c in enumerate(code[:17]))
    return len(code) == 18 and (total + alphabet.index(code[17])) % 31 == 0


class ExampleFiles(unittest.TestCase):
    def test_every_sheet_says_that_it_is_an_example(self):
        for path in EXAMPLE.glob("*.xlsx"):
            for sheet in openpyxl.load_workbook(path):
                self.assertIn("示例", sheet["A1"].value, f"{path.name} {sheet.title}")

    def test_the_script_makes_the_same_bytes_again(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "data"
            shutil.copytree(DATA / "nanchuan", copy / "nanchuan")
            shutil.copytree(EXAMPLE, copy / "example", ignore=shutil.ignore_patterns("*.xlsx", "*.json"))
            subprocess.run([sys.executable, "-B", copy / "example" / "make_example.py"], check=True)
            for path in EXAMPLE.iterdir():
                if path.suffix in (".xlsx", ".json"):
                    self.assertEqual(path.read_bytes(), (copy / "example" / path.name).read_bytes(), path.name)

    def test_the_manifest_names_every_workbook(self):
        manifest = json.loads((EXAMPLE / "manifest.json").read_text("utf-8"))
        self.assertEqual({e["file"] for e in manifest["imports"]}, {p.name for p in EXAMPLE.glob("*.xlsx")})

    def test_147_outlets_46_stars_and_all_inside_their_townships(self):
        rows = oracle.ledgers["outlets"]
        self.assertEqual(len(rows), 147)
        self.assertEqual(sum(r["星级社"] is not None for r in rows), 46)
        layer_file = ogr.Open(str(DATA / "nanchuan" / "nanchuan_townships_schematic.gpkg"))
        layer = layer_file.GetLayerByName("townships")
        polygons = {f.GetField("name"): f.GetGeometryRef().Clone() for f in layer}
        for row in rows:
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(row["经度"], row["纬度"])
            self.assertTrue(polygons[row["镇街"]].Contains(point), row["名称"])
            self.assertTrue(str(row["联系电话"]).startswith("1380000"))

    def test_the_totals_of_2024_are_those_that_were_chosen(self):
        year = Period("2024Q4")
        self.assertEqual(oracle.figure("mu-times", year), 25_300_000)  # 25.3 万亩次
        self.assertGreater(oracle.figure("credit", year), 800_000_000)
        self.assertEqual(oracle.figure("members", year), 212)
        self.assertEqual(oracle.figure("outlets", year), 139)
        self.assertEqual(oracle.figure("star-outlets", year), 44)
        self.assertEqual(oracle.figure("circulation-outlets", year), 46)
        self.assertEqual(oracle.figure("centres", year), 7)
        self.assertEqual(oracle.figure("federations", year), 8)

    def test_the_picture_is_interesting_and_one_federation_is_silent(self):
        status = {r["area"]["name"]: r["status"] for r in oracle.readings("2024Q4", "federation")
                  if r["indicator"] == "mu-times"}
        self.assertEqual(status.pop("大有镇农合联"), "no-data")
        self.assertEqual(set(status.values()), {"met", "watch", "behind"})

    def test_the_parts_of_a_target_sum_to_it(self):
        for indicator in ("mu-times", "credit"):
            for year in (2024, 2025):
                parts = [oracle.target(indicator, year, area) for area in oracle.areas("federation")]
                self.assertEqual(sum(parts), oracle.target(indicator, year))

    def test_every_row_keeps_the_rules_of_its_ledger(self):
        outlets = {r["名称"] for r in oracle.ledgers["outlets"]}
        centres = {r["名称"] for r in oracle.ledgers["centres"]}
        members = {r["单位名称"] for r in oracle.ledgers["members"]}
        self.assertEqual(len(outlets), 147)
        self.assertFalse(outlets & centres or outlets & members or centres & members)
        keys = set()
        for r in oracle.ledgers["services"]:
            self.assertIn(r["服务主体"], outlets | centres)
            key = tuple(str(r[f]) for f in ("服务主体", "镇街", "服务环节", "作物", "月份"))
            self.assertNotIn(key, keys)
            keys.add(key)
            area, times = hundredths(r["服务面积"]), int(r["服务次数"] or 1)
            self.assertGreater(area, 0)
            self.assertTrue(mu_times(r) == area * times or r["亩次说明"], key)
        keys = set()
        for r in oracle.ledgers["loans"]:
            key = tuple(str(r[f]) for f in ("金融机构", "镇街", "借款主体", "产品", "月份"))
            self.assertNotIn(key, keys)
            keys.add(key)
        for registry in ("members", "federations"):
            codes = [r["统一社会信用代码"] for r in oracle.ledgers[registry] if r["统一社会信用代码"]]
            self.assertEqual(len(codes), len(set(codes)))
            self.assertTrue(all(is_credit_code(c) for c in codes))


if __name__ == "__main__":
    unittest.main()
