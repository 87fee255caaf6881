"""Statements for tests: events, how far they came, submissions; made by the program's own means."""

from collections.abc import Mapping, Sequence
from typing import Any

from liaison_tui.journal.event import Event, make_event
from liaison_tui.journal.submission import Submission, make_manifest, read_submission
from liaison_tui.journal.vouching import Vouched

PROGRAMME = "jiangyin-2021@1"
ANN, BEN, CENTRE, PROVINCE, STRANGER = ("a" * 32, "b" * 32, "c" * 32, "d" * 32, "e" * 32)
DUE = "2021-07-05"


def event(
    kind: str = "progress",
    *,
    unit: str = "chengjiang",
    device: str = ANN,
    item: str | None = "T20",
    period: str | None = "2021-06",
    at: str = "2021-06-28T10:00:00+08:00",
    replaces: Sequence[Event] = (),
    about: Sequence[str] = (),
    body: Mapping[str, Any] | None = None,
    nonce: int = 0,
    programme: str = PROGRAMME,
) -> Event:
    return make_event(
        programme=programme,
        unit=unit,
        device=device,
        kind=kind,
        at=at,
        by="王芳",
        nonce=f"{nonce:08x}",
        item=item,
        period=period,
        replaces=[replaced.id for replaced in replaces],
        about=about,
        body={"text": "已走访企业"} if body is None else body,
    )


def statement(kind: str, *, about: Sequence[str] = (), **body: Any) -> Event:
    """Return what a centre says of devices and manifests."""
    unit, device = body.pop("unit", "chengjiang"), body.pop("by_device", CENTRE)
    return event(kind, unit=unit, device=device, item=None, period=None, about=about, body=body)


def own(said: Event, received: str | None = None, *, sent: bool = True) -> Vouched:
    """Return what a unit's device said, and when the centre had it."""
    return Vouched(said, by_centre=False, sent=sent, received=received)


def central(said: Event) -> Vouched:
    """Return what the centre said itself."""
    return Vouched(said, by_centre=True, sent=True, received=said.at)


def submission(
    events: Sequence[Event] = (),
    *,
    after: Submission | None = None,
    device: str = ANN,
    unit: str = "chengjiang",
    centre: str | None = None,
    by: str = "王芳",
) -> Submission:
    """Return an unsigned submission that follows `after`."""
    manifest = make_manifest(
        programme=PROGRAMME,
        programme_sha256="0" * 64,
        unit=unit,
        device=device,
        newest=after,
        events=[listed.id for listed in events],
        evidence={},
        centre=centre,
        at="2021-06-28T10:00:00+08:00",
        by=by,
        program="tests",
    )
    return read_submission(manifest, bytes(96))
