"""What hangs on a ledger's rows, what may be the same twice, and who sees personal data (issue 4)."""
import hashlib
import sqlite3

from program import ProgramTest, contents, coopctl, file_bytes, scratch, workspace


class Attachments(ProgramTest):
    def setUp(self):
        self.file = workspace("attachments")
        self.done("add", self.file, "outlets", "name=甲店", "township=大观镇", "code=WD-1")
        self.photo = scratch / "现场照片.png"
        self.photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 300)

    def test_a_file_goes_in_and_comes_out_the_same_and_its_removal_is_undone(self):
        told = self.json("attachment", "add", self.file, "outlets", "WD-1", self.photo)
        self.assertEqual(told[0]["name"], "现场照片.png")
        self.assertEqual(told[0]["sha256"], hashlib.sha256(self.photo.read_bytes()).hexdigest())
        out = scratch / "out.png"
        self.done("attachment", "save", self.file, "outlets", "WD-1", "现场照片.png", out)
        self.assertEqual(file_bytes(out), file_bytes(self.photo))
        self.assertEqual(self.json("attachment", "remove", self.file, "outlets", "WD-1", told[0]["code"]), [])
        self.done("undo", self.file)
        self.assertEqual(self.json("attachment", "list", self.file, "outlets", "WD-1"), told)
        self.assertTrue(self.json("check", self.file)["ok"])

    def test_a_backup_brings_the_bytes_back(self):
        self.done("attachment", "add", self.file, "outlets", "WD-1", self.photo)
        copy = scratch / "attachments-copy.gpkg"
        self.done("backup", self.file, copy)
        with sqlite3.connect(self.file) as spoiled:
            spoiled.execute("UPDATE coop_blobs SET bytes = x'00'")
        spoiled.close()
        findings = coopctl("check", self.file, "--json").json["findings"]
        self.assertEqual([f["kind"] for f in findings], ["attachment"])
        self.done("restore", copy, self.file)
        self.assertTrue(self.json("check", self.file)["ok"])

    def test_what_cannot_be_hung_on_is_refused_and_nothing_changes(self):
        self.done("attachment", "add", self.file, "outlets", "WD-1", self.photo)
        before = contents(self.file)
        empty = scratch / "空.txt"
        empty.write_bytes(b"")
        for path, code in ((empty, "WD-1"), (scratch / "没有.txt", "WD-1"), (scratch, "WD-1"), (self.photo, "WD-1"),
                           (self.photo, "WD-9")):
            with self.subTest(path.name, code=code):
                self.refused("attachment", "add", self.file, "outlets", code, path)
        self.assertUnchanged(self.file, before)


class Duplicates(ProgramTest):
    def test_pairs_are_listed_until_they_are_marked(self):
        file = workspace("duplicates")
        self.done("add", file, "outlets", "name=金龙综合服务社", "township=大观镇", "code=A")
        self.done("add", file, "outlets", "name=大观镇金龙综合服务社", "township=大观镇", "code=B")
        self.assertEqual(self.json("duplicates", file, "outlets"),
                         [{"first": "A", "second": "B", "reasons": ["同一镇街同名"]}])
        self.done("duplicates", file, "outlets", "--different", "B", "A", "--reason", "两家店")
        self.assertEqual(self.json("duplicates", file, "outlets"), [])
        last = max(self.json("history", file), key=lambda entry: entry["entry"])
        self.assertEqual(last["reason"], "两家店")
        self.done("undo", file)
        self.assertEqual(len(self.json("duplicates", file, "outlets")), 1)


class PersonalData(ProgramTest):
    def setUp(self):
        self.file = workspace("personal")
        self.done("people", "add", self.file, "张三", "--role", "admin")
        self.done("people", "add", self.file, "李四", "--role", "read", "--as", "张三")
        self.done("add", self.file, "outlets", "name=甲店", "township=大观镇", "phone=13812340000", "--as", "张三")

    def phone(self, *more):
        return self.json("list", self.file, "outlets", *more)[0]["phone"]

    def test_it_is_masked_unless_a_role_may_see_it_and_that_stands_in_the_history(self):
        before = contents(self.file)
        self.assertEqual(self.phone(), "138****0000")
        self.assertEqual(self.phone("--as", "李四"), "138****0000")
        self.assertUnchanged(self.file, before)
        self.assertEqual(self.phone("--as", "张三"), "13812340000")
        last = max(self.json("history", self.file), key=lambda entry: entry["entry"])
        self.assertEqual((last["who"], last["door"], last["changes"]), ("张三", "see", []))
        self.assertIn("联系电话", last["reason"])

    def test_history_and_lists_without_personal_data_note_nothing(self):
        before = contents(self.file)
        self.json("list", self.file, "townships", "--as", "张三")
        self.assertNotIn("13812340000", self.done("history", self.file, "--json").out)
        self.assertUnchanged(self.file, before)

    def test_looking_does_not_stand_in_the_way_of_undo(self):
        self.phone("--as", "张三")
        self.done("undo", self.file, "--as", "张三")
        self.assertEqual(self.json("list", self.file, "outlets"), [])
