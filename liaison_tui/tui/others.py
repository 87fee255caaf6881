"""What others do meanwhile with the obligation of a form: in another window, by a command."""

from liaison_tui.journal.event import Event
from liaison_tui.journal.standing import Standing
from liaison_tui.storage.presence import Presence
from liaison_tui.tui.backroom import Backroom
from liaison_tui.workspace import Workspace


class Others:
    """The others at one obligation. `look` finds out whether they are there, and what they said."""

    def __init__(self, backroom: Backroom, standing: Standing) -> None:
        self._backroom = backroom
        self._key = standing.obligation.key
        self._heads = _ids(standing)
        self._mark: object = None
        self._presence: Presence | None = None
        self._gone = False
        self.are_here = False
        self.newer: tuple[Event, ...] = ()

    async def look(self) -> bool:
        """Look once more, and tell whether there is something else to say than before."""
        known = self.are_here, self.newer
        await self._backroom.run(self._find_out)
        return known != (self.are_here, self.newer)

    def leave(self) -> None:
        """Be seen here no more."""
        self._gone = True
        if self._presence:
            self._presence.leave()

    def _find_out(self, workspace: Workspace) -> None:
        if self._presence is None:
            self._presence = Presence(workspace.store_folder, self._key)
        self.are_here = self._presence.has_company()
        # Whoever left while this was under way was not yet there to be taken off, and may have
        # given up waiting for it.
        if self._gone:
            self._presence.leave()
        mark = workspace.mark()
        if mark != self._mark:
            self._mark = mark
            workspace.store.refresh()
            unit, item, period = self._key
            reports = workspace.reports(units=[unit], items=[item], periods=[period])
            report = reports.get(self._key)
            heads = report.heads if report else ()
            self.newer = tuple(h.event for h in heads if h.event.id not in self._heads)


def _ids(standing: Standing) -> frozenset[str]:
    heads = standing.report.heads if standing.report else ()
    return frozenset(head.event.id for head in heads)
