#!/usr/bin/python3
"""No two things of one program share a qualified name.

Two classes of one name in two files of a program break the rule of one definition: the linker keeps one of the two
constructors, and whoever made the other one dies. No compiler and no linker says so. This reads
  - the sources: every class, struct, union and enum that is defined outside an unnamed namespace, every type alias of
    a namespace, and every inline function or function template, by its qualified name;
  - the objects, when a build folder is given: functions and variables that two of them define, also those of static
    libraries, of which the linker takes the first without a word.
usage: one_name.py CHECKOUT [BUILD]      ends with 1 and a line for each pair."""
import os
import re
import subprocess
import sys
from collections import defaultdict

PRODUCT = ("core", "ui", "app/coopmap", "app/coopctl")
TOKEN = re.compile(
    r'(?P<skip>//[^\n]*|/\*.*?\*/|R"(?P<raw>[^(\s]*)\(.*?\)(?P=raw)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'|^[ \t]*\#(?:[^\n\\]|\\.|\\\n)*)"
    r"|(?P<word>[A-Za-z_]\w*)|(?P<number>\d[\w'.]*)|(?P<sign>::|[^\s\w])",
    re.S | re.M)


def tokens(text):
    for found in TOKEN.finditer(text):
        if found.lastgroup in ("word", "sign"):
            yield found.group(), text.count("\n", 0, found.start()) + 1
        elif found.group("number"):
            yield "0", 0


class Scope:
    def __init__(self, kind, name):
        self.kind, self.name = kind, name  # namespace, hidden (unnamed namespace), type, body


def definitions(text):
    """(qualified name, kind, line) of all that other files could define again."""
    scopes, head, line_of_head = [], [], 1
    depth_round = 0

    def qualified(name):
        return "::".join([s.name for s in scopes if s.name] + [name])

    def hidden():
        return any(s.kind in ("hidden", "body") for s in scopes)

    def words_of(head):
        """The head without attributes, template parameters and macros' arguments."""
        left, angle, rounds = [], 0, 0
        for index, word in enumerate(head):
            if word == "<" and (index == 0 or head[index - 1] == "template" or angle):
                angle += 1
            elif word == ">" and angle:
                angle -= 1
            elif not angle:
                left.append(word)
        return left

    for word, line in tokens(text):
        if not head and word not in "{};":
            line_of_head = line
        if word == "(":
            depth_round += 1
        elif word == ")":
            depth_round -= 1
        if word == "{" and depth_round == 0:
            plain = words_of(head)
            kind, name = "body", ""
            if "namespace" in plain and plain[0] in ("namespace", "inline"):
                names = [w for w in plain[plain.index("namespace") + 1:] if re.match(r"[A-Za-z_]", w)]
                kind, name = ("namespace", "::".join(names)) if names else ("hidden", "")
            elif plain[:1] == ["extern"] and len(plain) == 1:
                kind = "namespace"  # extern "C"
            else:
                start = next((i for i, w in enumerate(plain) if w in ("class", "struct", "union", "enum")), -1)
                before_bracket = plain[:plain.index("(")] if "(" in plain else plain
                if start >= 0 and start < len(before_bracket) and "=" not in plain[:start] and "operator" not in plain:
                    names = []
                    for w in plain[start + 1:]:
                        if w in (":", "{"):
                            break
                        if re.match(r"[A-Za-z_]", w) and w not in ("class", "struct", "final", "alignas"):
                            names.append(w)
                    if names:
                        kind, name = "type", "::".join(names)
                        if not hidden():
                            yield qualified(name), "type", line_of_head
                    else:
                        kind, name = "type", ""
                elif "(" in plain and not hidden() and all(s.kind == "namespace" for s in scopes):
                    bracket = plain.index("(")
                    if bracket > 0 and ("inline" in plain[:bracket] or "template" in head or "constexpr" in plain[:bracket]) \
                            and "static" not in plain[:bracket]:
                        arguments = " ".join(plain[bracket:])
                        yield qualified(plain[bracket - 1]) + " " + arguments, "inline function", line_of_head
            scopes.append(Scope(kind, name))
            head = []
        elif word == "}" and depth_round == 0:
            if scopes:
                scopes.pop()
            head = []
        elif word == ";" and depth_round == 0:
            if head[:1] == ["using"] and "=" in head and not hidden() and all(s.kind == "namespace" for s in scopes):
                yield qualified(head[1]), "type", line_of_head
            head = []
        elif word == ":" and head and head[-1] in ("public", "protected", "private", "Q_SIGNALS"):
            head = []
        else:
            head.append(word)


def sources(checkout, folders):
    for folder in folders:
        for base, _, names in os.walk(os.path.join(checkout, folder)):
            for name in sorted(names):
                if name.endswith((".h", ".cpp")):
                    yield os.path.join(base, name)


def programs(checkout):
    """Each program as the folders whose sources are linked into it."""
    yield "coopmap", ("core", "ui", "app/coopmap")
    yield "coopctl", ("core", "app/coopctl")
    tests = os.path.join(checkout, "tests")
    for base, folders, names in os.walk(tests):
        if "CMakeLists.txt" in names:
            with open(os.path.join(base, "CMakeLists.txt"), encoding="utf-8") as file:
                if re.search(r"coop_test\(", file.read()):
                    yield os.path.relpath(base, checkout), ("core", "ui", os.path.relpath(base, checkout))


def twice_in_sources(checkout):
    known = {}
    said = set()
    for program, folders in programs(checkout):
        places = defaultdict(dict)
        for path in sources(checkout, folders):
            if path not in known:
                with open(path, encoding="utf-8") as file:
                    known[path] = list(definitions(file.read()))
            for name, kind, line in known[path]:
                places[name].setdefault(os.path.relpath(path, checkout), line)
        for name, files in places.items():
            if len(files) > 1 and (name, tuple(files)) not in said:
                said.add((name, tuple(files)))
                yield f"{name}: " + ", ".join(f"{f}:{l}" for f, l in files.items())


def twice_in_objects(build):
    """Strong symbols of objects of the product's libraries and programs."""
    places = defaultdict(set)
    for base, _, names in os.walk(build):
        if "/tests/" in base + "/" or "/CompilerId" in base:
            continue
        for name in names:
            if not name.endswith((".o", ".obj")):
                continue
            path = os.path.join(base, name)
            listed = subprocess.run(["nm", "--defined-only", "--extern-only", path], capture_output=True, text=True)
            for line in listed.stdout.splitlines():
                parts = line.split()
                if len(parts) == 3 and parts[1] in "TDBRC" and parts[2] not in ("main", "_init", "_fini"):
                    places[parts[2]].add(os.path.relpath(path, build))
    for symbol, files in places.items():
        if len(files) > 1:
            shown = subprocess.run(["c++filt", symbol], capture_output=True, text=True).stdout.strip()
            yield f"{shown}: " + ", ".join(sorted(files))


def main():
    checkout = sys.argv[1]
    twice = list(twice_in_sources(checkout))
    if len(sys.argv) > 2:
        twice += twice_in_objects(sys.argv[2])
    for line in twice:
        print("two of one name: " + line)
    return 1 if twice else 0


if __name__ == "__main__":
    sys.exit(main())
