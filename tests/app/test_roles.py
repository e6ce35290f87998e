"""Every subcommand that coopctl has, by every role: what it may is done, what it may not leaves no trace (issue 17)."""
import re
import shutil
import unittest

from exchange import DAGUAN, DISTRICT, SECRET, exchange, outlet
from program import ProgramTest, contents, coopctl, file_bytes, scratch

# By role: each may what those before it may. “路人” is on no list, “走了” was taken off it, None does not say a name.
RANKS = ("read", "entry", "review", "admin")
PEOPLE = {"看": "read", "李四": "entry", "王五": "review", "管": "admin", "走了": None, "路人": None, None: None}
NEW = {"COOPCTL_NEW_PASSPHRASE": "稻田白鹭七渡口"}
QUARTER = ("大观", "2024Q1")

# Subcommand → (who may at least, arguments); “any” reads and needs no name. A subcommand that is not here fails the test.
# “refused”: only that the others are refused is looked at here; that it is done, test_sheet_roles and test_tasks look at.
LEAVES = {
    "new": ("any", "{out}.gpkg", "--plan", "nanchuan-2024-17"),
    "info": ("any", "{district}"),
    "import": ("entry", "{district}", "outlets", "{table}"),
    "export": ("any", "{district}", "outlets", "{out}.csv"),
    "list": ("any", "{district}", "outlets"),
    "add": ("entry", "{district}", *outlet("R-1", "角色一社")),
    "set": ("entry", "{district}", "outlets", "DG-1", "operator=钱二"),
    "remove": ("entry", "{district}", "outlets", "SJ-1"),
    "layer add": ("entry", "{district}", "{layer}", "--reference", "--name", "参考"),
    "layer set": ("entry", "{district}", "水渠", "--opacity", "50"),
    "layer remove": ("entry", "{district}", "水渠"),
    "layer inspect": ("any", "{layer}"),
    "layer list": ("any", "{district}"),
    "indicators": ("any", "{district}", "--period", "2024Q4"),
    "target list": ("any", "{district}"),
    "target set": ("review", "{district}", "outlets", "2027", "150"),
    "target clear": ("review", "{district}", "outlets", "2027"),
    "target allocate": ("review", "{district}", "outlets", "2027", "大观镇农合联=5"),
    "decide": ("review", "{district}", "{question}", "{choice}"),
    "sheet submit": ("entry", "refused", "{district}", *QUARTER),
    "sheet review": ("review", "refused", "{district}", *QUARTER),
    "sheet lock": ("review", "refused", "{district}", *QUARTER),
    "sheet return": ("review", "refused", "{district}", *QUARTER, "--reason", "试"),
    "sheet reopen": ("review", "refused", "{district}", *QUARTER, "--reason", "试"),
    "sheet explain": ("entry", "{district}", *QUARTER, "{finding}", "无业务"),
    "sheet name": ("entry", "{district}", *QUARTER, "--filler", "李四"),
    "sheet show": ("any", "{district}", *QUARTER),
    "sheet list": ("any", "{district}"),
    "sheet print": ("any", "{district}", *QUARTER, "--out", "{out}.pdf"),
    "close": ("review", "{district}", "2024Q1", "--reason", "试"),
    "tasks": ("any", "{district}"),
    "task report": ("entry", "{district}", "1", "2024Q1", "--unit", "区供销合作社", "progress=已办"),
    "task ask": ("entry", "{district}", "2", "--reason", "已经完成"),
    "task grant": ("review", "refused", "{district}", "1"),
    "task refuse": ("review", "refused", "{district}", "1", "--reason", "试"),
    "task sheet": ("any", "{district}", "1", "--out", "{out}.pdf"),
    "map": ("any", "{district}", "--template", "progress", "--theme", "outlets", "--period", "2024Q1", "--out", "{out}.pdf"),
    "report": ("any", "{district}", "--period", "2024Q1", "--out", "{out}.xlsx"),
    "help": ("any", "--out", "{out}.pdf"),
    "history": ("any", "{district}"),
    "salvage": ("any", "{town}", "{out}.gpkg"),
    "check": ("any", "{district}"),
    "undo": ("entry", "{district}", "--entry", "{step}"),
    "redo": ("entry", "{undone}"),
    "people add": ("admin", "{district}", "赵六", "--role", "entry"),
    "people set": ("admin", "{district}", "李四", "--role", "review"),
    "people remove": ("admin", "{district}", "李四"),
    "people list": ("any", "{district}"),
    "backup": ("any", "{district}"),
    "restore": ("admin", "{backup}", "{district}"),
    "attachment add": ("entry", "{district}", "outlets", "DG-1", "{table}"),
    "attachment list": ("any", "{district}", "outlets", "DG-1"),
    "attachment save": ("any", "{district}", "outlets", "SJ-1", "附件.csv", "{out}.csv"),
    "attachment remove": ("entry", "{district}", "outlets", "SJ-1", "附件.csv"),
    "duplicates": ("any", "{district}", "outlets"),
    "package issue": ("admin", "{district}", "--to", "鸣玉镇农合联", "--out", "{out}.nfb"),
    "package open": ("any", "{issued}", "--out", "{out}.gpkg", "--code", "{code}"),
    "package submit": ("entry", "{town}", "--out", "{out}.nfb"),
    "package inspect": ("any", "{package}"),
    "package list": ("any", "{district}"),
    "package merge": ("review", "{district}", "{package}"),
    "package conflicts": ("any", "{merged}"),
    "package settle": ("review", "{merged}", "{conflict}", "--take", "ours"),
    "package receipt": ("review", "{merged}", "{package}", "--out", "{out}.nfb"),
    "package offices": ("any", "{district}"),
    "package withdraw": ("admin", "{district}", "2"),
    "package trust": ("admin", "{district}", "2", "{rekeyed}", "--fingerprint", "{print}"),
    "package trust-district": ("admin", "{town}", "{rekeyed-receipt}", "--fingerprint", "{district-print}"),
    "package passphrase": ("admin", "{district}"),
    "package renew-key": ("admin", "{town}"),
}
# Other doors of the same subcommands.
OTHERS = {
    "backup --second": ("admin", "{district}", "--second", "{stick}"),
    "backup --no-second": ("admin", "{district}", "--no-second"),
    "import --dry-run": ("entry", "{district}", "outlets", "{table}", "--dry-run"),
    "export --personal": ("entry", "{district}", "outlets", "{out}.csv", "--personal"),
    "duplicates --different": ("entry", "{district}", "outlets", "--different", "DG-1", "SJ-1"),
    "package open --in": ("entry", "{receipt}", "--in", "{town}"),
    "package issue --replace": ("admin", "{district}", "--to", "大观镇农合联", "--replace", "--out", "{out}.nfb"),
    "package merge --dry-run": ("review", "{district}", "{package}", "--dry-run"),
    "package merge --resolve": ("review", "{district}", "{package}", "--resolve", "theirs"),
    "undo merge": ("review", "{merged}", "--entry", "{merge-step}"),
    "undo people": ("admin", "{district}", "--entry", "{people-step}"),
    "undo target": ("review", "{district}", "--entry", "{target-step}"),
    "add targets": ("review", "{district}", "targets", "indicator={indicator}", "year=2031", "value=3"),
}


def subcommands(*family):
    """The leaves of the tree of subcommands, as the program itself lists them."""
    told = coopctl(*family, "--help").out
    found = []
    for name in re.findall(r"^  ([a-z][a-z-]*) ", told.split("命令:", 1)[1] if "命令:" in told else "", re.M):
        found += subcommands(*family, name) or [" ".join((*family, name))]
    return found


def mayDo(role, least):
    return least == "any" or role is not None and RANKS.index(role) >= RANKS.index(least)


class EveryRole(ProgramTest):
    @classmethod
    def setUpClass(cls):
        folder = cls.origin = exchange("roles-origin")
        run = cls.run_as
        cls.names = names = {"district": DISTRICT, "town": DAGUAN}
        district, town = folder / DISTRICT, folder / DAGUAN
        (folder / "附件.csv").write_text("名称,镇街,开业日期\n表里的社,大观镇,2024-03-02\n", encoding="utf-8")
        (folder / "水渠.geojson").write_text(
            '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"LineString",'
            '"coordinates":[[107.1,29.1],[107.2,29.2]]}}]}', encoding="utf-8")
        run("layer", "add", district, folder / "水渠.geojson", "--reference", "--name", "水渠")
        run("attachment", "add", district, "outlets", "SJ-1", folder / "附件.csv")
        run("set", district, "outlets", "DG-1", "name=区里改的社")
        run("set", town, "outlets", "DG-1", "name=镇里改的社")
        run("package", "submit", town, "--out", folder / "一.nfb")
        cls.copy("merged", district)
        run("package", "merge", folder / "merged.gpkg", folder / "一.nfb")
        run("package", "receipt", folder / "merged.gpkg", folder / "一.nfb", "--out", folder / "回.nfb")
        # Both sides with a new key.
        cls.copy("rekeyed-town", town)
        run("package", "renew-key", folder / "rekeyed-town.gpkg", environment=NEW)
        run("package", "submit", folder / "rekeyed-town.gpkg", "--out", folder / "二.nfb",
            environment={"COOPCTL_KEY_PASSPHRASE": NEW["COOPCTL_NEW_PASSPHRASE"]})
        cls.copy("rekeyed-district", folder / "merged.gpkg")
        run("package", "renew-key", folder / "rekeyed-district.gpkg", environment=NEW)
        run("package", "receipt", folder / "rekeyed-district.gpkg", folder / "一.nfb", "--out", folder / "二回.nfb",
            environment={"COOPCTL_KEY_PASSPHRASE": NEW["COOPCTL_NEW_PASSPHRASE"]})
        # A step each to be taken back, by hands that are on no list yet.
        run("add", district, *outlet("U-1", "要撤销的社"))
        step = cls.newest(district)
        run("target", "set", district, "outlets", "2027", "149")
        target = cls.newest(district)
        for file in (district, town, folder / "merged.gpkg"):
            run("people", "add", file, "管", "--role", "admin")
            for name, role in PEOPLE.items():
                if name not in (None, "管", "路人"):
                    run("people", "add", file, name, "--role", role or "entry", "--as", "管")
            run("people", "remove", file, "走了", "--as", "管")
        cls.copy("undone", district)
        run("undo", folder / "undone.gpkg", "--entry", step, "--as", "李四")
        run("backup", district, folder / "备份.gpkg", "--as", "管")
        findings = coopctl("sheet", "show", district, *QUARTER, "--json").json["findings"]
        question = coopctl("decide", district, "--json").json[0]
        names.update({
            "merged": "merged.gpkg", "undone": "undone.gpkg", "package": "一.nfb", "receipt": "回.nfb", "rekeyed": "二.nfb",
            "rekeyed-receipt": "二回.nfb", "table": "附件.csv", "layer": "水渠.geojson", "backup": "备份.gpkg",
            "issued": f"{DAGUAN}.下发.nfb", "stick": "U盘"})
        (folder / "U盘").mkdir()
        code = coopctl("package", "issue", folder / "merged.gpkg", "--to", "鸣玉镇农合联", "--out", folder / "三.nfb", "--json",
                       "--as", "管", environment=SECRET).json["code"]
        names["issued"] = "三.nfb"
        cls.words = {
            "code": code, "step": step, "target-step": target, "people-step": cls.newest(district),
            "merge-step": next(e["entry"] for e in coopctl("history", folder / "merged.gpkg", "--door", "merge", "--json").json),
            "conflict": coopctl("package", "conflicts", folder / "merged.gpkg", "--json").json[0]["number"],
            "print": cls.fingerprint("二.nfb"), "district-print": cls.fingerprint("二回.nfb"),
            "finding": findings[0]["id"], "question": question["question"],
            "choice": next(c["id"] for c in question["choices"] if c["id"] != question["chosen"]),
            "indicator": coopctl("list", district, "indicators", "--json").json[0]["code"]}

    @classmethod
    def run_as(cls, *words, environment=None):
        outcome = coopctl(*words, environment={**SECRET, **(environment or {})})
        assert outcome.status == 0, (words, outcome.err)

    @classmethod
    def copy(cls, name, file):
        shutil.copyfile(file, cls.origin / f"{name}.gpkg")

    @classmethod
    def newest(cls, file):
        return coopctl("history", file, "--limit", "1", "--json").json[0]["entry"]

    @classmethod
    def fingerprint(cls, package):
        return coopctl("package", "inspect", cls.origin / package, "--json").json["from"]["fingerprint"]

    read = {}  # file → (what the system says of it, digest): what was not touched need not be read again

    def fresh(self):
        """The folder as it was; only what a command left in it is made anew."""
        folder = scratch / "roles"
        wanted, found = self.bytes(self.origin), self.bytes(folder)
        for path in sorted(folder.rglob("*"), reverse=True):
            name = str(path.relative_to(folder))
            if path.is_dir() and not (self.origin / name).is_dir():
                path.rmdir()
            elif not path.is_dir() and found.get(name) != wanted.get(name):
                path.unlink()
        for path in sorted(self.origin.rglob("*")):
            name = path.relative_to(self.origin)
            if path.is_dir():
                (folder / name).mkdir(parents=True, exist_ok=True)
            elif found.get(str(name)) != wanted[str(name)]:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, folder / name)
        return folder

    @classmethod
    def bytes(cls, folder):
        digests = {}
        for path in folder.rglob("*"):
            if path.is_symlink() or not path.is_file():
                continue
            is_now = path.stat()
            mark = (is_now.st_ino, is_now.st_size, is_now.st_mtime_ns, is_now.st_ctime_ns)
            if cls.read.get(path, (None,))[0] != mark:
                cls.read[path] = (mark, file_bytes(path))
            digests[str(path.relative_to(folder))] = cls.read[path][1]
        return digests

    def filled(self, folder, arguments):
        paths = {name: folder / file for name, file in self.names.items()}
        return [re.sub(r"\{([a-z-]+)\}", lambda m: str(paths.get(m[1], self.words.get(m[1], folder / "出"))), str(word))
                for word in arguments]

    def everything(self, folder):
        """What is in the tables and which files there are. The day's backup belongs to no step: it is made for whoever may write."""
        now, was = self.bytes(folder), self.bytes(self.origin)
        # Bytes that are the same need not be read as tables.
        tables = {name: None if now.get(name) == was[name] or contents(folder / name) == contents(self.origin / name) else now.get(name)
                  for name in was if name.endswith(".gpkg")}
        return tables, sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if not p.match("*.备份*") and ".备份" not in str(p))

    def walk(self, leaves):
        for words, (least, *arguments) in leaves.items():
            looked_at_elsewhere = arguments[0] == "refused"
            arguments = arguments[1:] if looked_at_elsewhere else arguments
            command = re.sub(r" (--.*|merge|people|target|targets)$", "", words) if words in OTHERS else words
            for who, role in PEOPLE.items():
                if least == "any" and who not in (None, "看"):
                    continue  # whoever may open the file reads it
                with self.subTest(command=words, who=who, role=role):
                    folder = self.fresh()
                    before = self.everything(folder)
                    outcome = coopctl(*command.split(), *self.filled(folder, arguments), *(["--as", who] if who else []),
                                      environment={**SECRET, **NEW} if "key" in words or "passphrase" in words else SECRET)
                    if not mayDo(role, least):
                        self.assertEqual(outcome.status, 1, f"{outcome.out}\n{outcome.err}")
                        self.assertRegex(outcome.err, "[\u4e00-\u9fff]{4}")
                        self.assertRegex(outcome.err, "只读|角色|名单|登录|--as")
                        self.assertEqual(self.everything(folder), before, "something was left behind")
                    elif not looked_at_elsewhere:
                        self.assertEqual(outcome.status, 0, f"{outcome.out}\n{outcome.err}")

    def test_every_subcommand_of_the_program_is_classified(self):
        found = subcommands()
        self.assertGreater(len(found), 60)
        self.assertEqual(sorted(found), sorted(LEAVES))

    def test_every_subcommand_by_every_role(self):
        self.walk(LEAVES)

    def test_every_other_door_by_every_role(self):
        self.walk(OTHERS)

    def test_an_office_without_a_list_of_people_works_as_before(self):
        folder = exchange("roles-free")
        district = folder / DISTRICT
        self.run_as("package", "issue", district, "--to", "鸣玉镇农合联", "--out", folder / "四.nfb")
        self.run_as("package", "passphrase", district, environment=NEW)
        self.run_as("package", "renew-key", district, environment=NEW)
        self.run_as("package", "withdraw", district, "2")
        self.run_as("backup", district, "--second", folder)


class Keys(ProgramTest):
    """A new key is an entry of the history that says its fingerprint, and nothing that opens it."""

    def setUp(self):
        self.folder = exchange("keys-history")
        self.district = self.folder / DISTRICT

    def entries(self):
        return self.json("history", self.district, "--door", "keys")

    def test_renewing_and_a_new_passphrase_are_entries_with_the_fingerprint(self):
        outcome = self.done("package", "renew-key", self.district, "--json", environment=NEW)
        self.assertIn(outcome.json["fingerprint"], self.entries()[0]["reason"])
        self.done("package", "passphrase", self.district, environment={
            "COOPCTL_KEY_PASSPHRASE": NEW["COOPCTL_NEW_PASSPHRASE"], "COOPCTL_NEW_PASSPHRASE": "石桥八月落花声"})
        self.assertEqual(len(self.entries()), 2)
        self.assertIn(outcome.json["fingerprint"], self.entries()[0]["reason"])
        told = self.done("history", self.district, "--json").out
        for secret in (*NEW.values(), "石桥八月落花声", '"box"', '"nonce"', '"salt"'):
            self.assertNotIn(secret, told)

    def test_a_key_is_not_taken_back_by_undo(self):
        self.done("package", "renew-key", self.district, environment=NEW)
        number = self.entries()[0]["entry"]
        before = contents(self.district)
        self.refused("undo", self.district, "--entry", number)
        self.assertUnchanged(self.district, before)

    def test_the_first_issue_says_which_key_it_made(self):
        first = self.json("history", self.district, "--door", "issue")[-1]["reason"]
        self.assertRegex(first, r"密钥指纹 \d{4}( \d{4}){7}")


class WeakPassphrases(ProgramTest):
    """What everybody tries first is refused at every door that sets a passphrase."""

    WEAK = ("123456", "12345678", "      ", "        ", "password", "Password1", "qwertyui", "南川南川", "南川区供销合作社",
            "aaaaaaaa", "abcdefgh", "87654321", "19900101", "admin2024", "１２３４５６７８", "一二三四五六七八", "abc123")

    def setUp(self):
        self.folder = exchange("weak")
        self.district = self.folder / DISTRICT

    def assertWeak(self, words, variable, weak):
        with self.subTest(words=words[:2], weak=weak):
            before = contents(self.district)
            outcome = coopctl(*words, environment={**SECRET, variable: weak})
            self.assertEqual(outcome.status, 1, outcome.out)
            self.assertChinese(outcome.err)
            self.assertIn("口令", outcome.err)
            self.assertUnchanged(self.district, before)

    def test_at_the_list_of_people(self):
        for weak in (*self.WEAK, "欧阳", "欧阳欧阳", "欧阳欧阳2024", "ouyangxiu1"):
            self.assertWeak(("people", "add", self.district, "欧阳修", "--passphrase"), "COOPCTL_NEW_PASSPHRASE", weak)
        self.done("people", "add", self.district, "欧阳修", "--role", "admin")
        self.assertWeak(("people", "set", self.district, "欧阳修", "--passphrase", "--as", "欧阳修"), "COOPCTL_NEW_PASSPHRASE",
                        "12345678")

    def test_at_the_key_of_the_office(self):
        for weak in self.WEAK:
            self.assertWeak(("package", "renew-key", self.district), "COOPCTL_NEW_PASSPHRASE", weak)
        self.assertWeak(("package", "passphrase", self.district), "COOPCTL_NEW_PASSPHRASE", "12345678")

    def test_at_the_first_issue_and_where_it_is_opened(self):
        fresh = self.folder / "新区.gpkg"
        self.done("new", fresh, "--plan", "nanchuan-2024-17")
        before = contents(fresh)
        outcome = coopctl("package", "issue", fresh, "--to", "大观镇农合联", "--out", self.folder / "x.nfb",
                          environment={"COOPCTL_KEY_PASSPHRASE": "123456"})
        self.assertEqual(outcome.status, 1)
        self.assertUnchanged(fresh, before)
        self.assertFalse((self.folder / "x.nfb").exists())
        told = self.done("package", "issue", self.district, "--to", "鸣玉镇农合联", "--out", self.folder / "y.nfb", "--json",
                         environment=SECRET).json
        for weak in ("123456", "      ", "鸣玉镇农合联"):
            outcome = coopctl("package", "open", self.folder / "y.nfb", "--out", self.folder / "鸣玉.gpkg", "--code", told["code"],
                              environment={"COOPCTL_KEY_PASSPHRASE": weak})
            self.assertEqual(outcome.status, 1, weak)
            self.assertFalse((self.folder / "鸣玉.gpkg").exists())

    def test_good_ones_are_taken(self):
        for number, good in enumerate(("稻田白鹭七渡口", "春耕2024", "heron-ferry-7-rice", "Tr4ktor!und?", "区里的钥匙在这")):
            with self.subTest(good=good):
                self.done("people", "add", self.district, f"人{number}", "--role", "admin", *(("--as", "人0") if number else ()),
                          environment={"COOPCTL_NEW_PASSPHRASE": good, "COOPCTL_PASSPHRASE": "稻田白鹭七渡口"})


if __name__ == "__main__":
    unittest.main()
