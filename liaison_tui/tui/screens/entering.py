"""What a unit has told by telephone, on paper, by mail or in a meeting, entered for it (代录).

The unit's own form, with whence the words come above its fields.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from textual.app import App, ComposeResult
from textual.content import Content

from liaison_tui.journal.entry import FIELD_NAMES, Finding
from liaison_tui.programme.model import Item
from liaison_tui.reports import wording
from liaison_tui.reports.month import Month
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.passing import Duty, Saved
from liaison_tui.tui.screens.form import FormPage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.field import Field
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.tui.widgets.sheet import Sheet


class EnteredSheet(Sheet):
    """The fields of an item, below how it was told and by whom."""

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        channel = Choice(wording.CHANNELS, self.first_value("channel"), id="channel")
        informant = LineField(
            self.first_value("informant"), hint="谁提供的，如 联络员周敏", id="informant"
        )
        for key, editor in (("channel", channel), ("informant", informant)):
            self.add_editor(key, editor)
            yield Field(key, key, editor)
        yield from super().compose()

    def start(self, *, whole: bool = False) -> None:  # noqa: ARG002 - it is never read first
        """Put the cursor where one says how it was told, as long as that is not said."""
        at = next((k for k in ("channel", "informant") if not self.values.get(k)), "text")
        self.go_to(at)


class EnteringPage(FormPage):
    """The form of one obligation of a unit, at the centre."""

    HELP = """\
单位用电话、纸质、邮件或会议报来的，由信用办代录：先选报送方式，写提供人，再照单位的说法填写。

* 佐证材料：按 F4 选文件，纸质材料的扫描件也附在这里。
* 显示为“信用办代录”，计入该单位的填报，随回执包告知单位；单位自己的填报送到以后，以单位的为准。
* 没有进展时按 F6 到“本期情况”，按数字选一种。F7 带入该单位上次的填报。Ctrl+Z 撤销。
* 写到一半离开也不会丢：停笔一秒内存为草稿，下次打开自动带出；Ctrl+R 放弃草稿。
* Ctrl+S 保存。显示“已代录”时内容已经写在磁盘上；再录一次即为更正。"""

    def __init__(self, backroom: Backroom, month: Month, item: Item) -> None:
        super().__init__(backroom, Duty(month, item.id, None), self._entered)

    def sheet_of(self, before: Mapping[str, Any]) -> Sheet:
        """Return the page to write on."""
        return EnteredSheet(self.item, self.standing.body, self.drafting.values, before)

    def wrong_in(self, body: Mapping[str, Any]) -> list[Finding]:
        """Return what is wrong, first that it is not said whence the words come."""
        missing = [key for key in ("channel", "informant") if not str(body.get(key, "")).strip()]
        nowhere = [Finding(key, "missing", f"没有填写{FIELD_NAMES[key]}") for key in missing]
        return nowhere or super().wrong_in(body)

    def begin(self) -> None:
        """Say besides what the form says that this is entered for the unit."""
        super().begin()
        whose = f"{wording.BY_CENTRE}：{self.month.unit.name}"
        facts = [wording.period_word(self.month.period)]
        self.query_one(Heading).show(whose, self.item.id, self.item.text, facts=facts)

    def _notice(self) -> list[Paragraph]:
        return [*_own_word(self), *super()._notice()]

    def promise(self) -> Content:
        """Return what Ctrl+S will do."""
        return Content.assemble(("Ctrl+S ", "bold $primary"), "代录，随回执包告知单位")

    async def _entered(self, saved: Saved) -> None:
        """Say that the disk has it."""
        warned = "".join(f"提醒：{warning.message}。" for warning in saved.warnings)
        whose = f"{self.month.unit.name} {saved.item.id}"
        self.app.notify(
            f"已代录 {saved.at}：{whose}，随回执包告知单位。{warned}",
            severity="warning" if warned else "information",
        )


def _own_word(page: EnteringPage) -> Iterator[Paragraph]:
    current = page.standing.current
    if current and not current.by_centre:
        sentence = "该单位已自行填报这一项；代录以后，以这里写的为准，直到单位再次填报。"
        yield Paragraph(sentence, style="bold $primary")


async def open_entering(app: App[Any], backroom: Backroom, month: Month, item: Item) -> None:
    """Open the form of an item, with what was half written of it before."""
    with telling(app):
        drafts = await backroom.run_on_drafts(lambda drafts: drafts.all())
        app.push_screen(EnteringPage(backroom, replace(month, drafts=drafts), item))
