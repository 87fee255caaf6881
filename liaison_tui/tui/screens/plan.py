"""A unit's plan for an item: goals, key work, steps and safeguards."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.journal import plan
from liaison_tui.journal.event import Event
from liaison_tui.journal.shape import MAX_LINE, wrong_text
from liaison_tui.journal.unreplaced import in_force
from liaison_tui.programme.model import Item
from liaison_tui.reports import statements as rows_of
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.statements import plans
from liaison_tui.text import one_line
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetPage
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.tui.widgets.steps import Steps
from liaison_tui.workspace import Workspace

_NAMES = {**plan.TEXTS, "steps": plan.STEPS}


class PlanPage(SheetPage[Sequence[Event]]):
    """The page; it has found the plan in force, if any."""

    HELP = """\
一个事项的实施方案：目标、重点工作、步骤和时限、保障措施。可以先写一部分，以后再补。

* 实施步骤一行一步：日期（可不填）和做什么；写了一步，下面就多出一行。两栏都清空，这一步就去掉了。
* 日期写 2021-09-30、9-30 或 30 都可以，离开这一栏后显示完整的日期。
* Tab 到下一栏，Shift+Tab 回上一栏。Ctrl+S 保存，随下一次导出的报送包交信用办；再次保存即为修改。"""

    def __init__(self, backroom: Backroom, month: Month, item: Item) -> None:
        super().__init__(backroom, f"{item.id} 实施方案", month.unit.name)
        self._month = month
        self._item = item

    def fetch(self, workspace: Workspace) -> Sequence[Event]:
        """Find the plan in force."""
        standing = in_force(workspace.said(self._month.unit.id, "plan", items=[self._item.id]))
        return [standing.event] if standing else []

    def blanks(self, found: Sequence[Event]) -> Sequence[Blank]:
        """Ask for the four parts the notice names."""
        former = rows_of.body_of(found[0]) if found else {}

        def words(key: str, hint: str) -> Blank:
            return blanks.text(key, plan.TEXTS[key], former.get(key, ""), hint=hint)

        steps = Steps(former.get("steps", ()))
        return [
            words("goals", "到什么时候，做到什么程度，尽量写数字"),
            words("key_work", "抓哪几件事"),
            Blank("steps", plan.STEPS, steps, _read_steps),
            words("safeguards", "谁负责，怎样督促，经费和人员"),
        ]

    def notice(self, found: Sequence[Event]) -> Iterator[Paragraph]:
        """Give the duty, a reminder where others are named, and when the plan was written."""
        yield Paragraph(self._item.text, "事项", lines=2)
        if odd := plans.oddity(self._month.programme, self._month.unit, self._item):
            yield Paragraph(f"{odd}。", "提醒")
        for event in found:
            yield Paragraph(f"{wording.moment(event.at)}  {one_line(event.by)}", "上次保存")

    def remark(self, typed: Mapping[str, Any]) -> str:
        """Say which parts are still to be written."""
        lacking = plan.missing_words(typed)
        return f"还缺{'、'.join(lacking)}" if lacking else "四部分都有了"

    def said(self, found: Sequence[Event]) -> Mapping[str, str]:
        """Return what each part says."""
        body = rows_of.body_of(found[0]) if found else {}
        steps = "；".join(f"{step.get('by', '')} {step['text']}" for step in body.get("steps", ()))
        told = {_NAMES[key]: str(body[key]) for key in plan.TEXTS if body.get(key)}
        return {**told, plan.STEPS: steps} if steps else told

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str | None:
        """Keep the parts that were changed."""
        changes = {key: value for key, value in kept.items() if key in self.changed}
        if self.is_overtaken(workspace, [_NAMES[key] for key in changes]):
            return None
        if changes:
            plans.change(workspace, self._month.unit, self._item, changes)
        lacking = plan.missing_words(kept)
        left = f"，还缺{'、'.join(lacking)}，以后可再补" if lacking else "，随下一次导出交信用办"
        return f"实施方案已保存（{self._item.id}）{left}"


def _read_steps(typed: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """Return the steps as the plan holds them; raises Refused, naming the first that is wrong."""
    steps = []
    for number, (by, words) in enumerate(typed, start=1):
        name = f"第 {number} 步的内容"
        if wrong := wrong_text({"": words}, "", name, limit=MAX_LINE, needed=True):
            raise Refused(wrong)
        day = {"by": clock.read_day(by, since=clock.today())} if by else {}
        steps.append({"text": words, **day})
    return steps
