"""Files that arrived but could not be read: what was noted, what to tell their units."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from liaison_tui.exchange.unreadable import Noted
from liaison_tui.programme.due import due_day
from liaison_tui.programme.model import Programme
from liaison_tui.reports import wording
from liaison_tui.reports.table import render
from liaison_tui.storage.unreadable import Unreadable

_STATES = {False: "等补发", True: "补发已到"}


def unreadable_row(one: Noted, programme: Programme) -> dict[str, Any]:
    """Return a note for programs, with the words to send to its unit."""
    note = one.note
    return {
        "id": one.id,
        "sha256": note.sha256,
        "name": note.name,
        "unit": note.unit,
        "period": note.period,
        "arrived": note.arrived,
        "wrong": note.wrong,
        "reason": note.reason,
        "at": note.at,
        "by": note.by,
        "answered": one.is_answered,
        "message": message(note, programme),
    }


def unreadable_table(noted: Sequence[Noted], programme: Programme) -> str:
    """Return the notes for people."""
    if not noted:
        return "还没有记过打不开的文件。"
    rows = [
        (
            one.id, programme.unit_name(one.note.unit), one.note.period,
            wording.full_moment(one.note.arrived), _STATES[one.is_answered], one.note.wrong,
            one.note.by, one.note.name,
        )
        for one in noted
    ]  # fmt: skip
    return render(
        ("编号", "单位", "月份", "到达", "情况", "原因", "记录人", "文件"), rows, widest=40
    )


def noted_words(one: Noted, programme: Programme) -> str:
    """Return a note in one line."""
    note = one.note
    state = "，补发的已到，已按这一天签收" if one.is_answered else ""
    # A day that was stated has no time of its own.
    arrived = note.arrived[:10] if note.reason else wording.full_moment(note.arrived)
    whose = f"{programme.unit_name(note.unit)} {wording.period_word(note.period)}"
    return f"{whose}，{arrived} 到达{state}"


def is_in_time(note: Unreadable, programme: Programme) -> bool:
    """Tell whether a file arrived up to the due day of its month."""
    return date.fromisoformat(note.arrived[:10]) <= due_day(programme, note.period)


def message(note: Unreadable, programme: Programme) -> str:
    """Return what to send to a unit, one paragraph as it is: what is wrong, and what to do."""
    day = date.fromisoformat(note.arrived[:10])
    counts = "算按时报送" if is_in_time(note, programme) else f"按{wording.day_word(day)}收到计"
    return (
        f"{programme.unit_name(note.unit)}：贵单位{wording.period_word(note.period)}"
        f"信用工作报送的文件“{note.name}”{wording.day_word(day)}已送达，但打不开（{note.wrong}）。"
        "请在信用工作报送程序里重新导出报送包，原样再发一次，不要改动、不要加密。"
        f"补发的仍以原送达日为准，{counts}。{programme.centre_name}"
    )
