"""A workspace for practice: everything that comes out of it says so, and no real office takes its packages."""
import shutil
import unittest
import zipfile

from exchange import DAGUAN, ExchangeTest, ran
from program import PLAN, ProgramTest, coopctl, scratch, workspace
from printing.test_map_pdf import read_text

MARK = "练习"
LETTER = "练"  # of the mark: its letters stand apart for pdftotext, since they lie across


def setUpModule():
    global practice, real, folder
    folder = scratch / "practice"
    folder.mkdir()
    practice = folder / "练习.gpkg"
    made = coopctl("new", practice, "--plan", PLAN, "--practice")
    assert made.status == 0, made.err
    real = workspace("practice-real", example=True)


def said(pdf):
    return "".join(read_text(pdf).split())


class Practice(ProgramTest):
    def test_it_is_whole_and_knows_what_it_is(self):
        self.assertTrue(self.json("info", practice)["practice"])
        self.assertNotIn("practice", self.json("info", real))
        self.assertEqual([f for f in self.json("check", practice)["findings"] if f["severity"] == "error"], [])
        states = {s["state"] for s in self.json("sheet", "list", practice)}
        self.assertLessEqual({"draft", "submitted", "reviewed", "locked"}, states)

    def test_every_paper_carries_the_mark_and_no_real_one_does(self):
        papers = [
            ("map", "--theme", "mu-times", "--period", "2024Q4", "--date", "2025-01-10"),
            *(("map", "--template", kind, "--theme", "mu-times", "--period", "2024Q4", "--date", "2025-01-10")
              for kind in ("atlas", "outlets", "centres", "credit", "tasks")),
            ("report", "--period", "2024Q4", "--date", "2025-01-10"),
            ("sheet", "print", "大观", "2024Q4"),
            ("task", "sheet", "5", "--date", "2025-01-10"),
        ]
        for command, *rest in papers:
            with self.subTest(command=[command, *rest]):
                words = [command] if command in ("map", "report") else [command, rest.pop(0)]
                for file, marked in ((practice, True), (real, False)):
                    out = folder / "paper.pdf"
                    self.done(*words, file, *rest, "--out", out)
                    self.assertEqual(LETTER in said(out), marked, file)

    def test_the_report_as_workbook_and_text_says_it_too(self):
        for ending in ("xlsx", "odt"):
            for file, marked in ((practice, True), (real, False)):
                out = folder / f"report.{ending}"
                self.done("report", file, "--period", "2024Q4", "--date", "2025-01-10", "--out", out)
                with zipfile.ZipFile(out) as archive:
                    words = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
                self.assertEqual(MARK in words, marked, (ending, file))


class Packages(ExchangeTest):
    def test_a_real_district_and_a_real_township_take_nothing_from_practice_and_give_it_nothing(self):
        district, office = self.folder / "练习区.gpkg", self.folder / "练习镇.gpkg"
        shutil.copyfile(practice, district)
        told = ran("package", "issue", district, "--to", "大观镇农合联", "--out", self.folder / "练习.nfb")
        self.assertTrue(self.json("package", "inspect", self.folder / "练习.nfb")["practice"])
        ran("package", "open", self.folder / "练习.nfb", "--out", office, "--code", told["code"], "--as", "乡镇")
        self.assertTrue(self.json("info", office)["practice"])
        submitted = self.submit(office, "--empty")
        self.assertIn(MARK, self.refused("package", "merge", self.district, submitted))
        self.assertIn(MARK, self.refused("package", "merge", district, self.submit(self.daguan, "--empty")))


if __name__ == "__main__":
    unittest.main()
