"""信贷投放: 2024 in 元, the first half of 2025 on a second sheet in 万元."""
import random
from collections import namedtuple

from .places import FEDERATIONS, SILENT
from .sheets import Head, add_sheet, new_book, save

# 元, 农合联撬动, by federation and for rows of the whole district.
TOTALS = {2024: {"大观镇农合联": 152_360_000, "水江镇农合联": 118_240_500, "鸣玉镇农合联": 166_385_200,
                 "金山镇农合联": 43_871_000, "南平镇农合联": 85_946_300, "西城街道农合联": 212_730_000,
                 "全区": 61_720_000},
          2025: {"大观镇农合联": 86_413_700, "水江镇农合联": 62_075_000, "鸣玉镇农合联": 99_268_400,
                 "金山镇农合联": 30_542_100, "南平镇农合联": 54_187_600, "西城街道农合联": 117_332_800,
                 "全区": 27_655_300}}
NONE_LEVERAGED = {2024: {"峰岩乡"}, 2025: set()}  # rows, but none of them 农合联撬动: 0, not 未报
NOTHING = {2024: {"石莲镇"}, 2025: {"木凉镇"}}    # no rows at all: 未报

BANKS = ["示例农商银行南川支行", "示例农业银行南川支行", "示例邮储银行南川支行", "示例村镇银行"]
GUARANTOR = "示例农业融资担保公司"
BORROWERS = ["农户", "农民合作社", "家庭农场", "涉农企业", "村集体"]
PRODUCTS = {"农户": ["信用", "随借随还", "保单质押"], "农民合作社": ["一业一贷", "信用", "订单应收质押"],
            "家庭农场": ["随借随还", "承包经营权抵押", "活体抵押"], "涉农企业": ["订单应收质押", "一业一贷", "其他"],
            "村集体": ["承包经营权抵押", "信用"]}
SIZE = {"农户": 1, "农民合作社": 4, "家庭农场": 2, "涉农企业": 8, "村集体": 3}

Loan = namedtuple("Loan", "month institution township borrower product count disbursed repaid balance leveraged")


def _keys(rng, towns, year, chance):
    seen = []
    for town in towns:
        for month in range(1, 13 if year == 2024 else 7):
            for _ in range(3):
                if rng.random() > chance:
                    continue
                borrower = rng.choices(BORROWERS, [4, 3, 3, 2, 1])[0]
                product = rng.choice(PRODUCTS[borrower])
                bank = GUARANTOR if rng.random() < 0.06 else rng.choice(BANKS)
                key = (month, bank, town, borrower, "担保" if bank == GUARANTOR else product)
                if key not in seen:
                    seen.append(key)
    return seen


def _loan(rng, year, key, disbursed, leveraged):
    month, bank, town, borrower, product = key
    repaid = disbursed * rng.randrange(0, 70) // 100 // 100 * 100
    count = max(1, disbursed // (120_000 * SIZE[borrower]))
    return Loan((year, month), bank, town, borrower, product, count, disbursed, repaid, disbursed - repaid, leveraged)


def _year(rng, places, year):
    found = []
    for federation in FEDERATIONS + ["全区"]:
        if federation == SILENT:
            continue
        towns = ["全区"] if federation == "全区" else \
            [t.name for t in places.of(federation) if t.name not in NOTHING[year]]
        few = len(towns) <= 2
        keys = _keys(rng, towns, year, 0.3 if federation == "全区" else 0.75 if few else 0.5)
        plain = [k for k in keys if rng.random() < 0.15 or k[2] in NONE_LEVERAGED[year]]
        keys = [k for k in keys if k not in plain]
        weights = [SIZE[k[3]] * rng.uniform(0.6, 1.5) for k in keys]
        rest = total = TOTALS[year][federation]
        for index, (key, weight) in enumerate(zip(keys, weights)):
            grain = rng.choice([100_000, 100_000, 10_000, 1000, 100])
            amount = max(grain, round(total * weight / sum(weights) / grain) * grain)
            if index == len(keys) - 1:
                amount = rest
            assert amount > 0
            rest -= amount
            found.append(_loan(rng, year, key, amount, True))
        assert rest == 0
        for key in plain:
            found.append(_loan(rng, year, key, rng.randrange(2, 24) * 50_000 * SIZE[key[3]], False))
    code = lambda s: "0" if s.township == "全区" else places.townships[s.township].code
    found.sort(key=lambda s: (s.month, code(s), s.institution, s.borrower, s.product))
    return found


def _carried_on(years):
    """余额 = 上期余额 + 发放 − 收回, account by account, as the rules of 填报 want it."""
    last = {}
    for rows in years:
        for index, loan in enumerate(rows):
            account = (loan.institution, loan.township, loan.borrower, loan.product)
            last[account] = last.get(account, 0) + loan.disbursed - loan.repaid
            rows[index] = loan._replace(balance=last[account])
    return years


def write(path, places):
    rng = random.Random(8)
    book = new_book()
    rows = _carried_on([_year(rng, places, 2024), _year(rng, places, 2025)])
    _sheet(book, "2024年", rows[0], "元", 1)
    _sheet(book, "2025年上半年", rows[1], "万元", 10_000)
    save(book, path)


def _sheet(book, span, rows, unit, divisor):
    heads = [Head("序号", 6), Head("月份", 10), Head("金融机构", 26), Head("镇街"), Head("借款主体", 14),
             Head("产品", 16), Head("笔数", 8), Head(f"发放额（{unit}）", 16, form="#,##0.####"),
             Head(f"收回额（{unit}）", 16, form="#,##0.####"), Head(f"期末余额（{unit}）", 16, form="#,##0.####"),
             Head("农合联撬动", 12), Head("来源文件", 26), Head("备注", 8)]
    money = lambda yuan: yuan if divisor == 1 else yuan // divisor if yuan % divisor == 0 else yuan / divisor
    table = [[n, f"{s.month[0]}.{s.month[1]}" if divisor == 1 else f"{s.month[0]}-{s.month[1]:02d}", s.institution,
              s.township, s.borrower, s.product, s.count, money(s.disbursed), money(s.repaid), money(s.balance),
              "是" if s.leveraged else "否", f"示例〔{s.month[0]}〕{s.month[1]}号", "示例"]
             for n, s in enumerate(rows, 1)]
    total = [None, "合计", None, None, None, None, sum(s.count for s in rows)] + \
        [money(sum(getattr(s, f) for s in rows)) for f in ("disbursed", "repaid", "balance")] + [None] * 3
    add_sheet(book, span, f"{span}“三农”信贷投放情况表", heads, table, f"金额单位：{unit}", total)
