"""What the program assumes or leaves out it says: boundaries that found nothing, values before and after, a datum that nobody named,
a plan whose boundary file is not there; and a list of a ledger that is written while it is read."""
import json
import unittest

from program import DATA, ProgramTest, coopctl, scratch, workspace


def feature(name, lon):
    ring = [[lon, 29.1], [lon + .1, 29.1], [lon + .1, 29.2], [lon, 29.2], [lon, 29.1]]
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


class Boundaries(ProgramTest):
    def layer(self, *names):
        path = scratch / "边界.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection",
                                    "features": [feature(n, 107 + i / 5) for i, n in enumerate(names)]}), "utf-8")
        return path

    def test_new_names_what_did_not_match_as_layer_add_does(self):
        file, other = scratch / "new-1.gpkg", scratch / "new-2.gpkg"
        layer = self.layer("大观镇", "别处镇", "远方乡")
        told = self.done("new", file, "--plan", "nanchuan-2024-17", "--boundaries", layer).out
        self.assertIn("没有对上镇街的面：别处镇、远方乡", told)
        self.assertIn("没有边界的镇街：", told)
        self.assertIn("水江镇", told)
        made = self.json("new", other, "--plan", "nanchuan-2024-17", "--boundaries", layer)
        self.assertEqual((made["file"], made["plan"]), (str(other), "nanchuan-2024-17"))
        self.assertEqual(made["boundaries"]["unmatched_features"], ["别处镇", "远方乡"])
        self.assertEqual(made["boundaries"], self.json("layer", "list", other)[0])

    def test_without_boundaries_of_ones_own_nothing_is_added(self):
        made = self.json("new", scratch / "new-3.gpkg", "--plan", "nanchuan-2024-17")
        self.assertEqual(set(made), {"file", "plan", "from"})

    def test_a_plan_whose_boundary_file_is_missing_says_which_and_what_to_do(self):
        plan = json.loads((DATA / "plans" / "nanchuan-2024-17.json").read_text("utf-8"))
        plan["boundaries"] = {**plan["boundaries"], "file": "没有这个.gpkg"}
        path, out = scratch / "缺边界.json", scratch / "new-4.gpkg"
        path.write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
        told = self.refused("new", out, "--plan", path)
        for word in (str(path), "没有这个.gpkg", "--boundaries"):
            self.assertIn(word, told)
        self.assertFalse(out.exists())
        self.done("new", out, "--plan", path, "--boundaries", self.layer("大观镇"))


class Values(ProgramTest):
    def test_the_history_of_a_row_shows_what_was_before_and_after(self):
        file = workspace("history-values")
        self.done("add", file, "outlets", "code=A-1", "name=甲店", "township=大观镇", "phone=13911112222", "operator=王五")
        self.done("set", file, "outlets", "A-1", "operator=赵六", "phone=13933334444", "village=")
        self.done("add", file, "outlets", "code=A-2", "name=乙店", "township=大观镇", "operator=别人")
        text = self.done("history", file, "outlets", "A-1").out
        for line in ("经营者：王五 → 赵六", "联系电话：139****2222 → 139****4444", "名称：甲店"):
            self.assertIn(line, text)
        for hidden in ("13911112222", "13933334444", "别人"):
            self.assertNotIn(hidden, text)
        self.done("remove", file, "outlets", "A-1")
        self.assertIn("删除", self.done("history", file, "outlets", "A-1").out.splitlines()[1])
        self.assertNotIn("→", self.done("history", file).out)  # of everything it stays one line a step

    def test_who_may_sees_the_personal_values_and_that_is_noted(self):
        file = workspace("history-personal")
        self.done("people", "add", file, "张三", "--role", "admin")
        self.done("add", file, "outlets", "code=A-1", "name=甲店", "township=大观镇", "phone=13911112222", "--as", "张三")
        self.assertIn("13911112222", self.done("history", file, "outlets", "A-1", "--as", "张三").out)
        self.assertEqual(self.json("history", file)[0]["door"], "see")


class Datum(ProgramTest):
    TABLE = "名称,镇街,经度,纬度\n甲店,大观镇,107.1131,29.1592\n"

    def take(self, name, table, *more):
        path = scratch / f"{name}.csv"
        path.write_text(table, "utf-8")
        return self.done("import", workspace(name), "outlets", path, "--json", *more)

    def test_coordinates_without_a_datum_are_said_to_be_read_as_cgcs2000(self):
        told = self.take("datum-1", self.TABLE)
        self.assertIn("坐标按 CGCS2000 读入", told.err)
        self.assertIn("--datum gcj02", told.err)
        self.assertEqual(told.json["problems"], [])
        for said in ("cgcs2000", "gcj02"):
            self.assertEqual(self.take("datum-2", self.TABLE, "--datum", said).err, "")
        self.assertEqual(self.take("datum-3", "名称,镇街,经度,纬度\n甲店,大观镇,,\n").err, "")


class FirstAdministrator(ProgramTest):
    def test_who_makes_the_first_administrator_goes_on_working(self):
        file = workspace("first-admin")
        told = self.done("people", "add", file, "李主任", "--role", "admin", "--as", "张三").out
        self.assertIn("张三 也已列为管理员", told)
        self.done("add", file, "outlets", "name=甲店", "township=大观镇", "--as", "张三")
        self.assertEqual({p["name"]: p["role"] for p in self.json("people", "list", file)},
                         {"李主任": "admin", "张三": "admin"})
        unnamed = workspace("first-admin-unnamed")
        told = self.done("people", "add", unnamed, "李主任", "--role", "admin").out
        self.assertIn("--as 李主任", told)
        self.assertEqual([p["name"] for p in self.json("people", "list", unnamed)], ["李主任"])
        later = workspace("first-admin-later")
        self.done("people", "add", later, "李四", "--role", "entry", "--as", "张三")
        self.done("people", "set", later, "李四", "--role", "admin", "--as", "张三")
        self.done("add", later, "outlets", "name=甲店", "township=大观镇", "--as", "张三")

    def test_the_last_administrator_is_taken_away_by_no_command(self):
        file = workspace("last-admin")
        self.done("people", "add", file, "甲", "--role", "admin", "--as", "甲")
        self.done("people", "add", file, "乙", "--role", "entry", "--as", "甲")
        early = self.json("backup", file)["file"]
        self.done("people", "set", file, "乙", "--role", "admin", "--as", "甲")
        promoted = self.json("history", file)[0]["entry"]
        self.done("people", "set", file, "甲", "--role", "entry", "--as", "乙")
        for command in (["undo", file, "--entry", promoted], ["people", "set", file, "乙", "--role", "read"],
                        ["people", "remove", file, "乙"]):
            with self.subTest(command[0]):
                self.assertIn("最后一名管理员", self.refused(*command, "--as", "乙"))
        self.assertEqual({p["name"]: p["role"] for p in self.json("people", "list", file)}, {"甲": "entry", "乙": "admin"})
        self.done("restore", early, file, "--as", "乙")  # its list has one of its own


class Lists(ProgramTest):
    def test_a_list_is_the_same_text_whether_much_or_nothing_is_found(self):
        file = workspace("lists", example=True)
        everything = self.json("list", file, "services")
        outcome = self.done("list", file, "services", "--json")
        self.assertEqual(outcome.out, json.dumps(json.loads(outcome.out), ensure_ascii=False, indent=4) + "\n")
        text = self.done("list", file, "services").out.splitlines()
        self.assertEqual(len(text), len(everything) + 1)
        self.assertEqual([line.split("\t")[0] for line in text[1:]], [row["code"] for row in everything])
        self.assertEqual(self.done("list", file, "services", "--search", "没有这个词", "--json").out, "[\n]\n")
        self.assertEqual(len(self.done("list", file, "services", "--search", "没有这个词").out.splitlines()), 1)

    def test_a_search_finds_by_provider_township_crop_and_initials(self):
        file = workspace("searches", example=True)
        everything = self.json("list", file, "services")
        for search, field in (("大观", "township"), ("水稻", "crop"), (everything[3]["provider"]["name"], "provider")):
            word = lambda row: row[field]["name"] if isinstance(row[field], dict) else row[field] or ""
            found = self.json("list", file, "services", "--search", search)
            self.assertTrue(found)
            self.assertLessEqual({r["code"] for r in everything if search in word(r)}, {r["code"] for r in found})
        spelled = {r["code"] for r in self.json("list", file, "services", "--search", "daguanzhen shuidao")}
        self.assertTrue(spelled)  # initials find the same rows, and those whose fields happen to begin so
        self.assertLessEqual(spelled, {r["code"] for r in self.json("list", file, "services", "--search", "dgz sd")})


if __name__ == "__main__":
    unittest.main()
