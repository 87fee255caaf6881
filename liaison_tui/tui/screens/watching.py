"""Watching a folder while the receiving page is open: what comes into it is taken in by itself."""

import threading
from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.timer import Timer

from liaison_tui.errors import LiaisonError
from liaison_tui.exchange import runs
from liaison_tui.exchange.taking import Row as Taken
from liaison_tui.exchange.watching import Watch
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.taken_page import TakenPage
from liaison_tui.tui.telling import telling
from liaison_tui.workspace import Workspace


class WatchingPage(TakenPage):
    """The page. `stopping`: nothing more shall be taken in. `busy`: what one has named is."""

    # Seconds between two looks; a file is taken in once two of them have found it the same.
    EVERY: ClassVar[float] = 3.0
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "watch", "看守", id="watch", tooltip="看守文件夹，新来的自动汇入；再按停止"),
        *TakenPage.BINDINGS,
    ]

    def __init__(self, backroom: Backroom) -> None:
        super().__init__(backroom)
        self.stopping = threading.Event()
        self.busy = False
        self._looking = False
        self._watch: Watch | None = None
        self._timer: Timer | None = None

    @abstractmethod
    def typed(self) -> list[Path]:
        """Return the places that were typed."""

    @abstractmethod
    async def tell(self, rows: list[Taken]) -> None:
        """Show what became of files."""

    @property
    def watched(self) -> str:
        """The name of the folder that is watched; empty where none is."""
        return self._watch.folder.name or str(self._watch.folder) if self._watch else ""

    def action_watch(self) -> None:
        """Watch the folder that was typed, or watch it no more."""
        places = self.typed()
        if self._watch:
            name = self.watched
            self.stop_watching()
            self.app.notify(f"不再看守“{name}”，汇入的都在。")
            self.show_watch()
        elif len(places) != 1 or not places[0].is_dir():
            self.app.notify("请在上面写一个文件夹的位置，再按 F2 看守。", severity="warning")
        else:
            self.stopping.clear()
            self._watch = Watch(self.backroom.workspace.office, places[0])
            self._timer = self.set_interval(self.EVERY, self._look)
            self.app.notify(f"正在看守“{self.watched}”：新来的文件自动汇入；再按 F2 停止。")
            self.show_watch()
            self._look()

    @abstractmethod
    def show_watch(self) -> None:
        """Say at the top whether a folder is watched."""

    def stop_watching(self) -> None:
        """Watch no more; what is being taken in stops after the file at hand."""
        self.stopping.set()
        if self._timer:
            self._timer.stop()
        self._watch = self._timer = None

    @work(group="look")
    async def _look(self) -> None:
        """Take in what has come and stands still; a look that finds another one at it goes."""
        watch = self._watch
        if watch is None or self._looking or self.busy:
            return
        self._looking = True
        try:
            with telling(self.app):
                rows = await self._found_by(watch)
                if rows and self.is_there:
                    await self.tell([*self.rows, *rows])
        finally:
            self._looking = False

    async def _found_by(self, watch: Watch) -> Sequence[Taken]:
        """Return what was taken in; where the folder can be read no more, watch it no more."""
        try:
            return await self.backroom.run(lambda w: self._take_new(w, watch))
        except LiaisonError:
            if watch is self._watch:
                self.stop_watching()
                self.show_watch()
            raise

    def _take_new(self, workspace: Workspace, watch: Watch) -> Sequence[Taken]:
        """Take in what is ready, in the backroom."""
        ready = watch.ready()
        if not ready or self.stopping.is_set():
            return []
        return runs.take_in(workspace.office, ready, progress=lambda *_: not self.stopping.is_set())
