"""one_name.py sees what it is there for, and nothing else."""
import os
import subprocess
import tempfile
import unittest

import one_name


class OneName(unittest.TestCase):
    def twice(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = os.path.join(folder, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
            return list(one_name.twice_in_sources(folder))

    def test_two_classes_of_one_name_in_one_program_are_found(self):
        for first, second in [
            ("namespace coop { struct Form { int a; }; }", "namespace coop { class Form : public QWidget { }; }"),
            ("namespace coop { namespace deep { enum class Kind : char { a }; } }", "namespace coop::deep { struct Kind {}; }"),
            ("namespace coop { class Page final { struct Row {}; }; }", "namespace coop { struct Page::Row { int b; }; }"),
            ("struct Loose {};", "// no namespace\nstruct Loose { int a; };"),
            ("namespace coop { inline int two(int a) { return 2 * a; } }", "namespace coop { inline int two(int a) { return a + a; } }"),
            ("namespace coop { using Row = int; }", "namespace coop { struct Row {}; }"),
            ("namespace coop { template <class T> struct Box { T t; }; }", "namespace coop { template <class T, int n> class Box { }; }"),
        ]:
            self.assertEqual(len(self.twice({"core/a.h": first, "ui/b.cpp": second})), 1, second)

    def test_what_other_files_cannot_see_may_share_a_name(self):
        for first, second in [
            ("namespace coop { namespace { struct Row {}; } }", "namespace coop { namespace { struct Row {}; } }"),
            ("namespace coop { void f() { struct Local {}; } }", "namespace coop { void g() { struct Local {}; } }"),
            ("namespace a { struct Row {}; }", "namespace b { struct Row {}; }"),
            ("namespace coop { struct Row; class Row* f(); }", "namespace coop { struct Row {}; }"),
            ("namespace coop { /* struct Row {}; */ const char* s = \"struct Row {\"; }", "namespace coop { struct Row {}; }"),
            ("namespace coop { inline int two(int a) { return a; } }", "namespace coop { inline int two(long a) { return a; } }"),
        ]:
            self.assertEqual(self.twice({"core/a.h": first, "ui/b.cpp": second}), [], second)

    def test_programs_that_are_never_linked_together_may_share_a_name(self):
        text = "namespace coop { struct Options {}; }"
        self.assertEqual(self.twice({"app/coopmap/a.cpp": text, "app/coopctl/b.cpp": text}), [])

    def test_a_function_that_two_objects_define_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("a", "b"):
                source = os.path.join(folder, name + ".cpp")
                with open(source, "w", encoding="utf-8") as file:
                    file.write("namespace coop { int same() { return 1; } static int own() { return same(); } int %s() { return own(); } }" % name)
                subprocess.run(["c++", "-c", source, "-o", os.path.join(folder, name + ".o")], check=True)
            found = list(one_name.twice_in_objects(folder))
            self.assertEqual(len(found), 1)
            self.assertIn("coop::same()", found[0])


if __name__ == "__main__":
    unittest.main()
