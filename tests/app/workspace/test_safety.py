"""Undo, people, two programs on one file, check-up and salvage by the built program (issue 3)."""
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest
from pathlib import Path

import openpyxl

from program import (DATA, EXAMPLE, PROGRAM, SOURCE, ProgramTest, contents, coopctl, file_bytes, scratch,
                     workspace)

SERVICES = EXAMPLE / "社会化服务2024.xlsx"
VALIDATOR = Path("/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py")
SCHEMAS = sorted((SOURCE / "tests" / "fixtures" / "workspaces").glob("schema-*.gpkg"))


def outside(file, sql):
    """Somebody else's program writes into the closed file."""
    with sqlite3.connect(file) as database:
        database.executescript(sql)
    database.close()


class Undo(ProgramTest):
    def setUp(self):
        self.file = workspace("undo", example=True)

    def test_a_whole_import_is_taken_back_and_done_again(self):
        self.done("add", self.file, "outlets", "name=甲店", "township=中桥乡")
        before = self.rows(self.file, "services")
        table = scratch / "more.csv"
        table.write_text("月份,镇街,服务主体,服务环节,作物,服务面积（亩）,服务次数\n" + "".join(
            f"2025-0{1 + i % 9},中桥乡,甲店,耕,作物{i},{10 + i},1\n" for i in range(500)), "utf-8")
        told = self.json("import", self.file, "services", table)
        self.assertEqual(told["added"], 500)
        after = self.rows(self.file, "services")
        undone = self.json("undo", self.file)
        self.assertIn("撤销", undone["reason"])
        self.assertEqual(self.rows(self.file, "services"), before)
        self.json("redo", self.file)
        self.assertEqual(self.rows(self.file, "services"), after)
        self.assertEqual(self.json("check", self.file)["ok"], True)

    def test_history_tells_who_when_where_and_what(self):
        self.done("add", self.file, "outlets", "name=甲店", "township=中桥乡", "--as", "张三")
        code = self.rows(self.file, "outlets", "--where", "name=甲店")[0]["code"]
        self.done("set", self.file, "outlets", code, "operator=王五", "--as", "李四", "--reason", "换人")
        newest, first = self.json("history", self.file, "outlets", code)
        self.assertEqual((newest["who"], newest["reason"], newest["door"]), ("李四", "换人", "coopctl"))
        self.assertEqual(newest["changes"], [{"registry": "outlets", "code": code, "op": "change",
                                              "fields": {"operator": [None, "王五"]}}])
        self.assertEqual(first["changes"][0]["op"], "add")
        self.assertEqual(len(self.json("history", self.file, "--by", "李四")), 1)
        self.assertEqual(self.json("history", self.file, "--from", "2999-01-01"), [])
        self.assertEqual(self.json("history", self.file, "--to", "1999-01-01"), [])
        self.assertEqual(len(self.json("history", self.file, "--limit", "3")), 3)
        self.refused("history", self.file, "--from", "昨天")
        self.done("remove", self.file, "outlets", code)
        self.assertEqual(len(self.json("history", self.file, "outlets", code)), 3)

    def test_history_is_exported_for_excel(self):
        self.done("add", self.file, "outlets", "name=甲店", "township=中桥乡", "--as", "张三")
        code = self.rows(self.file, "outlets", "--where", "name=甲店")[0]["code"]
        out = self.file.parent / "历史.xlsx"
        self.done("history", self.file, "outlets", code, "--out", out)
        cells = [str(cell) for row in openpyxl.load_workbook(out).active.iter_rows(values_only=True) for cell in row]
        for text in ("张三", "甲店", "中桥乡"):
            self.assertIn(text, cells)
        self.refused("history", self.file, "--out", self.file.parent / "历史.doc")

    def test_what_stands_in_the_way_is_named(self):
        self.done("add", self.file, "outlets", "name=甲店", "township=中桥乡")
        code = self.rows(self.file, "outlets", "--where", "name=甲店")[0]["code"]
        entry = self.json("history", self.file, "outlets", code)[0]["entry"]
        self.done("set", self.file, "outlets", code, "operator=王五", "--as", "李四")
        before = contents(self.file)
        sentence = self.refused("undo", self.file, "--entry", entry)
        self.assertIn(f"第 {entry + 1} 号", sentence)
        self.assertIn("李四", sentence)
        self.assertUnchanged(self.file, before)

    def test_there_is_nothing_before_the_beginning(self):
        file = workspace("undo-empty")
        self.refused("undo", file)
        self.refused("undo", file, "--entry", "1")
        self.refused("undo", file, "--entry", "99")
        self.refused("redo", file)


class People(ProgramTest):
    def setUp(self):
        self.file = workspace("people", example=True)
        self.done("people", "add", self.file, "张三", "--role", "admin")
        self.done("people", "add", self.file, "李四", "--role", "entry", "--as", "张三",
                  environment={"COOPCTL_NEW_PASSPHRASE": "春耕2024"})
        self.done("people", "add", self.file, "王五", "--role", "read", "--as", "张三")

    def test_the_list_has_roles_and_no_passphrases(self):
        self.assertEqual(self.json("people", "list", self.file), [
            {"name": "张三", "role": "admin", "passphrase": False},
            {"name": "李四", "role": "entry", "passphrase": True},
            {"name": "王五", "role": "read", "passphrase": False}])
        self.assertNotIn("argon2", self.done("history", self.file, "--json").out)

    def test_a_reader_writes_by_no_door(self):
        before = contents(self.file)
        code = self.rows(self.file, "outlets")[0]["code"]
        layer = DATA / "nanchuan" / "nanchuan_townships_schematic.geojson"
        backup = self.json("backup", self.file)["file"]
        for command in (["add", self.file, "outlets", "name=甲店", "township=中桥乡"],
                        ["set", self.file, "outlets", code, "operator=某"], ["remove", self.file, "outlets", code],
                        ["import", self.file, "services", SERVICES], ["undo", self.file],
                        ["layer", "add", self.file, layer, "--name-field", "name"],
                        ["target", "set", self.file, "mu-times", "2025", "31"],
                        ["people", "add", self.file, "赵六"], ["people", "remove", self.file, "李四"],
                        ["restore", backup, self.file]):
            for who in (["--as", "王五"], ["--as", "外人"], []):
                self.refused(*command, *who)
        self.assertUnchanged(self.file, before)

    def test_a_passphrase_is_asked_for(self):
        add = ["add", self.file, "outlets", "name=甲店", "township=中桥乡", "--as", "李四"]
        self.assertIn("口令", self.refused(*add))
        wrong = coopctl(*add, environment={"COOPCTL_PASSPHRASE": "秋收2024"})
        self.assertEqual(wrong.status, 1)
        self.assertIn("口令", wrong.err)
        self.done(*add, environment={"COOPCTL_PASSPHRASE": "春耕2024"})
        self.assertEqual(self.json("history", self.file, "--limit", "1")[0]["who"], "李四")

    def test_personal_data_are_for_those_who_keep_them(self):
        self.done("add", self.file, "outlets", "name=甲店", "township=中桥乡", "phone=13812345678", "--as", "张三")
        phone = lambda *who: self.rows(self.file, "outlets", "--where", "name=甲店", *who)[0]["phone"]
        self.assertEqual(phone("--as", "张三"), "13812345678")
        self.assertIn("**", phone())
        self.assertIn("**", phone("--as", "王五"))


class TwoPrograms(ProgramTest):
    """The first program holds the file at its passphrase prompt on a terminal of its own."""

    def setUp(self):
        self.file = workspace("two")
        self.done("people", "add", self.file, "张三", "--role", "admin",
                  environment={"COOPCTL_NEW_PASSPHRASE": "春耕2024"})
        self.environment = {"COOPCTL_PASSPHRASE": "春耕2024"}
        ours, theirs = os.openpty()
        self.terminal = ours
        self.holder = subprocess.Popen(
            [PROGRAM, "add", self.file, "outlets", "name=甲店", "township=中桥乡", "--as", "张三"],
            stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        os.close(theirs)
        self.assertIn("口令", self.holder.stderr.read(len("张三的口令：".encode())).decode())

    def tearDown(self):
        self.holder.kill()
        self.holder.wait()
        self.holder.stdout.close()
        self.holder.stderr.close()
        os.close(self.terminal)

    def add(self):
        return coopctl("add", self.file, "outlets", "name=乙店", "township=中桥乡", "--as", "张三",
                       environment=self.environment)

    def test_the_second_may_read_and_is_told_who_writes(self):
        second = self.add()
        self.assertEqual(second.status, 1)
        self.assertIn("打开着", second.err)
        self.assertIn("起", second.err)
        self.assertChinese(second.err)
        self.assertEqual(self.rows(self.file, "outlets"), [])

    def test_a_lock_of_a_dead_process_keeps_nobody_out(self):
        self.holder.send_signal(signal.SIGKILL)
        self.holder.wait()
        self.assertTrue(Path(f"{self.file}.lock").exists(), "the dead process left no lock; the test shows nothing")
        second = self.add()
        self.assertEqual(second.status, 0, second.err)
        self.assertEqual([p.name for p in self.file.parent.iterdir() if p.is_file()], [self.file.name])

    def test_the_second_writes_when_the_first_is_done(self):
        os.write(self.terminal, "春耕2024\n".encode())
        self.assertEqual(self.holder.wait(timeout=20), 0)
        self.assertEqual(self.add().status, 0)
        self.assertEqual(len(self.rows(self.file, "outlets")), 2)


    def finish(self):
        os.write(self.terminal, "春耕2024\n".encode())
        self.assertIn(self.holder.wait(timeout=20), (0, 1))
        return self.holder.returncode

    def add_to(self, file):
        return coopctl("add", file, "outlets", "name=乙店", "township=中桥乡", "--as", "张三",
                       environment=self.environment)

    def whole(self, file):
        self.assertEqual(self.json("check", file)["findings"], [])

    def test_no_other_name_of_the_file_lets_a_second_one_write(self):
        hard, soft = self.file.parent / "hard.gpkg", self.file.parent / "soft.gpkg"
        os.link(self.file, hard)
        soft.symlink_to(self.file)
        for name in (hard, soft):
            with self.subTest(name.name):
                second = self.add_to(name)
                self.assertEqual(second.status, 1)
                self.assertIn("打开着", second.err)
                self.assertEqual(self.rows(name, "outlets"), [])
        self.assertEqual(self.finish(), 0)
        self.assertEqual(self.add_to(hard).status, 0)
        self.assertEqual(len(self.rows(self.file, "outlets")), 2)
        self.whole(self.file)

    def test_a_file_that_was_renamed_or_moved_under_a_program_is_whole(self):
        other = self.file.parent / "去年"
        other.mkdir()
        for place in (self.file.parent / "renamed.gpkg", other / "moved.gpkg"):
            with self.subTest(place.name):
                self.tearDown()
                self.setUp()
                place.parent.mkdir(exist_ok=True)
                os.rename(self.file, place)
                self.assertIn("打开着", self.add_to(place).err)
                self.assertEqual(self.finish(), 1, "a step went into a file that was moved away")
                self.assertEqual(self.rows(place, "outlets"), [])
                self.whole(place)
                self.assertEqual(self.add_to(place).status, 0)
                self.assertEqual([p.name for p in self.file.parent.iterdir() if p.name.startswith(self.file.name)], [])

    def test_a_file_copied_or_moved_over_the_open_one_stays_as_it_is(self):
        stranger = workspace("stranger", example=True)
        for put in (shutil.copyfile, lambda a, b: shutil.copyfile(a, str(b) + "x") and os.replace(str(b) + "x", b)):
            with self.subTest(put):
                self.tearDown()
                self.setUp()
                put(stranger, self.file)
                self.assertEqual(self.finish(), 1)
                self.assertEqual(file_bytes(self.file), file_bytes(stranger))
                left = [p for p in self.file.parent.iterdir() if p.is_file() and p != self.file and p.stat().st_size]
                self.assertEqual([p.name for p in left if not p.name.endswith("-shm")], [])
                self.whole(self.file)
                self.done("add", self.file, "outlets", "name=丙店", "township=中桥乡")
                self.whole(self.file)
                self.assertEqual([p.name for p in self.file.parent.iterdir() if p.is_file()], [self.file.name])

    def test_a_program_that_is_killed_under_a_renamed_file_loses_nothing(self):
        self.assertEqual(self.finish(), 0)
        self.setUp()  # holds the file anew
        self.assertEqual(self.rows(self.file, "outlets"), [])
        moved = self.file.parent / "moved.gpkg"
        os.rename(self.file, moved)
        self.holder.kill()
        self.holder.wait()
        self.assertEqual(self.add_to(moved).status, 0)
        self.whole(moved)


class Hostile(ProgramTest):
    """A workspace from anybody: every command ends by itself, with a sentence or done."""

    ENDLESS = "with recursive c(n) as (select 1 union all select n + 1 from c)"
    FORMS = {
        "version below nought": "update coop_meta set value = '-5' where key = 'schema'",
        "version above all": "update coop_meta set value = '99999999999' where key = 'schema'",
        "older version": "update coop_meta set value = '2' where key = 'schema'",
        "view": f"alter table outlets rename to o; create view outlets as {ENDLESS} select o.* from o, c",
        "view of the history": f"alter table change_log rename to o; create view change_log as {ENDLESS} select o.* from o, c",
        "trigger": "create trigger evil after insert on outlets begin insert into coop_meta "
                   f"{ENDLESS} select 'x' || n, 1 from c; end",
        "trigger on the history": "create trigger evil after insert on change_rows begin update change_rows set code = "
                                  f"({ENDLESS} select max(n) from c); end",
        "trigger on the program's values": f"create trigger evil after update on coop_meta begin insert into coop_meta {ENDLESS} "
                                           "select 'x' || n, 1 from c; end",
        "generated column": "alter table outlets add column g as (hex(zeroblob(400000000)))",
        "index of an expression": "create index i on outlets (length(hex(zeroblob(10000000))))",
        "virtual table": "drop table tasks; create virtual table tasks using fts5(id, code)",
        "cascade": "create table x (a integer references outlets(id) on delete cascade)",
    }
    COMMANDS = (["info"], ["list", "outlets", "--json"], ["check"], ["tasks"], ["history"], ["backup"],
                ["indicators", "--period", "2025Q4"], ["add", "outlets", "name=新店", "township=中桥乡"], ["undo"])

    def run_limited(self, verb, file, *more):
        def limits():
            resource.setrlimit(resource.RLIMIT_AS, (1500 << 20, 1500 << 20))
            resource.setrlimit(resource.RLIMIT_CPU, (6, 8))
        return subprocess.run([PROGRAM, verb, file, *more], capture_output=True, text=True, timeout=60, preexec_fn=limits)

    def test_every_command_ends(self):
        for name, sql in self.FORMS.items():
            file = workspace("hostile", example=True)
            outside(file, sql)
            hostile = file.read_bytes()
            for verb, *more in self.COMMANDS:
                with self.subTest(name, command=verb):
                    file.write_bytes(hostile)
                    ended = self.run_limited(verb, file, *more)
                    self.assertIn(ended.returncode, (0, 1), ended.stderr)
                    if ended.returncode:
                        self.assertChinese(ended.stderr or ended.stdout)
                    if verb == "check":
                        self.assertEqual(ended.returncode, 1)

    def test_links_of_layers_lead_nowhere_else(self):
        file = workspace("links", example=True)
        self.done("people", "add", file, "张三", "--role", "admin")
        place = file.parent / "towns.geojson"
        shutil.copyfile(SOURCE / "tests/fixtures/layers/towns.geojson", place)
        elsewhere = scratch / "towns.geojson"
        shutil.copyfile(place, elsewhere)
        self.assertIn("工作区所在的文件夹", self.refused("layer", "add", file, elsewhere, "--reference", "--linked", "--as", "张三"))
        self.done("layer", "add", file, place, "--reference", "--linked", "--as", "张三")


class ReadOnly(ProgramTest):
    """As somebody whom permissions bind: root would write all the same."""

    def setUp(self):
        self.file = workspace("readonly", example=True)
        self.who = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        scratch.chmod(0o755)
        try:
            self.assertEqual(self.run_as("--version").returncode, 0)
        except PermissionError:
            self.skipTest("another user cannot run the program from here")

    def tearDown(self):
        self.file.parent.chmod(0o755)
        self.file.chmod(0o644)

    def run_as(self, *arguments):
        return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, cwd="/", **self.who)

    def check(self):
        before = contents(self.file)
        refused = self.run_as("add", self.file, "outlets", "name=甲店", "township=中桥乡")
        self.assertEqual(refused.returncode, 1, refused.stderr)
        self.assertChinese(refused.stderr)
        self.assertIn("复制到可以写入的文件夹", refused.stderr)
        listed = self.run_as("list", self.file, "outlets", "--json")
        self.assertEqual(listed.returncode, 0, listed.stderr)
        self.assertEqual(len(json.loads(listed.stdout)), 147)
        self.assertEqual(contents(self.file), before)
        self.assertEqual([p.name for p in self.file.parent.iterdir()], [self.file.name])

    def test_a_read_only_file_is_read_and_not_written(self):
        self.file.parent.chmod(0o777)
        self.file.chmod(0o444)
        self.check()

    def test_a_copy_of_an_open_file_in_a_read_only_folder_is_read(self):
        """It says that a -wal belongs to it, which cannot be made there."""
        with sqlite3.connect(self.file) as database:
            database.execute("PRAGMA journal_mode = WAL")
        database.close()
        self.assertEqual(self.file.read_bytes()[18], 2)
        self.file.chmod(0o444)
        self.file.parent.chmod(0o555)
        listed = self.run_as("list", self.file, "outlets", "--json")
        self.assertEqual(listed.returncode, 0, listed.stderr)
        self.assertEqual(len(json.loads(listed.stdout)), 147)

    def test_a_file_in_a_read_only_folder_is_read_and_not_written(self):
        self.file.chmod(0o666)
        self.file.parent.chmod(0o555)
        self.check()


class Check(ProgramTest):
    def findings(self, file):
        outcome = coopctl("check", file, "--json")
        self.assertEqual(outcome.status, 0 if outcome.json["ok"] else 1)
        self.assertEqual(outcome.json["ok"], outcome.json["findings"] == [])
        for finding in outcome.json["findings"]:
            self.assertEqual(set(finding), {"kind", "severity", "where", "text"})
            self.assertChinese(finding["text"])
        return outcome.json["findings"]

    def test_the_example_is_sound(self):
        self.assertEqual(self.findings(workspace("check", example=True)), [])

    def test_what_was_changed_outside_is_found(self):
        for kind, sql in {
            "changed-outside": "UPDATE services SET area = area + 1 WHERE id = (SELECT min(id) FROM services)",
            "history": "UPDATE change_log SET who = '别人' WHERE entry = 3",
        }.items():
            with self.subTest(kind):
                file = workspace("check-" + kind, example=True)
                outside(file, sql)
                self.assertIn(kind, {f["kind"] for f in self.findings(file)})

    def test_a_plain_table_of_another_program_is_named_and_is_no_fault(self):
        file = workspace("check-note", example=True)
        outside(file, "create table my_notes (a); insert into my_notes values ('x')")
        outcome = coopctl("check", file, "--json")
        self.assertEqual((outcome.status, outcome.json["ok"], outcome.json["findings"]), (0, True, []))
        self.assertIn("my_notes", outcome.json["notes"][0])

    def test_the_end_of_the_history_cannot_be_cut_off(self):
        file = workspace("check-cut", example=True)
        self.done("add", file, "outlets", "name=甲店", "township=中桥乡")
        outside(file, "DELETE FROM change_rows WHERE entry = (SELECT max(entry) FROM change_log)")
        outside(file, "DELETE FROM change_log WHERE entry = (SELECT max(entry) FROM change_log)")
        self.assertIn("history", {f["kind"] for f in self.findings(file)})

    def test_the_drill_compares_the_newest_backup(self):
        file = workspace("drill", example=True)
        self.done("backup", file)
        self.done("add", file, "outlets", "name=甲店", "township=中桥乡")
        told = self.json("check", file, "--drill")
        self.assertTrue(told["ok"])
        self.assertEqual(told["drill"]["replayed"], 1)
        self.assertGreater(told["drill"]["compared"], 1000)

    def test_a_damaged_file_is_not_written_and_is_salvaged(self):
        file = workspace("damaged", example=True)
        rows = {registry: self.rows(file, registry) for registry in ("outlets", "services", "loans")}
        data = bytearray(file.read_bytes())
        with sqlite3.connect(file) as database:
            page, = database.execute(
                "SELECT max(rootpage) FROM sqlite_schema WHERE tbl_name = 'services' AND type = 'index'").fetchone()
        database.close()
        data[(page - 1) * 4096:page * 4096] = b"\xa5" * 4096
        file.write_bytes(data)
        before = file.read_bytes()
        self.assertIn("损坏", self.refused("add", file, "outlets", "name=甲店", "township=中桥乡"))
        self.assertEqual({f["kind"] for f in self.findings(file)}, {"integrity"})
        out = file.parent / "saved.gpkg"
        told = self.json("salvage", file, out)
        self.assertEqual((told["history_kept"], told["lost"]), (True, 0))
        self.assertEqual(file.read_bytes(), before)
        for registry, expected in rows.items():
            self.assertEqual(self.rows(out, registry), expected, registry)
        self.assertEqual(self.findings(out), [])
        self.done("add", out, "outlets", "name=甲店", "township=中桥乡")


class Versions(ProgramTest):
    def test_a_workspace_of_every_schema_opens_in_the_newest(self):
        self.assertGreater(len(SCHEMAS), 0)
        newest = self.json("info", workspace("newest"))["schema"]
        self.assertEqual(len(SCHEMAS), newest - 1, "a fixture for every version before the newest")
        for fixture in SCHEMAS:
            with self.subTest(fixture.name):
                file = scratch / fixture.name
                shutil.copyfile(fixture, file)
                outlets = self.rows(file, "outlets")
                self.done("add", file, "outlets", "name=新店", "township=中桥乡", "--as", "张三")
                self.assertEqual(self.json("info", file)["schema"], newest)
                self.assertEqual([r for r in self.rows(file, "outlets") if r["name"] != "新店"], outlets)
                kinds = {f["kind"] for f in coopctl("check", file, "--json").json["findings"]}
                self.assertLessEqual(kinds, {"place"})
                kept = [p.name for p in (file.parent / f"{file.stem}.备份").iterdir()]
                self.assertTrue(any("升级前" in name for name in kept), kept)

    def test_a_newer_one_is_refused(self):
        file = workspace("newer")
        outside(file, "UPDATE coop_meta SET value = '99' WHERE key = 'schema'")
        for command in (["info", file], ["add", file, "outlets", "name=x", "township=中桥乡"], ["check", file]):
            self.assertIn("升级程序", self.refused(*command))

    def test_gdals_validator_finds_nothing_after_a_years_work(self):
        file = workspace("validated", example=True)
        self.done("people", "add", file, "张三", "--role", "admin")
        self.done("add", file, "outlets", "name=甲店", "township=中桥乡", "--as", "张三")
        self.done("undo", file, "--as", "张三")
        self.done("layer", "add", file, DATA / "nanchuan" / "nanchuan_townships_schematic.geojson", "--name-field",
                  "name", "--as", "张三")
        self.done("undo", file, "--as", "张三")
        process = subprocess.run(["/usr/bin/python3", VALIDATOR, file], capture_output=True, text=True)
        self.assertEqual(process.returncode, 0, process.stdout + process.stderr)


if __name__ == "__main__":
    unittest.main()
