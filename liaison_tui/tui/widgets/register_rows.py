"""The rows in which the register of joint meetings is shown, by views, and what is told of one."""

from collections.abc import Iterator, Sequence

from liaison_tui.journal.raised import Raised
from liaison_tui.journal.register import PENDING, STATES, Act, Matter, Meeting, Sort
from liaison_tui.meetings.docket import Docket
from liaison_tui.programme.names import is_unit_called
from liaison_tui.reports import register as words_of
from liaison_tui.reports import wording
from liaison_tui.text import normal
from liaison_tui.tui.widgets.board import Cell, Column, Group, Row
from liaison_tui.tui.widgets.prose import AIR, Paragraph, title

COLUMNS = (
    Column("id", "编号", 4),
    Column("what", "内容", least=22),
    Column("unit", "单位", 14, rank=1),
    Column("item", "事项", 5, rank=2),
    Column("state", "办理", 6),
    Column("when", "时间", 9),
)
VIEWS = {"problem": "问题", "practice": "经验做法", "meeting": "会议", "done": "已办结"}
_SORT_OF: dict[str, Sort] = {"problem": "problem", "practice": "practice"}
_ASIDE = "aside "


def groups_of(docket: Docket, view: str, typed: str) -> list[Group]:
    """Return what a view shows of all there is, narrowed by the words that were typed."""
    if view == "meeting":
        return _named("", [_meeting_row(m, docket) for m in docket.meetings()])
    if view == "done":
        return _done_groups(docket, typed)
    sort = _SORT_OF[view]
    raised = [each for each in docket.raised[sort] if _is_asked(docket, each, typed)]
    found = _named(words_of.WAITING, [_raised_row(each, docket) for each in raised])
    matters = [m for m in docket.matters(sort) if m.is_pending and _is_asked(docket, m, typed)]
    late = [matter for matter in matters if docket.is_overdue(matter)]
    found += _named(words_of.OVERDUE, [_matter_row(each, docket) for each in late])
    for state, word in STATES[sort].items():
        rows = [_matter_row(m, docket) for m in matters if m.state == state and m not in late]
        found += _named(word, rows)
    return found


def counts_of(docket: Docket) -> dict[str, int]:
    """Return how many of each view ask for something: what waits, and what is pending."""
    found = {
        view: len(docket.raised[sort]) + sum(m.is_pending for m in docket.matters(sort))
        for view, sort in _SORT_OF.items()
    }
    done = sum(not m.is_pending for m in docket.register.matters.values())
    return {**found, "meeting": len(docket.register.meetings), "done": done}


def raised_at(docket: Docket, key: str | None) -> Raised | None:
    """Return what waits under the key of a row."""
    every = (each for sort in STATES for each in docket.raised[sort])
    return next((each for each in every if f"{each.sort} {each.key}" == key), None)


def aside_at(docket: Docket, key: str | None) -> Act | None:
    """Return the act that put words aside, by the key of a row."""
    acts = (act for each in docket.register.aside.values() for act in each)
    return next((act for act in acts if key == f"{_ASIDE}{act.id}"), None)


def told_of(docket: Docket, key: str | None) -> Iterator[Paragraph]:
    """Give all that is known of a row."""
    raised, act = raised_at(docket, key), aside_at(docket, key)
    matter = docket.register.matters.get(key or "")
    meeting = docket.register.meetings.get(key or "")
    if raised:
        yield from _told_of_raised(docket, raised)
    elif matter:
        yield from told_of_matter(docket, matter)
    elif meeting:
        yield title(f"{meeting.id}  {meeting.subject}")
        yield from (Paragraph(text, name) for name, text in meeting_words(meeting))
    elif act:
        yield title("看过，不登记")
        yield Paragraph(f"{wording.full_moment(act.at)} {act.by}", "经办")
        yield AIR
        for name, text in words_of.sources_words(act.aside, docket.programme):
            yield Paragraph(text, name)


def told_of_matter(docket: Docket, matter: Matter) -> Iterator[Paragraph]:
    """Give all that is known of a matter, and what was done about it."""
    yield title(f"{matter.id}  {matter.title}")
    again = docket.again.get(matter.id, ())
    today = docket.today.isoformat()
    told = words_of.matter_words(matter, docket.programme, today, again, docket.calls)
    for number, (name, text) in enumerate(told):
        yield Paragraph(text, name, "bold" if number == 0 else "")
    held = [m for m in docket.meetings() if matter.id in m.agenda]
    for meeting in held:
        yield Paragraph(f"{meeting.id} {meeting.date}", "会议")
    yield AIR
    yield title("办理留痕")
    for line in words_of.history_words(matter):
        yield Paragraph(line)


def meeting_words(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Give when, where and with whom a meeting is, and how far it is."""
    if meeting.cancelled:
        yield "状态", "不开了"
    yield "时间", meeting.date
    yield "地点", meeting.place or "待定"
    yield "参加人员", meeting.participants or "待定"
    yield "议题", f"{len(meeting.agenda)} 个，已议定 {len(meeting.decisions)} 个"


def first_words_of(docket: Docket, key: str | None) -> str:
    """Return the words of a row: for a line or two where its whole has no room."""
    raised, act = raised_at(docket, key), aside_at(docket, key)
    matter = docket.register.matters.get(key or "")
    if matter:
        said = matter.words or (matter.sources[-1].words if matter.sources else "")
        return matter.decision or said or matter.title
    sources = raised.sources if raised else act.aside if act else ()
    return sources[-1].words if sources else ""


def _told_of_raised(docket: Docket, raised: Raised) -> Iterator[Paragraph]:
    item = docket.programme.item_by_id.get(raised.item)
    yield title(f"{words_of.WAITING}  {words_of.SORTS[raised.sort]}")
    yield from (
        Paragraph(text, name)
        for name, text in words_of.sources_words(raised.sources, docket.programme)
    )
    if raised.like:
        yield Paragraph(f"与 {raised.like} 的话相同，Enter 可以并入", "已登记", "bold")
    yield AIR
    if item:
        yield Paragraph(item.text, item.id)
    near = [
        matter
        for matter in docket.register.of_sort(raised.sort)
        if raised.item in matter.all_items and matter.id != raised.like
    ]
    for matter in near:
        yield Paragraph(f"{matter.id} {matter.title}", "同一事项")


def _raised_row(raised: Raised, docket: Docket) -> Row:
    return Row(
        f"{raised.sort} {raised.key}",
        {
            "id": "",
            "what": raised.words,
            "unit": words_of.units_words(raised.units, docket.programme),
            "item": raised.item,
            "state": Cell(f"同 {raised.like}" if raised.like else words_of.WAITING, "strong"),
            "when": Cell(words_of.months_words(raised.months), "quiet"),
        },
    )


def _matter_row(matter: Matter, docket: Docket) -> Row:
    late = docket.is_overdue(matter)
    word = words_of.OVERDUE if late else STATES[matter.sort][matter.state]
    when = (matter.by if matter.is_pending else matter.decided) or ""
    return Row(
        matter.id,
        {
            "id": matter.id,
            "what": matter.title,
            "unit": words_of.units_words(matter.all_units, docket.programme),
            "item": "、".join(matter.all_items),
            "state": Cell(word, "red" if late else "" if matter.is_pending else "quiet"),
            "when": when[5:],
        },
    )


def _meeting_row(meeting: Meeting, docket: Docket) -> Row:
    past = meeting.date < docket.today.isoformat()
    state = "不开了" if meeting.cancelled else "已开" if past else "待开"
    cells: dict[str, Cell | str] = {
        "id": meeting.id,
        "what": f"{meeting.subject}  {meeting.place}",
        "unit": f"议题 {len(meeting.agenda)}  议定 {len(meeting.decisions)}",
        "state": Cell(state, "quiet" if meeting.cancelled or past else "strong"),
        "when": meeting.date[5:],
    }
    return Row(meeting.id, cells, selectable=False)


def _done_groups(docket: Docket, typed: str) -> list[Group]:
    found: list[Group] = []
    for sort, words in STATES.items():
        for state, word in words.items():
            if state not in PENDING:
                matters = [m for m in docket.matters(sort) if m.state == state]
                asked = [m for m in matters if _is_asked(docket, m, typed)]
                name = f"{words_of.SORTS[sort]}：{word}"
                found += _named(name, [_matter_row(matter, docket) for matter in asked])
    acts = [act for each in docket.register.aside.values() for act in each]
    rows = [_aside_row(act, docket) for act in acts if _is_asked(docket, act, typed)]
    return found + _named("看过，不登记", rows)


def _aside_row(act: Act, docket: Docket) -> Row:
    units = list(dict.fromkeys(source.unit for source in act.aside))
    cells: dict[str, Cell | str] = {
        "id": "",
        "what": Cell(act.aside[0].words if act.aside else "", "quiet"),
        "unit": words_of.units_words(units, docket.programme),
        "item": "、".join(dict.fromkeys(source.item for source in act.aside)),
        "state": Cell("不登记", "quiet"),
        "when": Cell(act.at[5:10], "quiet"),
    }
    return Row(f"{_ASIDE}{act.id}", cells, selectable=False)


def _named(word: str, rows: Sequence[Row]) -> list[Group]:
    return [Group(f"{word} {len(rows)}" if word else "", rows)] if rows else []


def _is_asked(docket: Docket, each: Raised | Matter | Act, typed: str) -> bool:
    """Tell whether something holds every word that was typed: in its text, units, items, id."""
    if isinstance(each, Matter):
        said = [each.id, each.title, each.words, each.decision, *each.all_items]
        said += [source.words for source in each.sources]
        units = [*each.all_units, *each.answers]
    else:
        sources = each.sources if isinstance(each, Raised) else each.aside
        said = [part for source in sources for part in (source.item, source.words)]
        units = [source.unit for source in sources]
    known = [docket.programme.unit_by_id[u] for u in units if u in docket.programme.unit_by_id]
    text = normal(" ".join(said))
    return all(
        normal(word) in text or any(is_unit_called(unit, word) for unit in known)
        for word in typed.split()
    )
