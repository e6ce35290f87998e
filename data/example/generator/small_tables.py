"""农合联, 示范主体 and 目标分解: a few rows each."""
import random
from datetime import date

from .invented import Phones, credit_code, person
from .places import DISTRICT, FEDERATIONS
from .sheets import Head, add_sheet, new_book, save

_registered = {"大观镇农合联": date(2024, 9, 27), "水江镇农合联": date(2024, 10, 18), "鸣玉镇农合联": date(2024, 9, 12),
               "金山镇农合联": date(2024, 11, 22), "大有镇农合联": date(2024, 12, 31), "南平镇农合联": date(2024, 11, 8),
               "西城街道农合联": date(2024, 12, 10), DISTRICT: date(2024, 6, 20)}


def write_federations(path):
    rng = random.Random(11)
    phones = Phones(3000)
    heads = [Head("序号", 6), Head("名称", 22), Head("级别", 10), Head("驻地镇街"), Head("状态", 10), Head("登记日期"),
             Head("统一社会信用代码", 22), Head("会长", 10), Head("秘书长", 10), Head("联系电话", 14),
             Head("依托服务中心", 22), Head("章程日期"), Head("党组织", 8), Head("备注", 24)]
    table = []
    for n, name in enumerate([DISTRICT] + FEDERATIONS, 1):
        seat = None if name == DISTRICT else name[:-3]
        day = _registered[name]
        # Seven federations, six centres: 大有 has none yet (未设载体).
        centre = "南川区为农服务中心" if name == DISTRICT else None if seat == "大有镇" else f"{seat}为农服务中心"
        table.append([n, name, "区级" if name == DISTRICT else "乡镇级", seat, "已登记", day,
                      credit_code("51", 900 + n), person(rng), person(rng), phones.take(), centre,
                      day.replace(day=1), "是" if n % 3 else "否", "示例" if centre else "示例，未设载体"])
    for n, name in enumerate(["产业农合联（一）", "产业农合联（二）", "产业农合联（三）"], 9):
        table.append([n, name, "产业", None, "筹建", None, None, None, None, None, None, None, "否",
                      "示例，产业待定"])
    book = new_book()
    add_sheet(book, "农合联", "南川区农合联组建情况表", heads, table)
    save(book, path)


def write_assets(path, places):
    rng = random.Random(12)
    rows = [("南平镇示例青禾粮油专业合作社", "农民合作社示范社", date(2024, 11, 28), None, "南平镇"),
            ("大观镇示例蓝莓专业合作社", "农民合作社示范社", date(2025, 6, 12), None, "大观镇"),
            ("大观镇示例优质稻标准化生产基地", "标准化生产示范基地", date(2025, 4, 25), None, "大观镇"),
            ("重庆示例农服科技有限公司", "社会化服务龙头企业", date(2025, 5, 16), None, "西城街道"),
            ("示例农产品物流有限公司", "农产品流通企业", date(2024, 10, 30), None, "东城街道"),
            ("示例农产品批发市场", "农产品市场", date(2023, 8, 18), date(2025, 2, 28), "南城街道"),
            ("示例集采集配中心", "县域集采集配中心", date(2025, 6, 27), None, "东城街道"),
            ("水江镇示例强村公司", "强村公司", date(2024, 9, 6), None, "水江镇"),
            ("鸣玉镇示例强村公司", "强村公司", date(2025, 3, 14), None, "鸣玉镇"),
            ("鸣玉镇示例农机专业化服务队", "专业化服务队", date(2024, 3, 22), None, "鸣玉镇"),
            ("骑龙镇示例植保专业化服务队", "专业化服务队", date(2024, 5, 10), date(2024, 12, 31), "骑龙镇"),
            ("水江镇示例物流节点", "物流节点", date(2024, 7, 19), None, "水江镇"),
            ("大观镇示例物流节点", "物流节点", date(2024, 8, 23), None, "大观镇"),
            ("金山镇示例农资仓库", "农资仓储", date(2024, 4, 12), None, "金山镇")]
    heads = [Head("序号", 6), Head("名称", 34), Head("类别", 20), Head("认定日期"), Head("认定文号", 22), Head("撤销日期"),
             Head("镇街"), Head("经度"), Head("纬度"), Head("备注", 8)]
    taken, table = [], []
    for n, (name, kind, day, revoked, town) in enumerate(rows, 1):
        lon, lat = places.point_near_seat(rng, town, taken, 0.015)
        table.append([n, name, kind, day, f"示例认字〔{day.year}〕{n}号", revoked, town, lon, lat, "示例"])
    book = new_book()
    add_sheet(book, "示范主体", "南川区示范主体名录", heads, table)
    save(book, path)


# 0.1 万亩次 and 0.1 亿元, in the order of FEDERATIONS; the plan's district targets are 27, 36, 8 and 10.
ALLOCATED = [("社会化服务规模", 2024, 27, [48, 46, 62, 16, 30, 26, 42]),
             ("“三农”信贷资金", 2024, 8, [13, 13, 15, 6, 7, 9, 17]),
             ("社会化服务规模", 2025, 36, [64, 61, 82, 22, 40, 35, 56]),
             ("“三农”信贷资金", 2025, 10, [16, 16, 19, 8, 9, 11, 21])]


def write_targets(path):
    heads = [Head("指标", 20), Head("年度", 8), Head("农合联", 20), Head("目标值", 10, form="0.0"), Head("备注", 30)]
    table = []
    for title, year, whole, parts in ALLOCATED:
        assert sum(parts) == whole * 10
        unit = "万亩次" if title == "社会化服务规模" else "亿元"
        table += [[title, year, name, part / 10, f"示例，{unit}"] for name, part in zip(FEDERATIONS, parts)]
    book = new_book()
    add_sheet(book, "目标分解", "南川区年度目标分解表", heads, table, "单位：万亩次、亿元")
    save(book, path)
