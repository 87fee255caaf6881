"""The register of joint meetings for people and programs: problems, practices, meetings."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from liaison_tui.journal.raised import Raised
from liaison_tui.journal.register import STATES, Act, Matter, Meeting, Sort, Source
from liaison_tui.programme.model import Programme
from liaison_tui.reports import wording
from liaison_tui.reports.table import render
from liaison_tui.text import one_line, shorten

SORTS: dict[Sort, str] = {"problem": "问题", "practice": "经验做法"}
WAITING = "待登记"
OVERDUE = "逾期"
# What a matter's fields are called, as its history tells them.
FIELD_NAMES = {
    "title": "标题", "words": "内容", "state": "办理", "answers": "谁答复", "by": "答复期限",
    "decision": "答复或决定", "decided": "日期", "to": "推广到", "units": "单位", "items": "事项",
    "calls": "临时调度", "sources": "来源",
}  # fmt: skip
# Told with their values where the history names them.
_SHORT = ("by", "decided", "to")
_TITLE_CELLS = 40
_CLAUSE_END = re.compile("[，。；,;]")
_MONTHS = 6
_UNITS = 3


def matter_row(
    matter: Matter,
    today: str,
    again: Sequence[Source] = (),
    calls: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> dict[str, Any]:
    """Return a matter for JSON; `calls` are the rows of all calls, by their ids."""
    return {
        "id": matter.id,
        "title": matter.title,
        "state": matter.state,
        "overdue": matter.is_overdue(today),
        "units": matter.all_units,
        "items": matter.all_items,
        "words": matter.words,
        "sources": [source._asdict() for source in matter.sources],
        "again": [source._asdict() for source in again],
        "answers": list(matter.answers),
        "by": matter.by or None,
        "decision": matter.decision,
        "decided": matter.decided or None,
        "to": matter.to,
        "calls": [
            {"id": row["id"], "unit": row["unit"], "due": row["due"], "answer": row["answer"]}
            for name in matter.calls
            for row in (calls or {}).get(name, ())
        ],
        "history": [
            {"at": act.at, "by": one_line(act.by), "set": fields_set(act.sets, matter.id)}
            for act in matter.acts
        ],
    }


def raised_row(raised: Raised) -> dict[str, Any]:
    """Return words that wait to be looked at, for JSON."""
    return {
        "id": raised.key,
        "item": raised.item,
        "units": raised.units,
        "months": raised.months,
        "words": raised.words,
        "like": raised.like or None,
        "sources": [source._asdict() for source in raised.sources],
    }


def aside_row(act: Act) -> dict[str, Any]:
    """Return words that were looked at and not taken up, for JSON."""
    sources = [source._asdict() for source in act.aside]
    return {"id": act.id, "at": act.at, "by": one_line(act.by), "sources": sources}


def meeting_row(meeting: Meeting) -> dict[str, Any]:
    """Return a meeting for JSON."""
    return {
        "id": meeting.id,
        "date": meeting.date,
        "subject": meeting.subject,
        "place": meeting.place,
        "participants": meeting.participants,
        "cancelled": meeting.cancelled,
        "agenda": [
            {"id": name, "decision": meeting.decisions.get(name)} for name in meeting.agenda
        ],
    }


def fields_set(sets: Sequence[Mapping[str, Any]], name: str) -> list[str]:
    """Return the names of the fields an act has set of an entry of the register."""
    return [key for each in sets if each["id"] == name for key in each if key != "id"]


def history_words(matter: Matter) -> Iterator[str]:
    """Give all that was done about a matter, a line for each act, the newest first."""
    for number, act in reversed(list(enumerate(matter.acts))):
        said = {key: each[key] for each in act.sets if each["id"] == matter.id for key in each}
        state = STATES[matter.sort].get(str(said.pop("state", "")), "")
        shown = [f"{FIELD_NAMES[key]} {said.pop(key)}" for key in _SHORT if said.get(key)]
        shown += [f"临时调度 {name}" for name in said.pop("calls", ())[-1:]]
        names = [FIELD_NAMES[key] for key in said if key in FIELD_NAMES]
        what = "登记" if number == 0 else f"改{'、'.join(names)}" if names else ""
        words = "，".join(filter(None, (what, *shown, state)))
        yield f"{wording.moment(act.at)} {one_line(act.by)}：{words}"


def raised_table(rows: Sequence[Raised], programme: Programme) -> str:
    """Return words that wait to be looked at, for people."""
    cells = [
        (each.key[:8], each.item, units_words(each.units, programme), months_words(each.months),
         one_line(each.words), f"同 {each.like}" if each.like else "")
        for each in rows
    ]  # fmt: skip
    return render(("编号", "事项", "单位", "月份", "内容", "已登记"), cells, widest=56)


def aside_table(acts: Sequence[Act], programme: Programme) -> str:
    """Return words that were looked at and not taken up, for people."""
    cells = [
        (act.id, source.item, programme.unit_name(source.unit), one_line(source.words))
        for act in acts
        for source in act.aside
    ]
    return render(("编号", "事项", "单位", "内容"), cells, widest=56)


def matters_table(matters: Sequence[Matter], programme: Programme, today: str) -> str:
    """Return problems or practices of the register, for people."""
    sort = matters[0].sort
    heads = ("编号", "标题", "单位", "办理", *_LAST_HEADS[sort])
    cells = [
        (m.id, m.title, units_words(m.all_units, programme), state_word(m, today),
         *_last(m, programme))
        for m in matters
    ]  # fmt: skip
    return render(heads, cells, widest=40)


_LAST_HEADS: dict[Sort, tuple[str, str, str]] = {
    "problem": ("谁答复", "期限", "答复或决定"), "practice": ("推广到", "日期", "说明"),
}  # fmt: skip


def _last(matter: Matter, programme: Programme) -> tuple[str, str, str]:
    if matter.sort == "practice":
        return matter.to, matter.decided, one_line(matter.decision)
    return answers_words(matter, programme), matter.by, one_line(matter.decision)


def matter_words(
    matter: Matter,
    programme: Programme,
    today: str,
    again: Sequence[Source] = (),
    calls: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> Iterator[tuple[str, str]]:
    """Give all that is known of a matter, each with the name of what it is."""
    yield "办理", state_word(matter, today)
    if matter.answers:
        yield "谁答复", answers_words(matter, programme)
    if matter.by:
        yield "答复期限", matter.by
    if matter.to:
        yield "推广到", matter.to
    if matter.decision:
        yield "答复或决定", matter.decision
    if matter.decided:
        yield "日期", matter.decided
    for name in matter.calls:
        for row in (calls or {}).get(name, ()):
            answer = row["answer"]["text"] if row["answer"] else "还没有答复"
            yield f"调度 {name}", f"{programme.unit_name(row['unit'])}：{answer}"
    if matter.words:
        yield "内容", matter.words
    yield from sources_words(matter.sources, programme)
    if again:
        yield "又提出", "；".join(_place(source, programme) for source in again)
    if not matter.sources and matter.units:
        yield "单位", "、".join(programme.unit_name(unit) for unit in matter.units)


def sources_words(sources: Iterable[Source], programme: Programme) -> Iterator[tuple[str, str]]:
    """Give who said what and when; what was said in the same words stands once."""
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(source.words, []).append(source)
    for words, group in groups.items():
        yield "来源", "；".join(_place(source, programme) for source in group)
        yield "原话", words


def meetings_table(meetings: Sequence[Meeting]) -> str:
    """Return meetings for people."""
    cells = [
        (m.id, m.date, m.subject, m.place, f"{len(m.agenda)}", f"{len(m.decisions)}",
         "不开了" if m.cancelled else "")
        for m in meetings
    ]  # fmt: skip
    return render(
        ("编号", "日期", "会议", "地点", "议题", "已议定", ""), cells, right="议题 已议定"
    )


def state_word(matter: Matter, today: str) -> str:
    """Return how a matter stands; what is overdue says so."""
    word = STATES[matter.sort][matter.state]
    return f"{word}（{OVERDUE}）" if matter.is_overdue(today) else word


def answers_words(matter: Matter, programme: Programme) -> str:
    """Return the names of who is to answer."""
    return "、".join(office_name(name, programme) for name in matter.answers)


def office_name(name: str, programme: Programme) -> str:
    """Return the name of a unit, or of the centre."""
    return programme.centre_name if name == programme.centre_id else programme.unit_name(name)


def units_words(units: Sequence[str], programme: Programme) -> str:
    """Return the names of units, of many the first and how many there are."""
    names = [programme.unit_name(unit) for unit in units]
    more = f"等 {len(names)} 家" if len(names) > _UNITS else ""
    return f"{'、'.join(names[:_UNITS])}{more}"


def months_words(months: Sequence[str]) -> str:
    """Return months, of many the last ones: 4、5、6月."""
    shown = [wording.month_word(month).removesuffix("月") for month in months[-_MONTHS:]]
    return f"{'、'.join(shown)}月" if shown else ""


def first_title(words: str) -> str:
    """Return a title that words may bear until a clerk writes a better one: their first clause."""
    return shorten(_CLAUSE_END.split(one_line(words), maxsplit=1)[0], _TITLE_CELLS)


def _place(source: Source, programme: Programme) -> str:
    month = wording.period_word(source.period)
    return f"{programme.unit_name(source.unit)} {source.item} {month}"
