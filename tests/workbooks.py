"""Workbooks as provinces and ministries send them, in several shapes, for tests."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from liaison_tui.programme.model import Item
from tests.programme.plan import PLAN

INDICATORS: Sequence[Item] = [item for item in PLAN.items if item.kind == "indicator"]
SHARED = ("I27", "I28", "I29", "I30")
_CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)


def full_points() -> dict[str, float]:
    """Return every indicator at its full points, those that are shared under the first."""
    points: dict[str, float] = {i.id: float(i.points) for i in INDICATORS if i.points}
    return points | {"I27": 18.0, "I40": 0.0}


def annex(path: Path, points: Mapping[str, float], *, month: str = "2021年6月") -> Path:
    """Write annex 2 as the notice prints it: levels in columns, cells merged, a sum below."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("监测得分")
        sheet.merge_range(0, 0, 0, 7, f"江阴市{month}城市信用监测得分情况")
        heads = ("一级指标", "二级指标", "三级指标", "四级指标", "分值", "得分", "排名", "备注")
        sheet.write_row(1, 0, heads)
        told: list[object] = [None, None, None]
        for row, item in enumerate(INDICATORS, start=2):
            for level, heading in enumerate(PLAN.headings_of(item)):
                if heading and heading != told[level]:
                    sheet.write(row, level, f"{heading.no}. {heading.title}")
                    told[level] = heading
            sheet.write(row, 3, f"{int(item.id[1:])}. {item.text}")
            if item.id == "I27":
                sheet.merge_range(row, 4, row + 3, 4, 18)
                sheet.merge_range(row, 5, row + 3, 5, points["I27"])
            elif item.id not in SHARED:
                sheet.write(row, 4, item.points)
                if item.id in points:
                    sheet.write(row, 5, points[item.id])
        last = 2 + len(INDICATORS)
        sheet.write(last, 0, "合计")
        # What it comes to is kept in the file: nobody works a formula out.
        sheet.write_formula(last, 5, f"=SUM(F3:F{last})", None, round(sum(points.values()), 2))
    return path


def table(path: Path, *sheets: tuple[str, Sequence[Sequence[object]]]) -> Path:
    """Write plain rows into sheets of those names."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def ods(path: Path, rows: Sequence[Sequence[object]], *, tail: str = "") -> Path:
    """Write rows as a .ods file; `tail` are further rows as its XML has them."""
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    table_xml = f'<table:table table:name="得分">{lines}{tail}</table:table>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _CONTENT.format(table_xml))
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def _ods_cell(value: object) -> str:
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    if not value:
        return "<table:table-cell/>"
    words = escape(str(value))
    return (
        f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'
    )
