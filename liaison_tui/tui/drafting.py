"""One form's draft: kept while it says other things than the entry, dropped when it no longer does.

A form asks for it soon after each key; `keep` may be asked for as often as one likes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from liaison_tui import clock
from liaison_tui.journal.form import form_values, read_form
from liaison_tui.journal.standing import Standing
from liaison_tui.storage.drafts import Draft, Drafts
from liaison_tui.tui.backroom import Backroom


class Drafting:
    """The draft of one obligation, and what the form began with.

    `first` is the draft that was there, if any; `heads` the ids of the entries that stand, `seen`
    those the form's words speak of. `is_kept_out` tells whether what the form says lies nowhere,
    since another window's draft of the same obligation stays.
    """

    def __init__(self, backroom: Backroom, standing: Standing, first: Draft | None) -> None:
        self._backroom = backroom
        self.key = standing.obligation.key
        self.first = first
        self.entry = standing.body
        self.saved = form_values(standing.body)
        self.attached = list(standing.body.get("evidence", ()))
        heads = standing.report.heads if standing.report else ()
        self.heads = tuple(head.event.id for head in heads)
        self.seen = first.seen if first else self.heads
        self._last = first
        self.is_kept_out = False

    @property
    def values(self) -> Mapping[str, str]:
        """What a form shows at first."""
        return self.first.values if self.first else self.saved

    @property
    def drafted(self) -> Mapping[str, Any]:
        """What the draft that was there would say as an entry, as far as it can be read."""
        if self.first is None:
            return self.entry
        body, _ = read_form(self.first.values, {})
        return {**body, "evidence": list(self.first.evidence)}

    @property
    def is_kept(self) -> bool:
        """Whether a draft lies on the disk."""
        return self._last is not None

    def give_up(self, drafts: Drafts) -> None:
        """Forget the draft that became an entry, but none that another window has written since."""
        drafts.put(self.key, None, over=self._last)

    def begin_again(self) -> None:
        """Speak of the entries that stand now, since the draft was given up."""
        self.seen = self.heads

    async def keep(
        self,
        values: Mapping[str, str],
        evidence: Sequence[Mapping[str, Any]],
        paths: Sequence[Path],
    ) -> None:
        """Keep what a form says now; where that is what the entry says, no draft is left.

        What another window has drafted is neither written over nor dropped.
        """
        files = tuple(str(path) for path in paths)
        said = Draft(
            *self.key, values=values, evidence=tuple(evidence), files=files,
            seen=self.seen, at=clock.stamp(),
        )  # fmt: skip
        is_other = bool(files) or values != self.saved or list(evidence) != self.attached
        draft = said if is_other else None
        await self._backroom.run_on_drafts(lambda drafts: self._put(drafts, draft))

    def _put(self, drafts: Drafts, draft: Draft | None) -> None:
        """Keep a draft or none, in the thread of drafts, where one `keep` follows the other."""
        if draft and self._last and replace(draft, at=self._last.at) == self._last:
            self.is_kept_out = False
            return  # as it is kept, or as it was handed to the form
        is_put = drafts.put(self.key, draft, over=self._last)
        self.is_kept_out = draft is not None and not is_put
        if not self.is_kept_out:
            self._last = draft
