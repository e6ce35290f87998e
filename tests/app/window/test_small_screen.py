"""The window on small screens and with large letters: it is whole on the screen, and pages can be reached."""
import os
import re
import subprocess
import tempfile
import time
import unittest

from program import PROGRAM
from window.two_windows import COOPMAP

SCREENS = [("1366x768", "1"), ("1366x768", "1.5"), ("1280x720", "1.25"), ("1920x1080", "1.5")]


class SmallScreen(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.workspace = os.path.join(cls.folder.name, "w.gpkg")
        subprocess.run([str(PROGRAM), "new", cls.workspace, "--plan", "nanchuan-2024-17", "--example"], check=True,
                       capture_output=True)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def size_on(self, screen, scale, page, managed=False):
        read, write = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", screen + "x24", "-nolisten", "tcp"],
                                  pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        program = manager = None
        try:
            with os.fdopen(read) as answer:
                display = ":" + answer.readline().strip()
            home = os.path.join(self.folder.name, screen + scale + "managed" * managed)
            os.makedirs(home, exist_ok=True)
            env = dict(os.environ, DISPLAY=display, QT_QPA_PLATFORM="xcb", QT_SCALE_FACTOR=scale, HOME=home,
                       XDG_CONFIG_HOME=home, LC_ALL="C.UTF-8")
            if managed:
                manager = subprocess.Popen(["openbox"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(1)
            program = subprocess.Popen([COOPMAP, self.workspace, "--page", page], env=env, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            for _ in range(120):
                time.sleep(0.5)
                found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "农服图"], env=env,
                                       capture_output=True, text=True).stdout.split()
                if found:
                    time.sleep(2)
                    said = subprocess.run(["xdotool", "getwindowgeometry", found[-1]], env=env, capture_output=True,
                                          text=True).stdout
                    return tuple(int(n) for n in re.search(r"Geometry: (\d+)x(\d+)", said).groups())
            self.fail("no window came up")
        finally:
            for process in (program, manager, server):
                if process:
                    process.terminate()
                    process.wait(20)

    def test_the_first_window_fits_its_screen_whatever_the_scale(self):
        for screen, scale in SCREENS:
            width, height = (int(n) for n in screen.split("x"))
            got = self.size_on(screen, scale, "ledger")
            with self.subTest(screen=screen, scale=scale):
                self.assertLessEqual(got[0], width)
                self.assertLessEqual(got[1], height)
                self.assertGreater(got[0], width // 2)

    def test_the_first_window_has_the_whole_of_a_small_screen_and_its_usual_size_on_a_large_one(self):
        self.assertGreaterEqual(self.size_on("1366x768", "1", "ledger", managed=True)[0], 1360)
        self.assertLess(self.size_on("1920x1080", "1", "ledger", managed=True)[0], 1920)


if __name__ == "__main__":
    unittest.main()
