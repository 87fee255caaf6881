"""Writing a paper, or a book of tables, to a file, as its ending has it."""

from collections.abc import Sequence
from pathlib import Path

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.papers import page, plain_text, values
from liaison_tui.papers.dashboard.page import WebPage
from liaison_tui.papers.letter import Letter, as_paper
from liaison_tui.papers.on_paper import paper_of
from liaison_tui.papers.paper import Paper
from liaison_tui.papers.sheet import Book
from liaison_tui.storage.files import file_name, write_whole, writing

ENDINGS = (".docx", ".html", ".txt")
PAGE_ENDINGS = (".html",)
BOOK_ENDINGS = (".xlsx", ".docx", ".html", ".csv")


def require_ending(path: Path, endings: Sequence[str] = ENDINGS) -> str:
    """Return a file's ending, in lower case; raises WrongUse for one that is none of `endings`."""
    ending = path.suffix.lower()
    if ending not in endings:
        known = "或".join(f"“{one}”" for one in endings)
        raise WrongUse(f"不知道 {path} 要写成什么格式", f"文件名请以{known}结尾")
    return ending


def write_paper(path: Path, paper: Paper | Letter | WebPage) -> None:
    """Write a paper over whatever bears its name. Raises WrongUse, Refused or DiskFailure.

    A letter has its official layout as .docx; the other writers know its parts only.
    """
    ending = require_ending(path, PAGE_ENDINGS if isinstance(paper, WebPage) else ENDINGS)
    if path.is_dir():
        raise Refused(f"{path} 是一个文件夹", "请写明文件名")
    write_whole(path, _bytes(ending, paper))


def _bytes(ending: str, paper: Paper | Letter | WebPage) -> bytes:
    if isinstance(paper, WebPage):
        return paper.html.encode("utf-8")
    if ending == ".docx" and isinstance(paper, Letter):
        from liaison_tui.papers import letter_word  # noqa: PLC0415 - as below

        return letter_word.docx(paper)
    flat = as_paper(paper) if isinstance(paper, Letter) else paper
    if ending == ".docx":
        from liaison_tui.papers import word  # noqa: PLC0415 - python-docx takes 140 ms to load

        return word.docx(flat)
    if ending == ".html":
        return page.html(flat).encode("utf-8")
    # What Windows' own editor takes for UTF-8, with the line ends it draws in any version.
    return plain_text.text(flat).replace("\n", "\r\n").encode("utf-8-sig")


def write_book(path: Path, book: Book) -> None:
    """Write a book over whatever bears its name; what its rows raise comes through.

    Raises WrongUse, Refused or DiskFailure. Where it is broken off no half file is left.
    """
    ending = require_ending(path, BOOK_ENDINGS)
    if ending in ENDINGS:
        write_paper(path, paper_of(book))
        return
    if path.is_dir():
        raise Refused(f"{path} 是一个文件夹", "请写明文件名")
    with writing(path) as target:
        if ending == ".xlsx":
            from liaison_tui.papers.workbook import writing as workbook  # noqa: PLC0415 - 84 ms

            workbook.write(target, book)
        else:
            values.write(target, book)


def write_beside(
    folder: Path, stem: str, endings: Sequence[str], paper: Paper | Letter
) -> list[Path]:
    """Write a paper by each of the endings, under a name that no file has; returns where.

    What bears the name already may be somebody's work: the new one gets a number.
    """
    name = file_name(stem)
    number, paths = 1, [folder / f"{name}{ending}" for ending in endings]
    while any(path.exists() for path in paths):
        number += 1
        paths = [folder / f"{name}_{number}{ending}" for ending in endings]
    for path in paths:
        write_paper(path, paper)
    return paths
