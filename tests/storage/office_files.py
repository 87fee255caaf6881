"""Documents and workbooks as office programs write them, made from their parts."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def zipped(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """Write a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def document_xml(*paragraphs: Sequence[str], before: str = "") -> str:
    """The main part of a document; a paragraph is given as its runs."""
    texts = "".join(
        f"<w:p>{''.join(f'<w:r><w:t>{escape(run)}</w:t></w:r>' for run in runs)}</w:p>"
        for runs in paragraphs
    )
    return f"<?xml version='1.0'?>{before}<w:document {_W}><w:body>{texts}</w:body></w:document>"


def docx(path: Path, *paragraphs: Sequence[str], **parts: str) -> Path:
    """Write a document; `parts` are further parts (`header1`), one paragraph each."""
    members = {"[Content_Types].xml": "<Types/>", "word/document.xml": document_xml(*paragraphs)}
    members |= {f"word/{name}.xml": document_xml([text]) for name, text in parts.items()}
    return zipped(path, members)


def xlsx(path: Path, *rows: Sequence[str | int]) -> Path:
    """Write a workbook of one sheet: texts by number, numbers as they are."""
    strings: list[str] = []
    cells = []
    for row in rows:
        line = ""
        for value in row:
            if isinstance(value, int):
                line += f"<c><v>{value}</v></c>"
            else:
                strings.append(value)
                line += f'<c t="s"><v>{len(strings) - 1}</v></c>'
        cells.append(f"<row>{line}</row>")
    shared = "".join(f"<si><r><t>{escape(s[:2])}</t></r><r><t>{escape(s[2:])}</t></r></si>"
                     for s in strings)  # fmt: skip
    return zipped(
        path,
        {
            "xl/workbook.xml": f"<workbook {_S}/>",
            "xl/sharedStrings.xml": f"<sst {_S}>{shared}</sst>",
            "xl/worksheets/sheet1.xml": (
                f"<worksheet {_S}><sheetData>{''.join(cells)}</sheetData></worksheet>"
            ),
        },
    )
