"""What coopctl may write over, at every door: never a workspace, another kind of file, a folder, a device or a pipe."""
import os
import shutil
import subprocess
import time
import unittest
import zipfile

import exchange
from program import DATA, PROGRAM, ProgramTest, contents, coopctl, file_bytes, scratch, workspace

SHIM = os.environ.get("COOP_FAILING_DISK")
KINDS = ("xlsx", "csv", "geojson", "gpkg", "shp", "kml", "pdf", "png", "tif", "svg", "odt")


def doors(file, code):
    """Every command that writes a file, with the endings that it takes."""
    map_ = ("map", file, "--theme", "mu-times", "--period", "2024Q4", "--page", "A4-portrait", "--dpi", "72", "--out")
    return [
        (("export", file, "outlets"), ("xlsx", "csv", "geojson", "gpkg", "shp", "kml")),
        (("export", file, "outlets", "--template"), ("xlsx",)),
        (("history", file, "--out"), ("xlsx", "csv")),
        (("report", file, "--period", "2024Q4", "--out"), ("pdf", "xlsx", "odt")),
        (("help", "--out"), ("pdf",)),
        (map_, ("pdf", "png", "tif", "svg")),
        (("sheet", "print", file, "大观镇农合联", "2024Q4", "--out"), ("pdf",)),
        (("task", "sheet", file, "1", "--out"), ("pdf",)),
        (("attachment", "save", file, "outlets", code, "说明.txt"), ("txt", "gpkg")),
        (("backup", file), ("gpkg",)),
        (("salvage", file), ("gpkg",)),
        (("new", "--plan", "nanchuan-2024-17"), ("gpkg",)),
    ]


class Doors(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.file = workspace("doors", example=True)
        cls.folder = cls.file.parent
        cls.code = coopctl("list", cls.file, "outlets", "--json").json[0]["code"]
        note = cls.folder / "说明.txt"
        note.write_text("附件的内容", "utf-8")
        added = coopctl("attachment", "add", cls.file, "outlets", cls.code, note)
        assert added.status == 0, added.err
        note.unlink()
        cls.other = cls.folder / "别的县.gpkg"
        shutil.copyfile(cls.file, cls.other)
        word = cls.folder / "公文.docx"
        with zipfile.ZipFile(word, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", "<w/>")
        cls.word = word.read_bytes()

    def refused_everywhere(self, place):
        """`place(ending)` gives the name to write to; what is there must stay."""
        for command, endings in doors(self.file, self.code):
            for ending in endings:
                with self.subTest(command=" ".join(map(str, command[:2])), ending=ending):
                    target = place(ending)
                    before = file_bytes(target) if target.is_file() else None
                    own = file_bytes(self.file)
                    left = sorted(path.name for path in self.folder.iterdir())
                    told = self.refused(*command, target)
                    if before:
                        self.assertEqual(file_bytes(target), before, told)
                    self.assertEqual(file_bytes(self.file), own, told)
                    self.assertEqual(sorted(path.name for path in self.folder.iterdir()), left)
                    if target.is_symlink() or not target.is_dir() and target.name.startswith("名"):
                        target.unlink()

    def test_a_workspace_is_never_replaced_by_its_own_program(self):
        self.refused_everywhere(lambda ending: self.file)
        self.refused_everywhere(lambda ending: self.other)

    def test_a_workspace_under_the_ending_of_the_format_is_never_replaced(self):
        def copied(ending):
            target = self.folder / f"名.{ending}"
            shutil.copyfile(self.other, target)
            return target

        def linked(ending):
            target = self.folder / f"名.{ending}"
            target.symlink_to(self.other)
            return target

        def named_twice(ending):
            target = self.folder / f"名.{ending}"
            os.link(self.other, target)
            return target
        for place in (copied, linked, named_twice):
            before = contents(self.other)
            self.refused_everywhere(place)
            self.assertEqual(contents(self.other), before)

    def test_another_kind_of_file_is_never_replaced(self):
        def word(ending):
            target = self.folder / f"名.{ending}"
            target.write_bytes(self.word)
            return target
        self.refused_everywhere(word)

    def test_a_folder_a_pipe_a_device_and_a_link_to_nothing_are_refused(self):
        def folder(ending):
            target = self.folder / f"夹.{ending}"
            target.mkdir(exist_ok=True)
            return target

        def pipe(ending):
            target = self.folder / f"名.{ending}"
            os.mkfifo(target)
            return target

        def device(ending):
            target = self.folder / f"名.{ending}"
            target.symlink_to("/dev/null")
            return target

        def nothing(ending):
            target = self.folder / f"名.{ending}"
            target.symlink_to(self.folder / "没有")
            return target
        for place in (folder, pipe, device, nothing):
            self.refused_everywhere(place)
        self.assertTrue(os.path.exists("/dev/null"))

    def test_an_older_file_of_the_same_kind_is_replaced(self):
        for command, endings in doors(self.file, self.code)[:8]:
            for ending in set(endings) - {"gpkg"} if command[0] == "attachment" else endings:
                with self.subTest(command=" ".join(map(str, command[:2])), ending=ending):
                    target = self.folder / f"再.{ending}"
                    self.done(*command, target)
                    self.done(*command, target)
                    again = self.folder / f"链.{ending}"
                    again.symlink_to(target)
                    self.done(*command, again)
                    self.assertTrue(again.is_symlink(), "the link stays, the file behind it is new")
                    again.unlink()
                    for path in self.folder.glob("再.*"):
                        path.unlink()
                    target.touch()  # nothing in it that could be lost
                    self.done(*command, target)
                    for path in self.folder.glob("再.*"):
                        path.unlink()

    def test_what_stands_beside_a_shapefile_and_is_something_else_stays(self):
        for place in (lambda path: shutil.copyfile(self.other, path), lambda path: path.write_bytes(self.word),
                      lambda path: path.symlink_to(self.other), lambda path: path.mkdir()):
            for ending in ("dbf", "shx", "prj"):
                beside = self.folder / f"边.{ending}"
                place(beside)
                before = contents(self.other)
                self.refused("export", self.file, "outlets", self.folder / "边.shp")
                self.assertEqual(contents(self.other), before)
                self.assertFalse((self.folder / "边.shp").exists())
                shutil.rmtree(beside) if beside.is_dir() and not beside.is_symlink() else beside.unlink()
        (self.folder / "边.dbf").write_bytes(b"\x03 a table of somebody's")
        self.refused("export", self.file, "outlets", self.folder / "边.shp")
        self.assertTrue((self.folder / "边.dbf").exists())
        (self.folder / "边.dbf").unlink()

    def test_what_is_refused_is_not_noted_as_seen(self):
        file = workspace("not-seen", example=True)
        self.done("people", "add", file, "管理", "--role", "admin")
        before = contents(file)
        coopctl("--as", "管理", "export", file, "outlets", file, "--personal")
        self.assertEqual(contents(file), before)


class Packages(ProgramTest):
    @staticmethod
    def content(path):
        return contents(path) if path.suffix == ".gpkg" else file_bytes(path)

    def test_a_package_replaces_only_an_earlier_one_between_the_same_offices(self):
        folder = exchange.exchange("over", example=False)
        issued = {file: folder / f"{file}.下发.nfb" for file in exchange.OFFICES}
        before = {path: file_bytes(path) for path in issued.values()}
        district = folder / exchange.DISTRICT
        for target in issued.values():
            outcome = coopctl("package", "issue", district, "--to", "鸣玉镇农合联", "--out", target, environment=exchange.SECRET)
            self.assertEqual(outcome.status, 1, outcome.out)
            self.assertChinese(outcome.err)
            for office in exchange.OFFICES:
                outcome = coopctl("package", "submit", folder / office, "--empty", "--out", target, environment=exchange.SECRET)
                self.assertEqual(outcome.status, 1, outcome.out)
        self.assertEqual({path: file_bytes(path) for path in issued.values()}, before)
        handed_in = folder / "上报.nfb"
        for _ in range(2):  # the next one holds all of the one before
            exchange.ran("package", "submit", folder / exchange.DAGUAN, "--empty", "--out", handed_in)
        before = file_bytes(handed_in)
        outcome = coopctl("package", "submit", folder / exchange.SHUIJIANG, "--empty", "--out", handed_in, environment=exchange.SECRET)
        self.assertEqual(outcome.status, 1, outcome.out)
        for target in (folder / exchange.SHUIJIANG, district):
            content = contents(target)
            outcome = coopctl("package", "submit", folder / exchange.DAGUAN, "--empty", "--out", target, environment=exchange.SECRET)
            self.assertEqual(outcome.status, 1, outcome.out)
            self.assertEqual(contents(target), content)
        exchange.ran("package", "merge", district, handed_in)
        for target in (*issued.values(), handed_in, district):
            there = self.content(target)
            outcome = coopctl("package", "receipt", district, handed_in, "--out", target, environment=exchange.SECRET)
            self.assertEqual(outcome.status, 1, outcome.out)
            self.assertChinese(outcome.err)
            self.assertEqual(self.content(target), there)
        new = folder / "鸣玉.nfb"
        code = exchange.ran("package", "issue", district, "--to", "鸣玉镇农合联", "--out", new)["code"]
        for target in (district, folder / exchange.DAGUAN, handed_in, new):
            there = self.content(target)
            outcome = coopctl("package", "open", new, "--out", target, "--code", code, "--as", "乡镇", environment=exchange.SECRET)
            self.assertEqual(outcome.status, 1, outcome.out)
            self.assertChinese(outcome.err)
            self.assertEqual(self.content(target), there)
        half = folder / "半个.nfb"
        half.write_bytes(handed_in.read_bytes()[:300])
        outcome = coopctl("package", "submit", folder / exchange.DAGUAN, "--empty", "--out", half, environment=exchange.SECRET)
        self.assertEqual(outcome.status, 1, outcome.out)
        self.assertEqual(half.stat().st_size, 300)
        self.assertEqual(file_bytes(handed_in), before)

    def test_a_package_that_is_a_pipe_or_a_device_is_refused_at_once(self):
        folder = exchange.exchange("pipes", example=False)
        pipe = folder / "管.nfb"
        os.mkfifo(pipe)
        for package in (pipe, "/dev/zero", folder, folder / "没有.nfb"):
            outcome = coopctl("package", "inspect", package, environment=exchange.SECRET, timeout=20)
            self.assertEqual(outcome.status, 1)
            self.assertChinese(outcome.err)
            self.assertNotIn("No such", outcome.err)


class Attachments(ProgramTest):
    def test_what_is_no_ordinary_file_of_a_sensible_size_is_refused_at_once(self):
        file = workspace("endless")
        self.done("add", file, "outlets", "code=Z-1", "name=甲社", "township=大观镇")
        before = contents(file)
        pipe, sparse = file.parent / "管.png", file.parent / "空洞.bin"
        os.mkfifo(pipe)
        with open(sparse, "wb") as hole:
            hole.truncate(20 << 30)
        link = file.parent / "链.png"
        link.symlink_to(pipe)
        for path in (pipe, sparse, link, "/dev/zero", "/dev/tty", file.parent, file.parent / "没有.png"):
            outcome = coopctl("attachment", "add", file, "outlets", "Z-1", path, timeout=20)
            self.assertEqual(outcome.status, 1, path)
            self.assertChinese(outcome.err)
        self.assertEqual(contents(file), before)

    def test_other_doors_do_not_wait_for_a_pipe_either(self):
        file = workspace("waiting")
        pipe = file.parent / "管"
        os.mkfifo(pipe)
        for command in (("new", file.parent / "新.gpkg", "--plan", pipe), ("salvage", file, file.parent / "抢.gpkg", "--plan", pipe),
                        ("list", pipe, "outlets"), ("restore", pipe, file), ("restore", file, pipe),
                        ("map", file, "--theme", "mu-times", "--period", "2024Q4", "--logo", pipe, "--out", file.parent / "图.png")):
            outcome = coopctl(*command, timeout=20)
            self.assertEqual(outcome.status, 1, command)
            self.assertChinese(outcome.err)
        self.assertTrue(pipe.is_fifo())


@unittest.skipUnless(SHIM, "needs failing_disk (Linux)")
class Unfinished(ProgramTest):
    """What a killed program leaves on its way is gone after the next step; what a running one writes is not touched."""

    def started(self, folder, *arguments, call="write", at=4, how="kill"):
        return subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=scratch,
                                env={**os.environ, "LD_PRELOAD": SHIM, "FAULT_UNDER": str(folder), "FAULT_CALL": call,
                                     "FAULT_AT": str(at), "FAULT_HOW": str(how)})

    def left(self, folder):
        return sorted(path.name for path in folder.rglob("*") if ".part" in path.name or ".coopmap" in path.name)

    def test_of_a_killed_backup(self):
        for next_step in ("backup", "open"):
            for out in (False, True):
                with self.subTest(next=next_step, out=out):
                    file = workspace("killed")
                    target = file.parent / "副本.gpkg"
                    killed = self.started(file.parent, "backup", file, *([target] if out else []))
                    killed.communicate()
                    self.assertEqual(killed.returncode, -9)
                    self.assertNotEqual(self.left(file.parent), [])
                    self.assertFalse(target.exists())
                    if next_step == "open":
                        self.done("add", file, "outlets", "name=甲社", "township=大观镇")
                    else:
                        self.done("backup", file, *([target] if out else []))
                    self.assertEqual(self.left(file.parent), [])

    def test_of_a_killed_export_and_a_killed_package(self):
        file = workspace("killed")
        for name in ("表.xlsx", "表.csv", "点.shp"):
            killed = self.started(file.parent, "export", file, "townships", file.parent / name, call="sync", at=1)
            killed.communicate()
            self.assertEqual(killed.returncode, -9)
            self.assertNotEqual(self.left(file.parent), [])
            self.done("export", file, "townships", file.parent / name)
            self.assertEqual(self.left(file.parent), [])

    def test_a_running_backup_keeps_what_it_writes(self):
        go = scratch / "go"
        # Held while it reads the workspace, and when the copy only has to get its name.
        for call, at, reads in (("write", 4, True), ("rename", 1, False)):
            with self.subTest(call):
                file = workspace("running")
                for path in (go, scratch / "go.held"):
                    path.unlink(missing_ok=True)
                running = self.started(file.parent, "backup", file, call=call, at=at, how=go)
                try:
                    for _ in range(2000):
                        if (scratch / "go.held").exists():
                            break
                        time.sleep(0.01)
                    half = self.left(file.parent)
                    self.assertNotEqual(half, [])
                    self.done("backup", file)
                    add = ("add", file, "outlets", "name=甲社", "township=大观镇")
                    if reads:
                        self.assertIn("请等它完成", self.refused(*add))
                    else:
                        self.done(*add)
                    self.assertEqual(self.left(file.parent), half)
                finally:
                    go.touch()
                    out, err = running.communicate(timeout=60)
                self.assertEqual(running.returncode, 0, err.decode())
                self.assertEqual(self.left(file.parent), [])
                self.assertGreaterEqual(len(self.json("backup", file, "--list")), 2)
                self.done("add", file, "outlets", "name=乙社", "township=大观镇")


class Pictures(ProgramTest):
    def test_half_a_picture_is_no_reference_layer(self):
        file = workspace("half")
        layers = DATA.parent / "tests" / "fixtures" / "layers"
        for ending, world in (("tif", None), ("png", "pgw"), ("jpg", "jgw"), ("mbtiles", None)):
            whole = (layers / f"ground.{ending}").read_bytes()
            if world:
                shutil.copyfile(layers / f"ground.{world}", file.parent / f"影.{world}")
            picture = file.parent / f"影.{ending}"
            picture.write_bytes(whole)
            self.done("layer", "add", file, picture, "--reference", "--crs", "EPSG:4490", "--name", f"全{ending}")
            for part in (0.5, 0.8, 0.98, 1 - 1 / len(whole)):
                picture.write_bytes(whole[:round(len(whole) * part)])
                with self.subTest(ending=ending, part=part):
                    before = contents(file)
                    self.refused("layer", "add", file, picture, "--reference", "--crs", "EPSG:4490")
                    self.assertEqual(contents(file), before)


if __name__ == "__main__":
    unittest.main()
