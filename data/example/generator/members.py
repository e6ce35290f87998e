"""会员单位: 225 rows, 212 of them members at the end of 2024."""
import random
from datetime import date, timedelta

from .invented import Phones, as_typed, credit_code, day_between, person
from .places import DISTRICT, FEDERATIONS
from .sheets import Head, add_sheet, new_book, save

# Township members by federation; 36 more belong to the district's federation only.
SHARES = {"大观镇农合联": 38, "水江镇农合联": 32, "鸣玉镇农合联": 48, "金山镇农合联": 14, "大有镇农合联": 9,
          "南平镇农合联": 20, "西城街道农合联": 28}
INSTITUTIONS = [("金融机构", "示例农商银行南川支行"), ("金融机构", "示例农业银行南川支行"),
                ("金融机构", "示例邮储银行南川支行"), ("金融机构", "示例村镇银行"), ("担保机构", "示例农业融资担保公司"),
                ("科研院所", "示例农业科学研究所"), ("科研院所", "示例农业技术学校"), ("行业协会", "示例蓝莓产业协会"),
                ("行业协会", "示例茶叶产业协会"), ("行业协会", "示例方竹笋产业协会"), ("行业协会", "示例中药材协会"),
                ("其他", "示例农机服务联盟")]
WORDS = "青禾 金穗 绿野 丰收 田园 山泉 翠峰 惠农 兴农 禾丰 沃土 春晖 云上 竹海 稻香 甘泉 百果 禾苗 和顺 长青".split()
CROPS = "粮油 蓝莓 茶叶 中药材 方竹笋 蔬菜 生猪 山羊 水果 食用菌".split()
KINDS = ["村集体经济组织"] * 4 + ["农民合作社"] * 7 + ["家庭农场"] * 6 + ["涉农企业"] * 4 + ["综合服务社"] * 2
CODE_KIND = {"村集体经济组织": "N2", "农民合作社": "93", "家庭农场": "92", "涉农企业": "91", "综合服务社": "92",
             "基层社": "91", "金融机构": "91", "担保机构": "91", "科研院所": "12", "行业协会": "51", "其他": "52"}


def _name(rng, kind, town, number):
    word, crop = rng.choice(WORDS), rng.choice(CROPS)
    return {"村集体经济组织": f"{town}示例{number}社股份经济合作社", "农民合作社": f"{town}示例{word}{crop}专业合作社",
            "家庭农场": f"{town}示例{word}家庭农场", "涉农企业": f"重庆示例{word}{crop}有限公司",
            "综合服务社": f"{town}示例{word}便民服务社", "基层社": f"{town}供销合作社（示例）"}[kind]


def _one(rng, number, name, kind, town, federations, joined, left, phones):
    farm = kind in ("农民合作社", "家庭农场", "村集体经济组织")
    rated = rng.random() < 0.6
    return [number, name, kind, credit_code(CODE_KIND[kind], number) if rng.random() < 0.92 else None, town,
            "、".join(federations), joined, left, person(rng), phones.take(),
            rng.choice(CROPS) + "产销" if farm else None,
            rng.randrange(3000, 90000) / 100 if farm else None,
            rng.choices(["AAA", "AA", "A", "BBB", "BB", "B", "CCC"], [1, 3, 6, 6, 3, 2, 1])[0] if rated else "未评",
            rng.randrange(5, 120) * 10_000 if rated else None, "示例"]


def _joined(rng, number, late):
    if late:
        return day_between(rng, date(2025, 1, 8), date(2025, 6, 26))
    return day_between(rng, date(2024, 1, 10), date(2024, 12, 26)) if number % 3 else \
        day_between(rng, date(2023, 3, 1), date(2024, 6, 28))


def write(path, places):
    rng = random.Random(212)
    phones = Phones(2000)
    table, names = [], set()
    order = []  # (name, kind, town, federation)
    for federation in FEDERATIONS:
        towns = [t.name for t in places.of(federation)]
        seat = next(t for t in towns if federation.startswith(t))
        for index in range(SHARES[federation]):
            town = seat if index == 0 else rng.choice(towns)
            kind = "基层社" if index == 0 else rng.choice(KINDS)
            while True:
                name = _name(rng, kind, town, rng.choice("一二三四五六七八九十"))
                if name not in names:
                    break
            names.add(name)
            order.append((name, kind, town, federation))
    while len(order) < 213:  # firms and service shops that joined the district's federation alone
        name = _name(rng, "涉农企业", None, None)
        if name not in names:
            names.add(name)
            order.append((name, "涉农企业", rng.choice(["东城街道", "南城街道", "西城街道"]), DISTRICT))
    order += [(name, kind, None, DISTRICT) for kind, name in INSTITUTIONS]

    # 225 rows: one left in 2024, 12 join in 2025, so 212 by the end of 2024.
    local = [i for i, o in enumerate(order) if o[2] and o[3] != DISTRICT and o[1] != "基层社"]
    late = set(rng.sample([i for i in local if order[i][3] != "大有镇农合联"], 12))
    early = [i for i in local if i not in late]
    gone_2024, gone_2025, gone_on_the_day = rng.sample(early, 3)
    for i, (name, kind, town, federation) in enumerate(order):
        joined = _joined(rng, i, i in late)
        federations, dates, left = [federation], as_typed(rng, joined), None
        if i in (gone_2024, gone_2025, gone_on_the_day):
            joined = date(2024, 1, 15)
            dates = joined
            left = {gone_2024: date(2024, 11, 29), gone_2025: date(2025, 4, 18),
                    gone_on_the_day: date(2025, 6, 30)}[i]
        elif federation != DISTRICT and i % 9 == 0:
            federations = [DISTRICT, federation]  # one date for both, or one date each
            if i % 2:
                second = joined + timedelta(days=21)
                if second.year == joined.year:
                    dates = f"{joined.isoformat()}、{second.isoformat()}"
                    if i % 27 == 0 and i not in late:
                        left = "2025-03-14、"  # left the district's, stays in its own
        table.append(_one(rng, i + 1, name, kind, town, federations, dates, left, phones))
    rng.shuffle(table)
    for number, row in enumerate(table, 1):
        row[0] = number
    heads = [Head("序号", 6), Head("单位名称", 34), Head("类别", 16), Head("统一社会信用代码", 22), Head("镇街"),
             Head("所属农合联", 30), Head("入会日期", 22), Head("退会日期", 14), Head("联系人", 10),
             Head("联系电话", 14), Head("主营业务", 16), Head("土地面积（亩）", 14), Head("信用等级", 10),
             Head("授信额度（元）", 16, form="#,##0"), Head("备注", 8)]
    book = new_book()
    add_sheet(book, "会员单位", "南川区农合联会员单位名册", heads, table)
    save(book, path)
