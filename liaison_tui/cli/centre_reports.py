"""What the centre hands on: the dashboard. `report` calls it by the word for its kind."""

from pathlib import Path

from liaison_tui import survey
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.papers.dashboard import page
from liaison_tui.reports import wording
from liaison_tui.storage.files import write_whole
from liaison_tui.workspace import Workspace

KINDS = {"dashboard": "看板"}


def write_dashboard(workspace: Workspace, period: str | None, target: Path) -> str:
    """Write a month's dashboard and return its title."""
    if target.suffix.lower() not in (".html", ".htm"):
        raise WrongUse(f"看板是网页，写不成 {target}", "文件名请以“.html”结尾")
    if target.is_dir():
        raise Refused(f"{target} 是一个文件夹", "请写明文件名")
    month = workspace.month(period)
    write_whole(target, page.html(survey.read_dashboard(workspace, month)).encode("utf-8"))
    return f"{wording.period_word(month)}{page.TITLE}"
