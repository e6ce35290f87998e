"""The same story told twice, to the coopctl of Windows (COOPCTL) and to the one of this computer (COOPCTL_OF_LINUX): the same answers,
the same files. What two tellings on Linux differ in (keys, times) may differ here, too; nothing else may."""
import csv
import io
import json
import os
import re
import shutil
import sqlite3
import struct
import subprocess
import tempfile
import time
import unittest
import zipfile
from pathlib import Path

from program import EXAMPLE, PLAN, SOURCE, Outcome

WINDOWS, LINUX = os.environ.get("COOPCTL"), os.environ.get("COOPCTL_OF_LINUX")
ENVIRONMENT = {"COOPCTL_KEY_PASSPHRASE": "数据交换的口令"}
OFFICE = "大观镇农合联"
# Named by what they are; {code} is what 下发 has told. Files stand in the folder of the story, which has Chinese and a blank.
STORY = {
    "new": "new 区级.gpkg --plan {plan} --example",
    "new again": "new 区级.gpkg --plan {plan} --example",
    "info": "info 区级.gpkg",
    "indicators": "indicators 区级.gpkg --period 2024Q4",
    "indicators by federation": "indicators 区级.gpkg --period 2024Q4 --by federation --details",
    "indicators by township": "indicators 区级.gpkg --period 2024Q4 --by township",
    "list": "list 区级.gpkg outlets",
    "list by pinyin": "list 区级.gpkg outlets --search dg",
    "loans": "list 区级.gpkg loans",
    "rows behind": "list 区级.gpkg loans --behind credit --period 2024Q4",
    "a quarter that is none": "indicators 区级.gpkg --period 2024Q9",
    "no such file": "info 没有.gpkg",
    "no such command": "indicator 区级.gpkg",
    "add": "add 区级.gpkg outlets code=DG-9001 name=大观甲社 township=大观镇 opened_on=2024-01-02 operator=赵大宝 phone=13911110001 --as 张三",
    "set": "set 区级.gpkg outlets DG-9001 name=大观乙社 --as 张三 --reason 改名",
    "set what is none": "set 区级.gpkg outlets DG-9001 opened_on=2024-02-30",
    "undo": "undo 区级.gpkg",
    "redo": "redo 区级.gpkg",
    "history": "history 区级.gpkg outlets DG-9001",
    "history as a table": "history 区级.gpkg --out 历史.xlsx",
    "import dry": "import 区级.gpkg outlets {example}/服务网点.xlsx --dry-run",
    "import of GBK": "import 区级.gpkg members 会员.csv --dry-run",
    "import": "import 区级.gpkg outlets 网点.csv",
    "export csv": "export 区级.gpkg outlets 网点.csv.csv",
    "export xlsx": "export 区级.gpkg outlets 网点.xlsx",
    "export template": "export 区级.gpkg members 表样.xlsx --template",
    "export geojson": "export 区级.gpkg outlets 网点.geojson",
    "export shp": "export 区级.gpkg outlets 网点.shp",
    "export kml": "export 区级.gpkg outlets 网点.kml",
    "export gpkg": "export 区级.gpkg outlets 网点.gpkg",
    "export into nowhere": "export 区级.gpkg outlets 没有的/网点.csv",
    "a name that Windows reserves": "export 区级.gpkg outlets 网点:二.csv",
    "layers": "layer list 区级.gpkg",
    "inspect": "layer inspect 网点.shp",
    "inspect geojson": "layer inspect {boundaries}",
    "targets": "target list 区级.gpkg",
    "decisions": "decide 区级.gpkg",
    "tasks": "tasks 区级.gpkg --on 2024-12-31",
    "map pdf": "map 区级.gpkg --theme mu-times --period 2024Q4 --by federation --date 2025-01-05 --out 进度图.pdf",
    "map png": "map 区级.gpkg --theme mu-times --period 2024Q4 --by federation --date 2025-01-05 --dpi 100 --out 进度图.png",
    "map of no theme": "map 区级.gpkg --theme nothing --period 2024Q4 --out 图.pdf",
    "report xlsx": "report 区级.gpkg --period 2024Q4 --date 2025-01-05 --out 报告.xlsx",
    "report odt": "report 区级.gpkg --period 2024Q4 --date 2025-01-05 --out 报告.odt",
    "report pdf": "report 区级.gpkg --period 2024Q4 --date 2025-01-05 --out 报告.pdf",
    "issue": "package issue 区级.gpkg --to {office} --out 下发.nfb",
    "open with a wrong code": "package open 下发.nfb --out 错.gpkg --code 0000-0000-0000-0000",
    "inspect package": "package inspect 下发.nfb",
    "open": "package open 下发.nfb --out 乡镇.gpkg --code {code} --as 乡镇",
    "the office adds": "add 乡镇.gpkg outlets code=DG-9002 name=大观丙社 township=大观镇 opened_on=2024-03-01 --as 李四",
    "the office's rows": "list 乡镇.gpkg outlets",
    "submit": "package submit 乡镇.gpkg --out 上报.nfb",
    "merge dry": "package merge 区级.gpkg 上报.nfb --dry-run",
    "merge": "package merge 区级.gpkg 上报.nfb",
    "merge again": "package merge 区级.gpkg 上报.nfb",
    "conflicts": "package conflicts 区级.gpkg",
    "receipt": "package receipt 区级.gpkg 上报.nfb --out 回执.nfb",
    "open the receipt": "package open 回执.nfb --in 乡镇.gpkg",
    "the office's rows afterwards": "list 乡镇.gpkg outlets",
    "packages": "package list 区级.gpkg",
    "backup": "backup 区级.gpkg 备份.gpkg",
    "remove": "remove 区级.gpkg outlets DG-9002",
    "restore": "restore 备份.gpkg 区级.gpkg",
    "rows restored": "list 区级.gpkg outlets --where code=DG-9002",
    "backups": "backup 区级.gpkg --list",
    "check": "check 区级.gpkg",
    "drill": "check 区级.gpkg --drill",
    "people": "people list 区级.gpkg",
    "add a person": "people add 区级.gpkg 王五 --role admin",
    "people afterwards": "people list 区级.gpkg",
}


class Telling:
    def __init__(self, program):
        self.folder = Path(tempfile.mkdtemp(prefix="coop-story-")) / "数据 文件夹"
        self.folder.mkdir()
        rows = ["编码,名称,镇街,成立日期", *(f"DG-80{i},大观{i}社,大观镇,2024-0{i}-01" for i in range(1, 9))]
        (self.folder / "网点.csv").write_bytes("\r\n".join(rows).encode())
        (self.folder / "会员.csv").write_bytes("\r\n".join(["编码,名称,类别,镇街", "HY-8001,大观种植合作社,农民合作社,大观镇"]).encode("gb18030"))
        words = {"plan": PLAN, "example": EXAMPLE, "office": OFFICE, "code": "",
                 "boundaries": SOURCE / "data/nanchuan/nanchuan_townships_schematic.geojson"}
        self.answers = {}
        for step, line in STORY.items():
            ran = subprocess.run([program, *(word.format(**words) for word in line.split()), "--json"], capture_output=True, cwd=self.folder,
                                 env={**os.environ, **ENVIRONMENT}, timeout=600)
            self.answers[step] = ran
            if step == "issue" and ran.returncode == 0:
                words["code"] = json.loads(ran.stdout)["code"]

    def said(self, step):
        """The answer, with the folder's name taken out, whichever way it is written."""
        ran = self.answers[step]
        # Wine's own remark on a drive whose disk it may not ask for its label; no word of the program's.
        text = ran.stdout.decode("utf-8"), re.sub(r"(?m)^wine: Read access denied.*\r?\n", "", ran.stderr.decode("utf-8"))
        try:
            shown = json.loads(text[0])
        except ValueError:
            shown = text[0]
        return self.plain([ran.returncode, shown, text[1]])

    def plain(self, value):
        if isinstance(value, dict):
            return {self.plain(key): self.plain(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.plain(each) for each in value]
        if isinstance(value, str):
            for place in (self.folder, SOURCE):
                value = re.sub("(?:[Zz]:)?" + re.escape(str(place)).replace("/", r"[\\/]") + r"((?:[\\/][^\\/:*?\"<>|\n”，。；]+)*)",
                               lambda found: "HERE" + found[1].replace("\\", "/"), value)
        return value

    def parts(self):
        """Every file of the story as things that can be compared: bytes, or what stands in it."""
        found = {}
        for file in sorted(self.folder.iterdir()):
            content = file.read_bytes() if file.is_file() else b""
            if file.suffix in (".xlsx", ".odt"):
                with zipfile.ZipFile(file) as package:
                    for name in package.namelist():
                        found[f"{file.name}/{name}"] = package.read(name)
            elif file.suffix == ".gpkg":
                with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
                    found[f"{file.name}/schema"] = sorted(map(repr, database.execute("SELECT type, name, sql FROM sqlite_master")))
                    found[f"{file.name}/application"] = database.execute("PRAGMA application_id").fetchall()
                database.close()
            elif file.suffix == ".nfb":
                size, = struct.unpack_from("<I", content, 16)
                found[file.name] = json.loads(content[28:28 + size])
            elif file.suffix == ".pdf":
                for what in (["pdfinfo"], ["pdftotext", "-layout"]):
                    told = subprocess.run([*what, file, *(["-"] if what[0] == "pdftotext" else [])], capture_output=True, check=True).stdout.decode()
                    found[f"{file.name}/{what[0]}"] = [line.split() for line in told.splitlines() if not re.match("CreationDate|ModDate|File size", line)]
            elif file.suffix == ".png":
                found[file.name] = content[:24] # its size in pixels; letters are drawn by the fonts of each system
            else:
                found[file.name] = content
        return found


def free(first, second):
    """Where two tellings of one program differ: True for the whole of it, or the places inside."""
    if type(first) is not type(second):
        return True
    if isinstance(first, dict) and first.keys() == second.keys():
        return {key: inner for key in first if (inner := free(first[key], second[key]))}
    if isinstance(first, list) and len(first) == len(second):
        return {i: inner for i, pair in enumerate(zip(first, second)) if (inner := free(*pair))}
    return {} if first == second else True


def differences(expected, got, may_differ, place=""):
    if may_differ is True or expected == got:
        return []
    if isinstance(expected, dict) and isinstance(got, dict) and expected.keys() == got.keys():
        return [d for key in expected for d in differences(expected[key], got[key], may_differ.get(key, {}), f"{place}/{key}")]
    if isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        return [d for i, pair in enumerate(zip(expected, got)) for d in differences(*pair, may_differ.get(i, {}), f"{place}/{i}")]
    return [f"{place}: {expected!r:.600}\n   on Windows: {got!r:.600}"]


@unittest.skipUnless(LINUX, "compares two systems: COOPCTL_OF_LINUX")
class SameAsLinux(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.linux = [Telling(LINUX), Telling(LINUX)]
        cls.windows = Telling(WINDOWS)
        keep = os.environ.get("COOP_KEEP_STORY") # its folders are named by what fails
        for telling in (*cls.linux, cls.windows):
            if not keep:
                cls.addClassCleanup(shutil.rmtree, telling.folder.parent, ignore_errors=True)

    def test_every_answer_is_the_same(self):
        for step in STORY:
            with self.subTest(step):
                if step == "a name that Windows reserves": # which Linux takes as any other
                    self.assertEqual((self.linux[0].answers[step].returncode, self.windows.answers[step].returncode), (0, 1))
                    continue
                first, second = (telling.said(step) for telling in self.linux)
                self.assertEqual(differences(first, self.windows.said(step), free(first, second)), [])

    def test_the_story_is_told_to_its_end_on_linux(self):
        refused = [step for step in STORY if self.linux[0].answers[step].returncode != 0]
        self.assertEqual(refused, [step for step in refused if re.match(
            "new again|a quarter that|no such|set what|export into|map of no|open with a wrong", step)],
            [self.linux[0].answers[step].stderr.decode() for step in refused])

    def test_every_file_has_the_same_in_it(self):
        first, second = (telling.parts() for telling in self.linux)
        first.pop("网点:二.csv") # refused by Windows
        windows = self.windows.parts()
        self.assertEqual(sorted(first), sorted(windows))
        for name in first:
            with self.subTest(name):
                self.assertEqual(differences(first[name], windows[name], free(first[name], second[name])), [])

    def test_answers_are_utf8_with_bare_line_ends(self):
        for step, ran in self.windows.answers.items():
            with self.subTest(step):
                (ran.stdout + ran.stderr).decode("utf-8")
                self.assertNotIn(b"\r", ran.stdout)
