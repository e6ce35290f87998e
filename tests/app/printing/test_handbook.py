"""The help as a handbook on paper: every chapter, contents that lead there, page numbers."""
import re
import subprocess
import unittest

from program import SOURCE, ProgramTest, scratch
from printing.test_map_pdf import read_text, tool

HELP = SOURCE / "resources" / "help"


class Handbook(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.out = scratch / "手册.pdf"
        cls.told = cls().json("help", "--out", cls.out)

    def test_every_chapter_and_section_is_in_it_and_in_the_contents(self):
        text = read_text(self.out)
        chapters = sorted(path.stem for path in HELP.glob("*.md"))
        self.assertGreaterEqual(len(chapters), 13)
        for chapter in chapters:
            for heading in re.findall(r"^#+ (.+)$", (HELP / f"{chapter}.md").read_text("utf-8"), re.M):
                with self.subTest(chapter=chapter, heading=heading):
                    self.assertGreaterEqual(text.count("".join(heading.split())), 2)

    def test_nothing_of_markdown_is_left(self):
        text = read_text(self.out)
        for mark in ("**", "](", "##", "`"):
            self.assertNotIn(mark, text)

    def test_pages_are_numbered_and_the_contents_are_links(self):
        pages = int(re.search(r"Pages:\s+(\d+)", tool("pdfinfo", self.out))[1])
        self.assertEqual(pages, self.told["pages"])
        text = read_text(self.out)
        for page in range(2, pages + 1):
            self.assertIn(f"—{page}—", text)
        headings = sum(len(re.findall(r"^#+ ", path.read_text("utf-8"), re.M)) for path in HELP.glob("*.md"))
        plain = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.out, "-"], capture_output=True, check=True).stdout
        self.assertEqual(plain.count(b"/Subtype /Link"), headings)
        tool("qpdf", "--check", self.out)

    def test_the_same_program_prints_the_same_bytes(self):
        again = scratch / "手册2.pdf"
        self.done("help", "--out", again)
        self.assertEqual(again.read_bytes(), self.out.read_bytes())

    def test_another_ending_is_refused(self):
        self.assertIn(".pdf", self.refused("help", "--out", scratch / "手册.docx"))


if __name__ == "__main__":
    unittest.main()
