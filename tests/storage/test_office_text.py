"""The words inside attachments: told as they stand, and nothing in a file does any harm."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from liaison_tui.storage.office_text import read_office_text
from tests.storage.office_files import document_xml, docx, xlsx, zipped

_DTD = '<!DOCTYPE w [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_OUTSIDE = '<!DOCTYPE w SYSTEM "file:///etc/passwd">'


def read(path: Path) -> tuple[str, list[str]]:
    told: list[str] = []
    return read_office_text(path, path.name, told.append), told


def test_a_document_is_told_by_paragraphs_with_its_runs_together(tmp_path: Path) -> None:
    path = docx(
        tmp_path / "名单.docx", ["联系人", "138", "1234", "5678"], [], ["结束"], header1="机密★1年",
        footnotes="脚注", settings="不读",
    )  # fmt: skip
    assert read(path) == ("read", ["联系人13812345678", "结束", "机密★1年", "脚注"])


def test_a_workbook_is_told_by_rows(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "表.xlsx", ["姓名", "电话"], ["张三", 13812345678], ["", ""])
    assert read(path) == ("read", ["姓名\t电话", "张三\t13812345678"])


def test_a_large_number_in_a_cell_is_written_out(tmp_path: Path) -> None:
    sheet = '<worksheet><row><c><v>1.3812345678E10</v></c><c t="s"><v>7</v></c></row></worksheet>'
    path = zipped(
        tmp_path / "表.xlsx", {"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": sheet}
    )
    assert read(path) == ("read", ["13812345678\t"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "说明.txt"
    path.write_bytes("第一行\n第二行：江阴市\n".encode(encoding))
    assert read(path) == ("read", ["第一行", "第二行：江阴市"])


def test_a_character_across_the_border_of_two_pieces_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "长.txt"
    path.write_bytes("字".encode() * 50_000)
    assert read(path) == ("read", ["字" * 50_000])


def test_a_table_of_text_has_its_cells_apart_by_tabs(tmp_path: Path) -> None:
    path = tmp_path / "表.CSV"
    path.write_bytes("金额,13812345678\n".encode())
    assert read(path) == ("read", ["金额\t13812345678"])


@pytest.mark.parametrize("name", ["照片.jpg", "批复.pdf", "旧表.xls", "没有后缀"])
def test_other_sorts_of_file_are_not_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes("电话13812345678".encode())
    assert read(path) == ("other", [])


def _locked(path: Path) -> None:
    docx(path, ["x"])
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    path.write_bytes(data)


def _cut(path: Path) -> None:
    docx(path, ["x" * 1000])
    path.write_bytes(path.read_bytes()[:-30])


BROKEN: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "no zip": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 600),  # locked by Word
    "cut": _cut,
    "locked": _locked,
    "another zip": lambda path: zipped(path, {"a.txt": "x"}),
    "no XML": lambda path: zipped(path, {"word/document.xml": b"\xff\xfe\x00 no"}),
    "entities": lambda path: zipped(path, {"word/document.xml": document_xml(["x"], before=_DTD)}),
    "a file from outside": lambda path: zipped(
        path, {"word/document.xml": document_xml(["x"], before=_OUTSIDE)}
    ),
    "ten thousand members": lambda path: zipped(
        path, {"word/document.xml": document_xml(["x"])} | {f"a{n}": b"" for n in range(10_001)}
    ),
    "missing": lambda path: path.with_suffix(".other").touch(),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_cannot_be_read_is_said_and_raises_nothing(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "坏.docx"
    BROKEN[kind](path)
    assert read(path) == ("unreadable", [])


def test_a_bomb_is_read_up_to_the_cap_only(tmp_path: Path) -> None:
    path = tmp_path / "炸弹.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as member,
    ):
        member.write(b"<w:document xmlns:w='w'><w:p><w:t>")
        for _ in range(100):
            member.write(b"0" * (1 << 20))
    size = 0

    def count(text: str) -> None:
        nonlocal size
        size += len(text)

    assert read_office_text(path, path.name, count) == "in-part"
    assert size <= 9 << 20


def test_a_text_that_is_none_is_said(tmp_path: Path) -> None:
    path = tmp_path / "文字.txt"
    path.write_bytes(b"\x00\x01\x02\xff" * 100)
    assert read(path) == ("unreadable", [])
