"""Writing a paper to a file, as its ending has it."""

from pathlib import Path

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.papers import page
from liaison_tui.papers.paper import Paper
from liaison_tui.storage.files import write_whole

ENDINGS = (".docx", ".html")


def require_ending(path: Path) -> str:
    """Return a file's ending, in lower case; raises WrongUse for one no paper is written in."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        known = "或".join(f"“{one}”" for one in ENDINGS)
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
    else:
        data = page.html(paper).encode("utf-8")
    write_whole(path, data)
