"""A district and its township offices, each a workspace file, and the packages that go between them."""
import base64
import json
import shutil
import sqlite3
import struct

from program import ProgramTest, coopctl, fields, ledgers, scratch, workspace

DISTRICT, DAGUAN, SHUIJIANG = "district.gpkg", "大观.gpkg", "水江.gpkg"
OFFICES = {DAGUAN: ("大观镇农合联", "大观镇"), SHUIJIANG: ("水江镇农合联", "水江镇")}
MAGIC = b"COOPMAP PACKAGE\n"
SECRET = {"COOPCTL_KEY_PASSPHRASE": "数据交换的口令"}

_made = {}


def ran(*arguments, environment=None):
    outcome = coopctl(*arguments, "--json", environment={**SECRET, **(environment or {})})
    assert outcome.status == 0, (arguments, outcome.status, outcome.err)
    return outcome.json


def issue(folder, file, federation, *more):
    """下发 and the first start on the other computer; gives what `issue` told."""
    package = folder / f"{file}.下发.nfb"
    told = ran("package", "issue", folder / DISTRICT, "--to", federation, "--out", package, *more)
    ran("package", "open", package, "--out", folder / file, "--code", told["code"], "--as", "乡镇")
    return told


def exchange(name, example=False):
    """A folder with a district and two township offices whose workspaces were opened from its packages."""
    if example not in _made:
        original = workspace(f"exchange-original-{example}", example).parent
        (original / "workspace.gpkg").rename(original / DISTRICT)
        for code, township, phone in (("DG", "大观镇", "13911110001"), ("SJ", "水江镇", "13911110002")):
            ran("add", original / DISTRICT, "outlets", f"code={code}-1", f"name={township}一社", f"township={township}",
                "opened_on=2024-01-02", "service_since=2024-01-02", "operator=赵大宝", f"phone={phone}")
        for file, (federation, _) in OFFICES.items():
            issue(original, file, federation)
        _made[example] = original
    folder = scratch / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for file in _made[example].iterdir():
        if file.suffix in (".gpkg", ".nfb"):
            shutil.copyfile(file, folder / file.name)
    return folder


def of_townships(file):
    """The ledgers whose rows stand in a township, and which its office keeps: all but federations, whose seat it is."""
    return [registry for registry in ledgers(file) if registry != "federations" and "township" in fields(file, registry)]


def outlet(code, name, township="大观镇", *more):
    return ("outlets", f"code={code}", f"name={name}", f"township={township}", "opened_on=2024-03-01", *more)


def header_of(package):
    content = package.read_bytes()
    size, = struct.unpack_from("<I", content, len(MAGIC))
    return json.loads(content[len(MAGIC) + 12:len(MAGIC) + 12 + size])


def with_header(package, **changed):
    """The bytes of a package whose readable part says something else; nobody signed it."""
    content = package.read_bytes()
    size, body = struct.unpack_from("<IQ", content, len(MAGIC))
    start = len(MAGIC) + 12
    head = json.dumps({**json.loads(content[start:start + size]), **changed}, ensure_ascii=False).encode()
    return MAGIC + struct.pack("<IQ", len(head), body) + head + content[start + size:]


def secret_bytes(file, table, column):
    """Texts of a column that must not be readable in a package."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        texts = [text for text, in database.execute(f'SELECT DISTINCT "{column}" FROM "{table}"') if text]
    database.close()
    forms = []
    for text in texts:
        forms += [text.encode(), base64.b64encode(text.encode()), text.encode("utf-16-le"), json.dumps(text)[1:-1].encode()]
    return forms


class ExchangeTest(ProgramTest):
    example = False

    def setUp(self):
        self.folder = exchange(self.id().rsplit(".", 1)[-1], self.example)
        self.district = self.folder / DISTRICT
        self.daguan = self.folder / DAGUAN
        self.shuijiang = self.folder / SHUIJIANG
        self.written = 0

    # --- the verbs of the exchange; each takes what it needs of COOPCTL_KEY_PASSPHRASE from SECRET

    def done(self, *arguments, environment=None, **options):
        return super().done(*arguments, environment={**SECRET, **(environment or {})}, **options)

    def refused(self, *arguments, environment=None):
        outcome = coopctl(*arguments, environment={**SECRET, **(environment or {})})
        self.assertEqual(outcome.status, 1, f"{arguments}\n{outcome.out[:2000]}\n{outcome.err}")
        lines = outcome.err.strip().splitlines()
        self.assertEqual(len(lines), 1, f"{arguments}: not one sentence but\n{outcome.err}")
        self.assertChinese(lines[0])
        return lines[0]

    def path(self, kind):
        self.written += 1
        return self.folder / f"{self.written}.{kind}.nfb"

    def submit(self, office, *more):
        package = self.path("上报")
        self.submitted = self.json("package", "submit", office, "--out", package, *more)
        return package

    def merge(self, *packages, more=()):
        return self.json("package", "merge", self.district, *packages, *more)

    def receipt(self, package):
        out = self.path("回执")
        self.answered = self.json("package", "receipt", self.district, package, "--out", out)
        return out

    def open(self, receipt, office):
        return self.json("package", "open", receipt, "--in", office)

    def round(self, office):
        """上报, 合并, 回执, all the way."""
        package = self.submit(office, "--empty")
        merged = self.merge(package)
        self.open(self.receipt(package), office)
        return merged

    def conflicts(self, *more):
        return self.json("package", "conflicts", self.district, *more)

    def settle(self, number, take, *more):
        return self.json("package", "settle", self.district, number, "--take", take, *more)

    # --- rows

    def row(self, file, registry, code):
        rows = self.rows(file, registry, "--where", f"code={code}")
        return rows[0] if rows else None

    def rows_of(self, file, registry, federation=None):
        """By code; of the district only the rows of that federation's townships."""
        towns = {t["name"] for t in self.rows(file, "townships")
                 if federation is None or t["federation"]["name"] == federation}
        return {r["code"]: r for r in self.rows(file, registry) if r["township"] and r["township"]["name"] in towns}

    def assertAgreed(self, office):
        """The office has what the district has of it."""
        federation = OFFICES[office.name][0]
        for registry in of_townships(office):
            self.assertEqual(self.rows_of(office, registry), self.rows_of(self.district, registry, federation), registry)

    def assertRefused(self, *arguments, files=()):
        """Exit 1, one sentence, and nothing changed anywhere; gives the sentence."""
        from program import contents
        before = [(file, contents(file)) for file in files or (self.district, self.daguan)]
        sentence = self.refused(*arguments)
        for file, content in before:
            self.assertUnchanged(file, content)
        return sentence
