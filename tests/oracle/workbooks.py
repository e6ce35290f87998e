"""The example workbooks through openpyxl, independently of the program: what its ledgers should hold."""
import json
from pathlib import Path

import openpyxl

from ledgers import bare, record

DATA = Path(__file__).resolve().parents[2] / "data"
EXAMPLE = DATA / "example"


def read_sheet(path, sheet=None):
    """The rows below the heading rows, without 合计; money in 元. The heading row is the one that has 名称,
    单位名称, 月份 or 指标 in it; a second one below it, under a merged group, gives the leaf headings."""
    book = openpyxl.load_workbook(path)
    page = book[sheet] if sheet else book.worksheets[0]
    grid = [list(row) for row in page.iter_rows(values_only=True)]
    top = next(i for i, row in enumerate(grid) if {"名称", "单位名称", "月份", "指标"} & set(row))
    headings, first = grid[top], top + 1
    if any(r.min_row == top + 1 and r.max_row == top + 1 for r in page.merged_cells.ranges):
        headings = [below or above for above, below in zip(grid[top], grid[top + 1])]
        first = top + 2
    fields = [bare(h) if h else (None, None) for h in headings]
    return [record(fields, row) for row in grid[first:]
            if "合计" not in row and any(value is not None for value in row)]


class Workbooks:
    """All rows of data/example by registry, in the order of the manifest; the townships are the plan's."""

    def __init__(self):
        manifest = json.loads((EXAMPLE / "manifest.json").read_text("utf-8"))
        plan = json.loads((DATA / "plans" / f"{manifest['plan']}.json").read_text("utf-8"))
        federations = {f["code"]: f["name"] for f in plan["federations"]}
        self.rows = {"townships": [{"名称": t["name"], "所属农合联": federations.get(t.get("federation"))}
                                   for t in plan["townships"]]}
        for each in manifest["imports"]:
            self.rows.setdefault(each["registry"], []).extend(read_sheet(EXAMPLE / each["file"], each.get("sheet")))

    def __getitem__(self, registry):
        return self.rows.get(registry, [])
