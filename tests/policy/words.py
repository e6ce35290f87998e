#!/usr/bin/python3
"""What happened to a row, through which door, why a merge asks, what somebody or a layer is: enums in the code, words only where
they are stored or written (toText and its way back). No source compares one of them with a text.
usage: words.py CHECKOUT      ends with 1 and a line for each place."""
import os
import re
import sys

ROOTS = ("core", "ui", "app")
TEXT = r'(?:u|QStringLiteral\(|QLatin1String\()"'
COMPARED = re.compile(rf'\b(?:(?:op|door|role)\s*[=!]=\s*{TEXT}|kind\s*[=!]=\s*{TEXT}(?:field|delete|duplicate|reference|locked|refused)")')


def faults(checkout):
    for root in ROOTS:
        for folder, _, names in os.walk(os.path.join(checkout, root)):
            for name in names:
                if name.endswith((".h", ".cpp")):
                    path = os.path.join(folder, name)
                    with open(path, encoding="utf-8") as file:
                        text = file.read()
                    for found in COMPARED.finditer(text):
                        yield f"{os.path.relpath(path, checkout)}:{text.count(chr(10), 0, found.start()) + 1}: {found.group()}: compare the enum"


if __name__ == "__main__":
    told = sorted(faults(sys.argv[1]))
    print("\n".join(told) or "no word is compared that has an enum")
    sys.exit(1 if told else 0)
