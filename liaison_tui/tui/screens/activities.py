"""What a unit has held: meetings, trainings, publicity; typed once, they feed its items."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.journal import activity
from liaison_tui.journal.activity import FIELDS, SORTS, Activity, read_people
from liaison_tui.journal.feeding import Suggestion, fed_by_sort
from liaison_tui.programme.model import Unit
from liaison_tui.reports import statements as rows_of
from liaison_tui.reports import wording
from liaison_tui.statements import activities
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.list_page import ListPage
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.board import Column, Group, Row
from liaison_tui.tui.widgets.day_field import DayField
from liaison_tui.tui.widgets.fields import NumberField
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace


class Held(NamedTuple):
    """A unit's activities of the year, by date, and what those of each month come to."""

    activities: Sequence[Activity]
    fed: Mapping[str, Sequence[Suggestion]]

    def named(self, key: str | None) -> Activity | None:
        """Return the activity of an id."""
        return next((held for held in self.activities if held.event.id == key), None)


class ActivitiesPage(ListPage[Held]):
    """The list, the newest month first."""

    HELP = """\
本单位办过的推进会、交流会、总结会、业务培训会和宣传活动。办一次登记一次，不用再另外统计。

* F6 登记一次活动，Enter 修改，Del 撤销。
* 次数和情况计入下面列出的事项：填写那些事项时按 F3，数量和文字就带进去了。"""
    TITLE = "活动"
    EMPTY = "还没有登记活动。按 F6 登记一次。"
    COLUMNS = (
        Column("date", "日期", 10),
        Column("sort", "类别", 10),
        Column("title", "名称", weight=3, least=20),
        Column("place", "地点", weight=2, least=12, rank=1),
        Column("people", "人数", 6, right=True),
    )

    def __init__(self, backroom: Backroom, unit: Unit) -> None:
        super().__init__(backroom)
        self._unit = unit

    def fetch(self, workspace: Workspace) -> Held:
        """Find the activities, and what they come to."""
        found = workspace.activities(self._unit)
        months = {held.event.period or "" for held in found}
        return Held(found, {month: workspace.suggestions(self._unit, month) for month in months})

    def groups(self, found: Held) -> Sequence[Group]:
        """Return the activities month by month."""
        months = groupby(reversed(found.activities), key=lambda held: held.event.period or "")
        return [_group(month, list(held)) for month, held in months]

    def sheet(self, key: str | None) -> "ActivityDialog":
        """Return the dialog for one of them."""
        former = self.found.named(key) if self.found else None
        return ActivityDialog(self.backroom, self._unit, former)

    def called(self, found: Held, key: str) -> str:
        """Return its date and title."""
        held = found.named(key)
        return rows_of.activity_words(held) if held else ""

    def withdraw(self, workspace: Workspace, key: str) -> None:
        """Withdraw one of them."""
        activities.withdraw(workspace, self._unit, key)

    def notes(self, found: Held, key: str | None) -> Iterator[Paragraph]:
        """Give what the month one stands in comes to."""
        held = found.named(key)
        month = (held.event.period or "") if held else ""
        if words := rows_of.fed_words(found.fed.get(month, ())):
            yield Paragraph(f"计入 {words}。填写这些事项时按 F3 带入。", wording.period_word(month))


class ActivityDialog(SheetDialog[Sequence[Activity]]):
    """One activity: a new one, or one to be corrected."""

    HELP = """\
登记一次活动。类别按数字选，日期写 2021-06-03、6-3 或 3 都可以；地点和人数不清楚可以不填。

Ctrl+S 保存，保存后说明计入了哪些事项。"""

    def __init__(self, backroom: Backroom, unit: Unit, former: Activity | None) -> None:
        super().__init__(backroom, "更正活动" if former else "登记活动")
        self._unit = unit
        self._former = former

    def fetch(self, workspace: Workspace) -> Sequence[Activity]:  # noqa: ARG002 - it is known
        """Return the one to be corrected, as the list has shown it."""
        return [self._former] if self._former else []

    def blanks(self, found: Sequence[Activity]) -> Sequence[Blank]:
        """Ask for what an activity is."""
        former = rows_of.activity_row(found[0]) if found else {}
        people = former.get("people")
        held_on = DayField(former.get("date", ""), until=clock.today(), hint="如 6-3 或 3")
        workspace = self.backroom.workspace

        def wrong_day(day: str) -> str | None:
            return activities.untimely(workspace.programme, day)

        return [
            blanks.choice("sort", FIELDS["sort"], SORTS, former.get("sort", "")),
            blanks.line("title", FIELDS["title"], former.get("title", ""), needed=True),
            blanks.day("date", FIELDS["date"], held_on, wrong_day),
            blanks.line("place", FIELDS["place"], former.get("place", ""), hint="可不填"),
            Blank(
                "people", FIELDS["people"],
                NumberField("" if people is None else str(people), hint="可不填"), _people,
            ),
        ]  # fmt: skip

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Keep it, and say what it counts for."""
        if self._former is None:
            activities.add(workspace, self._unit, kept)
        else:
            workspace.store.refresh()
            known = {held.event.id for held in workspace.activities(self._unit)}
            if self._former.event.id not in known:
                raise Refused("这次活动在别处已更正或撤销，没有保存", "请按 Esc 回到清单再看")
            activities.change(workspace, self._unit, self._former.event.id, kept)
        fed = fed_by_sort(workspace.suggestions(self._unit, kept["date"][:7]), kept["sort"])
        words = rows_of.fed_words(fed)
        done = "已更正" if self._former else "已登记"
        return f"{done} {kept['date']} {SORTS[kept['sort']]}" + (f"，计入 {words}" if words else "")


def _people(typed: str) -> int | None:
    if not typed.strip():
        return None
    number = read_people(typed)
    if number > activity.MAX_PEOPLE:
        raise Refused(f"{FIELDS['people']} {number} 太大，请核对")
    return number


def _group(month: str, held: Sequence[Activity]) -> Group:
    rows = [
        Row(
            one.event.id,
            {
                "date": one.date,
                "sort": SORTS[one.sort],
                "title": one.title,
                "place": one.place,
                "people": "" if one.people is None else str(one.people),
            },
        )
        for one in held
    ]
    return Group(f"{wording.period_word(month)}  {len(rows)} 次", rows)
