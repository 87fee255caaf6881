"""The dialogs in which a centre rules: more time, striking off, an inspection, a call."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.journal import call, discharge, grant, inspection
from liaison_tui.programme.due import due_day
from liaison_tui.programme.model import Item, Programme, Unit
from liaison_tui.reports import wording
from liaison_tui.rulings import calls, discharges, extensions, inspections
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks, named_blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.day_field import DayField
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.prose import AIR, Paragraph
from liaison_tui.workspace import Workspace

_SAVE = Binding(
    "ctrl+s", "save", "办理", id="save", priority=True, tooltip="记下，随回执包告知单位"
)
_WITH_FEEDBACK = "随回执包告知单位"


class _Ruling(SheetDialog[Programme]):
    """What the dialogs share: they find nothing, and read names of units and items."""

    DOES = "记下，随回执包告知单位"
    BINDINGS: ClassVar[list[BindingType]] = [_SAVE]

    def fetch(self, workspace: Workspace) -> Programme:
        """Return the year's plan, whose units and items are named."""
        return workspace.programme

    @property
    def officer(self) -> str:
        """Who sits here: whom a ruling names as approver where nobody else is."""
        return self.backroom.workspace.config.officer


class AnswerDialog(_Ruling):
    """More time for one obligation: an answer to the request in `row`, or given unasked.

    `row` names `unit` and `item` where they are given, and the `request`, if there is one.
    """

    HELP = """\
同意的写延到哪一天，不同意的写理由。日期写 2021-07-20、7-20 或 20 都可以。

批准人不写就记本机填报人。再答复一次即代替上一次；随回执包告知单位，以新的截止日为准。"""

    def __init__(self, backroom: Backroom, period: str, row: Mapping[str, Any]) -> None:
        super().__init__(
            backroom,
            "答复延期申请" if row.get("request") else "给延期",
            wording.period_word(period),
        )
        self._period = period
        self._row = row

    def notice(self, found: Programme) -> Iterator[Paragraph]:
        """Give what is asked for."""
        if self._row:
            name = found.unit_name(str(self._row["unit"]))
            yield Paragraph(f"{name}  {self._row['item']}", style="bold")
            due = due_day(found, self._period)
            yield Paragraph(wording.day_word(due), "原定截止")
        if request := self._row.get("request"):
            yield Paragraph(f"延至 {request['until']}：{request['reason']}", "申请", lines=3)
        yield AIR

    def blanks(self, found: Programme) -> Sequence[Blank]:
        """Ask for whom, where that is not said, for the decision, and what belongs to it."""
        due = due_day(found, self._period)
        until = str((self._row.get("request") or {}).get("until", ""))
        whose = [] if self._row else [named_blanks.unit(found), named_blanks.item(found)]
        return [
            *whose,
            blanks.choice("decision", "答复", grant.DECISIONS, "grant"),
            _day("until", "延至", DayField(until, since=due, hint="如 7-20 或 20")),
            blanks.line("reason", grant.REASON, hint="不同意的要写"),
            blanks.line("approver", grant.APPROVER, self.officer),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Keep the answer."""
        unit = kept.get("unit") or workspace.unit_named(str(self._row["unit"]))
        item = kept.get("item") or workspace.item_named(unit, str(self._row["item"]))
        granted = kept["decision"] == "grant"
        if granted and not kept["until"]:
            raise Refused("没有填写延到哪一天", "请写日期，或改选不同意延期")
        until = date.fromisoformat(kept["until"]) if granted else None
        said = extensions.answer(
            workspace, unit, item, self._period, until=until, reason=kept["reason"],
            approver=kept["approver"] or self.officer,
        )  # fmt: skip
        word = grant.DECISIONS[said.body["decision"]]
        to = f"至 {kept['until']}" if granted else ""
        return f"{word}{to}：{unit.name} {item.id}，{_WITH_FEEDBACK}"


class DischargeDialog(_Ruling):
    """Striking an item off a unit's list, or putting it on again; `unit` and `item` if given."""

    HELP = """\
办结销号：这个月仍要报，从下个月起不再报送。恢复报送：从这个月起再报。

没有审核通过的“已完成”填报的，要写事由。批准人不写就记本机填报人。"""

    def __init__(
        self, backroom: Backroom, period: str, unit: Unit | None = None, item: Item | None = None
    ) -> None:
        facts = [unit.name if unit else "", item.id if item else "", wording.period_word(period)]
        super().__init__(backroom, "办结销号、恢复报送", *filter(None, facts))
        self._period = period
        self._unit = unit
        self._item = item

    def blanks(self, found: Programme) -> Sequence[Blank]:
        """Ask for which item of whom, what is decided, and why."""
        whose = [] if self._item else [named_blanks.unit(found), named_blanks.item(found)]
        return [
            *whose,
            blanks.choice("decision", "决定", discharge.DECISIONS, "discharge"),
            blanks.text("reason", discharge.REASON),
            blanks.line("approver", "批准人", self.officer),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Keep the decision."""
        unit: Unit = kept.get("unit", self._unit)
        item: Item = kept.get("item", self._item)
        rule = discharges.resume if kept["decision"] == "resume" else discharges.strike_off
        who = kept["approver"] or self.officer
        rule(workspace, unit, item, self._period, reason=kept["reason"], approver=who)
        word = discharge.DECISIONS[kept["decision"]]
        return f"{word}：{unit.name} {item.id}，{_WITH_FEEDBACK}"


class InspectionDialog(_Ruling):
    """What an inspection found at a unit; of one unit, if given."""

    HELP = """\
记一条督查：被督查的单位，有关的事项（几个用顿号隔开，可以不写），类别按数字选，写明督查发现。

有整改期限的写日期。单位在“信用办反馈”里看到，可以答复。"""

    def __init__(self, backroom: Backroom, unit: Unit | None = None, items: str = "") -> None:
        super().__init__(backroom, "督查", *([unit.name] if unit else []))
        self._unit = unit
        self._items = items

    def blanks(self, found: Programme) -> Sequence[Blank]:
        """Ask for whom, of what sort it was, what was found and by when it is to be mended."""
        return [
            *([] if self._unit else [named_blanks.unit(found)]),
            named_blanks.items(found, self._items),
            blanks.choice("sort", "安排", inspection.SORTS, "regular"),
            blanks.choice("manner", "方式", inspection.MANNERS, "daily"),
            blanks.choice("subject", "类别", inspection.SUBJECTS, "special"),
            blanks.text("finding", inspection.FINDING, needed=True),
            _day("deadline", "整改期限", DayField(since=clock.today(), hint="可以不写")),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Keep what was found."""
        unit: Unit = kept.get("unit", self._unit)
        body = {key: kept[key] for key in ("sort", "manner", "subject", "finding", "deadline")}
        inspections.inspect(workspace, unit, kept["items"], body)
        return f"已记督查：{unit.name}，{_WITH_FEEDBACK}"


class CallDialog(_Ruling):
    """A call for a report between the monthly ones."""

    HELP = """\
发一次临时调度：写名称、报送时限和有关事项；单位不写就发给承担这些事项的各单位。

时限写 2021-06-30 或 2021-06-30 16:00。每个单位只看到自己的事项，在“信用办反馈”里答复。"""

    def __init__(self, backroom: Backroom) -> None:
        super().__init__(backroom, "临时调度")

    def blanks(self, found: Programme) -> Sequence[Blank]:
        """Ask for its name, its time, its items, whom, and what is asked."""
        return [
            blanks.line("title", call.TITLE, needed=True),
            Blank("due", "报送时限", LineField(hint="如 7-20 16:00 或 7月20日"), clock.read_moment),
            named_blanks.items(found),
            named_blanks.units(
                found, "发给", hint="单位名称，用顿号隔开；不写则为承担事项的各单位"
            ),
            blanks.text("text", "内容和要求"),
        ]  # fmt: skip

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Send it out."""
        if not kept["items"] and not kept["units"]:
            raise Refused("没有写明发给谁", "请写上事项，或写明单位")
        words = {key: kept[key] for key in ("title", "due", "text")}
        said = calls.send_out(workspace, kept["units"], kept["items"], **words)
        return f"已发临时调度 {said[0].body['id']}，共 {len(said)} 家，{_WITH_FEEDBACK}"


def _day(key: str, label: str, field: DayField) -> Blank:
    """Return a blank for a day that may be left out."""
    return Blank(key, label, field, lambda _: field.day)
