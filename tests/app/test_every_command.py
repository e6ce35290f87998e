"""Lists of commands that tests keep by hand: one that is new and missing there fails here."""
import re
import unittest
from pathlib import Path

from program import coopctl
from test_roles import LEAVES, subcommands

ROOM = Path(__file__).resolve().parent


def writes_a_file(leaf):
    """But for restore, which puts a workspace into the place of a workspace: tests/core/store/copies."""
    return leaf != "restore" and (leaf == "new" or re.search(r"^  (OUT|--out) ", coopctl(*leaf.split(), "--help").out, re.M))


def reads_a_workspace(leaf):
    least, *arguments = LEAVES[leaf]
    return least == "any" and arguments[0] in ("{district}", "{merged}")


class EveryCommand(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.leaves = subcommands()

    def missing(self, module, wanted):
        text = (ROOM / module).read_text("utf-8")
        found = [leaf for leaf in self.leaves if wanted(leaf)]
        self.assertGreater(len(found), 5)
        return [leaf for leaf in found if ", ".join(f'"{word}"' for word in leaf.split()) not in text]

    def test_every_command_that_writes_a_file_is_tried_on_other_files_on_a_failing_disk_and_on_places_that_cannot_be(self):
        for module in ("disk/test_outputs.py", "disk/test_failing_disk.py", "test_messages.py"):
            with self.subTest(module):
                self.assertEqual(self.missing(module, writes_a_file), [])

    def test_every_command_that_reads_a_workspace_is_tried_beside_a_window(self):
        self.assertEqual(self.missing("window/test_beside_window.py", reads_a_workspace), [])


if __name__ == "__main__":
    unittest.main()
