"""The ledgers that the oracle reads: rows as dicts by Chinese heading, money in 元, and what a cell says."""
import csv
import datetime
import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

UNITS = {"元": 1, "万元": 10_000, "亿元": 100_000_000, "亩": 1}


def bare(heading):
    """发放额（万元） → (发放额, 万元)"""
    match = re.fullmatch(r"(.+?)（(.+)）", str(heading))
    return (match[1], match[2]) if match and match[2] in UNITS else (str(heading), None)


def record(fields, cells):
    """`fields` are headings through bare()."""
    return {name: Decimal(str(value)) * UNITS[unit] if unit and is_number(value) else value
            for (name, unit), value in zip(fields, cells)}


def is_number(value):
    return isinstance(value, (int, float)) or \
        isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value) is not None


class Exported:
    """The ledgers that `coopctl export` wrote into `folder`, <registry>.csv each. Personal columns are masked
    there, no figure needs them."""

    def __init__(self, folder):
        self.rows = {path.stem: self._read(path) for path in Path(folder).glob("*.csv")}

    @staticmethod
    def _read(path):
        with open(path, encoding="utf-8-sig", newline="") as file:
            heading, *rows = csv.reader(file)
        fields = [bare(h) for h in heading]
        return [record(fields, [cell or None for cell in row]) for row in rows]

    def __getitem__(self, registry):
        return self.rows[registry]


# --- what a cell says, however it was typed

@lru_cache(None)
def day(value):
    if value is None or value == "":
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    year, month_of_year, number = re.fullmatch(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})日?", str(value)).groups()
    return datetime.date(int(year), int(month_of_year), int(number))


@lru_cache(None)
def month(value):
    """(2024, 7)"""
    if isinstance(value, datetime.datetime):
        return value.year, value.month
    year, number = re.fullmatch(r"(\d{4})\D+(\d{1,2})月?", str(value)).groups()
    return int(year), int(number)


def units(value, exponent):
    """An exact integer of 10^-exponent."""
    exact = Decimal(str(value)) * 10 ** exponent
    assert exact == exact.to_integral_value(), value
    return int(exact)


def hundredths(value):
    """亩 or 亩次."""
    return units(value, 2)


def mu_times(row):
    """0.01 亩次: as given, else 面积 × 次数, once when the number of times is empty."""
    if row["亩次"] is not None:
        return hundredths(row["亩次"])
    return hundredths(row["服务面积"]) * int(row["服务次数"] or 1)


def yuan(value):
    return units(value, 0)


def memberships(row):
    """[(federation, joined, left)]: one date stands for all federations; several stand beside theirs."""
    federations = row["所属农合联"].split("、")

    def dates(value):
        parts = value.split("、") if isinstance(value, str) and "、" in value else [value]
        parts = [day(p) for p in parts]
        return parts * len(federations) if len(parts) == 1 else parts + [None] * (len(federations) - len(parts))

    return list(zip(federations, dates(row["入会日期"]), dates(row["退会日期"])))
