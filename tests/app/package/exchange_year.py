"""A township office of the simulated year: what it enters, and what an oracle that sees every edit says must come of it."""
import csv
import io

from exchange import SECRET
from program import coopctl

HEADS = {
    "outlets": {"code": "编码", "name": "名称", "township": "镇街", "opened_on": "开业日期", "service_since": "综合服务社",
                "operator": "经营者", "remark": "备注", "village": "村（社区）"},
    "services": {"code": "编码", "month": "月份", "township": "镇街", "provider": "服务主体", "stage": "服务环节",
                 "crop": "作物", "area": "服务面积（亩）", "times": "服务次数", "remark": "备注"},
    "loans": {"code": "编码", "month": "月份", "institution": "金融机构", "township": "镇街", "borrower": "借款主体",
              "product": "产品", "count": "笔数", "disbursed": "发放额（元）", "leveraged": "农合联撬动", "remark": "备注"},
}
STAGES = ("耕", "种", "防", "收", "烘干")


def run(*arguments):
    outcome = coopctl(*arguments, environment=SECRET)
    assert outcome.status == 0, (arguments, outcome.status, outcome.err)
    return outcome


def import_rows(file, registry, rows):
    """Rows with the fields that they change; one file as a clerk would import it."""
    if not rows:
        return
    heads = sorted({field for row in rows for field in row}, key=list(HEADS[registry]).index)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([HEADS[registry][field] for field in heads])
    writer.writerows([[row.get(field, "") for field in heads] for row in rows])
    table = file.with_suffix(f".{registry}.csv")
    table.write_text(text.getvalue(), "utf-8")
    run("import", file, registry, table)
    table.unlink()


class Truth:
    """What the district must hold of one office when everything has come in: registry → code → field → value.
    Fields have one owner, but for outlets' `operator` and for removals, where both sides may clash: those follow
    what was settled."""

    def __init__(self):
        self.rows = {registry: {} for registry in HEADS}
        self.edits = 0

    def put(self, registry, code, **fields):
        self.rows[registry].setdefault(code, {"code": code}).update(fields)
        self.edits += 1

    def gone(self, registry, code):
        self.rows[registry].pop(code, None)
        self.edits += 1

    def mu_times(self, last_month):
        """In mu-times; None is 未报."""
        rows = [r for r in self.rows["services"].values()]
        return sum(r["area"] * r["times"] for r in rows if r["month"] <= last_month) if any(
            r["month"] <= last_month for r in rows) else None

    def credit(self, last_month):
        rows = [r for r in self.rows["loans"].values() if r["month"] <= last_month]
        return sum(r["disbursed"] for r in rows if r["leveraged"] == "是") if rows else None

    def outlets(self):
        return len(self.rows["outlets"])


class YearOffice:
    """Enters batches by CSV and single rows by hand; never more than its truth knows."""

    def __init__(self, number, federation, towns, file, rng):
        self.number, self.federation, self.towns, self.file, self.rng = number, federation, towns, file, rng
        self.truth = Truth()
        self.made = {registry: 0 for registry in HEADS}
        self.clashes = set()  # (registry, code) that the district touched where the office may, too
        self.spare = []  # outlets that nothing refers to, known to both

    def new_code(self, registry):
        self.made[registry] += 1
        return f"{registry[0].upper()}{self.number}-{self.made[registry]}"

    def open_outlets(self, count):
        rows = []
        for _ in range(count):
            code = self.new_code("outlets")
            rows.append({"code": code, "name": f"{self.federation}{code}社", "township": self.rng.choice(self.towns),
                         "opened_on": "2024-01-02", "service_since": "2024-01-02", "operator": "最初的人"})
            self.truth.put("outlets", **rows[-1])
        import_rows(self.file, "outlets", rows)

    def enter(self, quarter, edits):
        """About `edits` edits of one quarter: new rows, corrections, removals, by file and by hand."""
        months = [f"2024-{3 * quarter - 2 + n:02}" for n in range(3)]
        written = {"services": [], "loans": []}
        for registry, field in (("services", "area"), ("loans", "disbursed")):
            there = sorted(self.truth.rows[registry])
            for code in self.rng.sample(there, min(len(there), int(edits * 0.18))):
                self.truth.put(registry, code, **{field: self.rng.randrange(1, 9000)})
                row = self.truth.rows[registry][code]
                written[registry].append({f: v for f, v in row.items() if f != "remark"})
        for _ in range(int(edits * 0.64)):
            registry = self.rng.choice(("services", "services", "loans"))
            code = self.new_code(registry)
            if registry == "services":
                row = {"code": code, "month": self.rng.choice(months), "township": self.rng.choice(self.towns),
                       "provider": f"O{self.number}-1", "stage": self.rng.choice(STAGES), "crop": f"作物{code}",
                       "area": self.rng.randrange(1, 5000), "times": self.rng.randrange(1, 4)}
            else:
                row = {"code": code, "month": self.rng.choice(months), "institution": f"银行{code}",
                       "township": self.rng.choice(self.towns), "borrower": "农户", "product": "信用",
                       "count": self.rng.randrange(1, 9), "disbursed": self.rng.randrange(1000, 900000),
                       "leveraged": self.rng.choice("是否")}
            self.truth.put(registry, **row)
            written[registry].append(row)
        for registry, rows in written.items():
            import_rows(self.file, registry, rows)
        self.by_hand()

    def by_hand(self):
        code = self.rng.choice(sorted(self.truth.rows["services"]))
        area = self.rng.randrange(1, 9000)
        run("set", self.file, "services", code, f"area={area}", "--as", "李四")
        self.truth.put("services", code, area=area)
        gone = sorted(c for c in self.truth.rows["loans"] if ("loans", c) not in self.clashes)
        if len(gone) > 3:
            code = self.rng.choice(gone)
            run("remove", self.file, "loans", code, "--as", "李四")
            self.truth.gone("loans", code)

    def rename_operator(self, code):
        """A field that the district may have changed as well."""
        name = f"乡{self.rng.randrange(10**6)}"
        run("set", self.file, "outlets", code, f"operator={name}")
        self.truth.put("outlets", code, operator=name)
