#!/usr/bin/python3
"""SQL stands in core/store alone: no other source of the product has a statement, or a part of one, in a text, names
SQLite, or includes what gives a workspace's connection. Whoever else wants something of a workspace asks a function
of the store, which says in the words of the field what it gives.
usage: sql.py CHECKOUT      ends with 1 and a line for each place."""
import os
import re
import sys

ROOTS = ("core", "ui", "app")
STORE = "core/store/"
SKIPPED = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
TEXT = re.compile(r'R"(?P<mark>[^(\s]*)\((?P<raw>.*?)\)(?P=mark)"|"(?P<text>(?:\\.|[^"\\\n])*)"', re.S)
# Capital letters: as this project writes SQL, and no text for people.
SQL = re.compile(
    r"\b(SELECT\s+\S|INSERT\s+(OR\s+\w+\s+)?INTO\b|REPLACE\s+INTO\b|UPDATE\s+\S+\s+SET\b|DELETE\s+FROM\b|FROM\s+\w+\s+WHERE\b"
    r"|WHERE\s+\S|(ORDER|GROUP)\s+BY\b|(LEFT\s+)?JOIN\s+\w|(CREATE|DROP|ALTER)\s+(TEMP\s+)?(TABLE|INDEX|TRIGGER|VIEW)\b"
    r"|PRAGMA\s+\w|VACUUM\b|ATTACH\s+|BEGIN\s+(IMMEDIATE|EXCLUSIVE)|ROLLBACK\b|COLLATE\s+\w)")
CODE = re.compile(r"\bSQLite::\w+|\bsqlite3_\w+|\bdatabaseOf\b|#\s*include\s*(<SQLiteCpp/[^>]*>|<sqlite3\.h>|\"core/store/workspace_database\.h\")")


def kept_lines(found):
    return "\n" * found.group().count("\n")


def places(text):
    """(line, what) of everything in a source that is SQL or SQLite."""
    texts = []

    def taken(found):
        if found.lastgroup is None:
            return kept_lines(found)
        texts.append((text_line(found), found.group("raw") or found.group("text") or ""))
        return found.group() if found.group().startswith('"core/') else '""' + kept_lines(found)

    def text_line(found):
        return text.count("\n", 0, found.start()) + 1

    code = re.sub(SKIPPED.pattern + "|" + TEXT.pattern, taken, text, flags=re.S)
    for line, said in texts:
        found = SQL.search(said)
        if found:
            yield line, "SQL: " + found.group().strip()
    for found in CODE.finditer(code):
        yield code.count("\n", 0, found.start()) + 1, found.group()


def faults(checkout):
    for root in ROOTS:
        for folder, _, names in os.walk(os.path.join(checkout, root)):
            for name in names:
                path = os.path.relpath(os.path.join(folder, name), checkout).replace(os.sep, "/")
                if name.endswith((".h", ".cpp")) and not path.startswith(STORE):
                    with open(os.path.join(checkout, path), encoding="utf-8") as file:
                        for line, what in places(file.read()):
                            yield f"{path}:{line}: {what}: ask a function of core/store"


if __name__ == "__main__":
    told = sorted(faults(sys.argv[1]))
    print("\n".join(told) or "SQL stands in core/store alone")
    sys.exit(1 if told else 0)
