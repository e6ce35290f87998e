"""shown_paths.py SOURCE: a path in a sentence for people stands as their system writes it, by QDir::toNativeSeparators: every
`.arg(path)` of a sentence with Chinese letters is looked at."""
import re
import sys
from pathlib import Path

HAN = re.compile(r"[\u4e00-\u9fff]")
# What is a whole path by its name. A file's name alone (fileName(), `file` of the layers' reader) is none.
PATH = re.compile(r"(?:.*(?:\.|->|::|\b))?(?:path|[a-z]\w*Path|workspaceFile|filePath\(\)|absoluteFilePath\(\)|absolutePath\(\)"
                  r"|canonicalFilePath\(\)|path\(\)|tempPath\(\)|text\(options\.out\))")


def arguments(text, at):
    """The arguments of a call whose ( stands before `at`, and where it ends."""
    parts, depth, part = [], 1, ""
    while depth:
        c = text[at]
        depth += (c in "([{") - (c in ")]}")
        if (c == "," and depth == 1) or not depth:
            parts.append(part.strip())
            part = ""
        else:
            part += c
        at += 1
    return parts, at


def offences(text):
    for call in re.finditer(r"\.arg\(", text):
        begin = text.rfind("QStringLiteral(", 0, call.start())
        if "%1/" in text[begin:call.start()]:  # makes a path
            continue
        if begin < 0 or not HAN.search(text[begin:call.start()]) or ";" in text[begin:call.start()]:
            continue
        for part in arguments(text, call.end())[0]:
            if PATH.fullmatch(part) and "toNativeSeparators" not in part:
                yield text.count("\n", 0, call.start()) + 1, part


def main(source):
    found = [f"{path.relative_to(source)}:{line}: {part} is shown as it is; show QDir::toNativeSeparators of it"
             for folder in ("core", "ui", "app") for path in sorted((source / folder).rglob("*.cpp"))
             for line, part in offences(path.read_text(encoding="utf-8"))]
    print("\n".join(found) or "paths are shown as the system writes them")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
