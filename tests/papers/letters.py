"""Letters for tests, and what their files hold."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document

from liaison_tui.papers import letter_word
from liaison_tui.papers.letter import Letter
from liaison_tui.papers.letterhead import Letterhead, parse, shipped
from liaison_tui.papers.paper import Block, Line, Paper

SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
needs_office = pytest.mark.skipif(
    SOFFICE is None or PDFTOTEXT is None, reason="no LibreOffice or no pdftotext on this machine"
)


def letterhead() -> Letterhead:
    return replace(parse(shipped(), Path("letterhead.toml")), heading="江阴市信用办文件")


def letter(blocks: Sequence[Block] = (Line("正文。"),), **how: Any) -> Letter:
    paper = Paper("关于6月报送情况的通报", "信用办", "", blocks)
    usual: dict[str, Any] = {"signature": "江阴市信用办", "day": date(2021, 7, 8)}
    return Letter(paper, how.pop("head", letterhead()), **(usual | how))


def opened(found: Letter) -> Document:
    return docx.Document(io.BytesIO(letter_word.docx(found)))


def part(found: Letter, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(letter_word.docx(found))).read(name).decode()


def pages(found: Letter, folder: Path) -> list[list[str]]:
    """Return the lines of each page as LibreOffice lays a letter out, the page's number too."""
    (folder / "x.docx").write_bytes(letter_word.docx(found))
    subprocess.run(
        [str(SOFFICE), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", "pdf", "x.docx"],
        cwd=folder, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    told = subprocess.run(
        [str(PDFTOTEXT), "-layout", "x.pdf", "-"],
        cwd=folder, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return [
        [line.strip() for line in page.splitlines() if line.strip()]
        for page in told.stdout.split("\f")[:-1]
    ]
