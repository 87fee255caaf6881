"""The event: one immutable statement, named by its hash (docs/FORMAT §1)."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from liaison_tui.journal import canonical
from liaison_tui.journal.canonical import NotCanonical
from liaison_tui.journal.ids import DEVICE, EVERY_UNIT, ITEM, SHA256
from liaison_tui.programme.ids import PROGRAMME, SLUG, matches
from liaison_tui.programme.period import is_month

VERSION = 1
UNIT_KINDS = frozenset(
    ("progress", "withdraw", "plan", "roster", "activity", "local_item", "extension_request",
     "approval", "explanation", "erase")
)  # fmt: skip
CENTRE_KINDS = frozenset(
    ("progress", "erase", "receipt", "review", "settle", "extension", "inspection", "discharge",
     "verify", "score", "deduction", "close", "call", "trust", "revoke", "rotate", "programme")
)  # fmt: skip
ENTRY_KINDS = frozenset(("progress", "withdraw", "settle"))
# The kinds whose bodies name files; what any other body calls evidence is none.
_EVIDENCE_KINDS = ENTRY_KINDS | {"approval"}

_NONCE = re.compile(r"[0-9a-f]{8}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?\+08:00", re.ASCII)


class BadEvent(ValueError):
    """JSON that is no event; the message says which rule of the format it breaks, in English."""


@dataclass(frozen=True, slots=True)
class Event:
    """One statement. `json` are the bytes its `id` is the SHA-256 of; nobody re-encodes them.

    Where `v` is higher than ours only programme, unit, device and kind are known.
    """

    id: str
    json: bytes = field(repr=False)
    v: int
    programme: str
    unit: str
    device: str
    kind: str
    at: str = ""
    by: str = ""
    nonce: str = ""
    item: str | None = None
    period: str | None = None
    replaces: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_entry(self) -> bool:
        """Whether it speaks of an obligation's progress: the class *entry*."""
        return self.kind in ENTRY_KINDS

    @property
    def is_newer(self) -> bool:
        """Whether it is from a newer version of the format than this program knows."""
        return self.v > VERSION

    @property
    def subject(self) -> tuple[str, str, str]:
        """What it speaks of: class, item and period; events replace only within one subject."""
        kind = "entry" if self.is_entry else self.kind
        return kind, self.item or "", self.period or ""

    @property
    def key(self) -> tuple[str, str, str]:
        """The obligation it speaks of: unit, item and period, empty where it names none."""
        return self.unit, self.item or "", self.period or ""

    @property
    def evidence(self) -> Sequence[Mapping[str, Any]]:
        """The files an entry or an approval names, with `sha256`, `name` and `size` in bytes."""
        found = self.body.get("evidence") if self.kind in _EVIDENCE_KINDS else None
        return [e for e in found if is_evidence(e)] if isinstance(found, list) else ()

    @property
    def programme_id(self) -> str:
        """The id of the programme without its version."""
        return self.programme.partition("@")[0]


def is_evidence(item: object) -> bool:
    """Tell whether a value names one file as the format has it: `sha256`, `name`, `size`.

    What passes is safe to look for on the disk: a SHA-256 is no path.
    """
    return (
        isinstance(item, dict)
        and set(item) == {"sha256", "name", "size"}
        and matches(SHA256, item["sha256"])
        and isinstance(item["name"], str)
        and type(item["size"]) is int
        and item["size"] >= 0
    )


def is_moment(value: object) -> bool:
    """Tell whether a value is a moment as `at` is written, `2021-06-28T10:32:05+08:00`."""
    return matches(_MOMENT, value)


def read_event(json: bytes, name: str | None = None) -> Event:
    """Return the event in the JSON bytes of a line; `name` is its id, where that is known already.

    Raises BadEvent. Bodies are judged elsewhere, by kind.
    """
    try:
        fields = canonical.parse(json)
        version = fields.get("v")
        newer = type(version) is int and version > VERSION
        if not newer:
            canonical.require_canonical(fields, json)
    except NotCanonical as error:
        raise BadEvent(str(error)) from None
    _want(newer or (type(version) is int and version == VERSION), "v")
    _want_names(fields)
    if not newer:
        _want_fields(fields)
    return _event(fields, json, name)


def known_event(json: bytes, name: str | None = None) -> Event:
    """Return the event in JSON bytes that `read_event` has judged before, and a hash has kept.

    Raises BadEvent where they are no event all the same.
    """
    try:
        return _event(canonical.parse(json), json, name)
    except (NotCanonical, KeyError, TypeError) as error:
        raise BadEvent(str(error)) from None


def make_event(
    *,
    programme: str,
    unit: str,
    device: str,
    kind: str,
    at: str,
    by: str,
    nonce: str,
    body: Mapping[str, Any],
    item: str | None = None,
    period: str | None = None,
    replaces: Sequence[str] = (),
    about: Sequence[str] = (),
) -> Event:
    """Return a new event of our own; empty fields are left out, ids sorted."""
    fields: dict[str, Any] = {
        "v": VERSION, "programme": programme, "unit": unit, "device": device, "kind": kind,
        "at": at, "by": by, "nonce": nonce, "item": item, "period": period,
        "replaces": sorted(set(replaces)), "about": sorted(set(about)), "body": dict(body),
    }  # fmt: skip
    return read_event(canonical.encode({k: v for k, v in fields.items() if v not in (None, [])}))


def _event(fields: dict[str, Any], json: bytes, name: str | None) -> Event:
    sha256 = name or hashlib.sha256(json).hexdigest()
    names = (fields["v"], fields["programme"], fields["unit"], fields["device"], fields["kind"])
    if fields["v"] > VERSION:
        return Event(sha256, json, *names)
    return Event(
        sha256,
        json,
        *names,
        at=fields["at"],
        by=fields["by"],
        nonce=fields["nonce"],
        item=fields.get("item"),
        period=fields.get("period"),
        replaces=tuple(fields.get("replaces", ())),
        about=tuple(fields.get("about", ())),
        body=fields.get("body", {}),
    )


def _want_fields(fields: dict[str, Any]) -> None:
    _want(is_moment(fields.get("at")), "at")
    _want(isinstance(fields.get("by"), str), "by")
    _want(matches(_NONCE, fields.get("nonce")), "nonce")
    _want("item" not in fields or matches(ITEM, fields["item"]), "item")
    period = fields.get("period", "2000-01")
    _want(isinstance(period, str) and is_month(period), "period")
    for key in ("replaces", "about"):
        ids = fields.get(key, [])
        _want(isinstance(ids, list) and all(matches(SHA256, i) for i in ids), key)
    _want(isinstance(fields.get("body", {}), dict), "body")


def _want_names(fields: dict[str, Any]) -> None:
    _want(matches(PROGRAMME, fields.get("programme")), "programme")
    unit = fields.get("unit")
    _want(unit == EVERY_UNIT or matches(SLUG, unit), "unit")
    _want(matches(DEVICE, fields.get("device")), "device")
    kind = fields.get("kind")
    _want(isinstance(kind, str) and 0 < len(kind) <= 32 and kind.isprintable(), "kind")


def _want(holds: bool, name: str) -> None:
    if not holds:
        raise BadEvent(f"field {name}")
