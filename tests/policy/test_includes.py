"""includes.py sees an include that goes up, and nothing else."""
import os
import tempfile
import unittest

import includes

LIBRARIES = {
    "core/base/CMakeLists.txt": "coop_library(coop_base LINKS Qt6::Core)",
    "core/geo/CMakeLists.txt": "coop_library(coop_geo LINKS coop_base GDAL::GDAL PRECOMPILE <coop_map>)",
    "core/map/CMakeLists.txt": "coop_library(coop_map LINKS\n  coop_geo)",
    "core/base/text/text.h": "", "core/geo/point.h": '#include "core/base/text/text.h"\n', "core/map/page/sheet.h": "",
    "tests/policy/includes.txt": "core/base:\ncore/geo: core/base # reads\ncore/map: core/*\n",
}


class Includes(unittest.TestCase):
    def faults(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in {**LIBRARIES, **files}.items():
                path = os.path.join(folder, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
            return list(includes.faults(folder))

    def test_what_goes_down_is_right(self):
        self.assertEqual(self.faults({"core/map/page/draw.cpp":
            '#include "core/map/page/sheet.h"\n#include "core/geo/point.h"\n#include "core/base/text/text.h"\n#include "draw.moc"\n'
            '#include <core/up.h>\n// #include "core/none.h"\n'}), [])

    def test_what_goes_up_or_aside_is_found(self):
        for path, text in [
            ("core/base/a.cpp", '#include "core/geo/point.h"'),
            ("core/base/deep/a.h", '\n #  include "core/map/page/sheet.h"'),
            ("core/geo/a.cpp", '#include "core/map/page/sheet.h"'),
            ("core/map/a.cpp", '#include "core/map/gone.h"'),
            ("core/new/a.cpp", ""),
        ]:
            found = self.faults({path: text})
            self.assertEqual(len(found), 1, path)
            self.assertIn(path, found[0])

    def test_the_table_does_not_allow_what_is_not_linked(self):
        found = self.faults({"core/geo/a.cpp": '#include "core/map/page/sheet.h"\n',
            "tests/policy/includes.txt": "core/base:\ncore/geo: core/base core/map\ncore/map: core/*\n"})
        self.assertEqual(found, ["core/geo/a.cpp:1: includes core/map/page/sheet.h: core/geo does not link it"])

    def test_rooms_side_by_side_make_no_circle(self):
        rooms = {"core/map/page/sheet.h": '#include "core/map/ink/pen.h"', "core/map/ink/pen.h": '#include "core/map/grid/line.h"',
            "core/map/grid/line.h": ""}
        self.assertEqual(self.faults(rooms), [])
        self.assertEqual(self.faults({**rooms, "core/map/grid/line.h": '#include "core/map/page/sheet.h"'}),
            ["core/map/grid, core/map/ink, core/map/page: include each other in a circle"])
        self.assertEqual(self.faults({**rooms, "core/map/all.h": '#include "core/map/page/sheet.h"',
            "core/map/page/sheet.h": '#include "core/map/all.h"'}), [])

    def test_what_nobody_uses_leaves_the_table(self):
        self.assertIn("take it out", self.faults({"core/geo/point.h": ""})[0])


if __name__ == "__main__":
    unittest.main()
