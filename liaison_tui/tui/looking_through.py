"""Looking through a month before it goes, in the backroom, telling how far it has come."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from liaison_tui.exchange import sending
from liaison_tui.journal.concern import Concern
from liaison_tui.precheck import concerns
from liaison_tui.programme.model import Unit
from liaison_tui.reports import wording
from liaison_tui.reports.closing_words import amends_words
from liaison_tui.reports.month import Month
from liaison_tui.storage.inspecting import Inspector
from liaison_tui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found in the workspace, and the mark it had then: None for a look broken off."""

    mark: object
    month: Month
    ahead: sending.Ahead
    concerns: Sequence[Concern]

    @property
    def summary(self) -> str:
        """How the month stands, and what an export would carry that is new, in Chinese."""
        month, ahead = self.month, self.ahead
        drafts = sum(s.state == "draft" for s in month.standings)
        said = f"应报 {len(month.standings)} 项，已填 {month.done} 项"
        said += f"，草稿 {drafts} 项（不会报送）" if drafts else ""
        colleague = wording.carried(ahead.carried)
        if ahead.new_events:
            new = f"新内容 {ahead.new_events} 条" + (f"，另有{colleague}" if colleague else "")
        elif colleague:
            new = f"本机没有新内容，可以带上{colleague}"
        elif ahead.number:
            new = f"没有新内容；第 {ahead.number} 次的包丢了，可以再导出"
        else:
            new = "还没有可报送的内容，请先填写"
        shut = f"{amends_words(month.period)}。" if month.closed else ""
        return f"{said}。{new}。{shut}"


class LookThrough:
    """Looks through a unit's month, again and again; attachments it reads once.

    `progress` is how many obligations were looked at, of how many.
    """

    def __init__(self, unit: Unit, period: str) -> None:
        self._unit = unit
        self._period = period
        self._inspector: Inspector | None = None
        self._stop = threading.Event()
        self.progress = (0, 0)

    def begin(self) -> None:
        """Take back an earlier `stop`."""
        self.progress = (0, 0)
        self._stop.clear()

    def stop(self) -> None:
        """End the look at what is at hand; what it has found by then is not all there is."""
        self._stop.set()

    def see(self, workspace: Workspace) -> Seen:
        """Return what is to be seen to now; called in the backroom."""
        self._inspector = self._inspector or Inspector(workspace.office.evidence)
        mark = workspace.mark()
        month = workspace.read_month(self._unit, self._period)
        found = concerns(workspace, self._unit, self._period, self._inspector, self._told)
        known = None if self._stop.is_set() else mark
        return Seen(known, month, sending.ahead(workspace.office, self._period), found)

    def _told(self, number: int, count: int) -> bool:
        """Note how far it has come: the backroom never waits for the screen."""
        self.progress = (number, count)
        return not self._stop.is_set()
