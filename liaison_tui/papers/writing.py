"""Writing a paper, or a book of tables, to a file, as its ending has it."""

from collections.abc import Sequence
from pathlib import Path

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.papers import page, plain_text, values
from liaison_tui.papers.on_paper import paper_of
from liaison_tui.papers.paper import Paper
from liaison_tui.papers.sheet import Book
from liaison_tui.storage.files import file_name, write_whole, writing

ENDINGS = (".docx", ".html", ".txt")
BOOK_ENDINGS = (".xlsx", ".docx", ".html", ".csv")


def require_ending(path: Path, endings: Sequence[str] = ENDINGS) -> str:
    """Return a file's ending, in lower case; raises WrongUse for one that is none of `endings`."""
    ending = path.suffix.lower()
    if ending not in endings:
        known = "或".join(f"“{one}”" for one in endings)
        raise WrongUse(f"不知道 {path} 要写成什么格式", f"文件名请以{known}结尾")
    return ending


def write_paper(path: Path, paper: Paper) -> None:
    """Write a paper over whatever bears its name. Raises WrongUse, Refused or DiskFailure."""
    ending = require_ending(path)
    if path.is_dir():
        raise Refused(f"{path} 是一个文件夹", "请写明文件名")
    if ending == ".docx":
        from liaison_tui.papers import word  # noqa: PLC0415 - python-docx takes 140 ms to load

        data = word.docx(paper)
    elif ending == ".html":
        data = page.html(paper).encode("utf-8")
    else:
        # What Windows' own editor takes for UTF-8, with the line ends it draws in any version.
        data = plain_text.text(paper).replace("\n", "\r\n").encode("utf-8-sig")
    write_whole(path, data)


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


def write_beside(folder: Path, stem: str, endings: Sequence[str], paper: Paper) -> list[Path]:
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
