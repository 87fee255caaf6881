"""Reading workbooks of strangers: values as they were saved, of every sort, and never a crash."""

import struct
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from liaison_tui.errors import Refused
from liaison_tui.programme.sheet import Sheet
from liaison_tui.storage.files import read_bytes
from liaison_tui.storage.workbook import MAX_BYTES, read_workbook
from tests import workbooks

OLD_FORMAT = Path(__file__).with_name("points.xls")
# Bytes of that file and what they were changed to: found by changing single ones at random.
DAMAGES = ((1788, 128), (1424, 250), (1419, 24))


def opened(path: Path) -> list[Sheet]:
    return read_workbook(read_bytes(path, MAX_BYTES), path.name)


def test_words_numbers_days_and_saved_values_of_formulas_come_out_of_an_xlsx(
    tmp_path: Path,
) -> None:
    path = tmp_path / "得分.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("六月")
        sheet.write(1, 1, " 得分\x0b ")
        sheet.write(1, 2, 2.3)
        sheet.write_datetime(1, 3, date(2021, 6, 30), book.add_format({"num_format": "yyyy-m-d"}))
        sheet.write_formula(1, 4, "=1+1", None, 41)
        sheet.write_boolean(1, 5, True)
        sheet.merge_range(2, 1, 4, 2, "合并")
        sheet.write(5, 0, "末行")
        book.add_worksheet("空的")
        hidden = book.add_worksheet("藏着的")
        hidden.write(0, 0, "x")
        hidden.hide()
    first, last = opened(path)
    assert (first.name, last.name) == ("六月", "藏着的")
    assert first.rows[1] == (
        None,
        "得分\ufffd",
        Decimal("2.3"),
        date(2021, 6, 30),
        Decimal(41),
        "是",
    )
    assert first.origin(4, 2) == (2, 1)
    assert first.cell(4, 2) == "合并"
    assert (first.text(2, 1), first.text(3, 1)) == ("合并", "")


def test_an_old_xls_and_an_ods_are_read_as_well(tmp_path: Path) -> None:
    [old] = opened(OLD_FORMAT)
    assert old.rows[1] == ("序号", "指标名称", "满分", "得分")
    assert old.rows[2][3] == Decimal("2.5")
    assert (old.cell(8, 3), old.origin(8, 3)) == (Decimal(17), (5, 3))
    # As office programs end a sheet: a million empty rows in one element.
    tail = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    [new] = opened(workbooks.ods(tmp_path / "x.ods", [["指标", "得分"], ["甲", 2.5]], tail=tail))
    assert new.rows == (("指标", "得分"), ("甲", Decimal("2.5")))


def far_apart(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, 1)
        sheet.write(1_048_575, 16_383, 1)


def spread_out(path: Path) -> None:
    cell = '<table:table-cell office:value-type="float" office:value="1"'
    tail = f'<table:table-row>{cell} table:number-columns-repeated="16000"/></table:table-row>'
    workbooks.ods(path, [["x"]], tail=tail)


def many_rows(path: Path) -> None:
    cell = '<table:table-cell office:value-type="float" office:value="1"/>'
    tail = f'<table:table-row table:number-rows-repeated="900000">{cell}</table:table-row>'
    workbooks.ods(path, [["x"]], tail=tail)


def entities(path: Path) -> None:
    workbooks.table(path.with_suffix(".tmp"), ("表", [["x"]]))
    with zipfile.ZipFile(path.with_suffix(".tmp")) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name.startswith("xl/worksheets/"):
                data = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + data[55:]
            after.writestr(name, data)


def bomb(path: Path) -> None:
    workbooks.table(path, ("表", [["x"]]))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/x.bin", bytes(200 * 1024 * 1024))


def torn(path: Path) -> None:
    workbooks.table(path, ("表", [["x"] * 50] * 50))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def page(path: Path) -> None:
    path.write_text("<html><table><tr><td>得分</td></tr></table></html>", encoding="utf-8")


def document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")


def old_and_broken(path: Path) -> None:
    data = bytearray(OLD_FORMAT.read_bytes())
    for place in range(512, len(data), 7):
        data[place] ^= 0x5A
    path.write_bytes(data)


def only_a_head(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<I", 7) * 200)


def test_no_damage_to_an_old_file_ends_the_program_or_prints_anything(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The library asks for 340 GB at the first of these, and panics at the others."""
    for place, byte in DAMAGES:
        data = bytearray(OLD_FORMAT.read_bytes())
        data[place] = byte
        with pytest.raises(Refused, match="损坏"):
            read_workbook(bytes(data), "得分.xls")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (far_apart, "太大"), (spread_out, "太大"), (many_rows, "太大"), (entities, "太大"),
        (torn, "损坏"), (page, "网页"), (document, "工作簿"), (old_and_broken, "损坏"),
        (only_a_head, "损坏"), (lambda path: path.write_bytes(b""), "工作簿"),
        (lambda path: path.mkdir(), "文件夹"), (lambda _: None, "找不到"),
        pytest.param(bomb, "太大", marks=pytest.mark.long),
    ],
)  # fmt: skip
def test_what_is_no_workbook_or_odd_inside_is_refused_in_one_sentence(
    make: object, word: str, tmp_path: Path
) -> None:
    path = tmp_path / "得分.xlsx"
    make(path)  # type: ignore[operator]
    with pytest.raises(Refused) as refused:
        opened(path)
    assert word in str(refused.value)
