"""What a unit's activities come to for the items they feed, so that nothing is typed twice.

Which sorts feed which item and which measure is data of the programme (`fed_by`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liaison_tui.journal.activity import SORTS, Activity
from liaison_tui.programme.due import months_ending_in
from liaison_tui.programme.model import Item, Measure, Programme, Unit
from liaison_tui.programme.obligations import obligations
from liaison_tui.programme.period import month as month_of

# GB/T 15834: quotation marks within others are single ones.
_INNER_QUOTES = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What an entry of an item could say of activities: quantities by key, and words."""

    item: Item
    period: str
    quantities: Mapping[str, str]
    text: str


def suggestions(
    programme: Programme, unit: Unit, activities: Sequence[Activity], period: str
) -> list[Suggestion]:
    """Return what the activities of one unit come to for each item it owes for a month.

    Words tell of the months the item's cycle covers, a cumulative measure counts from January.
    An item of which nothing was held has none.
    """
    found = []
    for obligation in obligations(programme, unit, period):
        item = obligation.item
        covered = months_ending_in(item.cycle, period)
        told = _held(activities, item.fed_by, covered)
        quantities = {}
        for measure in item.measures:
            count = len(_held(activities, measure.fed_by, _counted(measure, covered)))
            if count:
                quantities[measure.key] = str(count)
        if told or quantities:
            found.append(Suggestion(item, period, quantities, _words(told)))
    return found


def fed_by_sort(fed: Iterable[Suggestion], sort: str) -> list[Suggestion]:
    """Return those suggestions for which an activity of a sort counts."""
    return [each for each in fed if sort in _sorts(each.item)]


def is_fed(item: Item) -> bool:
    """Tell whether any activities count for an item."""
    return bool(_sorts(item))


def _sorts(item: Item) -> set[str]:
    return {*item.fed_by, *(sort for measure in item.measures for sort in measure.fed_by)}


def _counted(measure: Measure, covered: Sequence[str]) -> Sequence[str]:
    if measure.rule != "cumulative":
        return covered
    year, last = int(covered[-1][:4]), int(covered[-1][5:])
    return [month_of(year, number) for number in range(1, last + 1)]


def _held(
    activities: Iterable[Activity], sorts: Sequence[str], months: Sequence[str]
) -> list[Activity]:
    return [a for a in activities if a.sort in sorts and a.date[:7] in months]


def _words(told: Sequence[Activity]) -> str:
    """Return sentences: how many of each sort and for how many people, then each of them."""
    if not told:
        return ""
    counts = [
        f"{word} {number} 次"
        for sort, word in SORTS.items()
        if (number := sum(activity.sort == sort for activity in told))
    ]
    people = sum(activity.people or 0 for activity in told)
    whole = f"组织{'、'.join(counts)}{f'，共 {people} 人次参加' if people else ''}。"
    return whole + "；".join(map(_sentence, told)) + "。"


def _sentence(activity: Activity) -> str:
    day = f"{int(activity.date[5:7])}月{int(activity.date[8:])}日"
    place = f"在{activity.place}" if activity.place else ""
    sort = SORTS[activity.sort]
    told = [
        *([sort] if sort not in activity.title else []),
        *([f"{activity.people} 人"] if activity.people else []),
    ]
    more = f"（{'，'.join(told)}）" if told else ""
    return f"{day}{place}举办“{activity.title.translate(_INNER_QUOTES)}”{more}"
