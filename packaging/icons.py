#!/usr/bin/python3
"""Draws resources/coopmap.svg at every size that systems ask for, with rsvg-convert (librsvg2-bin): packaging/icons/SIZE.png, and
packaging/windows/coopmap.ico of them. What it makes is committed, so that no build needs it. `icons.py [FOLDER]`: elsewhere."""
import struct
import subprocess
import sys
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256)
here = Path(__file__).resolve().parent
out = Path(sys.argv[1]) if len(sys.argv) > 1 else here
(out / "icons").mkdir(parents=True, exist_ok=True)
(out / "windows").mkdir(exist_ok=True)
pictures = []
for size in SIZES:
    target = out / "icons" / f"{size}.png"
    subprocess.run(["rsvg-convert", "-w", str(size), "-h", str(size), "-o", target, here.parent / "resources" / "coopmap.svg"],
                   check=True)
    pictures.append(target.read_bytes())
# Windows Vista and later read PNG in an .ico; a side of 256 is written as 0.
place = 6 + 16 * len(SIZES)
entries = b""
for size, picture in zip(SIZES, pictures):
    entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
    place += len(picture)
(out / "windows" / "coopmap.ico").write_bytes(struct.pack("<HHH", 0, 1, len(SIZES)) + entries + b"".join(pictures))
