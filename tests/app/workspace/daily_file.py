"""The file that an office really has after some months, made step by step by the program: people with roles, decisions, targets,
reports and closed tasks, attachments, layers, sheets in every state, a closed quarter and its correction, merges with settled
conflicts, undo and redo. Every kind of step is in it."""
from exchange import DAGUAN, DISTRICT, ExchangeTest, outlet
from program import SOURCE

LAYERS = SOURCE / "tests" / "fixtures" / "layers"
ADMIN, CLERK, REVIEWER, READER = "管", "李四", "王五", "看"
QUARTER = "2024Q4"


class DailyFileTest(ExchangeTest):
    example = True

    def explain_all(self, federation, quarter):
        for finding in self.json("sheet", "show", self.district, federation, quarter)["findings"]:
            self.done("sheet", "explain", self.district, federation, quarter, finding["id"], "已核实", "--as", CLERK)

    def hand_in(self, federation, quarter, *steps):
        self.explain_all(federation, quarter)
        self.done("sheet", "submit", self.district, federation, quarter, "--as", CLERK)
        for step in steps:
            self.done("sheet", step, self.district, federation, quarter, "--as", REVIEWER)

    def steps(self):
        """Makes the file; a generator that stops behind each kind of step and tells which it was."""
        file = self.district
        for name, role in ((ADMIN, "admin"), (CLERK, "entry"), (REVIEWER, "review"), (READER, "read")):
            self.done("people", "add", file, name, "--role", role, "--as", ADMIN)
        yield "people"
        self.done("set", file, "outlets", "DG-1", "operator=王小宝", "--as", CLERK)
        self.done("undo", file, "--as", CLERK)
        yield "undo"
        self.done("redo", file, "--as", CLERK)
        yield "redo"
        question = self.json("decide", file)[0]
        choice = next(c["id"] for c in question["choices"] if c["id"] != question["chosen"])
        self.done("decide", file, question["question"], choice, "--as", ADMIN, "--reason", "按文件")
        yield "decide"
        self.done("target", "set", file, "mu-times", "2025", "37", "--as", ADMIN)
        yield "target"
        self.done("task", "report", file, 5, QUARTER, "--unit", "大观镇", "--as", CLERK, "progress=过半", "percent=55")
        yield "task report"
        self.done("task", "ask", file, 3, "--as", CLERK, "--reason", "完成")
        yield "task ask"
        self.done("task", "grant", file, 3, "--as", REVIEWER)
        yield "task grant"
        self.done("attachment", "add", file, "outlets", "DG-1", LAYERS / "ground.jpg", "--as", CLERK)
        yield "attachment"
        self.done("layer", "add", file, LAYERS / "towns.geojson", "--as", ADMIN)
        yield "boundaries"
        self.done("layer", "add", file, LAYERS / "mixed.geojson", "--reference", "--name", "参考", "--as", ADMIN)
        yield "reference layer"
        self.done("layer", "add", file, LAYERS / "ground.tif", "--reference", "--name", "影像", "--as", ADMIN)
        yield "picture"
        self.done("layer", "set", file, "参考", "--name", "参考二", "--opacity", "40", "--as", ADMIN)
        self.done("layer", "add", file, LAYERS / "towns.kml", "--reference", "--name", "多余", "--as", ADMIN)
        self.done("layer", "remove", file, "多余", "--as", ADMIN)
        yield "layer set and remove"
        self.hand_in("大观", QUARTER)
        yield "explain and submit"
        self.done("sheet", "return", file, "大观", QUARTER, "--reason", "漏报", "--as", REVIEWER)
        yield "return"
        self.done("sheet", "submit", file, "大观", QUARTER, "--as", CLERK)
        self.done("sheet", "review", file, "大观", QUARTER, "--as", REVIEWER)
        yield "review"
        self.done("sheet", "lock", file, "大观", QUARTER, "--as", REVIEWER)
        yield "lock"
        self.hand_in("水江", QUARTER, "review")
        self.hand_in("鸣玉", QUARTER)
        yield "sheets of others"
        self.done("close", file, QUARTER, "--reason", "其余未报", "--as", REVIEWER)
        yield "close"
        self.done("sheet", "reopen", file, "大观", QUARTER, "--reason", "更正", "--as", REVIEWER)
        row = next(r for r in self.json("list", file, "services", "--where", "township=大观镇") if r["month"] == "2024-11")
        self.done("set", file, "services", row["code"], f"area={row['area'] + 1}", "--as", CLERK)
        self.hand_in("大观", QUARTER, "review", "lock")
        yield "correction"
        self.done("set", self.daguan, "outlets", "DG-1", "operator=乡", "village=乡村", "--as", "乡镇")
        self.done("add", self.daguan, *outlet("X-1", "测试二社"), "--as", "乡镇")
        self.done("set", file, "outlets", "DG-1", "operator=区", "--as", CLERK)
        package = self.submit(self.daguan, "--as", "乡镇")
        self.merge(package, more=["--as", ADMIN])
        yield "merge"
        self.settle(self.conflicts()[0]["number"], "theirs", "--as", ADMIN)
        yield "settle"
        answer = self.path("回执")
        self.done("package", "receipt", file, package, "--out", answer, "--as", ADMIN)
        self.open(answer, self.daguan)
        yield "receipt"
        self.done("remove", file, "outlets", "X-1", "--as", CLERK)
        self.done("people", "set", file, READER, "--role", "entry", "--as", ADMIN)
        yield "remove"


__all__ = ["ADMIN", "CLERK", "DAGUAN", "DISTRICT", "DailyFileTest", "QUARTER", "READER", "REVIEWER"]
