"""The files that were taken in, on a page: what is to be said of the one one stands on.

At a centre: when an unreadable file arrived, and what to send to its unit.
"""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from liaison_tui.exchange import unreadable
from liaison_tui.exchange.taking import Row as Taken
from liaison_tui.exchange.unreadable import Noted
from liaison_tui.reports.unreadable import message, noted_words
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.copying import copied
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.unreadable import UnreadableDialog
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.prose import Paragraph, Prose, title
from liaison_tui.tui.widgets.taken import NotedFiles, TakenBoard
from liaison_tui.workspace import Workspace

_NOTHING_TAKEN = "还没有汇入文件；汇入以后，站在打不开的一行上按 F8。"
_NOT_BAD = "这一行不是问题文件，不用记到达日。"


class TakenPage(Page[bool | None]):
    """The page, with a `TakenBoard` and a `Prose` called `noted`; `rows` are what it shows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "note", "打不开", id="note", tooltip="记下打不开的文件是哪天到的，或撤销"),
        # Not at the foot: where there are words to copy, the line above them names the key.
        Binding(
            "f3", "copy_words", "复制", id="copy-words", show=False,
            tooltip="复制要发给单位的话",
        ),
    ]  # fmt: skip

    def __init__(self, backroom: Backroom) -> None:
        super().__init__(backroom)
        self.rows: list[Taken] = []
        self.noted: NotedFiles = {}

    @abstractmethod
    def look_anew(self) -> None:
        """Show the rows with what was noted since."""

    @on(Board.Moved, "#files")
    def _moved(self) -> None:
        """Show what there is to say of the file one stands on."""
        row, panel = self._standing_on, self.query_one("#noted", Prose)
        said = list(self._told_of(row)) if row else []
        panel.show(said)
        panel.display = bool(said)

    def _told_of(self, row: Taken) -> Iterator[Paragraph]:
        """Give what to send to the unit of an unreadable file, or how to note whose it is."""
        made = self.noted.get(row.sha256 or "", ())
        if made:
            yield title("发给单位的话，F3 复制")
            yield Paragraph(self._message(made))
        elif _is_bad(row) and self.backroom.workspace.is_centre:
            sentence = "按时送到而打不开的，按 F8 记下是哪个单位的，补发的按到达日签收。"
            yield Paragraph(sentence, style="$quiet")

    def _message(self, made: Sequence[Noted]) -> str:
        programme = self.backroom.workspace.programme
        return "\n".join(message(one.note, programme) for one in made)

    @property
    def _standing_on(self) -> Taken | None:
        key = self.query_one(TakenBoard).cursor_key
        return self.rows[int(key)] if key is not None and int(key) < len(self.rows) else None

    def action_note(self) -> None:
        """Note when the unreadable file one stands on arrived; or take that back."""
        row = self._standing_on
        if row is None or not _is_bad(row):
            self.app.notify(_NOT_BAD if row else _NOTHING_TAKEN)
        elif made := self.noted.get(row.sha256 or "", ()):
            self._ask_to_forget(made)
        else:
            self.app.push_screen(UnreadableDialog(self.backroom, row), lambda _: self.look_anew())

    def _ask_to_forget(self, made: Sequence[Noted]) -> None:
        programme = self.backroom.workspace.programme
        text = "\n".join(noted_words(one, programme) for one in made)

        def answered(answer: str | None) -> None:
            if answer == "withdraw":
                self.forget(made[0])

        answers = {"keep": "留着", "withdraw": "撤销"}
        self.app.push_screen(Question("撤销到达日的记录", text, answers), answered)

    @work(exclusive=True, group="note")
    async def forget(self, made: Noted) -> None:
        """Take back what was noted of a file."""
        with telling(self.app):
            await self.backroom.run(lambda w: unreadable.withdraw(w.office, made.note.sha256))
            self.app.notify("已撤销到达日的记录。")
        self.look_anew()

    @work(exclusive=True, group="desktop")
    async def action_copy_words(self) -> None:
        """Put what to send to the unit where other programs paste from."""
        row = self._standing_on
        made = self.noted.get(row.sha256 or "", ()) if row else ()
        if not made:
            self.app.notify("这一行没有要发的话；打不开的文件先按 F8 记下是哪个单位的。")
        elif await copied(self.app, self._message(made)):
            self.app.notify("已复制，可以粘贴发给单位。")
        else:
            self.app.notify("这里可能复制不了，请从下面照抄。", severity="warning")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer at a centre only what only a centre may note."""
        if action in ("note", "copy_words"):
            return self.backroom.workspace.is_centre
        return super().check_action(action, parameters)


def _is_bad(row: Taken) -> bool:
    return row.outcome == "refused" and row.sha256 is not None


def noted_files(workspace: Workspace) -> NotedFiles:
    """Return what was noted of unreadable files; nothing at a unit."""
    found: dict[str, list[Noted]] = defaultdict(list)
    for one in unreadable.noted(workspace.office) if workspace.is_centre else ():
        found[one.note.sha256].append(one)
    return found
