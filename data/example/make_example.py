#!/usr/bin/python3
"""Writes the example workbooks beside this file, as township offices would hand them in.

Names and codes of places are real (data/nanchuan); every shop, firm, person, number and amount is invented,
and every sheet says 示例. The same seed gives the same bytes. Needs python3-openpyxl and python3-gdal:

    /usr/bin/python3 data/example/make_example.py
"""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from generator import centres, loans, members, outlets, services, small_tables  # noqa: E402
from generator.places import read_places  # noqa: E402

here = Path(__file__).resolve().parent


def main():
    places = read_places(here.parent / "nanchuan")
    built = centres.rows(places)
    shops = outlets.rows(places)

    centres.write(here / "为农服务中心.xlsx", built)
    small_tables.write_federations(here / "农合联.xlsx")
    outlets.write(here / "服务网点.xlsx", shops)
    members.write(here / "会员单位.xlsx", places)
    small_tables.write_assets(here / "示范主体.xlsx", places)
    services.write(here, places, shops, built)
    loans.write(here / "信贷投放.xlsx", places)
    small_tables.write_targets(here / "目标分解.xlsx")

    # Centres come before the federations, which name the centre that they lean on.
    imports = [("centres", "为农服务中心.xlsx", None), ("federations", "农合联.xlsx", None),
               ("outlets", "服务网点.xlsx", None), ("members", "会员单位.xlsx", None),
               ("assets", "示范主体.xlsx", None), ("services", "社会化服务2024.xlsx", None),
               ("services", "社会化服务2025.xlsx", None), ("loans", "信贷投放.xlsx", "2024年"),
               ("loans", "信贷投放.xlsx", "2025年上半年"), ("targets", "目标分解.xlsx", None)]
    manifest = {"plan": "nanchuan-2024-17", "imports": [
        {"registry": r, "file": f, **({"sheet": s} if s else {})} for r, f, s in imports]}
    (here / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
