"""Packs what was built (COOP_BUILD) with CPack, looks into the package, installs it into a folder with dpkg, runs it there and
removes it again."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

BUILD = Path(os.environ["COOP_BUILD"]).resolve()
SOURCE = Path(__file__).resolve().parents[2]
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith(("COOP", "QT_", "LD_"))}


def run(*command, **more):
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True, timeout=300, check=False, **more)
    if done.returncode != 0:
        raise AssertionError(f"{command}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class DebianPackage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="coopmap-deb-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        run("cpack", "--config", BUILD / "CPackConfig.cmake", "-G", "DEB", "-B", cls.folder, cwd=cls.folder,
            env={**CLEAN, "SOURCE_DATE_EPOCH": "1700000000"})
        (cls.package,) = cls.folder.glob("*.deb")
        cls.root = cls.folder / "root"
        run("dpkg-deb", "-x", cls.package, cls.root)

    def installed(self):
        return sorted(str(each.relative_to(self.root)) for each in self.root.rglob("*") if each.is_file())

    def test_it_holds_what_an_installed_program_needs_and_nothing_of_the_source(self):
        files = self.installed()
        for wanted in ("usr/bin/coopmap", "usr/bin/coopctl", "usr/share/coopmap/data/plans/nanchuan-2024-17.json",
                       "usr/share/coopmap/data/example/manifest.json", "usr/share/applications/coopmap.desktop",
                       "usr/share/mime/packages/coopmap.xml", "usr/share/metainfo/io.github.coopmap.metainfo.xml",
                       "usr/share/icons/hicolor/16x16/apps/coopmap.png", "usr/share/icons/hicolor/256x256/apps/coopmap.png",
                       "usr/share/icons/hicolor/scalable/apps/coopmap.svg", "usr/share/man/man1/coopctl.1.gz",
                       "usr/share/doc/coopmap/copyright", "usr/share/doc/coopmap/changelog.gz"):
            self.assertIn(wanted, files)
        self.assertFalse([each for each in files if each.endswith((".py", ".cpp", ".h", ".a")) or "test" in each])
        for name in ("coopmap", "coopctl"):
            content = (self.root / "usr/bin" / name).read_bytes()
            for folder in ("app", "build", "core", "data", "resources", "ui"):  # of this source, not of a library's
                for text in (f"{SOURCE}/{folder}", str(BUILD)):
                    self.assertNotIn(text.encode(), content, name)
                    self.assertNotIn(text.encode("utf-16-le"), content, name)

    def test_its_control_file_names_the_libraries_and_the_letters(self):
        control = run("dpkg-deb", "-f", self.package)
        self.assertIn("Package: coopmap\n", control)
        for library in ("libqt6widgets6", "libgdal", "libsqlite3-0", "qt6-translations-l10n", "fonts-noto-cjk"):
            self.assertRegex(control, rf"Depends:.*{library}")
        self.assertNotRegex(control, "libicu|libiconv")

    def test_the_program_works_where_it_was_put(self):
        program = self.root / "usr/bin/coopctl"
        with tempfile.TemporaryDirectory(prefix="工作 区-") as place:
            workspace = Path(place) / "示例.gpkg"
            run(program, "new", workspace, "--plan", "nanchuan-2024-17", "--example", env=CLEAN)
            run(program, "indicators", workspace, "--period", "2024Q4", "--json", env=CLEAN)
            run(program, "map", workspace, "--theme", "mu-times", "--period", "2024Q4", "--out", Path(place) / "图.png", env=CLEAN)
            self.assertGreater((Path(place) / "图.png").stat().st_size, 10_000)
        run(self.root / "usr/bin/coopmap", "--version", env={**CLEAN, "QT_QPA_PLATFORM": "offscreen"})

    def test_the_desktop_takes_its_files(self):
        run("desktop-file-validate", self.root / "usr/share/applications/coopmap.desktop")
        if shutil.which("appstreamcli"):
            run("appstreamcli", "validate", "--no-net", self.root / "usr/share/metainfo/io.github.coopmap.metainfo.xml")
        if shutil.which("update-mime-database"):
            mime = self.folder / "mime"
            shutil.copytree(self.root / "usr/share/mime", mime)
            run("update-mime-database", mime)
            self.assertIn("application/x-coopmap-package:*.nfb", (mime / "globs").read_text())

    def test_the_man_page_names_every_command(self):
        program = self.root / "usr/bin/coopctl"
        commands = re.findall(r"^  (\w+) ", run(program, "--help", env=CLEAN).split("命令:")[1], re.M)
        self.assertGreater(len(commands), 20)
        page = run("zcat", self.root / "usr/share/man/man1/coopctl.1.gz")
        self.assertEqual(commands, re.findall(r"^\.B (\w+)$", page.split(".SH COMMANDS")[1].split(".SH ENV")[0], re.M))

    def test_installing_and_removing_leaves_nothing(self):
        system = self.folder / "system"
        for each in ("updates", "info", "triggers"):
            (system / "var/lib/dpkg" / each).mkdir(parents=True)
        for each in ("status", "available"):
            (system / "var/lib/dpkg" / each).touch()
        dpkg = ["dpkg", f"--root={system}", "--force-not-root", "--force-depends", "--force-bad-path", "--log=/dev/null"]
        run(*dpkg, "-i", self.package)
        self.assertTrue((system / "usr/bin/coopmap").is_file())
        run(system / "usr/bin/coopctl", "--version", env=CLEAN)
        run(*dpkg, "-i", self.package)  # an upgrade in place
        run(*dpkg, "-P", "coopmap")
        left = [each for each in system.rglob("*") if each.is_file() and "var/lib/dpkg" not in str(each)]
        self.assertEqual(left, [])

    def test_the_same_build_gives_the_same_package(self):
        again = self.folder / "again"
        run("cpack", "--config", BUILD / "CPackConfig.cmake", "-G", "DEB", "-B", again, cwd=self.folder,
            env={**CLEAN, "SOURCE_DATE_EPOCH": "1700000000"})
        (package,) = again.glob("*.deb")
        self.assertEqual(package.read_bytes(), self.package.read_bytes())


if __name__ == "__main__":
    unittest.main()
