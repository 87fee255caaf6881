"""The submission: a numbered, signed list of events (docs/FORMAT §4). Signing is done elsewhere."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from liaison_tui.journal import canonical
from liaison_tui.journal.canonical import NotCanonical
from liaison_tui.journal.ids import DEVICE, EVERY_UNIT, SHA256
from liaison_tui.programme.ids import PROGRAMME, SLUG, matches

FORMAT = 1
SUITE = "ed25519"
SIGNED_PREFIX = b"liaison-submission-1\0"
SIGNATURE_BYTES = 96
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TEXTS = ("period", "at", "by", "program")


class BadManifest(ValueError):
    """Bytes that are no manifest of ours; the message says which field, in English."""


class Chain(NamedTuple):
    """What numbers count in: programme id (without version), device, unit."""

    programme_id: str
    device: str
    unit: str


@dataclass(frozen=True, slots=True)
class Submission:
    """A manifest, its bytes and its 96-byte signature (public key, then Ed25519 signature)."""

    sha256: str
    manifest: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    programme: str
    programme_sha256: str
    unit: str
    device: str
    number: int
    prev: str | None
    events: tuple[str, ...] = field(repr=False)
    evidence: Mapping[str, int] = field(repr=False)
    centre: str | None = None
    to: str | None = None
    period: str | None = None
    at: str = ""
    by: str = ""

    @property
    def chain(self) -> Chain:
        """The chain the number counts in."""
        return Chain(self.programme_id, self.device, self.unit)

    @property
    def programme_id(self) -> str:
        """The programme's id without its version."""
        return self.programme.partition("@")[0]

    @property
    def code(self) -> str:
        """The receipt code, `7K3F-9Q2M`, which both ends can compare by phone."""
        return code_of(self.sha256)


def newest_of(chain: Chain, submissions: Iterable[Submission]) -> Submission | None:
    """Return the newest submission of a chain; of two that bear one number always the same."""
    own = [s for s in submissions if s.chain == chain]
    return max(own, key=lambda s: (s.number, s.sha256), default=None)


def tips(submissions: Sequence[Submission]) -> list[Submission]:
    """Return the submissions that none of the others follows."""
    before = {s.prev for s in submissions}
    return [s for s in submissions if s.sha256 not in before]


def code_of(sha256: str) -> str:
    """Return the Crockford base32 of the first 40 bits of a SHA-256 in hex, in two fours."""
    number = int(sha256[:10], 16)
    digits = "".join(_CROCKFORD[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{digits[:4]}-{digits[4:]}"


def spoken_code(text: str) -> str:
    """Return a code as people say or type it in its one spelling (o as 0, i and l as 1)."""
    plain = "".join(c for c in text.upper() if c.isalnum())
    plain = plain.translate(str.maketrans("OIL", "011"))
    return f"{plain[:4]}-{plain[4:]}"


def fingerprint(device: str) -> str:
    """Return a device's fingerprint in groups of four, as it is read over the phone."""
    return " ".join(device[n : n + 4] for n in range(0, len(device), 4))


def read_submission(manifest: bytes, signature: bytes) -> Submission:
    """Return the submission of a manifest's bytes, unproved yet; raises BadManifest."""
    try:
        fields = canonical.decode(manifest, hash_keys=True)
    except NotCanonical as error:
        raise BadManifest(str(error)) from None
    _want(type(fields.get("format")) is int and fields["format"] == FORMAT, "format")
    _want(fields.get("suite") == SUITE, "suite")
    _want(matches(PROGRAMME, fields.get("programme")), "programme")
    _want(matches(SHA256, fields.get("programme_sha256")), "programme_sha256")
    _want(fields.get("unit") == EVERY_UNIT or matches(SLUG, fields.get("unit")), "unit")
    _want(matches(DEVICE, fields.get("device")), "device")
    number = fields.get("number")
    _want(type(number) is int and number >= 1, "number")
    _want(("prev" in fields) == (number != 1), "prev")
    _want("prev" not in fields or matches(SHA256, fields["prev"]), "prev")
    for key in ("centre", "to"):
        _want(key not in fields or matches(SLUG, fields[key]), key)
    _want(fields["unit"] != EVERY_UNIT or "centre" in fields, "unit")
    for key in _TEXTS:
        _want(isinstance(fields.get(key, ""), str), key)
    events, evidence = fields.get("events"), fields.get("evidence", {})
    _want(isinstance(events, list) and all(matches(SHA256, i) for i in events), "events")
    _want(isinstance(evidence, dict) and all(_is_size(k, v) for k, v in evidence.items()),
          "evidence")  # fmt: skip
    _want(len(signature) == SIGNATURE_BYTES, "signature")
    return Submission(
        sha256=hashlib.sha256(manifest).hexdigest(),
        manifest=manifest,
        signature=signature,
        programme=fields["programme"],
        programme_sha256=fields["programme_sha256"],
        unit=fields["unit"],
        device=fields["device"],
        number=fields["number"],
        prev=fields.get("prev"),
        events=tuple(dict.fromkeys(fields["events"])),
        evidence=fields.get("evidence", {}),
        centre=fields.get("centre"),
        to=fields.get("to"),
        period=fields.get("period"),
        at=fields.get("at", ""),
        by=fields.get("by", ""),
    )


def make_manifest(
    *,
    programme: str,
    programme_sha256: str,
    unit: str,
    device: str,
    newest: Submission | None,
    events: Sequence[str],
    evidence: Mapping[str, int],
    centre: str | None = None,
    to: str | None = None,
    period: str | None = None,
    at: str,
    by: str,
    program: str,
) -> bytes:
    """Return the bytes of the manifest that follows `newest` (the first, where that is None)."""
    fields: dict[str, Any] = {
        "format": FORMAT, "suite": SUITE, "programme": programme,
        "programme_sha256": programme_sha256, "unit": unit, "device": device,
        "number": newest.number + 1 if newest else 1, "prev": newest.sha256 if newest else None,
        "centre": centre, "to": to, "period": period, "at": at, "by": by, "program": program,
        "events": list(events), "evidence": dict(evidence),
    }  # fmt: skip
    present = {key: value for key, value in fields.items() if value is not None}
    return canonical.encode(present, hash_keys=True)


def _is_size(name: object, size: object) -> bool:
    return matches(SHA256, name) and type(size) is int and size >= 0


def _want(holds: bool, name: str) -> None:
    if not holds:
        raise BadManifest(f"field {name}")
