"""Drafting a year's plan from the tables of its notice, a document or a workbook."""

from pathlib import Path

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.programme.annexes import Annexes, read_annexes
from liaison_tui.programme.drafting import PlanDraft, draft_plan
from liaison_tui.programme.plan_text import plan_text
from liaison_tui.programme.reading import read_programme
from liaison_tui.storage import document, workbook
from liaison_tui.storage.files import read_bytes, write_whole

_LONGEST = 20_000


def draft_from(path: Path, base: bytes) -> PlanDraft:
    """Return a plan drafted from a notice's tables after last year's file, `base`.

    Raises WrongUse for another kind of file, Refused for one without such tables.
    """
    found = _tables_of(path)
    if not found.tasks and not found.indicators:
        raise Refused(
            f"{path.name} 里找不到分工表或分解清单",
            "分工表要有“重点工作”、任务（如“具体任务”“工作内容”）和“责任部门”三列，"
            "清单要有各级指标、分值和责任单位",
        )
    return draft_plan(read_programme(base), found)


def write_plan(
    path: Path, base: bytes, draft: PlanDraft, *, name: str, year: int, title: str
) -> None:
    """Write a drafted plan into a file of its own; raises Refused where one lies there."""
    if path.exists():
        raise Refused(f"{path} 已经有了，没有改动", "请换一个文件名，或先移走它")
    text = plan_text(base.decode("utf-8"), draft, name=name, year=year, title=title)
    write_whole(path, text.encode("utf-8"))


def _tables_of(path: Path) -> Annexes:
    ending = path.suffix.lower()
    if ending == document.ENDING:
        return read_annexes(document.read_document(path))
    if ending not in workbook.ENDINGS:
        known = "、".join((document.ENDING, *workbook.ENDINGS))
        advice = f"请用 {known} 文件；旧的 .doc 先另存为 .docx"
        raise WrongUse(f"不认得 {path.name} 这种文件", advice)
    data = read_bytes(path, workbook.MAX_BYTES)
    return read_annexes(workbook.read_workbook(data, path.name, longest=_LONGEST))
