"""The commands that read and write rows, layers and figures: what they do, and the keys of their JSON."""
import json
import sqlite3
import unittest

from program import DATA, PLAN, ProgramTest, contents, coopctl, file_bytes, scratch, workspace

SCHEMATIC = DATA / "nanchuan" / "nanchuan_townships_schematic.geojson"
LIGHTS = {"blue", "yellow", "red", "green", "grey"}


def setUpModule():
    global example
    example = workspace("commands-example", example=True)


class New(ProgramTest):
    def test_a_new_workspace_has_the_plan_and_no_ledger_rows(self):
        file = workspace("new")
        info = self.json("info", file)
        self.assertEqual(set(info), {"plan", "district", "device", "schema", "rows"})
        self.assertEqual(info["plan"], PLAN)
        self.assertEqual(info["district"], "南川区")
        rows = info["rows"]
        self.assertEqual((rows["townships"], rows["federations"], rows["tasks"]), (34, 11, 32))
        for ledger in ("outlets", "services", "loans", "members", "centres", "assets"):
            self.assertEqual(rows[ledger], 0, ledger)
        self.assertEqual({f["status"] for f in self.rows(file, "federations")}, {"筹建"})

    def test_a_new_workspace_is_a_geopackage_of_one_plain_file(self):
        file = workspace("geopackage")
        database = sqlite3.connect(file)
        self.assertEqual(database.execute("PRAGMA application_id").fetchone()[0], 0x47504B47)
        self.assertEqual(database.execute("PRAGMA user_version").fetchone()[0], 10300)
        self.assertEqual(database.execute("PRAGMA integrity_check").fetchone()[0], "ok")
        self.assertEqual(database.execute("PRAGMA foreign_key_check").fetchall(), [])
        tables = {t for t, in database.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'")}
        database.close()
        self.assertTrue({"outlets", "townships", "centres"} <= tables, tables)
        self.assertEqual([p.name for p in file.parent.iterdir()], [file.name])

    def test_the_townships_know_their_federations_in_the_plan(self):
        townships = {t["name"]: t for t in self.rows(workspace("townships"), "townships")}
        self.assertEqual(townships["神童镇"]["code"], "500119102")
        self.assertEqual(townships["神童镇"]["federation"]["name"], "大观镇农合联")

    def test_new_does_not_overwrite(self):
        file = workspace("overwrite")
        before = file_bytes(file)
        self.refused("new", file, "--plan", PLAN)
        self.assertEqual(file_bytes(file), before)

    def test_new_joins_boundaries_by_code_and_says_what_found_no_partner(self):
        layer = json.loads(SCHEMATIC.read_text("utf-8"))
        for feature in layer["features"]:
            if feature["properties"]["name"] == "大有镇":
                feature["properties"].update(name="不存在镇", code="999999999")
        other = scratch / "boundaries.geojson"
        other.write_text(json.dumps(layer, ensure_ascii=False), "utf-8")
        file = scratch / "boundaries.gpkg"
        self.done("new", file, "--plan", PLAN, "--boundaries", other, "--code-field", "code")
        layers = self.json("layer", "list", file)
        self.assertEqual(len(layers), 1)
        self.assertEqual((layers[0]["features"], layers[0]["joined"]), (34, 33))
        self.assertEqual(layers[0]["unmatched_townships"], ["大有镇"])
        self.assertEqual(len(layers[0]["unmatched_features"]), 1)
        self.assertRegex(layers[0]["unmatched_features"][0], "不存在镇|999999999")


class Reading(ProgramTest):
    def test_reading_commands_leave_the_file_byte_for_byte(self):
        before = file_bytes(example)
        for arguments in (["info"], ["list", "outlets"], ["tasks"], ["indicators", "--period", "2024Q4"],
                          ["layer", "list"]):
            command = arguments[:2] + [example] + arguments[2:] if arguments[0] == "layer" \
                else [arguments[0], example] + arguments[1:]
            self.json(*command)
        self.assertEqual(file_bytes(example), before)
        self.assertEqual([p.name for p in example.parent.iterdir()], [example.name])

    def test_without_json_people_can_read_it(self):
        for arguments in (["info", example], ["tasks", example], ["indicators", example, "--period", "2024Q4"]):
            outcome = self.done(*arguments)
            self.assertRegex(outcome.out, "[\u4e00-\u9fff]{2,}")
            self.assertEqual(outcome.err, "")

    def test_list_where_takes_a_field_and_a_reference_by_name(self):
        rows = self.rows(example, "outlets", "--where", "township=大观镇")
        self.assertGreater(len(rows), 0)
        self.assertEqual({r["township"]["name"] for r in rows}, {"大观镇"})
        both = self.rows(example, "outlets", "--where", "township=大观镇", "--where", "joint_build=是")
        self.assertEqual({r["code"] for r in both}, {r["code"] for r in rows if r["joint_build"] == "是"})
        self.assertLess(len(both), len(rows))

    def test_list_search_finds_two_characters_and_pinyin_initials(self):
        found = self.rows(example, "outlets", "--search", "高桥")
        self.assertIn("东城街道高桥村农村综合服务社", [r["name"] for r in found])
        self.assertTrue(all("高桥" in json.dumps(r, ensure_ascii=False) for r in found))
        by_initials = self.rows(example, "outlets", "--search", "gqc")
        self.assertIn("东城街道高桥村农村综合服务社", [r["name"] for r in by_initials])
        self.assertEqual(self.rows(example, "outlets", "--search", "没有这样的网点"), [])

    def test_list_has_every_field_with_its_type(self):
        service = self.rows(example, "services")[0]
        self.assertEqual(set(service), {"code", "month", "township", "provider", "stage", "mode", "scope", "crop",
                                        "area", "times", "mu_times", "override_reason", "farmers", "subsidised",
                                        "remark"})
        self.assertRegex(service["month"], r"^20\d\d-\d\d$")
        self.assertEqual(set(service["provider"]), {"code", "name"})
        self.assertIsInstance(service["times"], int)
        outlet = self.rows(example, "outlets", "--search", "高桥")[0]
        self.assertRegex(outlet["service_since"], r"^20\d\d-\d\d-\d\d$")
        self.assertIsInstance(outlet["lon"], float)

    def test_personal_data_is_masked(self):
        phones = [o["phone"] for o in self.rows(example, "outlets")]
        self.assertEqual(len(phones), 147)
        self.assertTrue(all("*" in p for p in phones))
        self.assertNotIn("13800001001", coopctl("list", example, "outlets").out)

    def test_indicators_have_the_keys_of_the_contract(self):
        for by, count in ((None, 1), ("federation", 7), ("township", 34)):
            told = self.json("indicators", example, "--period", "2024Q4", *(["--by", by] if by else []))
            self.assertEqual(len([r for r in told if r["indicator"] == "mu-times"]), count)
            for r in told:
                self.assertEqual(set(r), {"indicator", "title", "unit", "basis", "period", "value", "target",
                                          "completion", "pace", "status", "area"})
                self.assertIn(r["status"], {"met", "ahead", "watch", "behind", "no-target", "no-data"})
        whole = next(r for r in self.json("indicators", example, "--period", "2024Q4")
                     if r["indicator"] == "mu-times")
        self.assertEqual((whole["value"], whole["target"], whole["unit"], whole["basis"], whole["area"]),
                         (25.3, 27, "万亩次", "年度发生额", None))


class Tasks(ProgramTest):
    def lights(self, day):
        return {t["no"]: t["light"] for t in self.json("tasks", example, "--on", day)}

    def test_tasks_are_the_plans_32_in_their_own_words(self):
        tasks = self.json("tasks", example, "--on", "2024-12-31")
        self.assertEqual([t["no"] for t in tasks], list(range(1, 33)))
        policy = (DATA / "policy" / "nanchuan-2024-17.txt").read_text("utf-8")
        for task in tasks:
            self.assertLessEqual({"no", "group", "group_title", "item", "text", "lead", "responsible",
                                  "deadline", "milestones", "light", "state"}, set(task))
            self.assertIn(task["light"], LIGHTS)
            self.assertIn(task["text"], policy)
            self.assertIn(task["deadline"], policy)
            for milestone in task["milestones"]:
                self.assertEqual(set(milestone), {"due", "text", "indicator", "value"})
        self.assertEqual([t["no"] for t in tasks if t["milestones"]], [1, 2, 3, 4, 7, 8, 12, 21])
        self.assertEqual(sorted({t["group"] for t in tasks}), [1, 2, 3, 4, 5, 6])
        self.assertEqual([len(t["lead"]) for t in tasks if t["no"] == 8], [2])

    def test_a_missed_milestone_turns_red_and_a_reached_one_does_not(self):
        after = self.lights("2025-01-15")
        self.assertEqual(after[8], "red")    # 25.3 of 27 万亩次
        self.assertEqual(after[3], "red")    # 139 of 147 综合服务社
        self.assertNotEqual(after[1], "red")  # 8 federations, 212 members
        self.assertNotEqual(after[21], "red")  # 8.41 of 8 亿元
        before = self.lights("2024-12-15")
        self.assertEqual(before[8], "blue")  # due within a month

    def test_a_task_without_a_date_is_never_red(self):
        lights = self.lights("2031-01-01")
        for no in set(range(1, 33)) - {1, 2, 3, 4, 7, 8, 12, 21}:
            self.assertNotEqual(lights[no], "red", f"task {no}")


class Writing(ProgramTest):
    def setUp(self):
        self.file = workspace("writing")

    def outlets(self):
        return self.rows(self.file, "outlets")

    def test_add_set_remove_a_row(self):
        self.done("add", self.file, "outlets", "name=试点综合服务社", "township=大观镇", "service_since=2024-03-05",
                  "--as", "张三", "--reason", "测试")
        outlet, = self.outlets()
        self.assertEqual((outlet["name"], outlet["township"]["name"], outlet["service_since"]),
                         ("试点综合服务社", "大观镇", "2024-03-05"))
        self.assertTrue(outlet["code"])
        self.done("set", self.file, "outlets", outlet["code"], "stars=3", "star_since=2024-06-01", "operator=王某")
        changed, = self.outlets()
        self.assertEqual((changed["stars"], changed["star_since"], changed["operator"]), (3, "2024-06-01", "王某"))
        self.assertEqual(changed["service_since"], "2024-03-05")
        self.done("set", self.file, "outlets", outlet["code"], "operator=")
        self.assertIsNone(self.outlets()[0]["operator"])
        self.done("remove", self.file, "outlets", outlet["code"])
        self.assertEqual(self.outlets(), [])

    def test_mu_times_follow_from_area_and_times(self):
        self.done("add", self.file, "outlets", "name=甲社", "township=大观镇")
        self.done("add", self.file, "services", "month=2024-05", "township=大观镇", "provider=甲社", "stage=防",
                  "crop=水稻", "area=100.25", "times=3")
        service, = self.rows(self.file, "services")
        self.assertEqual(service["mu_times"], 300.75)
        told = {r["indicator"]: r["value"] for r in self.json("indicators", self.file, "--period", "2024Q2")}
        self.assertEqual(told["mu-times"], 0.030075)

    def test_a_changed_row_can_be_read_by_its_own_code(self):
        self.done("add", self.file, "centres", "code=ZX-TEST", "name=测试中心", "level=乡镇级", "township=水江镇",
                  "status=在建")
        centre, = self.rows(self.file, "centres", "--where", "code=ZX-TEST")
        self.assertEqual(centre["status"], "在建")
        self.done("set", self.file, "centres", "ZX-TEST", "status=建成", "built_on=2024-10-08",
                  "services=农资供应、农机作业")
        centre, = self.rows(self.file, "centres")
        self.assertEqual(centre["services"], ["农资供应", "农机作业"])

    def test_a_row_that_others_refer_to_is_not_removed(self):
        self.done("add", self.file, "outlets", "name=甲社", "township=大观镇")
        self.done("add", self.file, "services", "month=2024-05", "township=大观镇", "provider=甲社", "stage=防",
                  "crop=水稻", "area=10")
        code = self.outlets()[0]["code"]
        before = contents(self.file)
        self.refused("remove", self.file, "outlets", code)
        self.assertUnchanged(self.file, before)

    def test_layer_add_takes_the_place_of_the_boundaries_and_list_describes_them(self):
        before, = self.json("layer", "list", self.file)
        self.assertEqual((before["features"], before["joined"]), (34, 34))
        self.done("layer", "add", self.file, SCHEMATIC, "--name-field", "name")
        layers = self.json("layer", "list", self.file)
        self.assertEqual(len(layers), 1)
        self.assertEqual(set(layers[0]), {"name", "format", "crs", "features", "joined", "unmatched_features",
                                          "unmatched_townships"})
        self.assertEqual(layers[0]["format"], "GeoJSON")
        self.assertEqual((layers[0]["features"], layers[0]["joined"], layers[0]["unmatched_features"],
                          layers[0]["unmatched_townships"]), (34, 34, [], []))

    def test_import_reports_with_the_keys_of_the_contract(self):
        report = self.json("import", self.file, "centres", DATA / "example" / "为农服务中心.xlsx")
        self.assertEqual(set(report), {"registry", "file", "sheet", "rows", "added", "updated", "unchanged",
                                       "refused", "skipped", "problems"})
        self.assertEqual((report["registry"], report["added"], report["refused"], report["problems"]),
                         ("centres", 8, 0, []))
        self.assertEqual(report["sheet"], "为农服务中心")


class Usage(ProgramTest):
    def test_wrong_usage_is_exit_2(self):
        for arguments in ([], ["什么"], ["info"], ["list", example], ["indicators", example],
                          ["indicators", example, "--period", "2024Q4", "--by", "village"],
                          ["info", example, "--no-such-option"], ["layer"], ["map", example, "--theme", "mu-times"]):
            outcome = coopctl(*arguments)
            self.assertEqual(outcome.status, 2, f"{arguments}: {outcome.out}{outcome.err}")
            self.assertNotEqual(outcome.err.strip(), "")
            self.assertEqual(outcome.out, "")

    def test_help_is_no_error(self):
        self.assertEqual(coopctl("--help").status, 0)


if __name__ == "__main__":
    unittest.main()
