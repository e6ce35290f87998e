"""Whatever one does wrong, what is said is Chinese: no sentence of CLI11, SQLite, GDAL, Qt or the system (issue 17)."""
import re
import shutil
import sqlite3
import unittest
from pathlib import Path

from exchange import DAGUAN, DISTRICT, SECRET, exchange
from program import ProgramTest, coopctl, scratch, workspace
from test_roles import subcommands

# Words of the program's own language: options, places of arguments, ids and formats, which people type themselves.
KNOWN = {"coopctl", "help", "Excel", "JSON", "SHA", "WPS", "GeoJSON", "Shapefile", "GeoPackage", "GeoTIFF", "MBTiles", "EPSG", "CGCS", "COOPCTL", "gpkg",
         "xlsx", "json", "geojson", "UTF", "GBK", "Alt",
         # Words that people type, which a sentence explains: entry（录入）, theirs 采用乡镇.
         "entry", "review", "admin", "read", "theirs", "ours", "edited", "both", "back", "cgcs", "form", "import", "undo", "table",
         "name", "stage", "nanchuan", "MapInfo", "blue", "yellow", "green", "grey", "landscape", "portrait"}
WORD = re.compile(r"[A-Za-z][A-Za-z_]{3,}")


def english(said, *own):
    """Words of four letters and more that are neither the program's language nor what was typed."""
    text = re.sub(r"--[a-z-]+", " ", said)
    for one in sorted({*map(str, own), *(part for one in own for part in (Path(one).name, Path(one).stem))} - {""}, key=len, reverse=True):
        text = text.replace(one, " ")
    text = re.sub(r"[\w./\\-]*/[\w./\\-]*", " ", text)  # paths
    text = re.sub(r"\b[\w-]+\.(gpkg|nfb|csv|xlsx|json|geojson|kml|shp|pdf|png|zip|cpg|gpx)\b", " ", text)
    return [word for word in WORD.findall(text) if word not in KNOWN]


def options(leaf):
    """[(option, what follows)] and the places of arguments, from the help."""
    told = coopctl(*leaf.split(), "--help").out
    flags = re.findall(r"^  (?:-\w,)?(--[a-z-]+)(?: ([^ ].*?))?(?:  |$)", told, re.M)
    places = re.findall(r"^  ([A-Z=]+) ", told, re.M)
    return flags, places, told


class Messages(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.leaves = subcommands()
        cls.ids = set()
        for leaf in cls.leaves:
            cls.ids |= set(re.findall(r"[A-Za-z_-]{4,}", " ".join(options(leaf)[2].split("选项:")[:1])))
        cls.file = workspace("messages")
        told = coopctl("list", cls.file, "没有这个").err + coopctl("list", cls.file, "outlets", "--where", "x=1").err
        told += coopctl("history", cls.file, "--door", "x").err
        cls.ids |= set(re.findall(r"[a-z_]{4,}", told))  # registries, fields and doors, which are listed where one is wrong
        with sqlite3.connect(cls.file) as database:  # and what a file has as layers
            cls.ids |= {name for name, in database.execute("SELECT name FROM sqlite_master")}
        database.close()

    def assertNoEnglish(self, *words, status=None, environment=None):
        outcome = coopctl(*words, environment=environment)
        if status is not None:
            self.assertEqual(outcome.status, status, f"{words}\n{outcome.out}\n{outcome.err}")
        self.assertIn(outcome.status, (0, 1, 2), words)
        left = [w for w in english(outcome.err, *words) if w not in self.ids and w.upper() != w]
        self.assertEqual(left, [], f"{words}: {outcome.err}")
        if outcome.status:
            self.assertRegex(outcome.err, "[\u4e00-\u9fff]{3}", words)
        return outcome

    def test_wrong_usage_of_every_subcommand(self):
        self.assertNoEnglish(status=2)
        self.assertNoEnglish("没有这个命令", status=2)
        self.assertNoEnglish("--frobnicate", status=2)
        for leaf in self.leaves:
            words = leaf.split()
            flags, places, _ = options(leaf)
            some = [str(self.file)] * max(1, len(set(places)))
            with self.subTest(leaf=leaf):
                self.assertNoEnglish(*words, status=2 if places else None)
                self.assertNoEnglish(*words, *some, "--frobnicate", status=2)
                self.assertNoEnglish(*words, *some, *["多余"] * 12)
                for flag, follows in flags:
                    if flag in ("--help", "--version"):
                        continue
                    takes_value = re.match(r"文字|整数|数\b|\{|[\d.-]+ 到", follows)
                    self.assertNoEnglish(*words, *some, flag, status=2 if takes_value else None)
                    self.assertNoEnglish(*words, *some, flag, "胡写", "--json", "--json", flag, "胡写")
                    self.assertNoEnglish(*words, *some, f"{flag}=胡写")

    def test_options_that_exclude_or_need_each_other(self):
        for words in (("backup", self.file, "--second", "x", "--no-second"), ("list", self.file, "outlets", "--behind", "outlets"),
                      ("list", self.file, "outlets", "--of", "大观镇"), ("duplicates", self.file, "outlets", "--different", "一"),
                      ("package", "receipt", self.file, "--out", "x.nfb"), ("package", "open", "x.nfb"),
                      ("package", "settle", self.file, "1", "--take", "beides"), ("target", "set", self.file, "outlets", "abc", "1"),
                      ("layer", "set", self.file, "x", "--opacity", "500"), ("map", self.file, "--dpi", "1e9", "--period", "2024Q1",
                                                                             "--out", "x.pdf")):
            with self.subTest(words=words):
                self.assertNoEnglish(*words, status=2)

    def test_help_is_chinese(self):
        for leaf in (*self.leaves, "", *{" ".join(leaf.split()[:-1]) for leaf in self.leaves}):
            told = coopctl(*leaf.split(), "--help")
            self.assertEqual(told.status, 0)
            text = re.sub(r"--?[a-z][a-z-]*|\{[^}]*\}|\b[A-Z_=]+\b", " ", told.out)
            text = re.sub(r"^  [a-z][a-z-]*", " ", text, flags=re.M)  # names of commands
            text = re.sub(r"[a-z_]+=", " ", text)
            text = re.sub(r"coopctl( [a-z-]+)*", " ", text)  # 用法
            with self.subTest(leaf=leaf):
                for sentence in re.findall(r"[A-Za-z]+(?: [A-Za-z]+){2,}", text):
                    self.fail(f"{leaf}: {sentence!r}")
                self.assertNotRegex(told.out, r"\b(TEXT|U?INT|FLOAT):| in \[")  # what an option takes
                for label in ("Usage", "Options", "Positionals", "Subcommands", "Needs", "Excludes", "REQUIRED", "Print this"):
                    self.assertNotIn(label, told.out)

    def test_files_that_are_not_there_not_theirs_or_broken(self):
        folder = scratch / "broken"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        broken = {name: folder / name for name in ("坏.gpkg", "坏.nfb", "坏.xlsx", "坏.xls", "坏.ods", "坏.csv", "坏.geojson", "坏.kml",
                                                   "坏.shp", "坏.zip", "坏.tif", "坏.json", "坏.gpx", "坏.png")}
        for number, path in enumerate(broken.values()):
            path.write_bytes((b"PK\x03\x04" if path.suffix in (".xlsx", ".ods", ".zip") else b"<kml" if path.suffix == ".kml"
                              else b'{"type"' if path.suffix == ".geojson" else b"II*\0") + bytes(range(200)) * (number + 1))
        missing = folder / "没有.xlsx"
        readings = ("info", "check", "tasks", "history", "people list", "layer list", "package list", "package offices",
                    "package conflicts", "target list", "decide", "close", "sheet list")
        for command in readings:
            for path in (folder / "没有.gpkg", folder, broken["坏.gpkg"], broken["坏.csv"]):
                self.assertNoEnglish(*command.split(), path, status=1)
        for path in (*broken.values(), missing, folder):
            self.assertNoEnglish("import", self.file, "outlets", path)
            self.assertNoEnglish("layer", "add", self.file, path)
            self.assertNoEnglish("layer", "add", self.file, path, "--reference")
            self.assertNoEnglish("layer", "inspect", path)
            self.assertNoEnglish("package", "inspect", path)
            self.assertNoEnglish("package", "merge", self.file, path, environment=SECRET)
            self.assertNoEnglish("package", "open", path, "--out", folder / "新.gpkg", "--code", "ABCD", environment=SECRET)
            self.assertNoEnglish("restore", path, self.file)
            self.assertNoEnglish("salvage", path, folder / "抢.gpkg")
            self.assertNoEnglish("new", folder / "新的.gpkg", "--plan", path)
            self.assertNoEnglish("new", folder / "新的.gpkg", "--plan", "nanchuan-2024-17", "--boundaries", path)
            (folder / "新的.gpkg").unlink(missing_ok=True)

    def test_places_that_cannot_be_written(self):
        for place in ("/proc/1/x", "/没有这个文件夹/x", str(scratch)):
            for ending in ("csv", "xlsx", "geojson", "kml", "gpkg", "shp"):
                self.assertNoEnglish("export", self.file, "outlets", f"{place}.{ending}" if place != str(scratch) else place, status=1)
            for words in (("report", self.file, "--period", "2024Q1", "--out", f"{place}.pdf"),
                          ("report", self.file, "--period", "2024Q1", "--out", f"{place}.xlsx"),
                          ("history", self.file, "--out", f"{place}.csv"), ("history", self.file, "--out", f"{place}.xlsx"),
                          ("map", self.file, "--template", "progress", "--theme", "outlets", "--period", "2024Q1", "--out", f"{place}.png"),
                          ("export", self.file, "outlets", f"{place}.xlsx", "--template"), ("backup", self.file, f"{place}.gpkg"),
                          ("backup", self.file, "--second", place + "y"), ("new", f"{place}.gpkg", "--plan", "nanchuan-2024-17"),
                          ("salvage", self.file, f"{place}.gpkg"), ("sheet", "print", self.file, "大观", "2024Q1", "--out", f"{place}.pdf"),
                          ("task", "sheet", self.file, "1", "--out", f"{place}.pdf"), ("help", "--out", f"{place}.pdf")):
                if place != str(scratch):
                    self.assertNoEnglish(*words, status=1)
        file = workspace("messages-attachment")
        note = scratch / "说明.txt"
        note.write_text("附件的内容", "utf-8")
        self.done("add", file, "outlets", "code=F-1", "name=店", "township=大观镇")
        self.done("attachment", "add", file, "outlets", "F-1", note)
        self.assertNoEnglish("attachment", "save", file, "outlets", "F-1", "说明.txt", "/没有这个文件夹/说明.txt", status=1)
        self.assertNoEnglish("package", "issue", exchange("messages-issue") / DISTRICT, "--to", "鸣玉镇农合联", "--out", "/没有这个文件夹/x.nfb",
                             status=1, environment=SECRET)

    def test_values_and_rows_that_do_not_go(self):
        for words in (("add", "outlets", "name=a"), ("add", "outlets", "stars=99", "name=店", "township=大观镇"), ("add", "没有"),
                      ("add", "outlets", "开业日期=2024-02-31"), ("set", "outlets", "没有", "name=x"), ("remove", "townships", "大观"),
                      ("add", "loans", "month=2024-13"), ("import", "没有", "x.csv"), ("list", "outlets", "--where", "没有=1"),
                      ("undo", "--entry", "999999"), ("redo",), ("attachment", "list", "outlets", "没有"), ("indicators", "--period", "2024Q9"),
                      ("decide", "没有", "没有"), ("close", "2099Q1"), ("sheet", "show", "没有", "2024Q1"), ("task", "report", "999", "2024Q1",
                                                                                                     "--unit", "x", "content=y")):
            command, *rest = words
            family = [command] + ([rest.pop(0)] if command in ("attachment", "sheet", "task") else [])
            with self.subTest(words=words):
                self.assertNoEnglish(*family, self.file, *rest)

    def test_what_the_database_refuses(self):
        file = workspace("constraints")
        with sqlite3.connect(file) as database:  # somebody's trigger stands in the way of every new row
            database.execute("CREATE TRIGGER x BEFORE INSERT ON outlets BEGIN SELECT RAISE(ABORT, 'no such luck today'); END")
        database.close()
        self.assertNoEnglish("add", file, "outlets", "name=店", "township=大观镇", "opened_on=2024-01-02")
        folder = exchange("messages-exchange")
        self.assertNoEnglish("package", "merge", folder / DISTRICT, folder / f"{DAGUAN}.下发.nfb", status=1, environment=SECRET)
        self.assertNoEnglish("package", "submit", folder / DISTRICT, "--out", folder / "x.nfb", status=1, environment=SECRET)


if __name__ == "__main__":
    unittest.main()
