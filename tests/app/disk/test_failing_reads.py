"""Tables, attachments, packages, workspaces and backups on a disk that cannot be read from some byte on (failing_reads.py)."""
import shutil
import unittest

import exchange
from disk.failing_reads import LAYERS, SHIM, TABLES, FailingReads, ledger
from program import coopctl, workspace


@unittest.skipUnless(SHIM, "needs failing_disk (Linux)")
class ReadsThatFail(FailingReads):
    def test_tables_of_every_format(self):
        for name in ("services.xlsx", "services.ods", "services.xls"):
            with self.subTest(name):
                self.imported("services", TABLES / name, "--skip-refused")
        example = workspace("failing-reads-example", example=True)
        for ending in ("xlsx", "csv"):
            with self.subTest(ending):
                table = self.folder / f"网点.{ending}"
                self.assertEqual(coopctl("export", example, "outlets", table).status, 0)
                self.imported("outlets", table)
        for encoding in ("gb18030", "utf-16"):
            with self.subTest(encoding):
                table = self.folder / f"{encoding}.csv"
                table.write_bytes((self.folder / "网点.csv").read_text("utf-8-sig").encode(encoding))
                self.imported("outlets", table)

    def test_attachments(self):
        file = workspace("failing-reads", example=True)
        code = coopctl("list", file, "outlets", "--json").json[0]["code"]
        (self.folder / "说明.txt").write_text("附件" * 3000, "utf-8")
        shutil.copyfile(LAYERS / "ground.jpg", self.folder / "照片.jpg")
        for name in ("说明.txt", "照片.jpg"):
            with self.subTest(name):
                self.read("attachment", "add", file, "outlets", code, self.folder / name, file=file, victims=[self.folder / name],
                          seen=lambda: ledger(file, "attachments", "coop_blobs"))

    def test_packages(self):
        home = exchange.exchange("failing-reads-packages")
        district, office = home / exchange.DISTRICT, home / exchange.DAGUAN
        exchange.ran("add", office, *exchange.outlet("DG-7", "七社"))
        handed_in, answer = home / "上报.nfb", home / "回执.nfb"
        exchange.ran("package", "submit", office, "--out", handed_in)
        with self.subTest("inspect"):
            self.read("package", "inspect", handed_in, victims=[handed_in])
        with self.subTest("merge"):
            self.read("package", "merge", district, handed_in, file=district, victims=[handed_in],
                      seen=lambda: ledger(district, "outlets", "packages"))
        exchange.ran("package", "merge", district, handed_in)
        exchange.ran("package", "receipt", district, handed_in, "--out", answer)
        with self.subTest("open"):
            self.read("package", "open", answer, "--in", office, file=office, victims=[answer],
                      seen=lambda: ledger(office, "outlets", "packages"))

    def test_a_workspace_and_its_backup(self):
        file = workspace("failing-reads", example=True)
        copy = self.folder / "副本.gpkg"
        self.assertEqual(coopctl("backup", file, copy).status, 0)
        original = self.folder / "原来.gpkg"
        shutil.copyfile(file, original)
        for name, *more in (("list", "outlets"), ("history",), ("indicators", "--period", "2024Q4")):
            with self.subTest(name):
                self.read(name, file, *more, victims=[file])
        out = self.folder / "第二份.gpkg"
        kept = ("outlets", "services", "change_log")
        with self.subTest("backup"):
            def seen():
                rows = ledger(out, *kept) if out.exists() else None
                out.unlink(missing_ok=True)
                return rows
            self.read("backup", file, out, victims=[file], seen=seen)
        with self.subTest("restore"):
            code = coopctl("list", file, "outlets", "--json").json[0]["code"]
            self.assertEqual(coopctl("set", file, "outlets", code, "operator=后来的").status, 0)
            target = self.folder / "恢复.gpkg"
            shutil.copyfile(file, target)
            self.read("restore", copy, target, file=target, victims=[copy], seen=lambda: ledger(target, *kept))


if __name__ == "__main__":
    unittest.main()
