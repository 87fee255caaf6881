"""Revoking a device from one of its submissions on: what there is, and what would leave the totals.

`trusting.revoke` takes the number or code up to which all counts; here one looks before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from liaison_tui.errors import Refused
from liaison_tui.exchange import trusting
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.trusting import Device
from liaison_tui.journal.event import ENTRY_KINDS
from liaison_tui.journal.fold import Key, fold
from liaison_tui.journal.submission import Submission, tips
from liaison_tui.journal.vouching import Cut, Vouching
from liaison_tui.storage.store import Selection


@dataclass(frozen=True, slots=True)
class Sending:
    """A submission of a device, and when it was received (empty where no receipt covers it)."""

    submission: Submission
    received: str


@dataclass(frozen=True, slots=True)
class Loss:
    """What no longer counts: how many submissions, and which obligations say something else then.

    `gone` are reported no more, `former` go back to what was said before.
    """

    submissions: int
    gone: Sequence[Key]
    former: Sequence[Key]


def sendings(office: Office, device: str) -> list[Sending]:
    """Return what a device has sent, the newest first."""
    vouching = office.store.vouching()
    own = [s for s in vouching.submissions if s.device == device]
    own.sort(key=lambda s: (s.number, s.at, s.sha256), reverse=True)
    return [Sending(s, vouching.received.get(s.sha256, "")) for s in own]


def loss(office: Office, device: str, first: str | None) -> Loss:
    """Return what would no longer count if a device were revoked from a manifest on.

    Without one nothing that came in so far is lost.
    """
    before = office.store.vouching()
    cut = Cut(device, frozenset(_kept(office, before, device, first)))
    after = replace(before, cuts=[*before.cuts, cut])
    now, then = _current(office, before), _current(office, after)
    changed = [key for key in now if now[key] != then.get(key, "")]
    return Loss(
        len(before.counting - after.counting),
        [key for key in changed if not then.get(key)],
        [key for key in changed if then.get(key)],
    )


def revoke_from(office: Office, device: Device, first: str | None) -> Device:
    """Revoke a device; of what it has sent, a manifest and all that follows it count no more.

    What it sent under the plans of later years follows too.
    """
    if device.state == "revoked":
        raise Refused("这台电脑已经停用")
    kept = _kept(office, office.store.vouching(), device.device, first)
    return trusting.cut_off(office, device, kept)


def _kept(office: Office, vouching: Vouching, device: str, first: str | None) -> list[str]:
    """Return the newest manifests of each branch that go on counting."""
    own = [s for s in vouching.submissions if s.device == device]
    years = trusting.years_of(office)
    lost = _with_followers(own, first, years) if first else set()
    return [s.sha256 for s in tips([s for s in own if s.sha256 not in lost])]


def _with_followers(own: Sequence[Submission], first: str, years: Mapping[str, str]) -> set[str]:
    [named] = [s for s in own if s.sha256 == first]
    since = years.get(named.programme_id, "")
    later = (s for s in own if s.unit == named.unit and years.get(s.programme_id, "") > since)
    lost = {first, *(s.sha256 for s in later)}
    for submission in sorted(own, key=lambda s: s.number):
        if submission.prev in lost:
            lost.add(submission.sha256)
    return lost


def _current(office: Office, vouching: Vouching) -> dict[Key, str]:
    """Return the current entry of each obligation, empty where none stands."""
    said = fold(office.store.statements(vouching, Selection(ENTRY_KINDS)))
    return {key: r.current.event.id if r.current else "" for key, r in said.items()}
