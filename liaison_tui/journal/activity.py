"""Meetings, trainings and publicity a unit has held (三（八）); typed once, they feed its items."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from liaison_tui.errors import Refused
from liaison_tui.journal.event import Event
from liaison_tui.journal.quantity import read_typed
from liaison_tui.journal.shape import MAX_LINE, wrong_choice, wrong_day, wrong_flag, wrong_text
from liaison_tui.journal.vouching import Vouched

SORTS = {
    "promotion": "推进会", "exchange": "交流会", "summary": "总结会", "training": "业务培训会",
    "publicity": "宣传活动",
}  # fmt: skip
FIELDS = {
    "sort": "活动类别", "title": "活动名称", "date": "活动日期", "place": "活动地点",
    "people": "参加人数",
}  # fmt: skip
MAX_PEOPLE = 100_000_000


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity: what was held when (`2021-06-03`) and where, and for how many people."""

    event: Event
    sort: str
    title: str
    date: str
    place: str
    people: int | None


def wrong_in(event: Event) -> str | None:
    """Tell what is malformed in an activity; one that is withdrawn need say nothing else."""
    body = event.body
    if wrong := wrong_flag(body, "withdrawn", "撤销标记"):
        return wrong
    if body.get("withdrawn"):
        return None
    people = body.get("people", 0)
    if type(people) is not int or not 0 <= people <= MAX_PEOPLE:
        return f"{FIELDS['people']}应为不小于 0 的整数"
    wrong = (
        wrong_choice(body, "sort", FIELDS["sort"], SORTS)
        or wrong_text(body, "title", FIELDS["title"], limit=MAX_LINE, needed=True)
        or wrong_text(body, "place", FIELDS["place"], limit=MAX_LINE)
        or wrong_day(body, "date", FIELDS["date"], needed=True)
    )
    if wrong:
        return wrong
    return None if body["date"][:7] == event.period else "活动日期不在所写的月份里"


def read_people(typed: str) -> int:
    """Return the number of people a person has typed, `120`, `１２０`, `120人`; raises Refused."""
    try:
        return int(read_typed(typed.strip().removesuffix("次").removesuffix("人")))
    except ValueError:
        raise Refused(f"{FIELDS['people']}“{typed}”不是整数", "请填数字，如 120") from None


def activities(statements: Iterable[Vouched]) -> list[Activity]:
    """Return the activities that unreplaced statements tell of, by date."""
    found = [
        _activity(statement.event)
        for statement in statements
        if not statement.event.body.get("withdrawn")
    ]
    return sorted(found, key=lambda activity: (activity.date, activity.event.id))


def _activity(event: Event) -> Activity:
    body: Mapping[str, Any] = event.body
    return Activity(
        event, body["sort"], body["title"], body["date"], body.get("place", ""), body.get("people")
    )
