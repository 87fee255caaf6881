"""A page that asks for a few things and keeps what was written: a plan, a roster, an activity.

What each asks for, and what is done with it, is the business of whoever extends it.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from liaison_tui.text import sanitise
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.telling import telling
from liaison_tui.tui.typeahead import TypeAhead
from liaison_tui.tui.widgets.blanks import Blank, Blanks
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.workspace import Workspace

F = TypeVar("F")

_LEAVING = {"stay": "继续填写", "leave": "放弃"}


class SheetPage(Page[None], Generic[F]):
    """The page. What it has `found` in the workspace is there once its fields are.

    `changed` are the keys of the fields that are not as they were, when it is kept.
    """

    DOES: ClassVar[str] = "保存"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "保存", id="save", priority=True, tooltip="保存这里写的内容"),
        Binding("escape", "back", "返回", id="back", tooltip="返回；写了没有保存的先问一声"),
    ]
    AUTO_FOCUS = ""

    def __init__(self, backroom: Backroom, title: str, *facts: str) -> None:
        super().__init__(backroom)
        self.heading = title
        self._facts = facts
        self.found: F | None = None
        self.changed: set[str] = set()
        self._waiting = True
        self._gone = False
        self._at: Widget | None = None
        self._ahead = TypeAhead()

    @abstractmethod
    def fetch(self, workspace: Workspace) -> F:
        """Find in the workspace what the page begins with; called in the backroom."""

    @abstractmethod
    def blanks(self, found: F) -> Sequence[Blank]:
        """Return what the page asks for, filled with what was found."""

    @abstractmethod
    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str | None:
        """Keep what was written and return what to say of it; called in the backroom.

        None keeps nothing: the page stays, and shows anew what is found.
        """

    def notice(self, found: F) -> Iterable[Paragraph]:  # noqa: ARG002 - for whoever extends it
        """Return what one must see while writing."""
        return ()

    def remark(self, typed: Mapping[str, Any]) -> str:  # noqa: ARG002 - for whoever extends it
        """Return what can be said of what is typed so far."""
        return ""

    def compose(self) -> ComposeResult:
        """Lay out the page; its fields come once they are found."""
        yield Heading()
        yield from self.parts()
        yield KeyBar()

    def parts(self) -> ComposeResult:
        """Lay out what a page and a dialog have in common."""
        yield Prose(id="notice")
        yield Blanks()
        yield Static(id="remark")
        yield Static(Content.assemble(("Ctrl+S ", "bold $primary"), self.DOES), id="promise")

    def on_mount(self) -> None:
        """Read what the page begins with."""
        for heading in self.query(Heading):
            heading.show(self.heading, facts=self._facts)
        self._show_notice(())
        self._open()

    @property
    def is_changed(self) -> bool:
        """Whether something was written that is not kept yet."""
        return not self._gone and self.query_one(Blanks).is_changed

    @work(exclusive=True, group="open")
    async def _open(self) -> None:
        with telling(self.app):
            self.found = await self.backroom.run(self._look)
            if not self.is_there:
                return
            self._show_notice(self.notice(self.found))
            await self.query_one(Blanks).ask(self.blanks(self.found))
            self._show_remark()
            self._release()
        if self.found is None:
            self._close()

    def _look(self, workspace: Workspace) -> F:
        """Find it with what others have written since."""
        workspace.store.refresh()
        return self.fetch(workspace)

    @on(events.Key)
    @on(events.Paste)
    def _type_ahead(self, event: events.Key | events.Paste) -> None:
        """Hold what is typed while no field can take it."""
        if self._waiting:
            self._ahead.hold(event)

    @on(Blanks.Changed)
    def _show_remark(self) -> None:
        remark = self.remark(self.query_one(Blanks).typed)
        line = self.query_one("#remark", Static)
        line.update(Content(sanitise(remark)))
        line.display = bool(remark)

    def _show_notice(self, paragraphs: Iterable[Paragraph]) -> None:
        shown = list(paragraphs)
        notice = self.query_one("#notice", Prose)
        notice.show(shown)
        notice.display = bool(shown)

    def action_save(self) -> None:
        """Save, once the keys pressed before have come to their field; later ones wait."""
        if self.found is None:
            self._ahead.add(events.Key("ctrl+s", None))
        elif not self._waiting:
            self._waiting = True
            self._at = self.focused
            self.set_focus(None)
            (self._at or self).call_later(self._save)

    def _save(self) -> None:
        """Save what is written, unless something in it is wrong."""
        blanks = self.query_one(Blanks)
        kept, wrong = blanks.read()
        self.changed = blanks.changed
        if wrong:
            self._release()
            blanks.show_findings(wrong)
        else:
            self._keep(kept)

    @work(exclusive=True, group="save")
    async def _keep(self, kept: Mapping[str, Any]) -> None:
        """Keep what is written; the disk has it before the page goes."""
        with telling(self.app):
            said = await self.backroom.run(lambda w: self.keep(w, kept))
            if not self.is_there:
                return
            if said is not None:
                self._say(said)
                self._close()
                return
            self.found = await self.backroom.run(self._look)
            self._show_notice(self.notice(self.found))
        self._release()

    def _say(self, said: str) -> None:
        """Say what was done, and what in it should not travel as it is."""
        warnings = [f"提醒：{one.message}。" for one in self.query_one(Blanks).exposed()]
        self.app.notify(
            "".join([f"{said}。", *warnings]), severity="warning" if warnings else "information"
        )

    def _release(self) -> None:
        """Let one write on where one stood, beginning with what was typed meanwhile."""
        self._waiting = False
        if self._at:
            self._at.focus()
        self._ahead.give(self.app)

    def action_back(self) -> None:
        """Go back, after a question where something was written."""
        if self._waiting and self.found is not None:
            return
        if self.is_changed:
            self._ask(self._close)
        else:
            self._close()

    async def close_up(self) -> bool:
        """Ask about what was written and not kept; whoever leaves the question open, leaves."""
        if self.is_changed and not isinstance(self.app.screen, Question):
            self._ask(self.app.exit)
            return False
        return True

    def _ask(self, leave: Callable[[], object]) -> None:
        """Leave only if one gives up what one has written."""

        def answered(answer: str | None) -> None:
            if answer == "leave":
                leave()

        text = f"“{self.heading}”里写的还没有保存，放弃后找不回来。"
        self.app.push_screen(Question("还没有保存", text, _LEAVING), answered)

    def _close(self) -> None:
        """Go, once; what lies above the page goes first."""
        if self._gone or not self.is_there:
            return
        self._gone = True
        while self.app.screen is not self:
            self.app.pop_screen()
        self.dismiss(None)


class SheetDialog(SheetPage[F], ModalScreen[None]):
    """The same for a few fields, before another page that stays in sight behind it."""

    def compose(self) -> ComposeResult:
        """Lay out the dialog."""
        with Vertical(classes="dialog"):
            title = "  ".join([self.heading, *self._facts])
            yield Static(Content(sanitise(title)), classes="dialog-title")
            yield from self.parts()
        yield KeyBar()
