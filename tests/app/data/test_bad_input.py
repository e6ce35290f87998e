"""What users hand in by mistake ends in one clear Chinese sentence, exit 1, and nothing changed."""
import json
import os
import shutil
import sqlite3
import unittest

from data.office_tables import OUTLET_HEADS, OUTLETS, SERVICE_HEADS, service, xlsx
from program import DATA, PLAN, ProgramTest, contents, coopctl, file_bytes, scratch, workspace


def setUpModule():
    global base
    base = workspace("bad-input")
    table = xlsx(scratch / "outlets.xlsx", OUTLET_HEADS, *OUTLETS)
    made = coopctl("import", base, "outlets", table)
    assert made.status == 0, made.err
    table = xlsx(scratch / "services.xlsx", SERVICE_HEADS, service(月份="2024-01"))  # so that a map has data
    made = coopctl("import", base, "services", table)
    assert made.status == 0, made.err


class BadInput(ProgramTest):
    def setUp(self):
        folder = scratch / "case"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self.folder = folder
        self.file = folder / "w.gpkg"
        shutil.copyfile(base, self.file)
        self.before = contents(self.file)

    def assertRefuses(self, *arguments, says="."):
        sentence = self.refused(*arguments)
        self.assertRegex(sentence, says)
        self.assertUnchanged(self.file, self.before)
        return sentence

    # --- the workspace itself

    def test_a_workspace_that_is_not_one(self):
        text = self.folder / "notes.gpkg"
        text.write_text("不是工作区" * 200, "utf-8")
        other = self.folder / "other.gpkg"
        shutil.copyfile(DATA / "nanchuan" / "nanchuan_townships_schematic.gpkg", other)
        empty = self.folder / "empty.gpkg"
        empty.write_bytes(b"")
        for path in (text, other, empty):
            before = file_bytes(path)
            for arguments in (["info", path], ["indicators", path, "--period", "2024Q4"],
                              ["add", path, "outlets", "name=甲", "township=大观镇"]):
                self.assertIn(path.name, self.refused(*arguments))
            self.assertEqual(file_bytes(path), before)
        self.refused("info", self.folder / "missing.gpkg")
        self.assertFalse((self.folder / "missing.gpkg").exists())
        self.refused("info", self.folder)

    def test_a_damaged_workspace(self):
        whole = self.file.read_bytes()
        cut = self.folder / "cut.gpkg"
        cut.write_bytes(whole[:len(whole) // 2])
        before = file_bytes(cut)
        outcome = coopctl("list", cut, "outlets", "--json")
        self.assertEqual(outcome.status, 1, outcome.out[:300])
        self.assertChinese(outcome.err)
        self.assertEqual(file_bytes(cut), before)

    def test_a_workspace_from_a_newer_version(self):
        newer = self.folder / "newer.gpkg"
        shutil.copyfile(base, newer)
        database = sqlite3.connect(newer)
        with database:
            changed = database.execute("UPDATE coop_meta SET value = '99' WHERE key = 'schema'").rowcount
        database.close()
        self.assertEqual(changed, 1)
        before = file_bytes(newer)
        for arguments in (["info", newer], ["add", newer, "outlets", "name=甲", "township=大观镇"]):
            self.assertRegex(self.refused(*arguments), "新|升级|版本")
        self.assertEqual(file_bytes(newer), before)

    # --- boundary layers

    def layer(self, name, **changed):
        layer = json.loads((DATA / "nanchuan" / "nanchuan_townships_schematic.geojson").read_text("utf-8"))
        layer.update(changed)
        path = self.folder / name
        path.write_text(json.dumps(layer, ensure_ascii=False), "utf-8")
        return path

    def test_a_boundary_file_without_crs(self):
        from osgeo import ogr
        ogr.UseExceptions()
        source = ogr.Open(str(DATA / "nanchuan" / "nanchuan_townships_schematic.gpkg"))
        made = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(self.folder / "nocrs.shp"))
        layer = made.CreateLayer("nocrs", source.GetLayerByName("townships").GetSpatialRef(), ogr.wkbPolygon,
                                 ["ENCODING=UTF-8"])
        for field in ("code", "name"):
            layer.CreateField(ogr.FieldDefn(field, ogr.OFTString))
        for township in source.GetLayerByName("townships"):
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometry(township.GetGeometryRef())
            for field in ("code", "name"):
                feature.SetField(field, township.GetField(field))
            layer.CreateFeature(feature)
        del feature, layer, made
        (self.folder / "nocrs.prj").unlink()
        self.assertRefuses("layer", "add", self.file, self.folder / "nocrs.shp", says="坐标系")
        self.refused("new", self.folder / "new.gpkg", "--plan", PLAN, "--boundaries", self.folder / "nocrs.shp")
        self.assertFalse((self.folder / "new.gpkg").exists())
        # Said by hand, it is taken.
        self.done("layer", "add", self.file, self.folder / "nocrs.shp", "--crs", "EPSG:4490")

    def test_a_boundary_file_that_gdal_cannot_read(self):
        rubbish = self.folder / "rubbish.shp"
        rubbish.write_bytes(bytes(range(256)) * 4)
        self.assertRefuses("layer", "add", self.file, rubbish, says="rubbish.shp")
        broken = self.folder / "broken.geojson"
        broken.write_text('{"type": "FeatureCollection", "features": [{', "utf-8")
        self.assertRefuses("layer", "add", self.file, broken, says="broken.geojson")
        self.assertRefuses("layer", "add", self.file, self.folder / "missing.shp", says="missing.shp")

    def test_a_boundary_file_that_is_a_directory(self):
        folder = self.folder / "shapes"
        folder.mkdir()
        self.assertRefuses("layer", "add", self.file, folder, says="文件夹|目录")

    def test_a_boundary_file_without_polygons_or_without_a_field_to_join(self):
        empty = self.layer("empty.geojson", features=[])
        self.assertRefuses("layer", "add", self.file, empty)
        full = self.layer("full.geojson")
        self.assertRefuses("layer", "add", self.file, full, "--code-field", "没有的字段", says="没有的字段")
        self.assertRefuses("layer", "add", self.file, full, "--crs", "EPSG:abc", says="EPSG:abc|坐标系")

    # --- tables

    def test_a_workbook_without_the_needed_columns(self):
        table = xlsx(self.folder / "t.xlsx", ["甲", "乙"], [1, 2])
        self.assertRefuses("import", self.file, "services", table, says="列|表头")
        lacking = xlsx(self.folder / "u.xlsx", ["月份", "镇街", "服务主体", "服务环节"],
                       ["2024-07", "大观镇", "测试一社", "防"])
        self.assertRefuses("import", self.file, "services", lacking, says="服务面积")

    def test_a_table_that_is_no_table(self):
        text = self.folder / "t.xlsx"
        text.write_text("这不是表格", "utf-8")
        self.assertRefuses("import", self.file, "services", text, says="t.xlsx")
        self.assertRefuses("import", self.file, "services", self.folder, says=".")
        self.assertRefuses("import", self.file, "services", self.folder / "missing.xlsx", says="missing.xlsx")
        book = xlsx(self.folder / "empty.xlsx")
        self.assertRefuses("import", self.file, "services", book)
        named = xlsx(self.folder / "named.xlsx", SERVICE_HEADS, service())
        self.assertRefuses("import", self.file, "services", named, "--sheet", "没有的表", says="没有的表")
        self.assertRefuses("import", self.file, "没有的台账", named, says="没有的台账")

    def assertRowRefused(self, says, **changed):
        """The bad row stands third in the workbook, below a good one."""
        good = service(月份="2024-06")
        table = xlsx(self.folder / "row.xlsx", SERVICE_HEADS, good, service(**changed))
        outcome = coopctl("import", self.file, "services", table, "--json")
        self.assertEqual(outcome.status, 1, outcome.out)
        report = outcome.json
        self.assertEqual(report["refused"], 1, report)
        for problem in report["problems"]:  # one for each column that is wrong
            self.assertEqual(set(problem), {"row", "column", "value", "reason"})
            self.assertEqual(problem["row"], 3)
            self.assertRegex(problem["reason"], says)
            self.assertChinese(problem["reason"])
        self.assertUnchanged(self.file, self.before)
        return report["problems"][0]

    def test_a_row_with_an_unknown_township(self):
        problem = self.assertRowRefused("镇街|没有", 镇街="桃花镇")
        self.assertEqual((problem["column"], problem["value"]), ("镇街", "桃花镇"))

    def test_a_row_with_a_negative_area(self):
        problem = self.assertRowRefused("0|负|小", **{"服务面积（亩）": -12, "亩次": -24})
        self.assertIn("面积", problem["column"])

    def test_a_row_with_a_month_that_does_not_exist(self):
        problem = self.assertRowRefused("2024-13", 月份="2024-13")
        self.assertEqual(problem["column"], "月份")

    def test_a_row_with_text_where_a_number_belongs(self):
        problem = self.assertRowRefused("三十亩.*数字|数字.*三十亩", **{"服务面积（亩）": "三十亩"})
        self.assertEqual(problem["value"], "三十亩")

    def test_other_rows_that_break_a_rule(self):
        self.assertRowRefused("测试九社", 服务主体="测试九社")
        self.assertRowRefused("施肥", 服务环节="施肥")
        self.assertRowRefused("面积|亩次", 亩次=999)
        self.assertRowRefused("小数|位", **{"服务面积（亩）": 12.345, "服务次数": 1, "亩次": 12.345})
        self.assertRowRefused("空|填|缺", 镇街=None)
        self.assertRowRefused("整数|数字|小数", 服务次数=1.5)

    def test_the_same_natural_key_twice_in_one_file(self):
        table = xlsx(self.folder / "twice.xlsx", SERVICE_HEADS, service(), service(**{"服务面积（亩）": 60, "亩次": 120}))
        outcome = coopctl("import", self.file, "services", table, "--json")
        self.assertEqual(outcome.status, 1, outcome.out)
        self.assertEqual([p["row"] for p in outcome.json["problems"]], [3])
        self.assertUnchanged(self.file, self.before)

    def test_the_sentences_on_standard_error_name_the_row(self):
        table = xlsx(self.folder / "row.xlsx", SERVICE_HEADS, service(), service(月份="2024-13"))
        outcome = coopctl("import", self.file, "services", table)
        self.assertEqual(outcome.status, 1)
        self.assertRegex(outcome.err, "第 ?3 ?行")
        self.assertIn("2024-13", outcome.err)

    # --- the command line's own values

    def test_add_and_set_refuse_what_the_ledger_does_not_take(self):
        for assignments, says in ((["name=甲", "township=桃花镇"], "桃花镇"), (["township=大观镇"], "名称"),
                                  (["name=甲", "township=大观镇", "opened_on=2024-13-01"], "2024-13-01"),
                                  (["name=甲", "township=大观镇", "opened_on=2024-02-30"], "2024-02-30"),
                                  (["name=甲", "township=大观镇", "stars=三"], "三"),
                                  (["name=甲", "township=大观镇", "star_since=2024-01-01", "stars=6"], "5|6"),
                                  (["name=甲", "township=大观镇", "lon=29.1", "lat=107.1"], "经度|纬度"),
                                  (["name=甲", "township=大观镇", "没有的字段=1"], "没有的字段"),
                                  (["name=测试一社", "township=大观镇"], "测试一社|已经|重复")):
            self.assertRefuses("add", self.file, "outlets", *assignments, says=says)
        self.assertRefuses("set", self.file, "outlets", "没有的编码", "stars=3", says="没有的编码")
        self.assertRefuses("remove", self.file, "outlets", "没有的编码", says="没有的编码")
        self.assertRefuses("list", self.file, "没有的台账", says="没有的台账")
        self.assertRefuses("list", self.file, "outlets", "--where", "没有的字段=1", says="没有的字段")

    def test_a_period_or_an_indicator_that_does_not_exist(self):
        for period in ("2024Q5", "2024-13", "去年"):
            self.assertRefuses("indicators", self.file, "--period", period, says=period)
        self.assertRefuses("map", self.file, "--theme", "no-such", "--period", "2024Q4", "--out",
                           self.folder / "m.pdf", says="no-such")
        self.assertRefuses("tasks", self.file, "--on", "2024-02-30", says="2024-02-30")

    # --- plans

    def plan(self, change):
        plan = json.loads((DATA / "plans" / f"{PLAN}.json").read_text("utf-8"))
        change(plan)
        path = self.folder / "plan.json"
        path.write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
        return path

    def assertPlanRefused(self, change, says):
        target = self.folder / "made.gpkg"
        sentence = self.refused("new", target, "--plan", self.plan(change))
        self.assertRegex(sentence, says)
        self.assertFalse(target.exists())

    def test_a_plan_with_a_target_for_an_unknown_indicator(self):
        def change(plan):
            plan["tasks"][7]["milestones"][0]["indicator"] = "no-such-indicator"
        self.assertPlanRefused(change, r"(?=.*no-such-indicator)(?=.*tasks\[7\])")

    def test_a_plan_with_other_mistakes(self):
        self.assertPlanRefused(lambda p: p["tasks"].append(dict(p["tasks"][0])), r"tasks\[32\]")
        self.assertPlanRefused(lambda p: p["townships"][3].update(federation="NHL-99"), r"townships\[3\].*NHL-99")
        self.assertPlanRefused(lambda p: p["indicators"][0]["targets"][0].update(value="八"), r"indicators\[0\]")
        self.assertPlanRefused(lambda p: p.pop("federations"), "federations")

    def test_a_plan_that_is_no_json_or_does_not_exist(self):
        broken = self.folder / "broken.json"
        broken.write_text("{ 方案", "utf-8")
        for plan in (broken, self.folder / "missing.json", "no-such-plan", self.folder):
            self.refused("new", self.folder / "made.gpkg", "--plan", plan)
            self.assertFalse((self.folder / "made.gpkg").exists())

    # --- where results go

    def test_an_output_folder_that_does_not_exist_or_cannot_be_written(self):
        out = self.folder / "没有的文件夹" / "m.pdf"
        self.assertRefuses("map", self.file, "--theme", "mu-times", "--period", "2024Q4", "--out", out,
                           says="没有的文件夹")
        self.assertFalse(out.parent.exists())
        self.assertRefuses("map", self.file, "--theme", "mu-times", "--period", "2024Q4", "--out", self.folder,
                           says="case")
        self.assertRefuses("map", self.file, "--theme", "mu-times", "--period", "2024Q4", "--out",
                           self.folder / "m.docx", says="docx|pdf")
        self.refused("new", self.folder / "没有的文件夹" / "w.gpkg", "--plan", PLAN)
        self.assertFalse((self.folder / "没有的文件夹").exists())
        # Root may write everywhere but into a file that is used as a folder and into /proc.
        plain = self.folder / "plain"
        plain.write_text("x")
        for blocked in (plain / "m.pdf", "/proc/m.pdf"):
            self.assertRefuses("map", self.file, "--theme", "mu-times", "--period", "2024Q4", "--out", blocked,
                               says="m.pdf|plain|proc")
        self.refused("new", "/proc/w.gpkg", "--plan", PLAN)

    @unittest.skipIf(os.name == "nt" or os.geteuid() == 0, "root may write everywhere")
    def test_a_folder_without_permission(self):
        closed = self.folder / "closed"
        closed.mkdir(mode=0o555)
        self.assertRefuses("map", self.file, "--theme", "mu-times", "--period", "2024Q4", "--out", closed / "m.pdf")


if __name__ == "__main__":
    unittest.main()
