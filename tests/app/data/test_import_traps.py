"""Tables as offices make them, and their traps (docs/import-rules.md)."""
import datetime
import shutil
import unittest

from data.office_tables import LOAN_HEADS, OUTLET_HEADS, OUTLETS, SERVICE_HEADS, csv, loan, service, xlsx
from program import DATA, ProgramTest, contents, coopctl, scratch, workspace


def setUpModule():
    global base
    base = workspace("import-traps")
    table = xlsx(scratch / "outlets.xlsx", OUTLET_HEADS, *OUTLETS)
    made = coopctl("import", base, "outlets", table)
    assert made.status == 0, made.err


class ImportTest(ProgramTest):
    def setUp(self):
        self.folder = scratch / "case"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self.file = self.folder / "w.gpkg"
        shutil.copyfile(base, self.file)

    def table(self, *lines, **options):
        return xlsx(self.folder / "表.xlsx", *lines, **options)

    def taken(self, registry, table, *more):
        return self.json("import", self.file, registry, table, *more)

    def services(self):
        return self.rows(self.file, "services")

    def disbursed(self):
        return [r["disbursed"] for r in self.rows(self.file, "loans")]


class Shapes(ImportTest):
    def test_a_title_row_and_a_unit_row_above_the_headings(self):
        report = self.taken("services", self.table(["南川区社会化服务情况表"], ["填报单位：大观镇"], SERVICE_HEADS,
                                                   service(), merge=["A1:J1", "A2:J2"]))
        self.assertEqual((report["added"], report["refused"]), (1, 0))
        self.assertEqual(self.services()[0]["area"], 120.5)

    def test_headings_of_two_rows_with_merged_groups(self):
        report = self.taken("services", self.table(
            ["社会化服务情况表"],
            ["序号", "月份", "镇街", "服务主体", "服务内容", None, None, None, "工作量", None, None],
            [None, None, None, None, "服务环节", "服务模式", "服务范围", "作物", "服务面积（亩）", "服务次数", "亩次"],
            [1] + service(), [2] + service(月份="2024-08"),
            merge=["A1:K1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:H2", "I2:K2"]))
        self.assertEqual((report["added"], report["refused"]), (2, 0))
        self.assertEqual({s["stage"] for s in self.services()}, {"防"})

    def test_total_rows_and_empty_rows_are_skipped(self):
        total = ["合计", None, None, None, None, None, None, 120.5, None, 241]
        small = ["小计", None, None, None, None, None, None, 120.5, None, 241]
        report = self.taken("services", self.table(SERVICE_HEADS, service(), small, [None] * 10, total))
        self.assertEqual((report["added"], report["refused"]), (1, 0))
        self.assertGreaterEqual(report["skipped"], 2)
        self.assertEqual(len(self.services()), 1)

    def test_a_merged_cell_holds_for_every_row_that_it_covers(self):
        report = self.taken("services", self.table(
            SERVICE_HEADS, service(), [None, None, None, "收", None, None, "水稻", 50, 1, 50],
            merge=["A2:A3", "B2:B3", "C2:C3"]))
        self.assertEqual((report["added"], report["refused"]), (2, 0))
        self.assertEqual({(s["month"], s["township"]["name"]) for s in self.services()}, {("2024-07", "大观镇")})

    def test_columns_in_another_order_and_columns_that_nobody_knows(self):
        heads = ["单位负责人"] + SERVICE_HEADS[::-1]
        report = self.taken("services", self.table(heads, ["李某"] + service()[::-1]))
        self.assertEqual((report["added"], report["refused"]), (1, 0))

    def test_headings_with_blanks_line_breaks_and_half_width_brackets(self):
        heads = [h.replace("（", "(").replace("）", ")") for h in SERVICE_HEADS]
        heads[1], heads[3] = "镇 街", "服务\n环节"
        report = self.taken("services", self.table(heads, service()))
        self.assertEqual((report["added"], report["refused"]), (1, 0))

    def test_the_sheet_is_chosen_by_name(self):
        table = self.table(["说明"], sheet="封面", more_sheets=[("七月", [SERVICE_HEADS, service()])])
        report = self.taken("services", table, "--sheet", "七月")
        self.assertEqual((report["sheet"], report["added"]), ("七月", 1))

    def test_a_column_is_mapped_by_hand(self):
        heads = ["作业地点" if h == "镇街" else h for h in SERVICE_HEADS]
        table = self.table(heads, service())
        self.assertEqual(coopctl("import", self.file, "services", table).status, 1)
        self.assertEqual(self.taken("services", table, "--map", "作业地点=township")["added"], 1)


class Values(ImportTest):
    def test_units_in_the_heading(self):
        for unit, value, yuan in (("元", 123456, 123456), ("万元", 12.3456, 123456), ("亿元", 0.00123456, 123456),
                                  ("万元", 0.07, 700), ("万元", 1.005, 10050), ("万元", 33, 330000)):
            with self.subTest(unit=unit, value=value):
                self.setUp()
                heads = [f"发放额（{unit}）" if h.startswith("发放额") else h for h in LOAN_HEADS]
                self.taken("loans", self.table(heads, loan(**{"发放额（元）": value})))
                self.assertEqual(self.disbursed(), [yuan])

    def test_decimals_add_up_exactly(self):
        rows = [service(作物=f"作物{i}", **{"服务面积（亩）": 0.1, "服务次数": 1, "亩次": 0.1}) for i in range(3)]
        self.taken("services", self.table(SERVICE_HEADS, *rows))
        told = {r["indicator"]: r["value"] for r in self.json("indicators", self.file, "--period", "2024Q3")}
        self.assertEqual(told["mu-times"], 0.00003)

    def test_thousands_separators_and_full_width_digits(self):
        self.taken("loans", self.table(LOAN_HEADS, loan(**{"发放额（元）": "1,234,500"}),
                                       loan(月份="2024-08", **{"发放额（元）": "１２３"})))
        self.assertEqual(sorted(self.disbursed()), [123, 1234500])

    def test_months_however_they_are_written(self):
        forms = ["2024-07", "2024.7", "2024年7月", "2024/7", "202407", 202407, 2024.7, datetime.date(2024, 7, 1),
                 datetime.datetime(2024, 7, 15)]
        rows = [service(月份=form, 作物=f"作物{i}") for i, form in enumerate(forms)]
        self.taken("services", self.table(SERVICE_HEADS, *rows))
        self.assertEqual([s["month"] for s in self.services()], ["2024-07"] * len(forms))

    def test_days_however_they_are_written(self):
        forms = ["2024-07-10", "2024.7.10", "2024年7月10日", "2024/7/10", "20240710", 20240710,
                 datetime.date(2024, 7, 10), datetime.datetime(2024, 7, 10), 45483]  # the last as Excel counts
        rows = [[f"网点{i}", "大观镇", None, form, None, None] for i, form in enumerate(forms)]
        self.taken("outlets", self.table(OUTLET_HEADS, *rows))
        found = {r["name"]: r["opened_on"] for r in self.rows(self.file, "outlets", "--search", "网点")}
        self.assertEqual(found, {f"网点{i}": "2024-07-10" for i in range(len(forms))})

    def test_codes_that_excel_turned_into_numbers(self):
        heads = ["编码"] + OUTLET_HEADS
        self.taken("outlets", self.table(heads, [10023, "数字社", 500119104, None, None, 13900003333, None],
                                         ["0024", "零头社", "500119108", None, None, "13900004444", None]))
        rows = {r["name"]: r for r in self.rows(self.file, "outlets")}
        self.assertEqual((rows["数字社"]["code"], rows["数字社"]["township"]["name"]), ("10023", "大观镇"))
        self.assertEqual((rows["零头社"]["code"], rows["零头社"]["township"]["name"]), ("0024", "水江镇"))
        self.assertEqual(rows["数字社"]["phone"], "139****3333")

    def test_township_names_without_their_kind_and_with_blanks(self):
        self.taken("services", self.table(SERVICE_HEADS, service(镇街="大观"), service(镇街=" 大 观 镇 ", 月份="2024-08")))
        self.assertEqual([s["township"]["name"] for s in self.services()], ["大观镇", "大观镇"])

    def test_the_whole_district_is_no_township(self):
        self.taken("loans", self.table(LOAN_HEADS, loan(镇街="全区"), loan(镇街=None, 产品="担保")))
        self.assertEqual([r["township"] for r in self.rows(self.file, "loans")], [None, None])

    def test_a_masked_value_that_comes_in_changes_nothing(self):
        before = contents(self.file)
        report = self.taken("outlets", self.table(OUTLET_HEADS, OUTLETS[0][:4] + ["139****1111"] + OUTLETS[0][5:]))
        self.assertEqual((report["unchanged"], report["updated"]), (1, 0))
        self.assertUnchanged(self.file, before)

    def test_two_federations_with_their_dates(self):
        heads = ["单位名称", "类别", "镇街", "所属农合联", "入会日期", "退会日期"]
        self.taken("members", self.table(
            heads, ["两联合作社", "农民合作社", "大观镇", "南川区农合联、大观镇农合联", "2024-03-01、2024-05-01", None],
            ["一退合作社", "农民合作社", "大观镇", "南川区农合联、大观镇农合联", datetime.date(2024, 3, 1), "2024-11-30、"]))
        rows = {r["name"]: r for r in self.rows(self.file, "members")}
        self.assertEqual([f["name"] for f in rows["两联合作社"]["federations"]], ["南川区农合联", "大观镇农合联"])
        self.assertEqual(rows["两联合作社"]["joined_on"], ["2024-03-01", "2024-05-01"])
        self.assertEqual(rows["一退合作社"]["joined_on"], ["2024-03-01", "2024-03-01"])
        members = lambda period: next(r["value"] for r in self.json("indicators", self.file, "--period", period)
                                      if r["indicator"] == "members")
        self.assertEqual((members("2024Q1"), members("2024Q4")), (2, 2))


class Csv(ImportTest):
    def test_csv_in_gb18030_and_utf8_with_and_without_bom(self):
        for name, encoding in (("gb.csv", "gb18030"), ("utf8.csv", "utf-8"), ("bom.csv", "utf-8-sig")):
            with self.subTest(encoding=encoding):
                self.setUp()
                table = csv(self.folder / name, SERVICE_HEADS, service(作物="𬭚稻"), encoding=encoding)
                self.assertEqual(self.taken("services", table)["added"], 1)
                self.assertEqual(self.services()[0]["crop"], "𬭚稻")

    def test_csv_with_a_title_a_total_and_quotes(self):
        table = self.folder / "t.csv"
        table.write_bytes(("社会化服务情况表,,,,,,,,,\r\n" + ",".join(SERVICE_HEADS) + "\r\n"
                           '2024年7月,大观镇,测试一社,防,菜单式,单环节,"水稻, 再生",120.50,2,241\r\n'
                           "合计,,,,,,,120.50,,241\r\n").encode("gb18030"))
        self.assertEqual(self.taken("services", table)["added"], 1)
        self.assertEqual(self.services()[0]["crop"], "水稻, 再生")


class AllOrNothing(ImportTest):
    bad = [service(月份="2024-05"), service(月份="2024-13"), service(月份="2024-06"), service(镇街="桃花镇")]

    def test_one_refused_row_changes_nothing_and_every_problem_is_told(self):
        before = contents(self.file)
        outcome = coopctl("import", self.file, "services", self.table(SERVICE_HEADS, *self.bad), "--json")
        self.assertEqual(outcome.status, 1)
        self.assertEqual([(p["row"], p["column"]) for p in outcome.json["problems"]], [(3, "月份"), (5, "镇街")])
        self.assertEqual(outcome.json["refused"], 2)
        self.assertUnchanged(self.file, before)

    def test_rows_are_counted_as_excel_does_below_titles_and_gaps(self):
        table = self.table(["标题"], [None], SERVICE_HEADS, service(), [None] * 10, service(月份="2024-13"),
                           merge=["A1:J1"])
        outcome = coopctl("import", self.file, "services", table, "--json")
        self.assertEqual([p["row"] for p in outcome.json["problems"]], [6])

    def test_skip_refused_takes_the_rest(self):
        report = self.taken("services", self.table(SERVICE_HEADS, *self.bad), "--skip-refused")
        self.assertEqual((report["added"], report["refused"], len(report["problems"])), (2, 2, 2))
        self.assertEqual([s["month"] for s in self.services()], ["2024-05", "2024-06"])

    def test_a_dry_run_reports_and_writes_nothing(self):
        before = contents(self.file)
        report = self.taken("services", self.table(SERVICE_HEADS, service(), service(月份="2024-08")), "--dry-run")
        self.assertEqual((report["added"], report["refused"]), (2, 0))
        self.assertUnchanged(self.file, before)

    def test_the_same_file_twice_changes_nothing(self):
        table = self.table(SERVICE_HEADS, service(), service(月份="2024-08"))
        self.assertEqual(self.taken("services", table)["added"], 2)
        before = contents(self.file)
        report = self.taken("services", table)
        self.assertEqual((report["added"], report["updated"], report["unchanged"]), (0, 0, 2))
        self.assertUnchanged(self.file, before)

    def test_a_corrected_file_updates_by_the_natural_key(self):
        self.taken("services", self.table(SERVICE_HEADS, service(), service(月份="2024-08")))
        report = self.taken("services", self.table(
            SERVICE_HEADS, service(**{"服务面积（亩）": 200, "亩次": 400}), service(月份="2024-08")))
        self.assertEqual((report["added"], report["updated"], report["unchanged"]), (0, 1, 1))
        self.assertEqual(sorted(s["area"] for s in self.services()), [120.5, 200])

    def test_a_column_that_the_table_does_not_have_keeps_its_values(self):
        self.taken("outlets", self.table(["名称", "镇街", "地址"], ["测试一社", "大观镇", "新地址"]))
        outlet = next(r for r in self.rows(self.file, "outlets") if r["name"] == "测试一社")
        self.assertEqual((outlet["address"], outlet["opened_on"], outlet["village"]), ("新地址", "2024-01-02", "测试村"))


class Workbooks(ImportTest):
    """What other programs leave in their cells."""

    def test_the_date_system_of_1904(self):
        from openpyxl import load_workbook
        from openpyxl.utils.datetime import CALENDAR_MAC_1904
        from openpyxl import Workbook
        book = Workbook()
        book.epoch = CALENDAR_MAC_1904
        page = book.active
        page.append(["名称", "镇街", "开业日期", "综合服务社"])
        page.append(["苹果社", "大观镇", datetime.date(2024, 7, 26), "2024-07-26"])
        page.append(["裸数社", "大观镇", 44037, None])  # the same day as a bare number of days since 1904
        book.save(self.folder / "mac.xlsx")
        self.assertEqual(load_workbook(self.folder / "mac.xlsx").epoch, CALENDAR_MAC_1904)
        self.taken("outlets", self.folder / "mac.xlsx")
        rows = {r["name"]: r for r in self.rows(self.file, "outlets")}
        self.assertEqual(rows["苹果社"]["opened_on"], "2024-07-26")
        self.assertEqual(rows["苹果社"]["service_since"], "2024-07-26")
        self.assertEqual(rows["裸数社"]["opened_on"], "2024-07-26")

    def test_a_formula_that_nobody_calculated_is_refused_where_its_value_would_be_missed(self):
        outcome = coopctl("import", self.file, "services", self.table(SERVICE_HEADS, service(亩次="=H2*I2")), "--json")
        self.assertEqual(outcome.status, 1)
        problem = outcome.json["problems"][0]
        self.assertEqual((problem["row"], problem["column"]), (2, "亩次"))
        self.assertIn("公式", problem["reason"])

    def test_what_cannot_be_seen_makes_no_other_name(self):
        heads = ["名称", "镇街", "村社共建"]
        self.taken("outlets", self.table(heads, ["丙\u200b社\ufeff", "大\u200b观镇", "是"]))
        again = self.taken("outlets", self.table(heads, ["丙社", "大观镇", "是"]))
        self.assertEqual(again["unchanged"], 1)
        self.assertIn("丙社", [r["name"] for r in self.rows(self.file, "outlets")])

    def test_a_number_may_bring_its_own_unit_but_not_half_of_one(self):
        self.taken("services", self.table(SERVICE_HEADS, service(**{"服务面积（亩）": "120.5亩", "亩次": None})))
        self.assertEqual(self.services()[0]["area"], 120.5)
        heads = ["月份", "金融机构", "镇街", "借款主体", "产品", "发放额（万元）", "农合联撬动"]
        line = ["2024-07", "测试银行", "大观镇", "农户", "信用"]
        self.taken("loans", self.table(heads, line + ["1.5亿元", "是"]))
        self.assertEqual(self.disbursed(), [150000000])
        refused = coopctl("import", self.file, "loans", self.table(heads, ["2024-08"] + line[1:] + ["3万", "是"]))
        self.assertEqual(refused.status, 1)
        self.assertIn("“3万”", refused.err)

    def test_of_two_columns_for_one_field_the_second_is_named(self):
        outcome = self.done("import", self.file, "services", self.table(
            SERVICE_HEADS + ["面积（亩）"], service() + [99]))
        self.assertIn("列“面积（亩）”没有导入", outcome.err)
        self.assertEqual(self.services()[0]["area"], 120.5)

    def test_groups_whose_columns_have_short_names(self):
        report = self.taken("services", self.table(
            ["月份", "镇街", "服务主体", "服务内容", None, "面积", None],
            [None, None, None, "环节", "作物", "（亩）", "次数"],
            ["2024-07", "大观镇", "测试一社", "耕", "水稻", 10, 2],
            merge=["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1"]))
        self.assertEqual(report["added"], 1)
        self.assertEqual(self.services()[0]["mu_times"], 20)


class Places(ImportTest):
    """Files of a GIS, written by GDAL."""

    CSV = ("name,township,phone,joint_build,circulation_since,lon,lat\n"
           "图一社,大观镇,13812345678,是,2024-07-01,107.2,29.3\n图二社,水江镇,,否,,107.3,29.2\n")

    def source(self, name, *options):
        import subprocess
        plain = self.folder / "places.csv"
        plain.write_text(self.CSV, encoding="utf-8")
        target = self.folder / name
        subprocess.run(["ogr2ogr", target, plain, "-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat",
                        "-oo", "KEEP_GEOM_COLUMNS=NO", "-nln", "places", *options], check=True, capture_output=True)
        return target

    def outlet(self, name="图一社"):
        return next(r for r in self.rows(self.file, "outlets") if r["name"] == name)

    def test_every_format_gives_the_same_rows(self):
        for name, options in (("p.geojson", ("-a_srs", "EPSG:4326")), ("p.gpkg", ("-a_srs", "EPSG:4490")),
                              ("p.kml", ("-a_srs", "EPSG:4326")), ("gbk.shp", ("-a_srs", "EPSG:4490", "-lco", "ENCODING=GBK")),
                              ("p.shp", ("-a_srs", "EPSG:4490", "-lco", "ENCODING=UTF-8")),
                              ("p.tab", ("-a_srs", "EPSG:4326", "-f", "MapInfo File"))):
            for cpg in (True, False):
                if not cpg and not name.startswith("gbk"):
                    continue
                with self.subTest(name, cpg=cpg):
                    self.setUp()
                    table = self.source(name, *options)
                    if not cpg:
                        table.with_suffix(".cpg").unlink()
                    report = self.taken("outlets", table)
                    self.assertEqual((report["added"], report["refused"]), (2, 0))
                    row = self.outlet()
                    self.assertAlmostEqual(row["lon"], 107.2, 5)
                    self.assertAlmostEqual(row["lat"], 29.3, 5)
                    self.assertEqual((row["township"]["name"], row["joint_build"], row["circulation_since"]),
                                     ("大观镇", "是", "2024-07-01"))
                    self.assertIsNone(row["source_point"])
                    self.assertEqual(self.taken("outlets", table)["unchanged"], 2)

    def test_metres_are_converted_and_kept_as_they_came(self):
        table = self.source("metres.gpkg", "-s_srs", "EPSG:4490", "-t_srs", "EPSG:4545")
        self.taken("outlets", table)
        row = self.outlet()
        self.assertAlmostEqual(row["lon"], 107.2, 6)
        self.assertRegex(row["source_point"], r"^EPSG:4545 \d{6}(\.\d+)?,\d{7}(\.\d+)?$")
        self.done("set", self.file, "outlets", row["code"], "lon=107.21")
        self.assertIsNone(self.outlet()["source_point"])  # somebody moved it: it has not come from there any more

    def test_a_converted_datum_keeps_the_point_that_came(self):
        table = self.source("gcj.geojson", "-a_srs", "EPSG:4326")
        self.taken("outlets", table, "--datum", "gcj02")
        row = self.outlet()
        self.assertEqual(row["source_point"], "GCJ-02 107.2,29.3")
        self.assertGreater(abs(row["lon"] - 107.2), 0.001)
        self.assertEqual(self.taken("outlets", table, "--datum", "gcj02")["unchanged"], 2)

    def test_what_is_no_ledger_of_points_is_refused(self):
        before = contents(self.file)
        table = self.source("p.geojson", "-a_srs", "EPSG:4326")
        self.assertIn("没有坐标", self.refused("import", self.file, "services", table))
        areas = DATA / "nanchuan" / "nanchuan_townships_schematic.geojson"
        self.assertIn("线或面", self.refused("import", self.file, "outlets", areas))
        lost = self.source("lost.shp", "-a_srs", "EPSG:4490")
        lost.with_suffix(".prj").unlink()
        self.assertIn("坐标系", self.refused("import", self.file, "outlets", lost))
        broken = self.folder / "broken.gpkg"
        broken.write_bytes(b"SQLite format 3\0" + b"x" * 3000)
        self.refused("import", self.file, "outlets", broken)
        self.assertEqual(contents(self.file), before)
