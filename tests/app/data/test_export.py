"""What leaves through coopctl export, opened with openpyxl and GDAL: the office's form, lists, points, no formulas."""
import csv
import json
import unittest
import zipfile

import openpyxl
from osgeo import gdal, ogr

from program import contents, coopctl, ledgers, scratch, workspace

gdal.UseExceptions()
FORMULAS = ("=1+1", "+86", "-减", "@谁", "-1+1", "＝1")


def export(file, registry, name, *options):
    out = scratch / name
    done = coopctl("export", file, registry, out, *options)
    assert done.status == 0, done.err
    return out


def first_row(page):
    """Of the data: below the headings that every printed page repeats."""
    return int(page.print_title_rows.split("$")[-1]) + 1


def headings(page):
    """Heading → column; of a group and the headings below it, those below."""
    found = {}
    for row in range(4, first_row(page)):
        for cell in page[row]:
            if cell.value:
                found[cell.value] = cell.column
    return found


class Workbook(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.file = workspace("export", example=True)

    def test_every_ledger_stands_in_the_form_of_the_office(self):
        for registry in ledgers(self.file):
            with self.subTest(registry):
                page = openpyxl.load_workbook(export(self.file, registry, f"{registry}.xlsx")).worksheets[0]
                self.assertTrue(page["A1"].value.startswith("南川区") and page["A1"].value.endswith("台账"))
                lines = [cell.value for row in page["A2:AZ3"] for cell in row if cell.value]
                self.assertTrue(any(line.startswith("制定机关：南川区供销合作社") for line in lines), lines)
                self.assertTrue(any(line.startswith("表号：附表") for line in lines), lines)
                self.assertTrue(any(line.startswith("填报单位：") for line in lines), lines)
                last = page.cell(page.max_row, 1).value
                for part in ("单位负责人：", "填表人：", "报出日期："):
                    self.assertIn(part, last)
                self.assertEqual(page.page_setup.orientation, "landscape")
                self.assertEqual(int(page.page_setup.paperSize), 9)
                self.assertTrue(page.sheet_properties.pageSetUpPr.fitToPage)
                self.assertIn("&P", page.oddFooter.center.text)
                heads = first_row(page) - 1
                self.assertEqual(page.print_title_rows, f"$1:${heads}")
                self.assertTrue(page.print_area[0].endswith(str(page.max_row)), page.print_area)
                self.assertTrue(page.auto_filter.ref.startswith(f"A{heads}:"), page.auto_filter.ref)
                self.assertTrue(page.freeze_panes.endswith(str(heads + 1)), page.freeze_panes)
                rows = coopctl("list", self.file, registry, "--json").json
                self.assertEqual(page.max_row, heads + len(rows) + 1)

    def test_headings_that_belong_together_share_one_above(self):
        page = openpyxl.load_workbook(export(self.file, "members", "会员.xlsx")).worksheets[0]
        merges = {str(m): page.cell(m.min_row, m.min_col).value for m in page.merged_cells.ranges}
        self.assertIn("入会情况", merges.values())
        where = next(m for m in page.merged_cells.ranges if merges[str(m)] == "入会情况")
        below = [page.cell(5, c).value for c in range(where.min_col, where.max_col + 1)]
        self.assertEqual(below, ["所属农合联", "入会日期", "退会日期"])
        self.assertEqual(merges["A4:A5"], "编码")
        # Of a group only one of whose columns goes out nothing is left above.
        page = openpyxl.load_workbook(
            export(self.file, "members", "会员2.xlsx", "--fields", "name,federations")).worksheets[0]
        self.assertEqual([cell.value for cell in page[4]], ["名称", "所属农合联"])

    def test_lists_are_offered_and_long_ones_stand_in_a_hidden_sheet(self):
        book = openpyxl.load_workbook(export(self.file, "outlets", "网点.xlsx"))
        self.assertEqual(book["下拉选项"].sheet_state, "hidden")
        page = book.worksheets[0]
        heads = headings(page)
        rules = {}
        for rule in page.data_validations.dataValidation:
            for area in rule.sqref.ranges:
                rules[area.min_col] = rule.formula1
                self.assertEqual(area.min_row, first_row(page))
                self.assertGreater(area.max_row, page.max_row)
        self.assertEqual(rules[heads["村社共建"]], '"是,否"')
        self.assertIn("下拉选项", rules[heads["镇街"]])
        offered = [row[0].value for row in book["下拉选项"]["A1:A34"]]
        self.assertEqual(len(set(offered)), 34)
        self.assertIn("大观镇", offered)

    def test_columns_come_as_chosen_and_unknown_ones_are_named(self):
        out = export(self.file, "outlets", "列.csv", "--fields", "township,名称", "--where", "township=大观镇")
        with open(out, encoding="utf-8-sig", newline="") as table:
            rows = list(csv.reader(table))
        self.assertEqual(rows[0], ["镇街", "名称"])
        self.assertEqual({row[0] for row in rows[1:]}, {"大观镇"})
        refused = coopctl("export", self.file, "outlets", scratch / "x.csv", "--fields", "shoe")
        self.assertEqual(refused.status, 1)
        self.assertIn("shoe", refused.err)
        self.assertIn("name（名称）", refused.err)

    def test_a_file_that_is_taken_in_again_changes_nothing(self):
        for registry in ledgers(self.file):
            for ending in ("xlsx", "csv"):
                with self.subTest(f"{registry}.{ending}"):
                    out = export(self.file, registry, f"zurück.{ending}")
                    before = contents(self.file)
                    report = coopctl("import", self.file, registry, out, "--as", "张三", "--json")
                    self.assertEqual(report.status, 0, report.err)
                    self.assertEqual((report.json["added"], report.json["updated"]), (0, 0))
                    self.assertEqual(report.json["unchanged"], report.json["rows"])
                    self.assertEqual(contents(self.file), before)


class Formulas(unittest.TestCase):
    def test_no_cell_becomes_a_formula(self):
        file = workspace("formulas")
        for name in FORMULAS:
            added = coopctl("add", file, "outlets", f"name={name}社", "township=大观镇", f"remark={name}", "--as", "张三")
            self.assertEqual(added.status, 0, added.err)
        book = export(file, "outlets", "公式.xlsx")
        with zipfile.ZipFile(book) as parts:
            sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        self.assertNotIn("<f>", sheet)
        for name in FORMULAS:
            self.assertIn(f'<t>{name}</t>', sheet)
        text = export(file, "outlets", "公式.csv").read_text("utf-8-sig")
        for row in csv.reader(text.splitlines()):
            for cell in row:
                self.assertFalse(cell[:1] in "=+@-" and cell, cell)


class Template(unittest.TestCase):
    def setUp(self):
        self.file = workspace("template")

    def test_every_ledger_has_an_empty_form_with_notes_that_comes_in_again(self):
        for registry in ledgers(self.file):
            with self.subTest(registry):
                out = export(self.file, registry, f"表样-{registry}.xlsx", "--template")
                book = openpyxl.load_workbook(out)
                notes = book["填写说明"]
                self.assertEqual([cell.value for cell in notes[2]], ["列名", "是否必填", "填写要求", "示例"])
                page = book.worksheets[0]
                self.assertEqual({str(h).lstrip("*") for h in headings(page)} - {"坐标", "入会情况", "服务角色及起始日期"},
                                 {row[0].value for row in notes.iter_rows(min_row=3)})
                before = contents(self.file)
                report = coopctl("import", self.file, registry, out, "--as", "张三", "--json")
                self.assertEqual(report.status, 0, report.err)
                self.assertEqual((report.json["rows"], report.json["sheet"]), (0, page.title))
                self.assertEqual(contents(self.file), before)

    def test_a_filled_form_comes_in(self):
        out = export(self.file, "outlets", "填.xlsx", "--template")
        book = openpyxl.load_workbook(out)
        page = book.worksheets[0]
        heads = headings(page)
        row = first_row(page)
        for n, name in enumerate(("甲社", "乙社")):
            page.cell(row + n, heads["*名称"], name)
            page.cell(row + n, heads["*镇街"], "大观镇")
            page.cell(row + n, heads["联系电话"], "13800001111")
            page.cell(row + n, heads["综合服务社"], "2024-07-01")
        book.save(out)
        report = coopctl("import", self.file, "outlets", out, "--as", "张三", "--json")
        self.assertEqual(report.status, 0, report.err + report.out)
        self.assertEqual(report.json["added"], 2)

    def test_a_form_is_a_workbook(self):
        refused = coopctl("export", self.file, "outlets", scratch / "x.csv", "--template")
        self.assertEqual(refused.status, 1)
        self.assertIn(".xlsx", refused.err)


class Points(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.file = workspace("points", example=True)
        added = coopctl("add", cls.file, "outlets", "name=无坐标社", "township=大观镇", "--as", "张三")
        assert added.status == 0, added.err
        cls.rows = coopctl("list", cls.file, "outlets", "--json").json

    def opened(self, ending):
        data = ogr.Open(str(export(self.file, "outlets", f"点.{ending}")))
        return data, data.GetLayer(0)

    def test_each_format_has_every_row_in_its_place_and_its_datum(self):
        for ending, datum in (("geojson", "4326"), ("kml", "4326"), ("gpkg", "4490"), ("shp", "4490")):
            with self.subTest(ending):
                data, layer = self.opened(ending)
                reference = layer.GetSpatialRef()
                reference.AutoIdentifyEPSG()
                self.assertIn(datum, (reference.GetAuthorityCode(None) or reference.ExportToWkt())
                              if ending != "shp" else datum * ("China" in reference.ExportToWkt()))
                self.assertEqual(layer.GetFeatureCount(), len(self.rows))
                name, code = ("name", "code") if ending == "shp" else ("名称", "编码")
                found = {feature.GetField(code): feature for feature in layer}
                for row in self.rows:
                    feature = found[row["code"]]
                    self.assertEqual(feature.GetField(name), row["name"])
                    point = feature.GetGeometryRef()
                    if row["lon"] is None:
                        self.assertTrue(point is None or point.IsEmpty(), row["name"])
                    else:
                        self.assertAlmostEqual(point.GetX(), row["lon"], 6)
                        self.assertAlmostEqual(point.GetY(), row["lat"], 6)

    def test_numbers_and_days_are_such(self):
        data, layer = self.opened("gpkg")
        definition = layer.GetLayerDefn()
        kinds = {definition.GetFieldDefn(i).GetName(): definition.GetFieldDefn(i).GetTypeName()
                 for i in range(definition.GetFieldCount())}
        self.assertEqual((kinds["开业日期"], kinds["星级"], kinds["联系电话"]), ("Date", "Integer64", "String"))
        self.assertNotIn("经度", kinds)

    def test_a_shapefile_has_all_its_parts_in_utf8_and_names_of_ten_letters(self):
        out = export(self.file, "outlets", "部件.shp")
        for part in ("shx", "dbf", "prj", "cpg"):
            self.assertTrue(out.with_suffix("." + part).exists(), part)
        self.assertEqual(out.with_suffix(".cpg").read_text().strip(), "UTF-8")
        data = ogr.Open(str(out))  # kept: a layer does not keep its data
        definition = data.GetLayer(0).GetLayerDefn()
        names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
        self.assertEqual(len(names), len(set(names)))
        self.assertIn("circulatio", names)
        self.assertEqual([name for name in scratch.iterdir() if name.name.startswith(".coopmap")], [])

    def test_a_text_that_a_shapefile_would_cut_off_is_refused_and_nothing_is_left(self):
        file = workspace("lang")
        coopctl("add", file, "outlets", "name=长社", "township=大观镇", "remark=" + "长" * 100, "--as", "张三")
        out = scratch / "长.shp"
        refused = coopctl("export", file, "outlets", out)
        self.assertEqual(refused.status, 1)
        self.assertIn("长社", refused.err)
        self.assertIn("备注", refused.err)
        self.assertEqual(list(scratch.glob("长.*")), [])
        export(file, "outlets", "长.gpkg")

    def test_a_ledger_without_points_is_refused_in_a_sentence(self):
        for ending in ("geojson", "gpkg", "shp", "kml"):
            out = scratch / f"无.{ending}"
            refused = coopctl("export", self.file, "loans", out)
            self.assertEqual(refused.status, 1)
            self.assertIn("没有坐标", refused.err)
            self.assertFalse(out.exists())


class Personal(unittest.TestCase):
    def setUp(self):
        self.file = workspace("personal")
        coopctl("people", "add", self.file, "张三", "--role", "admin", "--as", "张三")
        coopctl("people", "add", self.file, "李四", "--role", "read", "--as", "张三")
        added = coopctl("add", self.file, "outlets", "name=甲社", "township=大观镇", "phone=13800001111", "--as", "张三")
        assert added.status == 0, added.err

    def test_phones_are_masked_in_every_format(self):
        for ending in ("xlsx", "csv", "geojson", "gpkg", "shp", "kml"):
            out = export(self.file, "outlets", f"私.{ending}", "--as", "张三")
            files = [out.with_suffix(".dbf")] if ending == "shp" else [out]
            for file in files:
                data = file.read_bytes()
                if ending == "xlsx":
                    with zipfile.ZipFile(file) as parts:
                        data = b"".join(parts.read(name) for name in parts.namelist())
                self.assertNotIn(b"13800001111", data, ending)
                self.assertIn(b"138****1111", data, ending)

    def test_who_may_see_them_asks_and_the_history_says_so(self):
        out = export(self.file, "outlets", "全.csv", "--personal", "--as", "张三")
        self.assertIn("13800001111", out.read_text("utf-8-sig"))
        last = coopctl("history", self.file, "--json").json[0]
        self.assertEqual(last["who"], "张三")
        self.assertIn("联系电话", last["reason"])

    def test_who_may_not_gets_nothing(self):
        for who in (["--as", "李四"], []):
            out = scratch / "没.csv"
            refused = coopctl("export", self.file, "outlets", out, "--personal", *who)
            self.assertEqual(refused.status, 1, who)
            self.assertFalse(out.exists())


if __name__ == "__main__":
    unittest.main()
