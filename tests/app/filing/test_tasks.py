"""Tasks by command line: reports of units, closing by two people, filters, 督办单 on paper."""
import re
import subprocess
import unittest

from program import DATA, ProgramTest, contents, file_bytes, scratch, workspace
from printing.test_map_pdf import millimetres, read_text


def setUpModule():
    global example
    example = workspace("tasks-example", example=True)


class TaskTest(ProgramTest):
    def task(self, file, no, on="2024-12-31"):
        return next(t for t in self.json("tasks", file, "--on", on) if t["no"] == no)

    def numbers(self, *options):
        return [t["no"] for t in self.json("tasks", example, *options)]


class Reports(TaskTest):
    def test_a_report_gives_a_task_without_date_its_light_and_its_share(self):
        file = workspace("tasks-report")
        self.assertEqual(self.task(file, 5)["light"], "grey")
        self.done("task", "report", file, 5, "2024Q4", "--unit", "区供销合作社", "--as", "张三",
                  "progress=已为12家合作社代账，票据齐全", "percent=40", "problem=人手不足", "next_step=招聘2人")
        task = self.task(file, 5)
        self.assertEqual((task["light"], task["percent"], task["state"]), ("green", 40, "进行中"))
        report, = task["reports"]
        self.assertEqual({k: v for k, v in report.items() if k != "reported_on"},
                         {"quarter": "2024Q4", "unit": "区供销合作社", "progress": "已为12家合作社代账，票据齐全",
                          "percent": 40, "problem": "人手不足", "next_step": "招聘2人"})
        self.assertEqual(self.task(file, 5, "2025-01-01")["light"], "grey")

    def test_the_same_unit_again_changes_its_report_and_keeps_what_is_not_named(self):
        file = workspace("tasks-again")
        report = ["task", "report", file, 5, "2024Q4", "--unit", "大观镇"]
        self.done(*report, "progress=开始", "problem=人手不足")
        self.done(*report, "progress=过半", "percent=55")
        (one,) = self.task(file, 5)["reports"]
        self.assertEqual((one["progress"], one["percent"], one["problem"]), ("过半", 55, "人手不足"))

    def test_what_is_wrong_is_refused_and_changes_nothing(self):
        file = workspace("tasks-wrong")
        before = contents(file)
        for arguments, says in (([33, "2024Q4", "--unit", "大观镇", "progress=x"], "33"),
                                ([5, "2024", "--unit", "大观镇", "progress=x"], "季度"),
                                ([5, "2024Q4", "--unit", " ", "progress=x"], "单位"),
                                ([5, "2024Q4", "--unit", "大观镇"], "进展情况"),
                                ([5, "2024Q4", "--unit", "大观镇", "progress=x", "percent=101"], "完成比例"),
                                ([5, "2024Q4", "--unit", "大观镇", "progress=x", "percent=三成"], "完成比例"),
                                ([5, "2024Q4", "--unit", "大观镇", "progress=x", "quarter=2024Q3"], "季度"),
                                ([5, "2024Q4", "--unit", "大观镇", "progress=x", "nothing=1"], "nothing")):
            with self.subTest(arguments):
                self.assertRegex(self.refused("task", "report", file, *arguments), says)
        self.assertUnchanged(file, before)

    def test_a_report_is_undone_like_any_other_edit(self):
        file = workspace("tasks-undo")
        self.done("task", "report", file, 5, "2024Q4", "--unit", "大观镇", "progress=开始")
        self.done("undo", file)
        self.assertEqual(self.task(file, 5)["reports"], [])


class Closing(TaskTest):
    def test_one_asks_and_another_grants(self):
        file = workspace("tasks-closing")
        self.assertRegex(self.refused("task", "ask", file, 3, "--as", "张三"), "理由")
        self.done("task", "ask", file, 3, "--as", "张三", "--reason", "147家都已建成")
        self.assertEqual(self.task(file, 3)["state"], "申请销号")
        self.assertRegex(self.refused("task", "grant", file, 3, "--as", "张三"), "张三.*换一人")
        self.done("task", "grant", file, 3, "--as", "李四")
        task = self.task(file, 3, "2026-01-01")
        self.assertEqual((task["state"], task["light"], task["percent"], task["next_milestone"]),
                         ("已销号", "green", 100, None))
        self.assertEqual((task["closing"]["asked_by"], task["closing"]["asked_why"], task["closing"]["closed_by"]),
                         ("张三", "147家都已建成", "李四"))
        self.assertRegex(self.refused("task", "grant", file, 3, "--as", "李四"), "已销号")

    def test_a_refusal_needs_a_reason_and_the_task_goes_on(self):
        file = workspace("tasks-refusal")
        self.assertRegex(self.refused("task", "grant", file, 3, "--as", "李四"), "申请")
        self.done("task", "ask", file, 3, "--as", "张三", "--reason", "完成")
        self.assertRegex(self.refused("task", "refuse", file, 3, "--as", "李四"), "原因")
        self.done("task", "refuse", file, 3, "--as", "李四", "--reason", "缺验收材料")
        task = self.task(file, 3)
        self.assertEqual((task["state"], task["closing"]["refusal"]), ("进行中", "缺验收材料"))

    def test_with_a_list_of_people_the_role_decides(self):
        file = workspace("tasks-roles")
        for name, role in (("管理", "admin"), ("张三", "entry"), ("李四", "entry"), ("王五", "review"), ("赵六", "read")):
            self.done("people", "add", file, name, "--role", role, "--as", "管理")
        self.assertRegex(self.refused("task", "ask", file, 3, "--as", "赵六", "--reason", "完成"), "只读")
        self.done("task", "ask", file, 3, "--as", "张三", "--reason", "完成")
        self.assertRegex(self.refused("task", "grant", file, 3, "--as", "李四"), "李四.*审核")
        self.done("task", "grant", file, 3, "--as", "王五")
        self.assertEqual(self.task(file, 3)["state"], "已销号")

    def test_no_other_command_closes_a_task_or_takes_a_step_back(self):
        file = workspace("tasks-doors")
        self.done("task", "ask", file, 3, "--as", "张三", "--reason", "完成")
        self.done("task", "grant", file, 3, "--as", "李四")
        before = contents(file)
        self.refused("set", file, "tasks", "3", "state=进行中")
        self.refused("set", file, "tasks", "4", "state=已销号")
        self.refused("remove", file, "tasks", "3")
        self.refused("undo", file)
        self.assertUnchanged(file, before)
        last = self.json("history", file, "tasks", "3")
        self.assertIn("李四", [entry["who"] for entry in last])


class Filters(TaskTest):
    def test_by_light_the_lists_add_up_to_all(self):
        on = ["--on", "2025-01-15"]
        lists = [self.numbers(*on, "--light", light) for light in ("red", "blue", "yellow", "green", "grey")]
        self.assertEqual(sorted(sum(lists, [])), list(range(1, 33)))
        self.assertIn(8, lists[0])
        self.assertRegex(self.refused("tasks", example, "--light", "pink"), "grey（无进展）")

    def test_by_unit_and_a_township_stands_among_all_of_them(self):
        self.assertEqual(self.numbers("--unit", "区财政局"), [9, 18, 25, 26])
        self.assertEqual(self.numbers("--unit", "大观镇"), self.numbers("--unit", "各乡镇（街道）"))
        self.assertEqual(self.numbers("--unit", "火星办事处"), [])

    def test_the_next_milestone_says_what_is_missing(self):
        task = self.task(example, 8, "2024-12-01")
        self.assertEqual(task["next_milestone"],
                         {"due": "2024-12-31", "text": "完成农业生产社会化服务规模27万亩次", "indicator": "mu-times",
                          "value": 27, "actual": 25.3, "days_left": 30, "behind": False})
        self.assertEqual(self.task(example, 5)["next_milestone"], None)


class Sheets(TaskTest):
    def sheet(self, name, *arguments):
        path = scratch / name
        path.unlink(missing_ok=True)
        self.done("task", "sheet", example, *arguments, "--out", path)
        return path

    def test_the_sheet_says_everything_that_a_unit_has_to_know(self):
        self.done("task", "report", example, 8, "2024Q3", "--unit", "大观镇农合联", "progress=服务3万亩次", "percent=60",
                  "problem=农机不足")
        paper = self.sheet("eight.pdf", 8, "--on", "2025-01-15", "--date", "2025-01-20")
        self.assertEqual(millimetres(paper), (210, 297))
        text = read_text(paper)
        policy = (DATA / "policy" / "nanchuan-2024-17.txt").read_text("utf-8")
        for what, pattern in {
                "title": "督办单", "number": "编号.?任务8", "item": "创新农业生产服务方式和手段", "lead": "牵头单位区农业农村委、区供销合作社",
                "responsible": "责任单位各乡镇（街道）", "deadline": "2024年12月底前完成农业生产社会化服务规模27万亩次",
                "standing": r"目标27万亩次，实际25\.3），逾期15天", "later": r"2025年12月31日前.*目标36万亩次",
                "light": "逾期（截至2025年1月15日）", "report": "大观镇农合联（2024年第三季度）：服务3万亩次；完成60%；存在问题：农机不足",
                "demand": "要求.*书面回复", "sign": "签收人.*签收日期", "issuer": "督办单位：南川区供销合作社", "date": "2025年1月20日",
                "document": "南川府办发〔2024〕17号"}.items():
            with self.subTest(what):
                self.assertRegex(text, pattern)
        words = re.search("任务(因地制宜.*?54万亩次。)", text).group(1)
        self.assertIn(words, re.sub(r"\s+", "", policy))

    def test_one_page_a_task_and_the_same_bytes_twice(self):
        options = ["--light", "red", "--on", "2025-01-15", "--date", "2025-01-20"]
        first, second = self.sheet("red1.pdf", *options), self.sheet("red2.pdf", *options)
        pages = int(re.search(r"Pages:\s+(\d+)",
                              subprocess.run(["pdfinfo", first], capture_output=True, text=True).stdout).group(1))
        self.assertEqual(pages, len(self.numbers("--on", "2025-01-15", "--light", "red")))
        self.assertGreater(pages, 1)
        self.assertEqual(file_bytes(first), file_bytes(second))
        other = self.sheet("red3.pdf", *options[:-1], "2025-01-21", "--demand", "三日内到会说明")
        self.assertNotEqual(file_bytes(first), file_bytes(other))
        self.assertEqual(read_text(other).count("三日内到会说明"), pages)

    def test_a_long_story_still_fits_one_page(self):
        file = workspace("tasks-long")
        for unit in ("大观镇", "金山镇", "水江镇", "南平镇", "鸣玉镇", "大有镇"):
            self.done("task", "report", file, 1, "2024Q4", "--unit", unit, "progress=" + "进展情况很多，" * 60)
        path = scratch / "long.pdf"
        self.done("task", "sheet", file, 1, "--on", "2024-12-31", "--date", "2025-01-20", "--out", path)
        self.assertIn("Pages:           1", subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout)
        text = read_text(path)
        self.assertRegex(text, r"还有\d个单位的进展")
        self.assertIn("签收日期", text)

    def test_what_cannot_be_printed_is_refused(self):
        out = scratch / "none.pdf"
        for arguments, says in ((["--out", out], "序号"), ([8, "--light", "red", "--out", out], "一样"),
                                ([40, "--out", out], "40"), ([8, "--out", scratch / "none.docx"], "pdf"),
                                ([8, "--out", scratch / "no-folder" / "x.pdf"], "文件夹"),
                                (["--light", "yellow", "--on", "2024-12-31", "--out", out], "滞后")):
            with self.subTest(arguments):
                self.assertRegex(self.refused("task", "sheet", example, *arguments), says)
        self.assertFalse(out.exists())


if __name__ == "__main__":
    unittest.main()
