"""After ctest: says how many cases ran, and fails when ctest ran others than the programs have.

    closing_count.py BUILD_FOLDER

ctest counts commands. A command may be one case of a Catch2 program or a module of Python tests, and a command whose filter
matches nothing is no case at all; so the log is read for what each one said that it ran, and each program and module is asked
what it has.
"""
import os
import re
import subprocess
import sys
import unittest
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENTRY = re.compile(r"^\d+/\d+ Test: (?P<name>.+?)\nCommand: .*?^Output:\n-+\n(?P<output>.*?)^<end of output>\n.*?^Test (?P<verdict>(?!time)[^\n]+)$",
                   re.MULTILINE | re.DOTALL)
CATCH = re.compile(r"^(?:All tests passed \(.* in (\d+) test cases?\)|test cases: +(\d+) \|.*)$", re.MULTILINE)
PYTHON = re.compile(r"^Ran (\d+) tests? in", re.MULTILINE)
PYTHON_SKIPPED = re.compile(r"\(.*skipped=(\d+).*\)\s*$")


def cases_of(program):
    listed = subprocess.run([program, "--list-test-names-only", "~[.]"], capture_output=True, text=True, encoding="utf-8",
                            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    return [line for line in listed.stdout.split("\n") if line.strip()]


def main(build):
    log = (build / "Testing" / "Temporary" / "LastTest.log").read_text(encoding="utf-8", errors="replace")
    ran, passed, failed, skipped, complaints = Counter(), 0, 0, 0, []
    for entry in ENTRY.finditer(log):
        name, output = entry["name"], entry["output"]
        catch, python = CATCH.findall(output), PYTHON.findall(output)
        count = int(catch[-1][0] or catch[-1][1]) if catch else int(python[-1]) if python else 1
        group = name.split(":")[0] if catch else name
        ran[group] += count
        if catch and count != 1:
            complaints.append(f"“{name}” ran {count} cases")
        if python and count == 0:
            complaints.append(f"“{name}” ran no case")
        left_out = PYTHON_SKIPPED.search(output) if python else None
        skipped += int(left_out[1]) if left_out else 0
        if entry["verdict"] == "Passed.":
            passed += count - (int(left_out[1]) if left_out else 0)
        else:
            failed += 1
            passed += max(0, count - 1 - (int(left_out[1]) if left_out else 0))

    for program in sorted((build / "bin").glob("test_*")):
        has = cases_of(program)
        for name, times in Counter(has).items():
            if times > 1:
                complaints.append(f"{program.name}: {times} cases are called “{name}”")
        if ran[program.stem] != len(has):
            complaints.append(f"{program.name} has {len(has)} cases, ctest ran {ran[program.stem]}")
    sys.path.insert(0, str(HERE / "app"))
    os.chdir(HERE / "app")
    for module in sorted((HERE / "app").rglob("test_*.py")):
        dotted = ".".join(module.relative_to(HERE / "app").with_suffix("").parts)
        has = unittest.defaultTestLoader.loadTestsFromName(dotted).countTestCases()
        if ran[f"app: {module.stem}"] != has:
            complaints.append(f"{module.name} has {has} cases, ctest ran {ran[f'app: {module.stem}']}")

    for complaint in complaints:
        print(f"closing count: {complaint}")
    print(f"cases: {passed} passed, {failed} failed, {skipped} skipped")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
