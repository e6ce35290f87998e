#!/usr/bin/python3
"""Every include goes down: a room includes itself and the rooms that includes.txt allows it, and a library only folders of
libraries that its CMakeLists.txt links. Every library sees the whole source folder, so no compiler says this.
usage: includes.py CHECKOUT      ends with 1 and a line for each include that goes up or aside."""
import os
import re
import sys

ROOTS = ("core", "ui", "app")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.M)
LIBRARY = re.compile(r"^coop_library\((\w+)([^)]*)\)", re.M)


def sources(checkout):
    for root in ROOTS:
        for folder, _, names in os.walk(os.path.join(checkout, root)):
            for name in names:
                if name.endswith((".h", ".cpp")):
                    yield os.path.relpath(os.path.join(folder, name), checkout).replace(os.sep, "/")


def read(checkout, path):
    with open(os.path.join(checkout, path), encoding="utf-8") as file:
        return file.read()


def room(path, rooms):
    """The deepest room of the table that holds the file; nothing: a file outside every room."""
    while "/" in path:
        path = path.rsplit("/", 1)[0]
        if path in rooms:
            return path
    return None


def table(text):
    """Room -> rooms that it may include: a line "ui/map: ui/look core/map"; a word ending in /* means all below it."""
    rooms = {}
    for line in text.splitlines():
        line = line.split("#", 1)[0].strip()
        if line:
            name, allowed = line.split(":", 1)
            rooms[name.strip()] = allowed.split()
    return rooms


def allows(rooms, one, other):
    return one == other or any(
        other == word or (word.endswith("/*") and (other + "/").startswith(word[:-1])) for word in rooms[one])


def links(checkout):
    """Folder of a library -> folders of the libraries that it links, directly or through others."""
    folders, linked = {}, {}
    for root in ROOTS:
        for folder, _, names in os.walk(os.path.join(checkout, root)):
            if "CMakeLists.txt" in names:
                path = os.path.relpath(folder, checkout).replace(os.sep, "/")
                for name, rest in LIBRARY.findall(read(checkout, path + "/CMakeLists.txt")):
                    folders[name] = path
                    linked[name] = re.findall(r"\bcoop_\w+", rest.split("PRECOMPILE")[0])

    def closed(name):
        found = {name}
        for other in linked.get(name, []):
            found |= closed(other)
        return found
    return {folder: {folders[other] for other in closed(name) if other in folders} for name, folder in folders.items()}


def circles(arrows):
    """Folders that know each other, around however many corners. A folder and those below it may: what stands above its
    rooms puts them together, and is known to them."""
    def reached(start):
        found, left = set(), [start]
        while left:
            for other in arrows.get(left.pop(), ()):
                if other not in found:
                    found.add(other)
                    left.append(other)
        return found
    reach = {folder: reached(folder) for folder in arrows}
    return sorted({tuple(sorted({folder} | {other for other in reach[folder] if folder in reach.get(other, ())}))
                   for folder in arrows if folder in reach[folder]})


def faults(checkout):
    rooms = table(read(checkout, "tests/policy/includes.txt"))
    libraries = links(checkout)
    used, arrows = set(), {}
    for path in sorted(sources(checkout)):
        here = room(path, rooms)
        if here is None:
            yield f"{path}: stands in no room of tests/policy/includes.txt"
            continue
        library = room(path, libraries)
        text = read(checkout, path)
        for found in INCLUDE.finditer(text):
            line = f"{path}:{text.count(chr(10), 0, found.start()) + 1}: includes {found.group(1)}"
            there = room(found.group(1), rooms)
            above, below = sorted((os.path.dirname(path) + "/", os.path.dirname(found.group(1)) + "/"), key=len)
            if not below.startswith(above):
                arrows.setdefault(os.path.dirname(path), set()).add(os.path.dirname(found.group(1)))
            if not os.path.exists(os.path.join(checkout, found.group(1))):
                if "/" in found.group(1):
                    yield line + ", which is not there"
                continue  # made while building
            if there is None or not allows(rooms, here, there):
                yield f"{line}: {here} may not include {there}"
            elif library and room(found.group(1), libraries) not in libraries[library]:
                yield f"{line}: {library} does not link it"
            used.add((here, there))
    for circle in circles(arrows):
        yield f"{', '.join(circle)}: include each other in a circle"
    for here, allowed in rooms.items():
        for word in allowed:
            if not word.endswith("/*") and (here, word) not in used:
                yield f"tests/policy/includes.txt: {here} does not include {word} any more: take it out"


if __name__ == "__main__":
    told = list(faults(sys.argv[1]))
    print("\n".join(told) or "every include goes down")
    sys.exit(1 if told else 0)
