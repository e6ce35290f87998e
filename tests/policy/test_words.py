"""words.py sees a comparison with a word that has an enum, and nothing else."""
import os
import tempfile
import unittest

import words


class Words(unittest.TestCase):
    def test_only_a_comparison_with_a_text_is_found(self):
        lines = ['if (row.op == u"add")', 'change.door != QStringLiteral("merge")', 'layer.role ==\n u"reference"',
                 'conflict.kind == u"field"', "row.op == RowOp::add", 'finding.kind == u"integrity"', 'json["op"] = u"add"_s']
        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(os.path.join(folder, "ui"))
            with open(os.path.join(folder, "ui", "a.cpp"), "w", encoding="utf-8") as file:
                file.write("\n".join(lines))
            self.assertEqual([fault.split(":")[1] for fault in words.faults(folder)], ["1", "2", "3", "5"])


if __name__ == "__main__":
    unittest.main()
