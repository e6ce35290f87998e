"""Small workbooks and CSV files as clerks make them."""
import datetime

from openpyxl import Workbook

SERVICE_HEADS = ["月份", "镇街", "服务主体", "服务环节", "服务模式", "服务范围", "作物", "服务面积（亩）", "服务次数", "亩次"]
LOAN_HEADS = ["月份", "金融机构", "镇街", "借款主体", "产品", "笔数", "发放额（元）", "农合联撬动"]
OUTLET_HEADS = ["名称", "镇街", "村（社区）", "开业日期", "联系电话", "综合服务社"]

# Two outlets that the service rows below refer to.
OUTLETS = [["测试一社", "大观镇", "测试村", datetime.date(2024, 1, 2), "13900001111", datetime.date(2024, 1, 2)],
           ["测试二社", "水江镇", "测试村", datetime.date(2024, 1, 2), "13900002222", datetime.date(2024, 2, 1)]]


def service(**changed):
    row = dict(zip(SERVICE_HEADS, ["2024-07", "大观镇", "测试一社", "防", "菜单式", "单环节", "水稻", 120.5, 2, 241]))
    unknown = set(changed) - set(SERVICE_HEADS)
    assert not unknown, unknown
    row.update(changed)
    return list(row.values())


def loan(**changed):
    row = dict(zip(LOAN_HEADS, ["2024-07", "测试银行", "大观镇", "农户", "信用", 3, 150000, "是"]))
    row.update(changed)
    return list(row.values())


def xlsx(path, *lines, sheet="Sheet1", merge=(), more_sheets=()):
    """One line a row; `merge`: ranges like A1:F1."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for line in lines:
        page.append(list(line))
    for area in merge:
        page.merge_cells(area)
    for name, rows in more_sheets:
        other = book.create_sheet(name)
        for line in rows:
            other.append(list(line))
    book.save(path)
    return path


def csv(path, *lines, encoding="utf-8"):
    text = "".join(",".join("" if v is None else str(v) for v in line) + "\r\n" for line in lines)
    path.write_bytes(text.encode(encoding))
    return path
