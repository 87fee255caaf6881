"""What submissions vouch for: whose devices are trusted, what counts, what was received when.

The answers depend on the set of what is known, never on the order in which it came.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from liaison_tui.journal.event import Event
from liaison_tui.journal.ids import EVERY_UNIT
from liaison_tui.journal.submission import Chain, Submission, newest_of


class Seat(NamedTuple):
    """Where a trusted device stands: in a unit, or in a centre (by its id)."""

    unit: str | None = None
    centre: str | None = None


# The kinds of event that say what submissions vouch for.
VOUCHING_KINDS = frozenset(("trust", "revoke", "receipt"))


@dataclass(frozen=True, slots=True)
class Cut:
    """A device's revocation: only these manifests and their ancestors go on counting."""

    device: str
    manifests: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vouched:
    """An event that counts, and how far it has come.

    `sent`: listed in a submission. `received`: when the centre had it, `2021-07-05T10:00:00+08:00`;
    what a centre says itself it has at once.
    """

    event: Event
    by_centre: bool
    sent: bool
    received: str | None


@dataclass(frozen=True)
class Vouching:
    """The submissions a store has taken in, seen from one office.

    `anchors` are the devices this office itself knows: its own, and those confirmed here by hand.
    `statements` are the `trust`, `revoke` and `receipt` events the store has. `cuts` are
    revocations noted by hand.
    """

    own: str
    anchors: Mapping[str, Seat]
    submissions: Sequence[Submission]
    statements: Sequence[Event] = ()
    cuts: Sequence[Cut] = ()

    @cached_property
    def by_sha256(self) -> dict[str, Submission]:
        """Every submission under its manifest's SHA-256."""
        return {submission.sha256: submission for submission in self.submissions}

    @cached_property
    def seats(self) -> dict[str, Seat]:
        """Every trusted device: the anchors, and those that a trusted centre vouches for.

        Only this office's own word seats another centre.
        """
        seats = dict(self.anchors)
        trusts = sorted((e for e in self.statements if e.kind == "trust"), key=lambda e: e.id)
        found = True
        while found:
            found = False
            for event in trusts:
                device = event.body.get("device")
                author = seats.get(event.device)
                if not isinstance(device, str) or device in seats or not author or author.unit:
                    continue
                centre = event.body.get("centre")
                if not self._is_heard(event):
                    continue
                if centre is None:
                    seats[device] = Seat(unit=event.unit)
                elif event.device == self.own:
                    seats[device] = Seat(centre=str(centre))
                found = found or device in seats
        return seats

    @cached_property
    def revoked(self) -> dict[str, list[frozenset[str]]]:
        """For every revoked device, by each revocation: the manifests that go on counting.

        Another centre's word revokes units' devices only.
        """
        found: dict[str, list[frozenset[str]]] = defaultdict(list)
        for name, kept in self._revoked_by_us.items():
            found[name] += kept
        for event in self.statements:
            device = event.body.get("device")
            if event.kind != "revoke" or not isinstance(device, str) or event.device == self.own:
                continue
            by_centre = self._is_centre(event.device) and self._is_heard(event)
            if by_centre and not self._is_centre(device):
                found[device].append(frozenset(self._with_ancestors(event.about)))
        return dict(found)

    @cached_property
    def counting(self) -> frozenset[str]:
        """The manifests whose device is trusted to say what they say."""
        return frozenset(s.sha256 for s in self.submissions if self.counts(s))

    @cached_property
    def received(self) -> dict[str, str]:
        """When each manifest was received, by the earliest receipt that covers it."""
        found: dict[str, str] = {}
        for event in self.statements:
            moment = event.body.get("received_at")
            if event.kind != "receipt" or not isinstance(moment, str):
                continue
            if self._is_centre(event.device) and self._is_heard(event):
                for sha256 in self._with_ancestors(event.about):
                    found[sha256] = min(moment, found.get(sha256, moment))
        return found

    @cached_property
    def forks(self) -> dict[tuple[Chain, int], list[str]]:
        """Numbers of a chain that more than one manifest bears, with those manifests."""
        places: dict[tuple[Chain, int], list[str]] = defaultdict(list)
        for submission in self.submissions:
            places[submission.chain, submission.number].append(submission.sha256)
        return {place: sorted(found) for place, found in places.items() if len(found) > 1}

    @cached_property
    def last_received(self) -> dict[str, str]:
        """When the newest submission of each unit's devices was received."""
        found: dict[str, str] = {}
        for submission in self.submissions:
            moment = self.received.get(submission.sha256)
            if submission.centre is None and moment and submission.sha256 in self.counting:
                found[submission.unit] = max(moment, found.get(submission.unit, moment))
        return found

    @property
    def state(self) -> str:
        """The sum modulo 2^256 of the distinct ids that counting submissions of units list."""
        ids: set[str] = set()
        for submission in self.submissions:
            if submission.centre is None and submission.sha256 in self.counting:
                ids.update(submission.events)
        return f"{sum(int(name, 16) for name in ids) % 2**256:064x}"

    def counts(self, submission: Submission) -> bool:
        """Tell whether a submission, known or not yet, may speak for whom it speaks."""
        return self.is_seated(submission) and not self.is_cut_off(submission)

    def is_seated(self, submission: Submission) -> bool:
        """Tell whether a submission's device is trusted in the office it speaks for."""
        seat = self.seats.get(submission.device)
        if seat is None:
            return False
        if submission.centre is not None:
            return seat.centre == submission.centre
        return seat.unit == submission.unit

    def is_cut_off(self, submission: Submission) -> bool:
        """Tell whether a revocation of its device leaves a submission out."""
        kept = self.revoked.get(submission.device, [])
        return any(submission.sha256 not in manifests for manifests in kept)

    def newest(self, chain: Chain) -> Submission | None:
        """Return the newest submission of a chain, made here or taken in."""
        return newest_of(chain, self.submissions)

    def listed_by(self, manifests: Iterable[str]) -> frozenset[str]:
        """Return the ids that some manifests and their ancestors list, as far as they count."""
        names = self._with_ancestors(manifests) & self.counting
        return frozenset(event for name in names for event in self.by_sha256[name].events)

    def vouch(self, event: Event, listed_in: Sequence[str]) -> Vouched | None:
        """Return an event with how far it has come, or None where nothing vouches for it.

        `listed_in` are the manifests that list it; our own may be listed in none yet.
        """
        counting = [
            sha256
            for sha256 in listed_in
            if sha256 in self.counting and may_list(self.by_sha256[sha256], event)
        ]
        unsent = event.device == self.own and not listed_in
        if not counting and not unsent:
            return None
        received = min(
            (self.received[sha256] for sha256 in counting if sha256 in self.received), default=None
        )
        by_centre = self._is_centre(event.device)
        return Vouched(event, by_centre, bool(counting), event.at if by_centre else received)

    @cached_property
    def _revoked_by_us(self) -> dict[str, list[frozenset[str]]]:
        found: dict[str, list[frozenset[str]]] = defaultdict(list)
        for cut in self.cuts:
            found[cut.device].append(frozenset(self._with_ancestors(cut.manifests)))
        for event in self.statements:
            device = event.body.get("device")
            if event.kind == "revoke" and event.device == self.own and isinstance(device, str):
                found[device].append(frozenset(self._with_ancestors(event.about)))
        return dict(found)

    @cached_property
    def _listed_by_centres(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for submission in self.submissions:
            if submission.centre is not None:
                for name in submission.events:
                    found[name].append(submission.sha256)
        return found

    def _is_heard(self, event: Event) -> bool:
        """Tell whether a centre's statement stands in what its revocation, if any, has left."""
        kept = self._revoked_by_us.get(event.device, [])
        listed_in = self._listed_by_centres.get(event.id, [])
        return not kept or any(all(name in one for one in kept) for name in listed_in)

    def _is_centre(self, device: str) -> bool:
        seat = self.seats.get(device)
        return seat is not None and seat.centre is not None

    def _with_ancestors(self, manifests: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for name in manifests:
            step: str | None = name
            while step is not None and step not in found:
                found.add(step)
                known = self.by_sha256.get(step)
                step = known.prev if known else None
        return found


def may_list(submission: Submission, event: Event) -> bool:
    """Tell whether a submission may list an event: of its own device, about its own unit.

    A centre's may also list what speaks of every unit.
    """
    about = (submission.unit, EVERY_UNIT) if submission.centre is not None else (submission.unit,)
    return event.device == submission.device and event.unit in about
