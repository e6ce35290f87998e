"""Office-like workbooks whose bytes depend on nothing but their contents."""
import datetime
import io
import zipfile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

WRITTEN = datetime.datetime(2025, 7, 10, 9, 0, 0)
NOTE = "示例数据，由脚本编造，非真实名录和业绩"

_line = Side(style="thin", color="FF808080")
_box = Border(left=_line, right=_line, top=_line, bottom=_line)
_head = PatternFill("solid", fgColor="FFE8EEF4")


class Head:
    """A column: its heading, its width, and the group heading above it when the table has two heading rows."""

    def __init__(self, text, width=12, group=None, form=None):
        self.text, self.width, self.group, self.form = text, width, group, form


def new_book():
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "CoopMap 示例"
    book.properties.created = WRITTEN
    book.properties.modified = WRITTEN
    return book


def add_sheet(book, name, title, heads, rows, unit_line=None, total=None):
    """A merged title, a line with who reports, one or two heading rows, the rows, and 合计 when given."""
    sheet = book.create_sheet(name)
    last = len(heads)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=last)
    sheet.cell(1, 1, f"{title}（示例）").font = Font(bold=True, size=16)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center")
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=last)
    sheet.cell(2, 1, "填报单位：南川区供销合作社（" + NOTE + "）" + (f"　　{unit_line}" if unit_line else ""))
    row = _headings(sheet, heads, 3)
    sheet.freeze_panes = sheet.cell(row, 1)
    for values in rows:
        _write_row(sheet, row, heads, values)
        row += 1
    if total:
        _write_row(sheet, row, heads, total)
        for cell in sheet[row]:
            cell.font = Font(bold=True)
    for index, head in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(index)].width = head.width
    return sheet


def _headings(sheet, heads, row):
    deep = any(h.group for h in heads)
    start = None
    for index, head in enumerate(heads, 1):
        leaf = row + 1 if head.group else row
        sheet.cell(leaf, index, head.text)
        if deep and not head.group:
            sheet.merge_cells(start_row=row, start_column=index, end_row=row + 1, end_column=index)
        if head.group and (index == 1 or heads[index - 2].group != head.group):
            start = index
            sheet.cell(row, index, head.group)
        if head.group and (index == len(heads) or heads[index].group != head.group) and index > start:
            sheet.merge_cells(start_row=row, start_column=start, end_row=row, end_column=index)
    below = row + (2 if deep else 1)
    for line in sheet.iter_rows(min_row=row, max_row=below - 1, max_col=len(heads)):
        for cell in line:
            cell.font = Font(bold=True)
            cell.fill = _head
            cell.border = _box
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return below


def _write_row(sheet, row, heads, values):
    assert len(values) == len(heads), (values, [h.text for h in heads])
    for index, (head, value) in enumerate(zip(heads, values), 1):
        cell = sheet.cell(row, index, value)
        cell.border = _box
        if isinstance(value, datetime.date):
            cell.number_format = head.form or "yyyy-mm-dd"
        elif isinstance(value, float):
            cell.number_format = head.form or "0.00"


def save(book, path):
    """openpyxl stamps the zip entries with the clock; write them again with a fixed day."""
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in sorted(source.namelist()):
            info = zipfile.ZipInfo(entry, (2025, 7, 10, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            out.writestr(info, source.read(entry))
