"""Objections to approved scores at the centre: noted for a unit, withdrawn, answered (申诉)."""

from typing import Any

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.exchange.saying import say
from liaison_tui.journal.concern import MAX_EXPLANATION
from liaison_tui.journal.entry import CHANNELS
from liaison_tui.journal.event import Event
from liaison_tui.journal.objection import Objection
from liaison_tui.programme.model import Unit
from liaison_tui.programme.period import Span
from liaison_tui.reports.score_sheet import ScoreSheet
from liaison_tui.rulings import scores
from liaison_tui.rulings.centre import centre_office
from liaison_tui.storage.objections import ObjectionNote
from liaison_tui.text import one_line, sanitise
from liaison_tui.workspace import Workspace

_SHORTEST_ID = 4


def note(
    workspace: Workspace, unit: Unit, span: Span, text: str, *, channel: str, informant: str,
    day: str = "",
) -> ObjectionNote:  # fmt: skip
    """Note what a unit objects by telephone or on paper, on a day (today, if it names none).

    Raises Refused where its score is not approved, or a word is lacking.
    """
    office = centre_office(workspace)
    clean, who = sanitise(text).strip(), one_line(informant)
    if not clean or not who:
        raise Refused("申诉要写明内容和提出人", "请写好再记")
    if len(clean) > MAX_EXPLANATION:
        raise Refused(f"申诉有 {len(clean)} 字，超过 {MAX_EXPLANATION} 字的上限")
    if channel not in CHANNELS:
        raise Refused(f"没有“{channel}”这种方式")
    today = clock.today().isoformat()
    if day > today:
        raise Refused(f"申诉日期 {day} 还没有到")
    with office.writing():
        if unit.id not in scores.approved_of(workspace, span):
            raise Refused(f"{unit.name}这个时段的得分还没有批准，不用申诉", "试算有误的可直接更正")
        notes = scores.notes_of(workspace)
        made = ObjectionNote(
            notes.next_number(), clock.stamp(), office.officer, unit.id, span.name,
            day or today, clean, channel, who,
        )  # fmt: skip
        notes.add(made)
        return made


def withdraw(workspace: Workspace, span: Span, name: str) -> Objection:
    """Take a note back; raises Refused for a unit's own objection, and for an answered one."""
    office = centre_office(workspace)
    with office.writing():
        sheet = scores.read_sheet(workspace, span)
        found = named(sheet, name)
        if not found.is_note:
            raise Refused("这是单位自己报来的申诉，不能撤销", "请答复")
        if found.answer:
            raise Refused("这条申诉已经答复，不能撤销")
        notes = scores.notes_of(workspace)
        [former] = [each for each in notes.all() if each.number == found.name]
        notes.add(
            ObjectionNote(
                former.number, clock.stamp(), office.officer, former.unit, former.span,
                former.day, former.text, former.channel, former.informant, "yes",
            )
        )  # fmt: skip
        return found


def answer(
    workspace: Workspace, span: Span, name: str, decision: str, text: str,
) -> Event:  # fmt: skip
    """Answer an objection: `uphold` the score, or `change` it to what the trial is now; in words.

    The answer goes out with the score, which takes the place of the one objected to. Raises Refused
    without words, for what has been answered, and for a change where the trial is the same.
    """
    office = centre_office(workspace)
    words = sanitise(text).strip()
    if not words:
        raise Refused("没有写答复", "请写明为什么维持或怎样改")
    with office.writing():
        sheet = scores.read_sheet(workspace, span)
        found = named(sheet, name)
        if found.answer:
            raise Refused("这条申诉已经答复过", "没有再写")
        row = sheet.row(found.unit)
        if row is None or row.approved is None:
            raise Refused("这个单位的得分现在没有批准，不能答复", "请先批准")
        if decision == "change" and not row.differs:
            raise Refused(
                "现在的试算和批准的得分相同，改不了",
                "请先更正填报或审核，或记加减分，再答复；不改的选维持",
            )
        given: dict[str, Any] = {
            "objection": found.name, "decision": decision, "text": words, "at": clock.stamp(),
            "by": office.officer, "said": found.text if found.is_note else "",
        }  # fmt: skip
        about = [] if found.is_note else [found.name]
        return say(office, scores.replace_score(workspace, row, given, sheet, about))


def named(sheet: ScoreSheet, name: str) -> Objection:
    """Return the objection of a number, `S01`, or whose id starts so; raises Refused."""
    start = name.strip()
    found = [
        o
        for o in sheet.objections
        if o.name == start.upper()
        or (len(start) >= _SHORTEST_ID and o.name.startswith(start.lower()))
    ]
    if len(found) != 1:
        raise Refused(f"没有编号为“{name}”的申诉", "用 liaison objection 查看编号")
    return found[0]
