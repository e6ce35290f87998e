"""社会化服务: rows by month whose 亩次 add up to a chosen total for each federation and year."""
import random
from collections import namedtuple
from datetime import date

from .places import FEDERATIONS, SILENT
from .sheets import Head, add_sheet, new_book, save

# 0.01 亩次. 2024: 25.3 万亩次 of 27; 2025: until June.
TOTALS = {2024: {"大观镇农合联": 5_620_000, "水江镇农合联": 4_310_000, "鸣玉镇农合联": 6_480_000,
                 "金山镇农合联": 1_120_000, "南平镇农合联": 2_710_000, "西城街道农合联": 5_060_000},
          2025: {"大观镇农合联": 3_483_650, "水江镇农合联": 2_751_275, "鸣玉镇农合联": 4_321_940,
                 "金山镇农合联": 708_815, "南平镇农合联": 1_622_480, "西城街道农合联": 3_054_390}}
# Townships of federations that do report, which nevertheless had nothing to report in a year.
NOTHING = {2024: {"头渡镇"}, 2025: {"山王坪镇"}}

# stage, crop, months, weight
SEASONS = [("耕", "水稻", (3, 4), 6), ("种", "水稻", (4, 5), 6), ("防", "水稻", (5, 6, 7), 9),
           ("收", "水稻", (8, 9), 10), ("烘干", "水稻", (8, 9), 3), ("耕", "玉米", (2, 3), 3),
           ("种", "玉米", (3, 4), 3), ("防", "玉米", (4, 5, 6), 4), ("收", "玉米", (7, 8), 4),
           ("耕", "油菜", (9, 10), 4), ("种", "油菜", (10, 11), 4), ("防", "油菜", (1, 2), 3),
           ("收", "油菜", (4, 5), 5), ("种", "马铃薯", (1, 2), 2), ("收", "马铃薯", (5, 6), 2),
           ("防", "茶叶", (2, 3, 6), 3), ("收", "茶叶", (3, 4), 2), ("防", "中药材", (4, 6, 9), 2),
           ("收", "中药材", (10, 11, 12), 2), ("其他", "方竹笋", (1, 11, 12), 2), ("其他", "蓝莓", (1, 2, 12), 1)]

Service = namedtuple("Service", "month township provider stage mode scope crop area times mu reason farmers "
                                "subsidised")


def _providers(places, shops, centres, township, day):
    names = [s.name for s in shops if s.township == township and s.opened <= day
             and (s.closed is None or s.closed > day)]
    federation = places.townships[township].federation
    for c in centres:
        if c.level == "乡镇级" and c.built and c.built <= day \
                and places.townships[c.township].federation == federation:
            names += [c.name] * 2
    return names


def _year(rng, places, shops, centres, year):
    last_month = 12 if year == 2024 else 6
    found = []
    for federation in FEDERATIONS:
        if federation == SILENT:
            continue
        total = TOTALS[year][federation]
        towns = [t.name for t in places.of(federation) if t.name not in NOTHING[year]]
        wanted, seen = [], set()
        for town in towns:
            size = rng.uniform(0.6, 1.6)
            for stage, crop, months, weight in SEASONS:
                if rng.random() < (0.2 if len(towns) > 3 else 0.05):
                    continue
                for month in months:
                    if month > last_month or rng.random() < 0.25:
                        continue
                    provider = rng.choice(_providers(places, shops, centres, town, date(year, month, 28)))
                    key = (provider, town, stage, crop, month)
                    if key in seen:
                        continue
                    seen.add(key)
                    wanted.append((key, weight * size * rng.uniform(0.5, 1.5)))
        share = total / sum(weight for _, weight in wanted)
        rest = total
        for index, ((provider, town, stage, crop, month), weight) in enumerate(wanted):
            times = rng.choices([1, 2, 3], [7, 2, 1])[0] if stage == "防" else 1
            grain = rng.choice([100, 100, 100, 50, 10, 5, 1])  # 亩 written to 1, 0.5, 0.1, 0.05, 0.01
            area = max(500, round(weight * share / times / grain) * grain)
            if index == len(wanted) - 1:
                times, area = 1, rest
            assert area > 0
            rest -= area * times
            mode = rng.choice(["保姆式", "菜单式", "菜单式", "订单式", "订单式"])
            scope = "全程托管" if mode == "保姆式" else rng.choice(["单环节", "单环节", "多环节"])
            found.append(Service((year, month), town, provider, stage, mode, scope, crop, area, times,
                                 area * times, None, max(1, area // rng.randrange(400, 1500)),
                                 rng.random() < 0.4))
        assert rest == 0, (federation, rest)
    found.sort(key=lambda s: (s.month, places.townships[s.township].code, s.provider, s.stage, s.crop))
    return found


def _with_override(rows):
    """One provider served part of its area once less; the difference goes to its neighbour in the list."""
    at = next(i for i, s in enumerate(rows) if s.times == 2 and s.area > 3000)
    other = next(i for i in range(at + 1, len(rows)) if rows[i].times == 1
                 and rows[i].township == rows[at].township)
    moved = 1050
    rows[at] = rows[at]._replace(mu=rows[at].mu - moved, reason="第二次因连续降雨有10.5亩未作业")
    grown = rows[other].area + moved
    rows[other] = rows[other]._replace(area=grown, mu=grown)
    return rows


def write(folder, places, shops, centres):
    rng = random.Random(2024)
    rows_2024 = _with_override(_year(rng, places, shops, centres, 2024))
    assert sum(s.mu for s in rows_2024) == 25_300_000
    _write(folder / "社会化服务2024.xlsx", "2024年", rows_2024, False)
    _write(folder / "社会化服务2025.xlsx", "2025年上半年", _year(rng, places, shops, centres, 2025), True)


def _write(path, span, rows, lean):
    """`lean`: months as days that Excel formats, and the columns that the program can work out left empty
    here and there."""
    rng = random.Random(len(rows))
    heads = [Head("序号", 6), Head("月份", 12, form='yyyy"年"m"月"'), Head("镇街"), Head("服务主体", 36),
             Head("服务环节", 10), Head("服务模式", 10), Head("服务范围", 10), Head("作物"),
             Head("服务面积（亩）", 14), Head("服务次数", 10), Head("亩次", 12), Head("亩次说明", 24),
             Head("受益户数", 10), Head("是否补助", 10), Head("备注", 8)]
    table = []
    for n, s in enumerate(rows, 1):
        year, month = s.month
        empty = lean and s.reason is None and rng.random() < 0.1
        times = None if empty and s.times == 1 else s.times
        table.append([n, date(year, month, 1) if lean else f"{year}年{month}月", s.township, s.provider, s.stage,
                      s.mode, s.scope, s.crop, _number(s.area), times, None if empty else _number(s.mu), s.reason,
                      s.farmers, "是" if s.subsidised else "否", "示例"])
    total = [None, "合计"] + [None] * 6 + [_number(sum(s.area for s in rows)), None, _number(sum(s.mu for s in rows)),
                                         None, sum(s.farmers for s in rows), None, None]
    book = new_book()
    add_sheet(book, span, f"{span}农业生产社会化服务情况表", heads, table, "单位：亩、亩次、户", total)
    save(book, path)


def _number(hundredths):
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
