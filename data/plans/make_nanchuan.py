#!/usr/bin/env python3
"""Writes nanchuan-2024-17.json beside itself: python3 data/plans/make_nanchuan.py [--check]

The 32 tasks come word for word from the annex in data/policy, the places from data/nanchuan; the figures
stand here with the words of the plan that they were read from, and every such quotation is looked up in the
text. --check only says whether the committed file is what would be written. Format: docs/plan-format.md.
"""
import csv
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE.parent
TARGET = HERE / "nanchuan-2024-17.json"
POLICY = (DATA / "policy" / "nanchuan-2024-17.txt").read_text(encoding="utf-8")
PLAIN_POLICY = re.sub(r"\s", "", POLICY)


def table(name):
    with open(DATA / "nanchuan" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def clause(place, quotation):
    """「place：quotation」 after the quotation was found in the plan's text."""
    assert quotation in PLAIN_POLICY, quotation
    return f"{place}：{quotation}"


def annex(number, quotation):
    return clause(f"附件第{number}项", quotation)


def goals(quotation):
    return clause("实施方案一（二）", quotation)


def main_item(number, quotation):
    return clause(f"实施方案二第{number}条", quotation)


# ---- places and organisations

def townships(federation_codes):
    federation = {row["township_code"]: row["federation"] for row in table("service_areas.csv")}
    out = []
    for row in table("townships.csv"):
        remarks = []
        entry = {
            "code": row["code9"], "name": row["name"], "kind": row["kind"],
            "federation": federation_codes[federation[row["code9"]]],
            "lon": float(row["lon"]), "lat": float(row["lat"]),
        }
        if row["pop_2010"]:
            entry["population"] = int(row["pop_2010"])
            remarks.append("人口为2010年普查数")
        if row["area_km2"]:
            entry["area_km2"] = float(row["area_km2"])
        if row["coord_status"] == "estimated":
            remarks.append("驻地坐标为估计值，误差约2公里")
        if remarks:
            entry["remark"] = "；".join(remarks)
        out.append(entry)
    return out


def villages():
    return [{"code": row["code12"], "name": row["name"], "kind": row["kind"], "township": row["township_code"]}
            for row in table("villages.csv")]


def federations():
    seats = {row["federation"]: row["federation_seat_township_code"] for row in table("service_areas.csv")}
    order = ["大观镇", "水江镇", "鸣玉镇", "金山镇", "大有镇", "南平镇", "西城街道"]
    assert clause("", "、".join(order)) and len(seats) == len(order)
    out = [{"code": "NHL-00", "name": "南川区农合联", "level": "区级"}]
    for number, seat in enumerate(order, 1):
        name = f"{seat}农合联"
        out.append({"code": f"NHL-{number:02}", "name": name, "level": "乡镇级", "township": seats[name]})
    for number, numeral in enumerate("一二三", len(out)):
        out.append({"code": f"NHL-{number:02}", "name": f"产业农合联（{numeral}）", "level": "产业",
                    "remark": "产业待定：方案只定数量，组建时改为产业名称"})
    return out


# ---- indicators and targets

def target(year, value, words, split=None):
    out = {"year": year, "value": value, "clause": words}
    if split:
        out["split"] = split
    return out


def outlets_since(role):
    return {"registry": "outlets", "from": role, "until": "closed_on"}


def assets_of(kind):
    return {"registry": "assets", "where": [{"field": "kind", "any_of": [kind]}],
            "from": "recognised_on", "until": "revoked_on"}


def indicator(id, title, unit, clause, measure, targets=(), **more):
    return {"id": id, "title": title, "unit": unit, "exponent": 0, "decimals": 0, "basis": "期末存量",
            "operator": "≥", **more, "clause": clause, "measure": measure, "targets": list(targets)}


def indicators():
    stars = "发展农村综合服务社星级社46家、农村综合服务社101家"
    firms = "培育1个带动性强的农产品流通企业、经营1个农产品市场、建设1个县域集采集配中心"
    households = main_item(1, "有意愿的农村常住农户100%加入农村合作经济组织")
    operators = main_item(1, "有意愿的新型农业经营主体100%加入农合联")
    return [
        indicator("federations", "农合联", "个", goals("全区组建农合联11个"),
                  {"registry": "federations", "where": [{"field": "status", "any_of": ["已登记"]}],
                   "from": "registered_on", "from_required": False, "split": "level"}, [
            target(2024, 8, annex(1, "2024年12月底前组建区级农合联1个，乡镇（街道）农合联7个"),
                   {"区级": 1, "乡镇级": 7, "产业": 0}),
            target(2027, 11, annex(1, "2027年12月底前累计组建区级农合联1个，乡镇（街道）农合联7个，产业农合联3个"),
                   {"区级": 1, "乡镇级": 7, "产业": 3})]),
        indicator("members", "会员单位", "个", goals("发展农合联会员单位300个以上"),
                  {"registry": "memberships", "distinct": "member",
                   "from": "joined_on", "from_required": False, "until": "left_on"}, [
            target(2024, 200, annex(1, "发展会员单位200个")),
            target(2027, 300, annex(1, "累计发展会员单位300个"))]),
        indicator("centres", "为农服务中心", "个", goals("建成为农服务中心8个"),
                  {"registry": "centres", "where": [{"field": "status", "any_of": ["建成"]}],
                   "from": "built_on", "split": "level"}, [
            target(2024, 7, annex(2, "2024年12月底前累计建成为农服务中心7个（包含区级为农服务中心1个，乡镇为农服务中心6个）"),
                   {"区级": 1, "乡镇级": 6}),
            target(2025, 8, annex(2, "2025年12月底前累计建设为农服务中心8个（包含区级为农服务中心1个，乡镇为农服务中心7个）"),
                   {"区级": 1, "乡镇级": 7}),
            target(2027, 8, goals("建成为农服务中心8个"))]),
        indicator("outlets", "农村综合服务社", "家", goals("发展农村综合服务社147家"),
                  outlets_since("service_since"), [
            target(2024, 147, annex(3, "2024年12月底前" + stars)),
            target(2027, 147, goals("发展农村综合服务社147家"))]),
        indicator("star-outlets", "农村综合服务社星级社", "家", annex(3, stars), outlets_since("star_since"), [
            target(2024, 46, annex(3, "2024年12月底前" + stars)),
            target(2027, 46, main_item(5, stars))]),
        indicator("circulation-outlets", "农村流通网点", "个", goals("农村流通网点147家"),
                  outlets_since("circulation_since"), [
            target(2024, 46, goals("建成农村流通网点46个")),
            target(2027, 147, goals("农村流通网点147家"))]),
        indicator("mu-times", "社会化服务规模", "万亩次", goals("开展农业生产社会化服务规模达到54万亩次"),
                  {"registry": "services", "aggregate": "sum", "field": "mu_times", "when": "month"}, [
            target(2024, 27, annex(8, "2024年12月底前完成农业生产社会化服务规模27万亩次")),
            target(2025, 36, annex(8, "2025年完成36万亩次")),
            target(2026, 45, annex(8, "2026年完成45万亩次")),
            target(2027, 54, annex(8, "2027年完成54万亩次"))],
            exponent=6, decimals=2, basis="年度发生额", headline=True),
        indicator("credit", "“三农”信贷资金", "亿元", goals("撬动金融机构投入“三农”信贷资金达到16亿元"),
                  {"registry": "loans", "aggregate": "sum", "field": "disbursed", "when": "month",
                   "where": [{"field": "leveraged", "any_of": ["是"]}]}, [
            target(2024, 8, annex(21, "2024年12月底前撬动金融机构投入“三农”信贷资金达到8亿元")),
            target(2025, 10, annex(21, "2025年撬动10亿元")),
            target(2026, 13, annex(21, "2026年撬动13亿元")),
            target(2027, 16, annex(21, "2027年撬动16亿元"))],
            exponent=8, decimals=2, basis="年度发生额", headline=True),
        indicator("model-coops", "农民合作社示范社", "家", annex(4, "创建农民合作社示范社3家"),
                  assets_of("农民合作社示范社"), [
            target(2024, 1, annex(4, "2024年12月底前创建农民合作社示范社1家")),
            target(2025, 2, annex(4, "2025年12月底前累计创建农民合作社示范社2家")),
            target(2027, 3, annex(4, "2027年12月底前累计创建农民合作社示范社3家"))]),
        indicator("production-bases", "标准化生产示范基地", "个", annex(7, "打造农业标准化生产示范基地2个"),
                  assets_of("标准化生产示范基地"), [
            target(2025, 1, annex(7, "2025年12月底前打造农业标准化生产示范基地1个")),
            target(2026, 2, annex(7, "2026年12月底前累计打造农业标准化生产示范基地2个"))]),
        indicator("leading-firms", "社会化服务龙头企业", "家", annex(7, "培育农业生产社会化服务龙头企业2家"),
                  assets_of("社会化服务龙头企业"), [
            target(2025, 1, annex(7, "培育农业生产社会化服务龙头企业1家")),
            target(2026, 2, annex(7, "累计培育农业生产社会化服务龙头企业2家"))]),
        indicator("willing-households", "有意愿的农户入社率", "%", households,
                  {"registry": "measurements", "aggregate": "entered"},
                  [target(2027, 100, households)], exponent=2, decimals=1),
        indicator("willing-operators", "有意愿的经营主体入联率", "%", operators,
                  {"registry": "measurements", "aggregate": "entered"},
                  [target(2027, 100, operators)], exponent=2, decimals=1),
        indicator("circulation-firms", "农产品流通企业", "个", annex(11, firms), assets_of("农产品流通企业")),
        indicator("produce-markets", "农产品市场", "个", annex(11, firms), assets_of("农产品市场")),
        indicator("distribution-centres", "县域集采集配中心", "个", annex(11, firms), assets_of("县域集采集配中心")),
    ]


# ---- tasks

def year_end(year):
    return f"{year}-12-31"


#: Task → (year at whose end it is due, words of the deadline, indicator, value). Words without a figure of
#: their own (第12项) take it from the task's text.
MILESTONES = {
    1: [(2024, "组建区级农合联1个，乡镇（街道）农合联7个", "federations", 8),
        (2024, "发展会员单位200个", "members", 200),
        (2027, "累计组建区级农合联1个，乡镇（街道）农合联7个，产业农合联3个", "federations", 11),
        (2027, "累计发展会员单位300个", "members", 300)],
    2: [(2024, "累计建成为农服务中心7个（包含区级为农服务中心1个，乡镇为农服务中心6个）", "centres", 7),
        (2025, "累计建设为农服务中心8个（包含区级为农服务中心1个，乡镇为农服务中心7个）", "centres", 8)],
    3: [(2024, "发展农村综合服务社星级社46家、农村综合服务社101家", "outlets", 147),
        (2024, "发展农村综合服务社星级社46家", "star-outlets", 46)],
    4: [(2024, "创建农民合作社示范社1家", "model-coops", 1),
        (2025, "累计创建农民合作社示范社2家", "model-coops", 2),
        (2027, "累计创建农民合作社示范社3家", "model-coops", 3)],
    7: [(2025, "打造农业标准化生产示范基地1个", "production-bases", 1),
        (2025, "培育农业生产社会化服务龙头企业1家", "leading-firms", 1),
        (2026, "累计打造农业标准化生产示范基地2个", "production-bases", 2),
        (2026, "累计培育农业生产社会化服务龙头企业2家", "leading-firms", 2)],
    8: [(2024, "完成农业生产社会化服务规模27万亩次", "mu-times", 27),
        (2025, "2025年完成36万亩次", "mu-times", 36),
        (2026, "2026年完成45万亩次", "mu-times", 45),
        (2027, "2027年完成54万亩次", "mu-times", 54)],
    12: [(2027, "全部完成", "circulation-outlets", 147)],
    21: [(2024, "撬动金融机构投入“三农”信贷资金达到8亿元", "credit", 8),
         (2025, "2025年撬动10亿元", "credit", 10),
         (2026, "2026年撬动13亿元", "credit", 13),
         (2027, "2027年撬动16亿元", "credit", 16)],
}


def units(text):
    """「区农业农村委，区商务委、各乡镇(街道）」 as a list, brackets made equal."""
    return re.split("[、，]", text.replace("(", "（").replace(")", "）"))


def annex_rows():
    """Rows of the annex's table: a cell a line behind a tab, seven cells a row."""
    cells = [line[1:].strip() for line in POLICY.splitlines() if line.startswith("\t")]
    assert len(cells) % 7 == 0
    rows = [cells[at:at + 7] for at in range(0, len(cells), 7)]
    assert rows[0][0] == "序号"
    return rows[1:]


def groups_and_tasks():
    groups, tasks = [], []
    group_title = item = ""
    for number, (no, group_cell, item_cell, text, lead, responsible, deadline) in enumerate(annex_rows(), 1):
        assert int(no) == number
        # Narrow columns broke headings such as 「联合合 作」; an empty cell belongs to the one above.
        group_title = re.sub(r"\s", "", group_cell) or group_title
        item = re.sub(r"\s", "", item_cell) or item
        if not groups or groups[-1]["title"] != group_title:
            groups.append({"no": len(groups) + 1, "title": group_title})
        milestones = []
        for year, words, indicator_id, value in MILESTONES.get(number, []):
            assert words in deadline and f"{year}年" in deadline, (number, words)
            milestones.append({"due": year_end(year), "text": words, "indicator": indicator_id, "value": value})
        assert bool(milestones) == (deadline != "长期坚持。"), number
        tasks.append({"no": number, "group": len(groups), "item": item, "text": text, "lead": units(lead),
                      "responsible": units(responsible), "deadline": deadline, "milestones": milestones})
    return groups, tasks


# ---- what the plan leaves open

def choice(id, text, **effect):
    return {"id": id, "text": text, "effect": effect} if effect else {"id": id, "text": text}


def questions():
    return [
        {"id": "centres-years", "title": "为农服务中心2024年、2025年目标",
         "text": "正文称2024年建成为农服务中心7个、2027年8个，未分级；附件第2项分级列明2024年7个（区级1个、乡镇级6个）、"
                 "2025年8个（区级1个、乡镇级7个）。",
         "clause": "实施方案一（二）；附件第2项",
         "choices": [
             choice("annex", "按附件：2024年区级1个、乡镇级6个，2025年区级1个、乡镇级7个，2027年保持8个"),
             choice("main-text", "按正文：2024年7个，2027年8个，2025年不设目标",
                    indicators={"centres": {"targets": [
                        {"year": 2024, "value": 7, "clause": goals("建成为农服务中心7个")},
                        {"year": 2027, "value": 8, "clause": goals("建成为农服务中心8个")}]}})],
         "default": "annex"},
        {"id": "outlets-deadline", "title": "147家农村综合服务社的完成时限",
         "text": "附件第3项要求2024年12月底前发展星级社46家、综合服务社101家（合计147家）；正文把147家列为2027年目标。",
         "clause": "实施方案一（二）；附件第3项",
         "choices": [
             choice("annex", "按附件：2024年12月底前147家，2027年为最后时限"),
             choice("main-text", "按正文：2027年147家，2024年不设目标",
                    indicators={
                        "outlets": {"targets": [
                            {"year": 2027, "value": 147, "clause": goals("发展农村综合服务社147家")}]},
                        "star-outlets": {"targets": [
                            {"year": 2027, "value": 46,
                             "clause": main_item(5, "发展农村综合服务社星级社46家")}]}})],
         "default": "annex"},
        {"id": "circulation-outlets-2024", "title": "农村流通网点2024年目标",
         "text": "正文要求2024年建成农村流通网点46个、2027年147家；附件第12项只列2027年12月底前147个。"
                 "46个与星级社46家数量相同，方案并未规定两者是同一批网点。",
         "clause": "实施方案一（二）；附件第12项",
         "choices": [
             choice("main-text", "2024年46个、2027年147个；流通网点与星级社分别认定、分别统计"),
             choice("annex", "只按附件：2027年147个，2024年不设目标",
                    indicators={"circulation-outlets": {"targets": [
                        {"year": 2027, "value": 147,
                         "clause": annex(12, "农村流通综合服务网点147个")}]}})],
         "default": "main-text"},
        {"id": "flow-basis", "title": "亩次和信贷资金的统计口径",
         "text": "第1、2、4、7项写明“累计”，第8项（亩次）和第21项（信贷）没有写。按年度发生额，四年合计162万亩次、47亿元；"
                 "按累计，到2027年底共54万亩次、16亿元。",
         "clause": "附件第8项、第21项",
         "choices": [
             choice("year", "年度发生额：每年从1月起重新计算"),
             choice("cumulative", "累计：从方案实施起一直累加",
                    indicators={"mu-times": {"basis": "累计"}, "credit": {"basis": "累计"}}),
             choice("stock", "期末存量：信贷按期末余额，亩次按期末在服务规模",
                    indicators={"mu-times": {"basis": "期末存量"},
                                "credit": {"basis": "期末存量", "measure": {"field": "balance"}}})],
         "default": "year"},
        {"id": "members-300", "title": "会员单位“300个以上”还是“300个”",
         "text": "正文一处为“300个以上”，一处为“超过300个”，附件为“300个”。一个单位加入几个农合联的，只计1个。",
         "clause": "实施方案一（二）；实施方案二第1条；附件第1项",
         "choices": [
             choice("at-least", "不少于300个（≥300）"),
             choice("more-than", "超过300个（>300）", indicators={"members": {"operator": ">"}})],
         "default": "at-least"},
        {"id": "pace-2024", "title": "2024年序时进度的起点",
         "text": "方案印发于2024年7月26日，却规定了2024年目标。",
         "clause": "南川府办发〔2024〕17号",
         "choices": [
             choice("whole-year", "按全年计算：从2024年1月起"),
             choice("from-issue", "从印发之日计算：从2024年7月26日起", pace_from="2024-07-26")],
         "default": "whole-year"},
        {"id": "units", "title": "牵头单位和“各乡镇（街道）”",
         "text": "第8项有2个牵头单位，其余各项1个；责任单位“各乡镇（街道）”未列名称。",
         "clause": "附件第8项；附件责任单位栏",
         "choices": [
             choice("all-townships", "第8项两家共同牵头；“各乡镇（街道）”指全部34个镇街"),
             choice("first-lead", "第8项以排在前面的区农业农村委为主牵头；“各乡镇（街道）”指全部34个镇街")],
         "default": "all-townships"},
        {"id": "no-task", "title": "没有列入附件或没有时限的任务",
         "text": "正文第3条（运行机制）、第4条（服务功能）在附件中没有对应任务；第11项有数量（各1个）而没有时限。",
         "clause": "实施方案二第3条、第4条；附件第11项",
         "choices": [
             choice("annex-only", "只管理附件32项；第11项按长期坚持，不判逾期"),
             choice("2027", "第11项按2027年12月底前完成", indicators={
                 id: {"targets": [{"year": 2027, "value": 1, "clause": annex(11, words)}]}
                 for id, words in [("circulation-firms", "培育1个带动性强的农产品流通企业"),
                                   ("produce-markets", "经营1个农产品市场"),
                                   ("distribution-centres", "建设1个县域集采集配中心")]})],
         "default": "annex-only"},
    ]


def plan():
    organisations = federations()
    groups, tasks = groups_and_tasks()
    outline = "行政区轮廓 © OpenStreetMap contributors, ODbL 1.0, via mapchina 0.1.0"
    return {
        "format": "coopmap-plan", "version": 1,
        "id": "nanchuan-2024-17",
        "title": "南川区“三位一体”改革",
        "document": {
            "number": "南川府办发〔2024〕17号",
            "title": "南川区推进生产、供销、信用“三位一体”改革构建新型为农服务体系实施方案",
            "issued": "2024-07-26"},
        "issuer": "南川区供销合作社",
        "district": {"code": "500119", "name": "南川区"},
        "years": {"first": 2024, "last": 2027},
        "thresholds": {"version": 1, "watch_points": 10},
        "boundaries": {
            "file": "nanchuan/nanchuan_townships_schematic.gpkg", "layer": "townships",
            "code_field": "code", "name_field": "name", "schematic": True,
            "credits": [outline, "镇街范围为示意，示意边界，非法定界线"]},
        "credits": [
            outline,
            "镇街驻地和2010年人口：GeoNames (geonames.org), CC BY 4.0",
            "名称和代码：国家统计局 统计用区划代码 2023, via china-division 2.7.0 (WTFPL)",
            "镇街范围为示意，示意边界，非法定界线"],
        "federations": organisations,
        "townships": townships({f["name"]: f["code"] for f in organisations}),
        "indicators": indicators(),
        "groups": groups,
        "tasks": tasks,
        "questions": questions(),
        "villages": villages(),
    }


def main():
    text = json.dumps(plan(), ensure_ascii=False, indent=2) + "\n"
    if "--check" in sys.argv[1:]:
        same = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
        print("same" if same else f"{TARGET.name} differs: run {Path(__file__).name}")
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
