"""Every template and the quarter's report as files: what is in them, where it lies on the earth, the same bytes twice."""
import json
import math
import re
import subprocess
import unittest
import zipfile
from xml.etree import ElementTree

import numpy
import openpyxl
from osgeo import gdal, ogr, osr

from program import ProgramTest, coopctl, scratch, workspace
from printing.test_map_pdf import read_text, tool

gdal.UseExceptions()
TEMPLATES = ("progress", "atlas", "outlets", "centres", "credit", "tasks")
PAGES = ("A3-landscape", "A3-portrait", "A4-landscape", "A4-portrait")
MM = 25.4


def setUpModule():
    global file, folder
    file = workspace("printed", example=True)
    folder = scratch / "printed-out"
    folder.mkdir(exist_ok=True)


class Printed(ProgramTest):
    def sheet(self, name, *options, template="progress", page="A3-landscape"):
        out = folder / name
        self.done("map", file, "--template", template, "--theme", "mu-times", "--period", "2024Q4", "--date", "2025-01-10",
                  "--page", page, "--out", out, *options)
        return out

    def report(self, name, *options, period="2024Q4"):
        out = folder / name
        self.done("report", file, "--period", period, "--date", "2025-01-10", "--out", out, *options)
        return out

    def test_each_template_says_all_that_a_sheet_must_say(self):
        for template in TEMPLATES:
            for page in PAGES:
                with self.subTest(template=template, page=page):
                    pdf = self.sheet("t.pdf", "--run-number", "2025-009", template=template, page=page)
                    text = read_text(pdf)
                    wanted = ["2024年第四季度", "口径", "数据截止", "制图单位", "2025年1月10日", "内部使用", "未报单位", "2025-009"]
                    if template != "tasks":
                        wanted += ["图例", "比例尺", "示意边界，非法定界线", "坐标系", "OpenStreetMap", "GeoNames"]
                    for words in wanted:
                        self.assertIn(words, text)
                    for line in tool("pdffonts", pdf).splitlines()[2:]:
                        self.assertEqual(line.split()[-5], "yes", line)  # embedded
                    tool("qpdf", "--check", pdf)
                    first = pdf.read_bytes()
                    self.assertEqual(first, self.sheet("t.pdf", "--run-number", "2025-009", template=template, page=page).read_bytes())

    def test_rare_characters_are_printed_and_found_again(self):
        # Also beyond U+FFFF, one letter twice, two behind each other, and one in fonts of two weights.
        for title in ("㵲阳镇㙇坝䢺村服务图", "𠮷𬭎镇㙍𠮷田𬭎𫟅村服务图", "𠮷"):
            with self.subTest(title=title):
                pdf = self.sheet("rare.pdf", "--title", title)
                self.assertIn(title, read_text(pdf))
                tool("qpdf", "--check", pdf)

    def test_the_pdf_lies_where_the_boundaries_lie(self):
        # The district's outline, vertex by vertex, must be dark red within half a millimetre of its place.
        layer = ogr.Open(str(self.boundaries()))
        union = ogr.Geometry(ogr.wkbMultiPolygon)
        for feature in layer.GetLayer(0):
            geometry = feature.GetGeometryRef()
            for part in ([geometry] if geometry.GetGeometryType() == ogr.wkbPolygon else geometry):
                union.AddGeometry(part)
        outline = union.UnionCascaded()
        outline = max((outline.GetGeometryRef(i) for i in range(outline.GetGeometryCount())), key=lambda g: g.GetArea()) \
            if outline.GetGeometryName() == "MULTIPOLYGON" else outline
        ring = outline.GetGeometryRef(0)
        for name, dpi in (("place.pdf", 150), ("place.tif", 150)):
            for page in ("A3-landscape", "A4-portrait"):
                with self.subTest(name=name, page=page):
                    out = self.sheet(name, "--dpi", str(dpi), page=page)
                    raster = gdal.OpenEx(str(out), open_options=["DPI=150"] if name.endswith("pdf") else [])
                    crs = osr.SpatialReference()
                    crs.ImportFromEPSG(4545)
                    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
                    degrees = osr.SpatialReference()
                    degrees.ImportFromEPSG(4490)
                    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
                    self.assertTrue(raster.GetSpatialRef().IsSame(crs) or "108" in raster.GetProjection())
                    to_metres = osr.CoordinateTransformation(degrees, crs)
                    x0, dx, _, y0, _, dy = raster.GetGeoTransform()
                    red, green, blue = (raster.GetRasterBand(i).ReadAsArray().astype(int) for i in (1, 2, 3))
                    is_line = (red > 110) & (red < 190) & (green < 110) & (blue < 110) & (red - green > 40)
                    reach = int(math.ceil(0.5 / MM * dpi))
                    seen = checked = 0
                    for i in range(ring.GetPointCount()):
                        x, y, _ = to_metres.TransformPoint(ring.GetX(i), ring.GetY(i))
                        column, row = int((x - x0) / dx), int((y - y0) / dy)
                        box = is_line[max(0, row - reach):row + reach + 1, max(0, column - reach):column + reach + 1]
                        checked += 1
                        seen += box.any()
                    self.assertGreater(checked, 100)
                    self.assertGreater(seen / checked, 0.97)  # a symbol or the north arrow may hide a few

    def test_the_bar_and_the_numeric_scale_are_true_to_half_a_millimetre(self):
        dpi = 300
        for page in ("A3-landscape", "A4-landscape"):
            for scale in (250000, 400000, 800000):
                with self.subTest(page=page, scale=scale):
                    pdf = self.sheet("scale.pdf", "--scale", str(scale), page=page)
                    self.assertIn(f"比例尺1:{scale // 1000}000", read_text(pdf))
                    raster = gdal.OpenEx(str(pdf), open_options=[f"DPI={dpi}"])
                    metres = raster.GetGeoTransform()[1]
                    self.assertAlmostEqual(metres * dpi / MM, scale / 1000, delta=scale / 1000 * 3e-4)  # a millimetre of paper
                    grey = numpy.mean([raster.GetRasterBand(i).ReadAsArray() for i in (1, 2, 3)], axis=0)
                    kilometres = self.bar_label(pdf)
                    wanted = kilometres * 1e6 / scale
                    # The bar is a dark run of just this length somewhere in the map's frame.
                    lengths = set()
                    for row in (grey < 110):
                        edges = numpy.flatnonzero(numpy.diff(numpy.concatenate(([0], row.astype(int), [0]))))
                        lengths.update(((edges[1::2] - edges[::2]) * MM / dpi).round(2))
                    self.assertTrue(any(abs(length - wanted) <= 0.5 for length in lengths), f"{wanted} mm not in {sorted(lengths)[-12:]}")

    def bar_label(self, pdf):
        """Kilometres at the bar's end: the last number before 千米."""
        words = re.findall(r"([\d.]+)\s*千米", tool("pdftotext", "-layout", pdf, "-"))
        self.assertTrue(words)
        return float(words[-1])

    def boundaries(self):
        from program import DATA
        return next(DATA.glob("nanchuan/*schematic*.geojson"))

    def test_pictures_of_an_atlas_are_files_of_their_own(self):
        out = self.sheet("atlas.png", "--dpi", "72", template="atlas")
        self.assertFalse(out.exists())
        self.assertEqual(len(list(folder.glob("atlas-0?.png"))), 8)

    def test_a_table_apart_follows_on_its_own_page(self):
        pdf = self.sheet("apart.pdf", "--table-apart", page="A4-portrait")
        self.assertIn("Pages:           2", tool("pdfinfo", pdf))

    def test_the_report_has_every_chapter_with_links_and_bookmarks(self):
        pdf = self.report("r.pdf", "--run-number", "2025-011")
        text = read_text(pdf)
        for words in ("目录", "口径", "总体情况", "进度图", "进度走势", "片区排名", "各农合联", "重点任务", "未报情况", "名词解释",
                      "截至2024年第四季度，全区完成社会化服务25.3万亩次，占年度目标的93.7%，落后序时进度6.3个百分点", "2025-011", "—2—"):
            self.assertIn(words, text)
        for number in range(1, 33):
            self.assertRegex(text, rf"{number}")
        for line in tool("pdffonts", pdf).splitlines()[2:]:
            self.assertEqual(line.split()[-5], "yes", line)
        tool("qpdf", "--check", pdf)
        described = json.loads(tool("qpdf", "--json", pdf))
        outlines = described["outlines"]
        self.assertGreaterEqual(len(outlines), 9)
        self.assertTrue(any(len(entry["kids"]) == 7 for entry in outlines))  # a federation each
        objects = [entry.get("value") for entry in described["qpdf"][1].values()]
        links = [value for value in objects if isinstance(value, dict) and value.get("/Subtype") == "/Link"]
        self.assertGreaterEqual(len(links), 16)
        first = pdf.read_bytes()
        self.assertEqual(first, self.report("r.pdf", "--run-number", "2025-011").read_bytes())
        # A bookmark leads to the page that has its heading.
        for entry in outlines:
            page = tool("pdftotext", "-f", entry["destpageposfrom1"], "-l", entry["destpageposfrom1"], pdf, "-")
            self.assertIn(re.sub(r"\s", "", entry["title"])[2:], re.sub(r"\s", "", page.replace("⼀", "一")), entry["title"])

    def test_the_workbook_has_the_same_figures_in_the_office_s_form(self):
        book = openpyxl.load_workbook(self.report("r.xlsx"))
        readings = self.json("indicators", file, "--period", "2024Q4", "--by", "federation")
        self.assertEqual(book.sheetnames[0], "全区指标")
        sheet = book["社会化服务规模"]
        self.assertIn("制定机关", sheet["A2"].value)
        self.assertIn("　　报告期：2024年第四季度", sheet["A3"].value)
        signed = sheet.cell(sheet.max_row, 1).value  # by hand, so it has room
        self.assertRegex(signed, "^单位负责人：　{8}填表人：　{8}报出日期：2025年1月10日$")
        self.assertEqual(sheet.page_setup.orientation, "landscape")
        self.assertTrue(sheet.print_title_rows)
        self.assertTrue(sheet.merged_cells.ranges)
        shown = {row[1].value: row[2].value for row in sheet.iter_rows(min_row=5) if row[1].value}
        for reading in readings if isinstance(readings, list) else readings["readings"]:
            if reading.get("indicator") == "mu-times":
                name, value = reading["area"]["name"] if isinstance(reading["area"], dict) else reading["area"], reading["value"]
                self.assertIn(name, shown)
                self.assertEqual(shown[name], "未报" if value is None else round(value, 2))
        first = (folder / "r.xlsx").read_bytes()
        self.assertEqual(first, self.report("r.xlsx").read_bytes())

    def test_the_text_opens_as_odf_and_says_the_summary(self):
        out = self.report("r.odt")
        with zipfile.ZipFile(out) as parts:
            self.assertIsNone(parts.testzip())
            self.assertEqual(parts.read("mimetype"), b"application/vnd.oasis.opendocument.text")
            text = "".join(ElementTree.fromstring(parts.read("content.xml")).itertext())
        self.assertIn("截至2024年第四季度，全区完成社会化服务25.3万亩次", text)
        first = out.read_bytes()
        self.assertEqual(first, self.report("r.odt").read_bytes())

    def test_a_report_of_a_quarter_without_data_says_so(self):
        text = read_text(self.report("empty.pdf", period="2027Q1"))
        self.assertIn("未报社会化服务规模", text)
        self.assertIn("未报情况", text)

    def test_wrong_wishes_are_refused_in_chinese(self):
        for arguments in (["report", file, "--period", "2024", "--out", folder / "x.pdf"],
                          ["report", file, "--period", "2024Q4", "--out", folder / "x.doc"],
                          ["report", file, "--period", "2024Q4", "--out", folder / "没有" / "x.pdf"],
                          ["map", file, "--template", "progress", "--period", "2024Q4", "--out", folder / "x.pdf"],
                          ["map", file, "--template", "outlets", "--period", "2024Q4", "--logo", folder / "没有.png", "--out", folder / "x.pdf"]):
            outcome = coopctl(*arguments)
            self.assertEqual(outcome.status, 1, arguments)
            self.assertRegex(outcome.err, "[\u4e00-\u9fff]")
        self.assertFalse((folder / "x.pdf").exists())


if __name__ == "__main__":
    unittest.main()
