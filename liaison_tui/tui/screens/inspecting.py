"""Judging what a unit has put right after an inspection: 整改到位, or 继续整改 with a new day."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from liaison_tui import clock
from liaison_tui.journal.inspection import OPINION, VERDICTS, Thread
from liaison_tui.reports.inspections import thread_words
from liaison_tui.rulings import inspections
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.day_field import DayField
from liaison_tui.tui.widgets.prose import Paragraph
from liaison_tui.workspace import Workspace

_HOW = "复核整改情况，随回执包告知单位"


class JudgeDialog(SheetDialog[Thread]):
    """The dialog about one inspection, as its `thread` was seen."""

    HELP = """\
看过单位的答复，写复核结果：整改到位的，这一条办结；继续整改的，写明还差什么，可以另给期限，单位再答复。

* 单位没有答复、期限已过的，也可以写继续整改，另给期限催办。
* 单位在复核以后又送来新的答复，这一条回到待复核。"""
    DOES = _HOW
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "复核", id="save", priority=True, tooltip=_HOW),
    ]

    def __init__(self, backroom: Backroom, thread: Thread) -> None:
        name = backroom.workspace.programme.unit_name(thread.found.unit)
        super().__init__(backroom, "复核整改", name)
        self._thread = thread

    def fetch(self, workspace: Workspace) -> Thread:
        """Return what is judged, as it was seen."""
        del workspace
        return self._thread

    def notice(self, found: Thread) -> Iterator[Paragraph]:
        """Give what was found, and what the unit has answered."""
        for name, text in thread_words(found, clock.today().isoformat()):
            yield Paragraph(text, name, lines=3)

    def blanks(self, found: Thread) -> Sequence[Blank]:
        """Ask for the judgement, the words, and a new day."""
        day = DayField(since=clock.today(), hint="继续整改的，另给期限")
        return [
            blanks.choice(
                "verdict", "复核结果", VERDICTS, "done" if found.last.answer else "again"
            ),
            blanks.text("text", OPINION, hint="继续整改的要写"),
            Blank("deadline", "整改期限", day, lambda _: day.day),
        ]

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Keep the judgement of the answer that was seen."""
        answer = self._thread.last.answer
        words = {"text": kept["text"]}
        if kept["verdict"] == "again":
            words["deadline"] = kept["deadline"]
        said = inspections.judge(
            workspace, self._thread.found.id, kept["verdict"], seen=answer.id if answer else "",
            **words,
        )  # fmt: skip
        name = workspace.programme.unit_name(said.unit)
        return f"{VERDICTS[kept['verdict']]}：{name}，随回执包告知单位"
