"""An office as the exchange sees it: who it is, what it keeps, and what it signs with."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from filelock import BaseFileLock

from liaison_tui import __version__, clock
from liaison_tui.errors import Refused
from liaison_tui.exchange.signatures import DeviceKey
from liaison_tui.journal.event import Event, make_event
from liaison_tui.journal.ids import EVERY_UNIT
from liaison_tui.journal.submission import Chain, Submission, make_manifest, read_submission
from liaison_tui.programme.model import Programme
from liaison_tui.storage.evidence import EvidenceStore
from liaison_tui.storage.inbox import Inbox
from liaison_tui.storage.programmes import ProgrammeFiles
from liaison_tui.storage.store import Store

PROGRAM = f"liaison_tui {__version__}"


@dataclass(frozen=True)
class Office:
    """One office's means of exchange.

    `unit` is its unit's id, None at a centre; `centre` the id of its centre, or its own there.
    `lock` is held while the office's files change. `plans` are the programme files it has,
    `current` the id of one of its plans. `nonce` gives eight random hex digits, seeded ones in a
    rehearsal. `evidence_limit` is how many bytes of evidence a bundle takes.
    """

    unit: str | None
    centre: str
    officer: str
    current: str
    plans: ProgrammeFiles
    key: DeviceKey
    store: Store
    lock: BaseFileLock
    inbox: Inbox
    evidence: EvidenceStore
    evidence_limit: int
    nonce: Callable[[], str] = field(default=lambda: secrets.token_hex(4))

    @property
    def is_centre(self) -> bool:
        """Whether this is a centre."""
        return self.unit is None

    @property
    def programme(self) -> Programme:
        """The plan at work today, in its newest version; it knows those of all years."""
        return self.plans.all_years(self.current, clock.today())

    def plan_of(self, period: str | None) -> Programme:
        """Return the year's plan that a month belongs to, alone; the one at work for None."""
        whole = self.programme
        return self.plans.in_force(whole.at(period).id if period else whole.id)

    @property
    def programmes(self) -> Mapping[str, Programme]:
        """Every version of every plan that is known here, by name (`jiangyin-2021@1`)."""
        return self.plans.by_name

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock, with the store read up to what others have written.

        Raises Refused where another window has renewed the key meanwhile.
        """
        with self.lock:
            if not self.key.is_current():
                raise Refused("本机密钥刚刚更换，没有写入", "请再试一次")
            self.store.refresh()
            self.plans.refresh()
            yield

    def new_event(
        self,
        kind: str,
        *,
        unit: str,
        body: Mapping[str, Any],
        item: str | None = None,
        period: str | None = None,
        replaces: Sequence[str] = (),
        about: Sequence[str] = (),
        plan: str | None = None,
    ) -> Event:
        """Return a new statement of this office, not kept yet.

        It is written under the plan of an id, or that of its month, or the one at work.
        """
        return make_event(
            programme=(self.plans.in_force(plan) if plan else self.plan_of(period)).name,
            unit=unit,
            device=self.key.device,
            kind=kind,
            at=clock.stamp(),
            by=self.officer,
            nonce=self.nonce(),
            item=item,
            period=period,
            replaces=replaces,
            about=about,
            body=body,
        )

    def chain_of(self, unit: str, plan: str) -> Chain:
        """Return our own chain of a plan that speaks of (at a unit: for) a unit."""
        return Chain(plan, self.key.device, unit)

    def sign(
        self,
        unit: str,
        events: Sequence[Event],
        evidence: Mapping[str, int],
        *,
        to: str,
        period: str,
        newest: Submission | None,
        programme: Programme,
    ) -> Submission:
        """Number and sign a submission that lists `events`, after `newest` of its chain.

        It says that it was written under a version, `programme`.
        """
        manifest = make_manifest(
            programme=programme.name,
            programme_sha256=programme.sha256,
            unit=unit,
            device=self.key.device,
            newest=newest,
            events=[event.id for event in events],
            evidence=evidence,
            centre=self.centre if self.is_centre else None,
            to=to,
            period=period,
            at=clock.stamp(),
            by=self.officer,
            program=PROGRAM,
        )
        return read_submission(manifest, self.key.sign(manifest))

    def may_speak_of(self, event: Event, unit: str) -> bool:
        """Tell whether one of our events belongs in the chain about a unit."""
        return event.unit == unit or (self.is_centre and event.unit == EVERY_UNIT)
