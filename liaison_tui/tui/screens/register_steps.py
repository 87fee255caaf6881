"""Steps taken in the register of joint meetings, each of which Ctrl+Z takes back."""

from collections.abc import Sequence

from textual import work

from liaison_tui.journal.raised import Raised
from liaison_tui.journal.register import Sort
from liaison_tui.meetings import keeping
from liaison_tui.meetings.docket import Docket
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.monthly import MonthlyPage
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.fields import LineField


class RegisterSteps(MonthlyPage[Docket]):
    """What a page of the register does besides showing it; `done` are its steps, the latest last.

    Dialogs note there what they have done.
    """

    def __init__(self, backroom: Backroom, whose: str, period: str) -> None:
        super().__init__(backroom, whose, period)
        self.done: list[str] = []

    @work(exclusive=True, group="keep")
    async def put_aside(self, sort: Sort, raised: Sequence[Raised]) -> None:
        """Note that words were looked at and need no place in the register."""
        with telling(self.app):
            act = await self.backroom.run(lambda w: keeping.put_aside(w, sort, raised))
            self.done.append(act.id)
            self.query_one("#register", Board).select_none()
            await self.reread()
            self.app.notify(f"看过，不登记 {len(raised)} 条；按错了按 Ctrl+Z 撤销。")

    def ask_about_aside(self, act: str) -> None:
        """Ask whether words that were put aside, by that act, are to wait again."""

        def answered(answer: str | None) -> None:
            if answer == "back":
                self.undo(act, "已重新列入待登记")

        answers = {"keep": "仍不登记", "back": "重新列入待登记"}
        text = "这些话看过没有登记。重新列入待登记以后，再决定登记不登记。"
        self.app.push_screen(Question("看过，不登记", text, answers), answered)

    def action_take_back(self) -> None:
        """Take back what was done last on this page."""
        if self.done:
            self.undo(self.done[-1], "已撤销刚才办的一步")
        else:
            self.app.notify("在这一页还没有办过，没有可以撤销的。")

    @work(exclusive=True, group="keep")
    async def undo(self, act: str, said: str) -> None:
        """Take an act back, and say so once the disk has it."""
        with telling(self.app):
            await self.backroom.run(lambda w: keeping.undo(w, act))
            self.done = [each for each in self.done if each != act]
            await self.reread()
            self.app.notify(f"{said}。")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Ctrl+Z to the field for words to find."""
        if action == "take_back" and isinstance(self.focused, LineField):
            return False
        return super().check_action(action, parameters)
