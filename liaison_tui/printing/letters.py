"""What a centre hands on in the official layout: the director's page, the circular, slips.

Each is put together from what was merged, closed months as of their close, with the workspace's
letterhead.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from liaison_tui import clock, survey
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.journal.carrying import carried_by
from liaison_tui.measuring import assigning
from liaison_tui.papers import circular as circular_paper
from liaison_tui.papers import director, letterhead
from liaison_tui.papers import supervision_slip as slip_paper
from liaison_tui.papers.letter import Letter
from liaison_tui.papers.letter_sample import sample
from liaison_tui.papers.numerals import day_words
from liaison_tui.papers.paper import Paper
from liaison_tui.papers.slip import Slip
from liaison_tui.papers.writing import write_beside, write_paper
from liaison_tui.programme.period import months
from liaison_tui.reports.circular import Circular, Struck, check_struck
from liaison_tui.reports.indicators import IndicatorMonth
from liaison_tui.reports.rulings import inspection_row
from liaison_tui.rulings import inspections
from liaison_tui.rulings.settled import Settled
from liaison_tui.storage.files import write_whole
from liaison_tui.workspace import Workspace

_MOST_ASKS, _LONGEST_ASK, _SHORTEST_ID, _MOST_NUMBER = 3, 80, 4, 9999


@dataclass(frozen=True, slots=True)
class Switches:
    """What a letter bears beside its text: `number` is the running number of the 发文字号."""

    red_head: bool = False
    internal: bool = False
    disclosure: str = ""
    number: int | None = None


def blank_letter(workspace: Workspace, switches: Switches) -> Letter:
    """Return a letter without text, with the office's letterhead, signature and today's day."""
    if not workspace.is_centre:
        raise WrongUse("公文只在信用办（汇总端）制作")
    if switches.number is not None and not 1 <= switches.number <= _MOST_NUMBER:
        raise Refused(f"发文序号应为 1 至 {_MOST_NUMBER}")
    programme, today = workspace.programme, clock.today()
    head = letterhead.read_letterhead(workspace.root)
    heading = head.heading or f"{programme.issuer}文件"
    number = ""
    if switches.number is not None or switches.red_head:
        number = f"{head.number_prefix}〔{today.year}〕{switches.number or '　'}号"
    return Letter(
        Paper("", "", "", ()),
        replace(head, heading=heading),
        number=number,
        signature=head.signature or programme.centre_name,
        day=today,
        red_head=switches.red_head,
        internal=switches.internal,
        disclosure=switches.disclosure,
    )


def official(
    workspace: Workspace, paper: Paper, switches: Switches, addressees: str = ""
) -> Letter:
    """Return any paper in the official layout, as of today; `writing.write_paper` writes it."""
    return replace(blank_letter(workspace, switches), paper=paper, addressees=addressees)


def director_page(
    workspace: Workspace, period: str, asks: Sequence[str], switches: Switches
) -> Letter:
    """Return the director's page of a month as of now. Raises Refused for asks it cannot hold."""
    if len(asks) > _MOST_ASKS or any(len(ask) > _LONGEST_ASK for ask in asks):
        raise Refused(f"拟请事项最多 {_MOST_ASKS} 条，每条最多 {_LONGEST_ASK} 字，一页放不下更多")
    letter = blank_letter(workspace, switches)
    return director.director_page(survey.read_dashboard(workspace, period), letter, asks)


def circular(
    workspace: Workspace,
    period: str,
    struck: Sequence[Struck],
    switches: Switches,
    by: date | None = None,
) -> Letter:
    """Return the draft of a month's circular; `by` is the day up to which to catch up.

    Raises Refused before the due day, when nobody is late yet, and for a unit struck wrongly.
    """
    letter = blank_letter(workspace, switches)
    board = survey.read_dashboard(workspace, period)
    if not board.is_past:
        due = day_words(board.heat.due)
        raise Refused(
            f"{due}截止，现在还不能通报", "要看进展请用 liaison report summary 制作工作情况专报"
        )
    check_struck(board, struck)
    first = workspace.programme.at(period).first_period
    reports = Settled(workspace).reports(periods=months(first, period))
    vouching = workspace.store.vouching()
    entries = [report.current.event for report in reports.values() if report.current]
    found = Circular(board, struck, reports, carried_by(vouching, entries), vouching.received)
    letter = replace(letter, addressees=letter.letterhead.addressees)
    return circular_paper.circular_letter(found, letter, day_words(by) if by else "")


def supervision_slip(workspace: Workspace, name: str, switches: Switches) -> Letter:
    """Return the slip of the inspection whose id starts so; raises Refused where there is none."""
    letter = blank_letter(workspace, switches)
    workspace.store.refresh()
    start = name.strip().lower()
    known = inspections.read_threads(workspace, None)
    found = [thread for thread in known if thread.found.id.startswith(start)]
    if len(start) < _SHORTEST_ID or len(found) != 1:
        raise Refused(f"没有编号为“{name}”的督查，或者已经撤销", "用 liaison inspect 查看编号")
    return slip_paper.slip_letter(workspace.programme, inspection_row(found[0]), letter)


def assignment(
    workspace: Workspace, month: IndicatorMonth, slip: Slip, switches: Switches
) -> Letter:
    """Return the slip by which a unit is handed points that were lost (失分指标交办单)."""
    return assigning.letter_of(workspace, month, slip, blank_letter(workspace, switches))


def write_assignments(
    workspace: Workspace, month: IndicatorMonth, slips: Sequence[Slip], folder: Path
) -> list[Path]:
    """Write such slips into a folder, each under its unit's name; returns where they lie.

    What bears the name already is left, and the new one numbered. Raises as `write_paper` does.
    """
    paths: list[Path] = []
    for slip in slips:
        stem = f"{slip.unit.name}_{assigning.title_of(month.period)}{slip.name}"
        letter = assignment(workspace, month, slip, Switches())
        paths += write_beside(folder, stem, (".docx",), letter)
    return paths


def write_template(workspace: Workspace) -> Path:
    """Put a template (.docx) into a workspace to be edited; raises Refused where one lies."""
    path = _free(workspace.root / letterhead.TEMPLATE, "用文字处理软件修改它")
    write_paper(path, sample(blank_letter(workspace, Switches(red_head=True))))
    return path


def write_letterhead(workspace: Workspace) -> Path:
    """Put the shipped letterhead into a workspace to be edited; raises Refused where one lies."""
    path = _free(workspace.root / letterhead.NAME, "直接用记事本修改它")
    write_whole(path, letterhead.shipped())
    return path


def _free(path: Path, advice: str) -> Path:
    if path.exists():
        raise Refused(f"{path} 已经有了，没有改动", advice)
    return path
