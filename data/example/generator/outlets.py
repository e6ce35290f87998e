"""服务网点: 147 shops with the dates of their roles, under two heading rows."""
import random
from collections import namedtuple
from datetime import date, timedelta

from .invented import Phones, as_typed, day_between, person
from .sheets import Head, add_sheet, new_book, save

Outlet = namedtuple("Outlet", "name township village opened closed joint lon lat service star stars "
                              "circulation station parcel terminal")

LATE = 8            # became 综合服务社 only in 2025: 139 of 147 by the end of 2024
LATE_STARS = 2      # 44 of 46 stars by then
CIRCULATION = 46    # 流通网点 by the end of 2024, not the same shops as the stars
CIRCULATION_2025 = 23
YEAR_END = date(2024, 12, 31)


def rows(places):
    rng = random.Random(147)
    villages = [v for v in places.villages if v.outlet]
    count = len(villages)
    assert count == 147 and sum(v.star for v in villages) == 46
    plain = [i for i, v in enumerate(villages) if not v.star]
    starred = [i for i, v in enumerate(villages) if v.star]
    late = set(rng.sample(plain, LATE))
    late_stars = set(rng.sample(starred, LATE_STARS))
    early_plain = [i for i in plain if i not in late]
    circulating = set(rng.sample([i for i in starred if i not in late_stars], 31) + rng.sample(early_plain, 15))
    growing = set(rng.sample([i for i in range(count) if i not in circulating], CIRCULATION_2025))
    # One closes on the very last day of a quarter: it no longer counts on that day.
    closing = dict(zip(rng.sample([i for i in early_plain if i in circulating], 1)
                       + rng.sample([i for i in early_plain if i not in circulating | growing], 1),
                       [date(2025, 3, 31), date(2025, 5, 20)]))
    edge = rng.choice([i for i in early_plain if i not in closing and i not in circulating])  # begins on the last day of 2024

    found, taken = [], []
    for i, v in enumerate(villages):
        if i in late:
            opened = day_between(rng, date(2024, 11, 1), date(2025, 1, 31))
            service = day_between(rng, max(opened, date(2025, 1, 6)), date(2025, 5, 30))
        elif i == edge:
            opened, service = date(2024, 10, 8), YEAR_END
        else:
            opened = day_between(rng, date(2023, 1, 3), date(2024, 6, 28))
            service = day_between(rng, opened, min(opened + timedelta(days=240), date(2024, 12, 20)))
        star = stars = None
        if v.star:
            star = (day_between(rng, date(2025, 2, 10), date(2025, 4, 30)) if i in late_stars
                    else day_between(rng, max(service, date(2024, 1, 8)), date(2024, 12, 27)))
            stars = rng.choices([1, 2, 3, 4, 5], [2, 5, 8, 4, 2])[0]
        circulation = None
        if i in circulating:
            circulation = day_between(rng, max(service, date(2024, 2, 1)), date(2024, 12, 30))
        elif i in growing:
            circulation = day_between(rng, max(service, date(2025, 1, 6)), date(2025, 6, 27))
        later = lambda share: day_between(rng, max(service, date(2024, 1, 8)), date(2025, 6, 27)) \
            if rng.random() < share else None
        lon, lat = places.point_near_seat(rng, v.township, taken)
        station, parcel, terminal = later(0.2), later(0.45), later(0.3)
        if i in closing:
            station = parcel = terminal = None
        found.append(Outlet(v.outlet, v.township, v.name, opened, closing.get(i), rng.random() < 0.6, lon, lat,
                            service, star, stars, circulation, station, parcel, terminal))
    return found


def write(path, outlets):
    rng = random.Random(2)
    phones = Phones(1000)
    roles = "网点角色（填起始日期）"
    heads = [Head("序号", 6), Head("名称", 36), Head("镇街"), Head("村（社区）"), Head("开业日期"), Head("停业日期"),
             Head("经营者", 10), Head("联系电话", 14), Head("村社共建", 10), Head("地址", 26), Head("经度"),
             Head("纬度"), Head("综合服务社", group=roles), Head("星级社", group=roles), Head("星级", 6, roles),
             Head("流通网点", group=roles), Head("一站式站点", group=roles), Head("寄递", group=roles),
             Head("金融机具", group=roles), Head("备注", 10)]
    typed = lambda day: as_typed(rng, day)
    table = [[n, o.name, o.township, o.village, typed(o.opened), typed(o.closed), person(rng), phones.take(),
              "是" if o.joint else "否", f"{o.township}{o.village}", o.lon, o.lat, typed(o.service), typed(o.star),
              o.stars, typed(o.circulation), typed(o.station), typed(o.parcel), typed(o.terminal), "示例"]
             for n, o in enumerate(outlets, 1)]
    book = new_book()
    add_sheet(book, "服务网点", "南川区农村综合服务社和流通网点台账", heads, table)
    save(book, path)
