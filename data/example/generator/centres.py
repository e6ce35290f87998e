"""为农服务中心: one of the district, six of townships built in 2024, the seventh still being built."""
import random
from collections import namedtuple
from datetime import date

from .invented import Phones, person
from .sheets import Head, add_sheet, new_book, save

Centre = namedtuple("Centre", "name level township status built host services staff machines subsidy lon lat")

_township = "农资供应、农机作业、农事服务、流通和初加工、金融服务、政策宣传"
_built = {"大观镇": date(2024, 6, 28), "水江镇": date(2024, 9, 20), "鸣玉镇": date(2024, 8, 30),
          "金山镇": date(2024, 11, 15), "南平镇": date(2024, 10, 25), "西城街道": date(2024, 12, 20)}


def rows(places):
    rng = random.Random(500119)
    found = []

    def add(name, level, township, built, host, services, staff, machines, subsidy):
        lon, lat = places.point_near_seat(rng, township, taken, 0.008, 0.001)
        found.append(Centre(name, level, township, "建成" if built else "在建", built, host, services, staff,
                            machines, subsidy, lon, lat))

    taken = []
    add("南川区为农服务中心", "区级", "西城街道", date(2024, 5, 17), "农民合作社服务中心",
        "农技培训、产销对接、财务代账、金融服务、政策宣传", 14, 6, 1_200_000)
    for township, built in _built.items():
        add(f"{township}为农服务中心", "乡镇级", township, built, "基层社示范社", _township, rng.randint(5, 9),
            rng.randint(8, 26), rng.randrange(30, 60) * 10_000)
    add("大有镇为农服务中心", "乡镇级", "大有镇", None, "基层社示范社", "农资供应、农机作业", 3, 4, 200_000)
    return found


def write(path, centres):
    rng = random.Random(1)
    phones = Phones(9000)
    heads = [Head("序号", 6), Head("名称", 24), Head("级别"), Head("镇街"), Head("状态"), Head("建成日期"),
             Head("依托单位", 20), Head("服务功能", 40), Head("工作人员数"), Head("农机台数"),
             Head("财政补助（万元）", 14, form="0.##"), Head("地址", 26), Head("联系电话", 14), Head("经度"),
             Head("纬度"), Head("备注", 16)]
    table = [[n, c.name, c.level, c.township, c.status, c.built, c.host, c.services, c.staff, c.machines,
              c.subsidy / 10000, f"{c.township}示例路{rng.randint(1, 200)}号", phones.take(), c.lon, c.lat,
              "示例" if c.built else "示例，2025年在建"] for n, c in enumerate(centres, 1)]
    book = new_book()
    add_sheet(book, "为农服务中心", "南川区为农服务中心建设情况表", heads, table)
    save(book, path)
