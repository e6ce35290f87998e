"""Several tables in one import, and what was most likely meant by a name that does not exist."""
import json
import shutil
import unittest

from data.office_tables import OUTLET_HEADS, OUTLETS, SERVICE_HEADS, service, xlsx
from program import ProgramTest, contents, coopctl, scratch, workspace


def setUpModule():
    global base
    base = workspace("import-files")
    made = coopctl("import", base, "outlets", xlsx(scratch / "outlets.xlsx", OUTLET_HEADS, *OUTLETS))
    assert made.status == 0, made.err


class ImportFiles(ProgramTest):
    def setUp(self):
        self.folder = scratch / "case"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self.file = self.folder / "w.gpkg"
        shutil.copyfile(base, self.file)

    def table(self, name, *rows):
        return xlsx(self.folder / name, SERVICE_HEADS, *rows)

    def count(self):
        return len(self.rows(self.file, "services"))

    def test_several_files_are_one_step(self):
        tables = [self.table(f"{month}.xlsx", service(月份=month), service(月份=month, 服务环节="收")) for month in ("2024-10", "2024-11")]
        trial = self.json("import", self.file, "services", *tables, "--dry-run")
        self.assertEqual([each["added"] for each in trial], [2, 2])
        self.assertEqual(self.count(), 0)
        reports = self.json("import", self.file, "services", *tables)
        self.assertEqual([each["added"] for each in reports], [2, 2])
        self.assertEqual([each["file"] for each in reports], [str(table) for table in tables])
        self.assertEqual(self.count(), 4)
        self.done("undo", self.file)
        self.assertEqual(self.count(), 0)
        self.assertIsInstance(self.json("import", self.file, "services", tables[0]), dict)  # one is told as ever

    def test_one_bad_file_and_none_goes_in(self):
        good = self.table("good.xlsx", service())
        bad = self.table("bad.xlsx", service(服务环节="收"), service(镇街="大官镇", 服务环节="种"))
        before = contents(self.file)
        outcome = coopctl("import", self.file, "services", good, bad, "--json")
        self.assertEqual(outcome.status, 1, outcome.err)
        self.assertEqual([each["added"] for each in json.loads(outcome.out)], [0, 0])
        self.assertIn("“bad.xlsx”：第 3 行“镇街”填的是“大官镇”，没有这个镇街，您是不是要找：大观镇。", outcome.err)
        self.assertUnchanged(self.file, before)
        text = coopctl("import", self.file, "services", good, bad)
        self.assertIn("没有导入 good.xlsx：一起导入的其他文件不合格", text.out + text.err)
        skipped = coopctl("import", self.file, "services", good, bad, "--skip-refused")
        self.assertEqual(skipped.status, 0, skipped.err)
        self.assertEqual(self.count(), 2)

    def test_all_files_that_cannot_be_read_are_named(self):
        paper = self.folder / "纸.xlsx"
        paper.write_bytes(b"%PDF-1.7\n")
        sentence = self.refused("import", self.file, "services", self.table("good.xlsx", service()), paper, self.folder / "没有.xlsx")
        self.assertIn("纸.xlsx", sentence)
        self.assertIn("没有.xlsx", sentence)
        self.assertEqual(self.count(), 0)

    def test_two_files_cannot_mean_one_row(self):
        heads = OUTLET_HEADS[:2]
        tables = [xlsx(self.folder / name, heads, ["甲社", "大观镇"]) for name in ("a.xlsx", "b.xlsx")]
        outcome = coopctl("import", self.file, "outlets", *tables)
        self.assertEqual(outcome.status, 1)
        self.assertIn("“b.xlsx”：第 2 行和“a.xlsx”第 2 行是同一条", outcome.err)

    def test_what_was_most_likely_meant_is_said(self):
        table = self.table("meant.xlsx", service(镇街="大官镇"), service(镇街="石林镇", 服务环节="收"))
        problems = json.loads(coopctl("import", self.file, "services", table, "--json").out)["problems"]
        self.assertTrue(problems[0]["reason"].endswith("您是不是要找：大观镇。"))
        self.assertNotIn("您是不是要找", problems[1]["reason"])  # 石溪镇, 石莲镇
        self.assertIn("您是不是要找：大观镇", self.refused("add", self.file, "outlets", "name=甲", "township=大官镇"))
        self.assertIn("您是不是要找：测试一社", self.refused("add", self.file, "services", "month=2024-10", "township=大观镇",
                                                    "provider=测式一社", "stage=耕", "area=1"))
        self.assertIn("您是不是要找：菜单式", self.refused("add", self.file, "services", "month=2024-10", "township=大观镇",
                                                   "provider=测试一社", "stage=耕", "area=1", "mode=菜单试"))


if __name__ == "__main__":
    unittest.main()
