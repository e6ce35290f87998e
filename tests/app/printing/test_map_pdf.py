"""The quarterly progress map on paper: every element that a printed map must have, the same bytes twice, screen = paper."""
import re
import struct
import subprocess
import unicodedata
import unittest

import numpy
from osgeo import gdal

from program import ProgramTest, scratch, workspace

gdal.UseExceptions()


def setUpModule():
    global file
    file = workspace("map", example=True)


def tool(*arguments):
    return subprocess.run(list(map(str, arguments)), capture_output=True, check=True).stdout.decode("utf-8")


def text_of(path):
    """Without blanks and line breaks, which pdftotext sets where it likes."""
    return re.sub(r"\s+", "", tool("pdftotext", path, "-"))


def ordinary(text):
    """Radicals (U+2F24 ⼤) that a font draws with the glyph of a character (U+5927 大), as that character."""
    supplement = dict(zip("⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳", "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟"))
    return "".join(supplement.get(c) or (unicodedata.normalize("NFKC", c) if "\u2f00" <= c <= "\u2fdf" else c)
                   for c in text)


def read_text(path):
    return ordinary(text_of(path))


def pixels(path):
    raster = gdal.Open(str(path))
    return numpy.stack([raster.GetRasterBand(i).ReadAsArray() for i in (1, 2, 3)], axis=2).astype(int)


def png_size(path):
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", head[16:24])


def millimetres(path):
    width, height = map(float, re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", tool("pdfinfo", path)).groups())
    return round(width * 25.4 / 72), round(height * 25.4 / 72)


class MapTest(ProgramTest):
    def draw(self, out, *more, theme="mu-times", period="2024Q4"):
        path = scratch / out
        date = ["--date", "2025-07-10" if period.startswith("2025") else "2025-01-10"]
        path.unlink(missing_ok=True)
        self.done("map", file, "--theme", theme, "--period", period, *date, *more, "--out", path)
        return path


class Pdf(MapTest):
    def test_the_sheet_has_every_element(self):
        text = read_text(self.draw("elements.pdf"))
        for what, pattern in {
                "图名": "社会化服务规模.*进度图", "期间": "2024年第四季度", "图例": "图例|达标", "数字比例尺": r"1[:：∶]\d",
                "线段比例尺": r"公里|千米|km", "制图单位": "南川区供销合作社", "制图日期": "制图日期.{0,3}2025年1月10日",
                "数据截止日期": "数据截止.{0,5}2024年12月31日", "坐标系": "2000国家大地坐标系.*CGCS2000",
                "坐标系编号": "EPSG:4545",
                "口径": "年度发生额", "未报单位": "未报.*大有镇农合联|大有镇农合联.*未报", "版权": "OpenStreetMapcontributors,ODbL1\\.0",
                "审图号或内部使用": "内部使用", "示意": "示意边界，非法定界线", "全区实绩": r"25\.3", "全区目标": "27"}.items():
            with self.subTest(what):
                self.assertRegex(text, pattern)

    def test_the_table_shows_each_federation_with_its_figure(self):
        text = read_text(self.draw("table.pdf"))
        for name, figure in (("大观镇农合联", "5.62"), ("水江镇农合联", "4.31"), ("鸣玉镇农合联", "6.48"),
                             ("金山镇农合联", "1.12"), ("南平镇农合联", "2.71"), ("西城街道农合联", "5.06")):
            self.assertIn(name, text)
            self.assertIn(figure, text)

    def test_a_review_number_takes_the_place_of_internal_use(self):
        text = read_text(self.draw("review.pdf", "--review-number", "渝S(2025)001号"))
        self.assertIn("渝S(2025)001号", text)
        self.assertNotIn("内部使用", text)

    def test_the_text_can_be_searched_for_in_the_characters_that_people_type(self):
        text = text_of(self.draw("search.pdf"))
        odd = sorted({c for c in text if "\u2e80" <= c <= "\u2fdf"})
        self.assertEqual(odd, [], "radicals stand for characters")
        self.assertIn("大观镇农合联", text)

    def test_every_font_is_embedded(self):
        lines = tool("pdffonts", self.draw("fonts.pdf")).splitlines()[2:]
        self.assertGreater(len(lines), 0)
        for line in lines:
            embedded = re.search(r"\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", line)
            self.assertIsNotNone(embedded, line)
            self.assertEqual(embedded[1], "yes", line)

    def test_two_runs_give_the_same_bytes(self):
        first = self.draw("first.pdf").read_bytes()
        self.assertEqual(first, self.draw("second.pdf").read_bytes())
        self.assertEqual(first[:5], b"%PDF-")
        self.assertEqual(self.draw("a.png", "--dpi", "75").read_bytes(), self.draw("b.png", "--dpi", "75").read_bytes())

    def test_the_page_sizes(self):
        for page, size in (("A3-landscape", (420, 297)), ("A3-portrait", (297, 420)), ("A4-landscape", (297, 210)),
                           ("A4-portrait", (210, 297))):
            with self.subTest(page):
                path = self.draw(f"{page}.pdf", "--page", page)
                self.assertEqual(millimetres(path), size)
                self.assertRegex(tool("pdfinfo", path), r"Pages:\s+1\n")
                text = read_text(path)
                self.assertIn("示意边界，非法定界线", text)
                self.assertIn("大有镇农合联", text)

    def test_other_themes_and_townships(self):
        for theme, by in (("credit", "federation"), ("credit", "township"), ("outlets", "township"),
                          ("mu-times", "township"), ("members", "federation")):
            with self.subTest(theme=theme, by=by):
                text = read_text(self.draw(f"{theme}-{by}.pdf", "--by", by, theme=theme, period="2025Q2"))
                self.assertIn("2025年第二季度", text)
                self.assertIn("大有镇", text)

    def test_a_map_is_not_older_than_its_data(self):
        path = scratch / "older.pdf"
        self.refused("map", file, "--theme", "mu-times", "--period", "2024Q4", "--date", "2024-10-01", "--out", path)
        self.assertFalse(path.exists())

    def test_drawing_leaves_the_workspace_alone(self):
        before = file.read_bytes()
        self.draw("alone.pdf")
        self.assertEqual(file.read_bytes(), before)


class Pictures(MapTest):
    def test_a_png_has_as_many_pixels_as_paper_and_dpi_say(self):
        for page, dpi, (width, height) in (("A3-landscape", 100, (1654, 1169)), ("A4-portrait", 150, (1240, 1754))):
            found = png_size(self.draw("size.png", "--page", page, "--dpi", dpi))
            self.assertLessEqual(abs(found[0] - width), 1)
            self.assertLessEqual(abs(found[1] - height), 1)

    def test_paper_and_picture_are_the_same_drawing(self):
        """One renderer: the PDF, drawn by poppler, and the PNG differ only by the smoothing of edges."""
        picture = self.draw("same.png", "--dpi", 100)
        tool("pdftoppm", "-r", "100", "-png", "-singlefile", self.draw("same.pdf"), scratch / "paper")
        a, b = pixels(picture), pixels(scratch / "paper.png")
        height, width = min(a.shape[0], b.shape[0]), min(a.shape[1], b.shape[1])
        blocks = lambda p: p[:height // 8 * 8, :width // 8 * 8].reshape(height // 8, 8, width // 8, 8, 3).mean((1, 3))
        difference = numpy.abs(blocks(a) - blocks(b)).max(axis=2)
        self.assertLess(difference.mean(), 4)
        self.assertLess((difference > 60).mean(), 0.01)

    def test_the_picture_is_a_map_and_not_an_empty_sheet(self):
        p = pixels(self.draw("full.png", "--dpi", 75))
        white = (p.min(axis=2) > 250).mean()
        self.assertLess(white, 0.9)
        self.assertGreater(len(numpy.unique(p.reshape(-1, 3), axis=0)), 50)

    def test_black_and_white_has_no_colour(self):
        p = pixels(self.draw("grey.png", "--dpi", 75, "--black-and-white"))
        coloured = (p.max(axis=2) - p.min(axis=2) > 40).mean()
        self.assertLess(coloured, 0.005)

    def test_a_change_of_one_figure_changes_the_picture(self):
        self.assertNotEqual(self.draw("q4.png", "--dpi", 75).read_bytes(),
                            self.draw("q3.png", "--dpi", 75, period="2024Q3").read_bytes())

    def test_svg_is_svg_with_the_words_of_the_sheet(self):
        text = self.draw("map.svg").read_text("utf-8")
        self.assertIn("<svg", text[:600])


if __name__ == "__main__":
    unittest.main()
