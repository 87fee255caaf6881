"""A form as it is written on: its fields, its draft, what others do meanwhile."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from liaison_tui.journal.comparing import setbacks
from liaison_tui.journal.entry import Finding, exposed, refusals
from liaison_tui.journal.evidence_uses import uses_of
from liaison_tui.journal.form import read_form
from liaison_tui.journal.totals import so_far
from liaison_tui.programme.period import following
from liaison_tui.reports import wording
from liaison_tui.text import sanitise
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.drafting import Drafting
from liaison_tui.tui.others import Others
from liaison_tui.tui.passing import Duty
from liaison_tui.tui.screens.form_notice import notice_of
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.question import may_quit
from liaison_tui.tui.telling import telling
from liaison_tui.tui.typeahead import TypeAhead
from liaison_tui.tui.widgets.detail import Detail
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.offer import Offer
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.tui.widgets.sheet import Sheet

_DRAFT_AFTER = 0.4
_LOOK_AGAIN = 2.0


class WritingPage(Page[None]):
    """The page. While it is `waiting` no field can take a key; what is typed is held `ahead`."""

    AUTO_FOCUS = ""

    def __init__(self, backroom: Backroom, duty: Duty) -> None:
        super().__init__(backroom)
        self.ahead = TypeAhead()
        self.take_up(duty)

    def take_up(self, duty: Duty) -> None:
        """Turn to an obligation; no key may act until its fields are there."""
        standing = duty.month.standing(duty.item)
        if standing is None:
            raise ValueError(f"{duty.item} is not owed in {duty.month.period}")
        self.duty = duty
        self.month = duty.month
        self.standing = standing
        self.item = standing.item
        draft = self.month.drafts.get(standing.obligation.key)
        self.drafting = Drafting(self.backroom, standing, draft)
        self.others = Others(self.backroom, standing)
        self._timer: Timer | None = None
        self.opening = self.waiting = True

    def compose(self) -> ComposeResult:
        """Lay out the duty, and the fields filled from the draft or the current entry."""
        yield Heading()
        yield Prose(self._notice(), id="notice")
        yield Offer(self.backroom, self.month.unit, self.item, self.month.period)
        with Horizontal(id="panes"):
            yield Detail()
            yield self.sheet_of(self._before())
        yield Static(self.promise(), id="promise")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the obligation it was made for."""
        self.begin()
        self.set_interval(_LOOK_AGAIN, self.look_again)

    def on_unmount(self) -> None:
        """Be seen by others no more."""
        self.others.leave()

    def begin(self) -> None:
        """Put the cursor where the writing begins."""
        period = wording.period_word(self.month.period)
        facts = [self.month.unit.name, period]
        self.query_one(Heading).show(self.item.id, self.item.text, facts=facts)
        self._show_notice()
        self.query_one(Detail).show(self.month, self.item.id)
        uses = uses_of(self.month.reports, self.drafting.key)
        self.sheet.evidence.begin(self.backroom.workspace.config.attachment_limit, uses)
        draft = self.drafting.first
        if draft:
            self.sheet.evidence.replace(draft.evidence, [Path(name) for name in draft.files])
        self.sheet.start(whole=self._is_read_again)
        # Once the fields have their places: the page has jumped to that one.
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        self.sheet.settle(whole=self._is_read_again)
        self._remark()
        self.look_again()
        self.opening = self.waiting = False
        self.ahead.give(self.app)

    @property
    def _is_read_again(self) -> bool:
        """Whether one reads the page from its beginning first, since it was returned."""
        return self.standing.state == "returned"

    def sheet_of(self, before: Mapping[str, Any]) -> Sheet:
        """Return the page to write on; `before` is what each measure came to until last month."""
        return Sheet(self.item, self.standing.body, self.drafting.values, before)

    def wrong_in(self, body: Mapping[str, Any]) -> list[Finding]:
        """Return what must be mended before it can be kept."""
        return refusals(body, self.item)

    @property
    def sheet(self) -> Sheet:
        """The page to write on."""
        return self.query_one(Sheet)

    @on(events.Key)
    @on(events.Paste)
    def _type_ahead(self, event: events.Key | events.Paste) -> None:
        """Hold what is typed while no field can take it."""
        if self.waiting:
            self.ahead.hold(event)

    @on(Sheet.Changed)
    def keep_soon(self) -> None:
        """Keep what is half written, once a moment has passed."""
        if self.waiting:
            return
        self.sheet.note()
        if self._timer is None:
            self._timer = self.set_timer(_DRAFT_AFTER, self._keep_now)

    def _keep_now(self) -> None:
        self._timer = None
        self._remark()
        self.run_worker(self._keep(), group="draft")

    def _remark(self) -> None:
        """Say at the fields what is odd in them, compared with the months before."""
        body, _ = self.read_fields()
        earlier = {m: e.event.body for m, e in self.month.earlier(self.item.id).items()}
        self.sheet.show_remarks([*setbacks(self.item, body, earlier), *exposed(body)])

    def read_fields(self) -> tuple[dict[str, Any], list[Finding]]:
        """Return the body that the form means, and what in it is no number."""
        labels = {measure.key: measure.label for measure in self.item.measures}
        return read_form(self.sheet.values, labels)

    @work(exclusive=True, group="look")
    async def look_again(self) -> None:
        """Say by itself what others do meanwhile with the same obligation."""
        others = self.others
        with telling(self.app):
            if await others.look() and others is self.others and self.is_there:
                self._show_notice()

    def _show_notice(self) -> None:
        notice = self.query_one("#notice", Prose)
        notice.show(self._notice())
        notice.display = bool(self._notice())

    async def close_up(self) -> bool:
        """Keep what is half written; where another window's draft is in its place, ask."""
        await self.flush()
        return may_quit(self.app, changed=self.drafting.is_kept_out)

    async def flush(self) -> None:
        """Keep what was typed since the last draft, before the page goes."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        await self._keep()

    async def _keep(self) -> None:
        evidence, drafting = self.sheet.evidence, self.drafting
        was_kept_out = drafting.is_kept_out
        with telling(self.app):
            await drafting.keep(
                self.sheet.values, evidence.kept, [*evidence.files, *evidence.typed]
            )
        if drafting.is_kept_out != was_kept_out and drafting is self.drafting and self.is_there:
            self._show_notice()

    def _before(self) -> dict[str, Any]:
        """Return what each measure came to in the months before."""
        month, earlier = self.month, following(self.month.period, -1)
        return {
            measure.key: so_far(
                month.programme, month.reports, month.unit.id, self.item, measure, earlier
            )
            for measure in self.item.measures
        }

    def _notice(self) -> list[Paragraph]:
        return list(notice_of(self.month, self.standing, self.drafting, self.others))

    def promise(self) -> Content:
        """Return what Ctrl+S will do, and what it did a moment ago."""
        then = f"保存并到下一项（{self.duty.following}）" if self.duty.following else "保存"
        said = (f"    {sanitise(self.duty.said)}", "$quiet") if self.duty.said else ""
        return Content.assemble(("Ctrl+S ", "bold $primary"), then, said)
