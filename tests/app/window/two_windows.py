"""A screen of its own (Xvfb) with running programs on it, and a clerk's keyboard (xdotool)."""
import os
import shutil
import subprocess
import tempfile
import time

COOPMAP = os.environ.get("COOPMAP", "")
PATIENCE = 90  # seconds: two programs on a loaded machine

OPENBOX = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc"><applications>
<application type="normal"><decor>no</decor><maximized>yes</maximized></application>
</applications></openbox_config>"""


class Screen:
    """What one desk has: a display, a window manager, a clipboard that all programs on it share."""

    def __init__(self, folder, size="1366x768"):
        self.folder = folder
        self.pictures = os.environ.get("COOP_PICTURES")
        self.processes = []
        read, write = os.pipe()
        self._start(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],  # nor starts anew when its first guest leaves
                    pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as answer:
            self.display = ":" + answer.readline().strip()
        self.env = dict(os.environ, DISPLAY=self.display, LC_ALL="C.UTF-8")
        self.env.pop("QT_QPA_PLATFORM", None)
        self.env.pop("WAYLAND_DISPLAY", None)
        rc = os.path.join(folder, "rc.xml")
        with open(rc, "w", encoding="utf-8") as file:
            file.write(OPENBOX)
        self._start(["openbox", "--config-file", rc], env=self.env)

    def _start(self, command, **more):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
        self.processes.append(process)
        return process

    def coopmap(self, who, *arguments):
        """Starts the program as somebody with a computer of their own."""
        home = os.path.join(self.folder, who)
        os.makedirs(home, exist_ok=True)
        env = dict(self.env, HOME=home, XDG_CONFIG_HOME=os.path.join(home, "config"), USER=who, USERNAME=who)
        return self._start([COOPMAP, *arguments], env=env)

    def close(self):
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def xdotool(self, *arguments):
        return subprocess.run(["xdotool", *arguments], env=self.env, capture_output=True, text=True, timeout=60)

    def window(self, title):
        found = self.xdotool("search", "--onlyvisible", "--name", title).stdout.split()
        return found[-1] if found else None

    def titles(self):
        ids = self.xdotool("search", "--onlyvisible", "--name", ".").stdout.split()
        return [self.xdotool("getwindowname", one).stdout.strip() for one in ids]

    def wait_for(self, title):
        """Waits for a window and gives it the keyboard."""
        def there():
            found = self.window(title)
            if not found:
                return False
            self.xdotool("windowactivate", found)
            return self.xdotool("getactivewindow").stdout.strip() == found
        until(there, f"no window “{title}”", self)
        time.sleep(0.3)

    def keys(self, *keys):
        for key in keys:
            self.xdotool("key", "--clearmodifiers", key)
            time.sleep(0.15)

    def type(self, text):
        self.xdotool("type", "--delay", "30", text)
        time.sleep(0.15)

    def picture(self, name):
        """Only when somebody wants to look (COOP_PICTURES=folder; apt: imagemagick)."""
        if self.pictures and shutil.which("import"):
            time.sleep(0.5)
            subprocess.run(["import", "-window", "root", os.path.join(self.pictures, name + ".png")],
                           env=self.env, check=False)


def until(holds, complaint, screen=None):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.25)
    shown = f"; on the screen: {screen.titles()}" if screen else ""
    if screen:
        screen.picture("failed")
    raise AssertionError(complaint + shown)


def folder():
    return tempfile.TemporaryDirectory(prefix="coop-windows-")
