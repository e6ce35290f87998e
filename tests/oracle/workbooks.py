"""Reads the example workbooks with openpyxl, independently of the program: rows as dicts by Chinese heading."""
import datetime
import json
import re
from collections import namedtuple
from decimal import Decimal
from pathlib import Path

import openpyxl

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example"
UNITS = {"元": 1, "万元": 10_000, "亿元": 100_000_000, "亩": 1}
Member = namedtuple("Member", "row memberships")  # memberships: [(federation, joined, left)]


def _bare(heading):
    """发放额（万元） → (发放额, 万元)"""
    match = re.fullmatch(r"(.+?)（(.+)）", str(heading))
    return (match[1], match[2]) if match and match[2] in UNITS else (str(heading), None)


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
    fields = [_bare(h) if h else (None, None) for h in headings]
    rows = []
    for row in grid[first:]:
        if "合计" in row or all(v is None for v in row):
            continue
        record = {}
        for (name, unit), value in zip(fields, row):
            if unit and isinstance(value, (int, float)):
                value = Decimal(str(value)) * UNITS[unit]
            record[name] = value
        rows.append(record)
    return rows


def day(value):
    """A date however it was typed."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    year, month, number = re.fullmatch(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})日?", str(value)).groups()
    return datetime.date(int(year), int(month), int(number))


def month(value):
    """(2024, 7), however it was typed."""
    if isinstance(value, datetime.datetime):
        return value.year, value.month
    year, number = re.fullmatch(r"(\d{4})\D+(\d{1,2})月?", str(value)).groups()
    return int(year), int(number)


def hundredths(value):
    """亩 or 亩次 as an exact integer of 0.01."""
    exact = Decimal(str(value)) * 100
    assert exact == exact.to_integral_value(), value
    return int(exact)


def mu_times(row):
    """0.01 亩次: as given, else 面积 × 次数, once when the number of times is empty."""
    if row["亩次"] is not None:
        return hundredths(row["亩次"])
    return hundredths(row["服务面积"]) * int(row["服务次数"] or 1)


def yuan(value):
    exact = Decimal(value)
    assert exact == exact.to_integral_value(), value
    return int(exact)


def memberships(row):
    """One date stands for all federations; several stand beside theirs."""
    federations = row["所属农合联"].split("、")

    def dates(value):
        parts = value.split("、") if isinstance(value, str) and "、" in value else [value]
        parts = [day(p) for p in parts]
        return parts * len(federations) if len(parts) == 1 else parts + [None] * (len(federations) - len(parts))

    return list(zip(federations, dates(row["入会日期"]), dates(row["退会日期"])))


class Ledgers:
    """All rows of data/example by registry, in the order of the manifest."""

    def __init__(self, folder=EXAMPLE):
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        self.plan = manifest["plan"]
        self.rows = {}
        for each in manifest["imports"]:
            self.rows.setdefault(each["registry"], []).extend(read_sheet(folder / each["file"], each.get("sheet")))

    def __getitem__(self, registry):
        return self.rows.get(registry, [])
