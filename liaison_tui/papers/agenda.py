"""The agenda of a joint meeting (联席会议议题), and, once it was held, what it decided."""

from collections.abc import Iterator, Sequence
from datetime import date

from liaison_tui.journal.register import STATES, Matter, Meeting
from liaison_tui.papers.paper import Line, Paper
from liaison_tui.programme.model import Programme
from liaison_tui.reports import wording
from liaison_tui.reports.register import answers_words, units_words
from liaison_tui.text import one_line

_INDENT = "　　"
_PARTS = {"problem": "难点疑点", "practice": "经验做法推广"}
_NUMBERS = "一二三四五六七八九十"
_NOT_FIXED = "（待定）"


def agenda_paper(programme: Programme, meeting: Meeting, matters: Sequence[Matter]) -> Paper:
    """Return the paper; `matters` are those of the agenda, in its order."""
    when = _day(meeting.date)
    return Paper(
        f"{meeting.subject}议题",
        programme.centre_name,
        f"{programme.centre_name}　{meeting.subject}　{when}",
        list(_lines(programme, meeting, matters, when)),
    )


def file_stem(meeting: Meeting) -> str:
    """Return the name of the paper's file, without its ending."""
    return f"{meeting.subject}议题_{meeting.date}"


def _lines(
    programme: Programme, meeting: Meeting, matters: Sequence[Matter], when: str
) -> Iterator[Line]:
    yield Line(f"时间：{when}")
    yield Line(f"地点：{meeting.place or _NOT_FIXED}")
    yield Line(f"参加：{one_line(meeting.participants) or _NOT_FIXED}")
    parts = [sort for sort in STATES if any(matter.sort == sort for matter in matters)]
    number = 0
    for place, sort in enumerate(parts):
        yield Line(f"{_NUMBERS[place]}、{_PARTS[sort]}", level=1)
        for matter in (m for m in matters if m.sort == sort):
            number += 1
            yield Line(f"{number}．{matter.title}", level=2)
            yield from (
                Line(f"{_INDENT}{line}") for line in _matter_lines(programme, meeting, matter)
            )


def _matter_lines(programme: Programme, meeting: Meeting, matter: Matter) -> Iterator[str]:
    if matter.words:
        yield from matter.words.split("\n")
    groups: dict[str, list[str]] = {}
    for source in matter.sources:
        month = wording.month_word(source.period)
        where = f"{programme.unit_name(source.unit)}（{source.item}，{month}）"
        groups.setdefault(source.words, []).append(where)
    for words, places in groups.items():
        first, *rest = words.split("\n")
        yield f"{'、'.join(dict.fromkeys(places))}：{first}"
        yield from rest
    if not matter.sources and matter.all_units:
        yield f"涉及单位：{units_words(matter.all_units, programme)}"
    if matter.answers:
        until = f"，{_day(matter.by)}前" if matter.by else ""
        yield f"答复：{answers_words(matter, programme)}{until}"
    if matter.to:
        yield f"推广到：{matter.to}"
    decided = meeting.decisions.get(matter.id)
    if decided:
        yield f"议定：{decided}"
    elif matter.decision:
        yield f"此前答复：{matter.decision}"


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"
