"""A second writer and small reader of bundles, made from FORMAT.md alone.

It shares no code with the main program, so that tests can set one against the other. The writing
half checks nothing: it makes bad bundles as readily as good ones. The reading half is strict and
raises ``ValueError`` with a plain message. Sealed bundles and a bundle inside another zip are
not read here.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import io
import json
import os
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PROGRAMME = "jiangyin-2021@1"
AT = "2021-06-28T10:00:00+08:00"
BY = "王芳"

UNIT_KINDS = frozenset(
    "progress withdraw plan roster activity local_item extension_request approval explanation"
    " erase".split()
)
STATUS = frozenset({"not-started", "in-progress", "done", "blocked"})
NOTHING = frozenset({"zero", "no-progress", "not-applicable", "completed"})
CHANNEL = frozenset({"telephone", "paper", "mail", "meeting"})

MAX_LINE = 1 << 20  # bytes, with the id and the newline
MAX_NESTING = 8  # containers, the outermost counted
MAX_INTEGER = (1 << 53) - 1
MAX_TEXT = 20_000  # characters

_SIGNED = b"liaison-submission-1\0"
_ENROL = b"liaison-enrol-1\0"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_KEY = re.compile(r"[a-z][a-z0-9_]{0,31}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DEVICE = re.compile(r"[0-9a-f]{32}")
_NONCE = re.compile(r"[0-9a-f]{8}")
_PROGRAMME = re.compile(r"[^@\s]+@[^@\s]+")
_DECIMAL = re.compile(r"(0|-?[1-9][0-9]{0,14})(\.[0-9]{1,6})?")

_TEXTS = frozenset({"text", "problems", "next_steps", "practices", "informant"})
_EVENT_REQUIRED = frozenset({"v", "programme", "unit", "device", "at", "by", "nonce", "kind"})
_EVENT_FIELDS = _EVENT_REQUIRED | {"item", "period", "replaces", "about", "body"}
_MANIFEST_REQUIRED = frozenset(
    "format programme programme_sha256 unit device number period at by program events evidence"
    " suite".split()
)
_MANIFEST_FIELDS = _MANIFEST_REQUIRED | {"centre", "prev", "to", "enrol"}


# Bytes and ids


def encode(obj: object) -> bytes:
    """The canonical form's bytes without its checks: for deliberately wrong data."""
    text = json.dumps(
        obj, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode("utf-8")


def canonical(obj: Mapping[str, object]) -> bytes:
    """Canonical JSON of an object; ``ValueError`` for what the format forbids."""
    _check_value(obj, 1, ())
    return encode(obj)


def parse(data: bytes) -> dict[str, Any]:
    """Read canonical JSON; ``ValueError`` unless re-encoding gives the same bytes."""
    obj = _loads(data)
    if canonical(obj) != data:
        raise ValueError("the JSON is not in canonical form")
    return obj


def sha256(data: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def event_id(json_bytes: bytes) -> str:
    """The id of an event: the SHA-256 of its JSON's bytes."""
    return sha256(json_bytes)


def line(json_bytes: bytes) -> bytes:
    """The event line, with its newline."""
    return event_id(json_bytes).encode("ascii") + b" " + json_bytes + b"\n"


def stub(event: str) -> bytes:
    """The stub line of an event id, with its newline."""
    return event.encode("ascii") + b" -\n"


def code(manifest_sha256_hex: str) -> str:
    """The receipt code: first 40 bits of the SHA-256 in Crockford base32, as ``7K3F-9Q2M``."""
    bits = int(manifest_sha256_hex[:10], 16)
    text = "".join(_CROCKFORD[bits >> shift & 31] for shift in range(35, -1, -5))
    return f"{text[:4]}-{text[4:]}"


def state(listed: Iterable[Iterable[str]]) -> str:
    """FORMAT §6's ``state`` of lists of event ids (counting submissions of unit devices)."""
    distinct = {event for ids in listed for event in ids}
    return f"{sum(int(event, 16) for event in distinct) % (1 << 256):064x}"


# Writing


class Device:
    """A signing device with a key made from a seed, the same on every run."""

    def __init__(self, seed: bytes | str) -> None:
        """Make the key; one seed makes one device, and its nonces start anew."""
        raw = seed.encode("utf-8") if isinstance(seed, str) else seed
        self._seed = hashlib.sha256(raw).digest()
        self._key = Ed25519PrivateKey.from_private_bytes(self._seed)
        self._nonces = 0
        self.public = self._key.public_key().public_bytes_raw()
        self.id = sha256(self.public)[:32]

    def nonce(self) -> str:
        """The device's next nonce, 8 hex digits, another at each call."""
        self._nonces += 1
        return sha256(self._seed + b"nonce" + str(self._nonces).encode("ascii"))[:8]

    def sign(self, manifest_bytes: bytes) -> bytes:
        """The 96 bytes of a ``.sig`` member: public key and signature."""
        return self.public + self._key.sign(_SIGNED + manifest_bytes)


def enrol(secret: bytes, device: str, unit: str) -> str:
    """The manifest's ``enrol`` value for a device id and a unit id, 64 hex digits."""
    text = device.encode("utf-8") + unit.encode("utf-8")
    return hmac.new(secret, _ENROL + text, hashlib.sha256).hexdigest()


def event(
    author: Device,
    /,
    unit: str,
    kind: str,
    *,
    replaces: Sequence[str] = (),
    about: Sequence[str] = (),
    body: Mapping[str, object] | None = None,
    **fields: object,
) -> bytes:
    """The JSON of an event of any kind.

    ``fields`` sets or overrides any other field (``item``, ``period``, ``by``, ``v``, ``device``
    …); ``None`` leaves it out, but a ``nonce`` of ``None`` or none given is the device's next.
    """
    given = fields if fields.get("nonce") is not None else fields | {"nonce": author.nonce()}
    return encode(
        _present(
            {
                "v": 1,
                "programme": PROGRAMME,
                "unit": unit,
                "device": author.id,
                "at": AT,
                "by": BY,
                "kind": kind,
                "replaces": list(replaces) or None,
                "about": list(about) or None,
                "body": body,
            }
            | given
        )
    )


def progress(
    author: Device,
    /,
    unit: str,
    item: str,
    period: str,
    *,
    programme: str = PROGRAMME,
    by: str = BY,
    at: str = AT,
    nonce: str | None = None,
    replaces: Sequence[str] = (),
    **body: object,
) -> bytes:
    """The JSON of a ``progress`` event; ``body`` is its body (``percent=40, text="…"``)."""
    return event(
        author,
        unit,
        "progress",
        item=item,
        period=period,
        programme=programme,
        by=by,
        at=at,
        nonce=nonce,
        replaces=replaces,
        body=_present(body),
    )


def erase(author: Device, /, target: bytes, reason: str, **fields: Any) -> bytes:
    """The JSON of an ``erase`` event about the event whose JSON is ``target``.

    ``fields`` as in ``event``. The body's name for the reason, ``reason``, is a guess.
    """
    erased: dict[str, Any] = json.loads(target)
    repeated = {key: erased.get(key) for key in ("kind", "item", "period", "replaces")}
    return event(
        author,
        erased["unit"],
        "erase",
        about=[event_id(target)],
        body=_present(repeated | {"reason": reason}),
        **fields,
    )


def attachment(name: str, content: bytes) -> dict[str, object]:
    """What a body's ``evidence`` list says of a file; ``size`` in bytes."""
    return {"sha256": sha256(content), "name": name, "size": len(content)}


def manifest(
    author: Device,
    /,
    *,
    unit: str,
    number: int,
    events: Sequence[str],
    period: str,
    **overrides: object,
) -> bytes:
    """The bytes of a manifest, not signed.

    ``events`` are ids. ``overrides`` sets any field (``prev``, ``evidence``, ``to``, ``centre``,
    also a wrong ``device``); ``None`` leaves it out.
    """
    return encode(
        _present(
            {
                "format": 1,
                "programme": PROGRAMME,
                "programme_sha256": "0" * 64,
                "unit": unit,
                "device": author.id,
                "number": number,
                "period": period,
                "at": AT,
                "by": BY,
                "program": "second-writer 1",
                "events": list(events),
                "evidence": {},
                "suite": "ed25519",
            }
            | overrides
        )
    )


@dataclass(frozen=True)
class Submission:
    """A manifest and its signature as they stand in a bundle; ``name`` has no ending."""

    name: str
    manifest: bytes
    signature: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 of the manifest."""
        return sha256(self.manifest)

    @property
    def code(self) -> str:
        """The receipt code of the manifest."""
        return code(self.sha256)


@dataclass
class Chain:
    """The submissions of one device for one programme and unit, with their lines and files.

    Give ``centre`` when the device is a centre's. A test may change ``programme``, ``lines`` or
    ``files`` (by SHA-256) before writing, say ``chain.lines[i] = stub(i)``.
    """

    device: Device
    unit: str
    programme: str = PROGRAMME
    programme_sha256: str = "0" * 64
    centre: str | None = None
    to: str | None = None
    submissions: list[Submission] = field(default_factory=list)
    lines: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def submit(
        self,
        events: Sequence[bytes],
        /,
        *,
        period: str,
        files: Iterable[bytes] = (),
        **overrides: Any,
    ) -> Submission:
        """Sign the next number over events (their JSON) and carry the contents in ``files``.

        The manifest's ``evidence`` is what the events name, carried or not. ``overrides`` are
        fields of the manifest, for wrong ones.
        """
        fields: dict[str, Any] = {
            "unit": self.unit,
            "number": len(self.submissions) + 1,
            "prev": self.submissions[-1].sha256 if self.submissions else None,
            "period": period,
            "programme": self.programme,
            "programme_sha256": self.programme_sha256,
            "centre": self.centre,
            "to": self.to,
            "events": [event_id(item) for item in events],
            "evidence": _named_files(events),
        } | overrides
        data = manifest(self.device, **fields)
        name = f"submissions/{self.device.id}/{fields['number']}-{sha256(data)[:8]}"
        made = Submission(name, data, self.device.sign(data))
        self.submissions.append(made)
        self.lines.update((event_id(item), line(item)) for item in events)
        self.files.update((sha256(content), content) for content in files)
        return made

    def fork(self) -> Chain:
        """A copy at the present state with the same device: a restored backup."""
        return dataclasses.replace(
            self,
            submissions=list(self.submissions),
            lines=dict(self.lines),
            files=dict(self.files),
        )

    def write(self, path: Path, *carried: Chain) -> Path:
        """Write the bundle: all of this chain first, then the carried chains untouched."""
        submissions: dict[str, Submission] = {}
        lines: dict[str, bytes] = {}
        files: dict[str, bytes] = {}
        for chain in (self, *carried):
            for item in chain.submissions:
                submissions.setdefault(item.name, item)
            for event, text in chain.lines.items():
                if lines.get(event, stub(event)) == stub(event):
                    lines[event] = text
            files |= chain.files
        return write_bundle(path, submissions.values(), lines.values(), files)


def bundle_name(unit_name: str, period: str, number: int, device: str) -> str:
    """The ordinary file name of a bundle."""
    return f"{unit_name}_{period}_{number}_{device[:4]}.liaison"


def write_bundle(
    path: Path,
    submissions: Iterable[Submission],
    lines: Iterable[bytes],
    files: Mapping[str, bytes],
) -> Path:
    """Write a bundle of exactly these parts, in this order; the sender's submission comes first.

    ``lines`` are whole event lines or stubs; ``files`` has contents by SHA-256.
    """
    members: dict[str, bytes] = {}
    for item in submissions:
        members[f"{item.name}.json"] = item.manifest
        members[f"{item.name}.sig"] = item.signature
    members["events.log"] = b"".join(lines)
    for digest, content in files.items():
        members[f"evidence/{digest}"] = content
    return write_members(path, members)


def write_members(path: Path, members: Mapping[str, bytes]) -> Path:
    """Write a zip of these members, the same bytes each time; aside, synced, then renamed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = 0o600 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    aside = path.with_name(f"{path.name}.part")
    with aside.open("wb") as out:
        out.write(buffer.getvalue())
        out.flush()
        os.fsync(out.fileno())
    aside.replace(path)
    return path


# Reading


@dataclass(frozen=True)
class Bundle:
    """What a verified bundle says.

    ``submissions`` and ``manifests`` go together, in the order of the file, each manifest once.
    ``lines`` has the listed ids only, with the event's JSON or ``None`` for a stub; ``unlisted``
    counts the lines passed over. ``evidence`` has the SHA-256s of the files in the bundle;
    ``forks`` the chains (programme id, device, unit) and numbers told in two ways.
    """

    submissions: list[Submission]
    manifests: list[dict[str, Any]]
    lines: dict[str, bytes | None]
    unlisted: int
    evidence: frozenset[str]
    forks: list[tuple[str, str, str, int]]

    @property
    def sender(self) -> str:
        """The sender's device id."""
        return str(self.manifests[0]["device"])

    @property
    def state(self) -> str:
        """The ``state`` of an empty store that took in this bundle and counts all of it."""
        return state(item["events"] for item in self.manifests if "centre" not in item)


def read_members(path: Path) -> dict[str, bytes]:
    """All files of a zip by name, in its order; ``ValueError`` if it is damaged."""
    members: dict[str, bytes] = {}
    content = io.BytesIO(path.read_bytes())  # so that only the file's own absence is an OSError
    try:
        with zipfile.ZipFile(content) as archive:
            for info in archive.infolist():
                if info.filename in members:
                    raise ValueError(f"member twice in the zip: {info.filename}")
                if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise ValueError(f"member packed in an unknown way: {info.filename}")
                if not info.is_dir():
                    members[info.filename] = archive.read(info)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError) as error:
        raise ValueError(f"damaged zip: {error}") from error
    return members


def read_bundle(path: Path) -> Bundle:
    """Read and verify a bundle that needs no store beside it.

    Signatures, device ids, numbers, ``prev``, every listed event and every evidence file are
    checked; ``ValueError`` names the first fault. Which devices are trusted is not asked.
    """
    members = read_members(path)
    submissions = _submissions(members)
    if not submissions:
        raise ValueError("no submissions: not a bundle")
    manifests = [_manifest(item) for item in submissions]
    forks = _check_chains(submissions, manifests)

    listed = {event for item in manifests for event in item["events"]}
    lines, unlisted = _lines(members.get("events.log", b""), listed)
    for item in manifests:
        _check_events(item, lines)

    evidence = frozenset(
        name.removeprefix("evidence/") for name in members if name.startswith("evidence/")
    )
    for digest in evidence:
        if sha256(members[f"evidence/{digest}"]) != digest:
            raise ValueError(f"evidence {digest}: its hash is another")
    for item in manifests:
        for digest, size in item["evidence"].items():
            if digest in evidence and len(members[f"evidence/{digest}"]) != size:
                raise ValueError(f"evidence {digest}: its size is another than the manifest's")
    return Bundle(submissions, manifests, lines, unlisted, evidence, forks)


def _submissions(members: Mapping[str, bytes]) -> list[Submission]:
    """The pairs of a bundle in its order, a manifest that comes again left out."""
    found: dict[str, Submission] = {}
    for name, content in members.items():
        stem, dot, ending = name.rpartition(".")
        if not name.startswith("submissions/") or not dot or ending not in ("json", "sig"):
            continue
        if f"{stem}.json" not in members or f"{stem}.sig" not in members:
            raise ValueError(f"{name}: the other half of the submission is missing")
        if ending == "json":
            item = Submission(stem, content, members[f"{stem}.sig"])
            _check_signature(item)
            found.setdefault(item.sha256, item)
    return list(found.values())


def _check_signature(item: Submission) -> None:
    """``ValueError`` unless the signature is good for the key that it brings."""
    if len(item.signature) != 96:
        raise ValueError(f"{item.name}: the signature has not 96 bytes")
    try:
        key = Ed25519PublicKey.from_public_bytes(item.signature[:32])
        key.verify(item.signature[32:], _SIGNED + item.manifest)
    except InvalidSignature:
        raise ValueError(f"{item.name}: the signature is wrong") from None


def _manifest(item: Submission) -> dict[str, Any]:
    """The checked fields of a submission's manifest."""
    where = f"{item.name}: manifest"
    with _at(where):
        fields = parse(item.manifest)
    _check_names(fields, _MANIFEST_REQUIRED, _MANIFEST_FIELDS, where)
    for name in ("unit", "period", "by", "program"):
        _need(_is_text(fields[name]), where, name)
    _need(_is_int(fields["format"]) and fields["format"] == 1, where, "format")
    _need(_matches(_PROGRAMME, fields["programme"]), where, "programme")
    _need(_matches(_SHA256, fields["programme_sha256"]), where, "programme_sha256")
    _need(fields["unit"] != "*", where, "unit")
    _need(fields["device"] == sha256(item.signature[:32])[:32], where, "device")
    _need(_is_int(fields["number"]) and fields["number"] >= 1, where, "number")
    _need(_is_time(fields["at"]), where, "at")
    _need(fields["suite"] == "ed25519", where, "suite")
    _need(_is_text(fields.get("centre", "-")), where, "centre")
    _need(_is_text(fields.get("to", "-")), where, "to")

    first = fields["number"] == 1
    _need(("prev" not in fields) if first else _matches(_SHA256, fields.get("prev")), where, "prev")
    _need("enrol" not in fields or (first and _matches(_SHA256, fields["enrol"])), where, "enrol")

    events = fields["events"]
    _need(_are_ids(events) and len(events) > 0, where, "events")
    if len(set(events)) != len(events):
        raise ValueError(f"{where}: an event is listed twice")
    evidence = fields["evidence"]
    _need(isinstance(evidence, dict), where, "evidence")
    for digest, size in evidence.items():
        _need(_matches(_SHA256, digest) and _is_int(size) and size >= 0, where, "evidence")
    return fields


def _check_chains(
    submissions: Sequence[Submission], manifests: Sequence[Mapping[str, Any]]
) -> list[tuple[str, str, str, int]]:
    """Check that each number stands on the one before; gives the forks."""
    places: dict[str, tuple[str, str, str, int]] = {}  # by the manifest's SHA-256
    for item, fields in zip(submissions, manifests, strict=True):
        programme = fields["programme"].partition("@")[0]
        places[item.sha256] = (programme, fields["device"], fields["unit"], fields["number"])
    told = Counter(places.values())
    for item, fields in zip(submissions, manifests, strict=True):
        programme, device, unit, number = places[item.sha256]
        before = (programme, device, unit, number - 1)
        if number > 1 and before not in told:
            raise ValueError(f"{item.name}: incomplete, number {number - 1} is missing")
        if number > 1 and places.get(fields["prev"]) != before:
            raise ValueError(f"{item.name}: prev is not the manifest of number {number - 1}")
    return sorted(place for place, times in told.items() if times > 1)


def _lines(log: bytes, listed: set[str]) -> tuple[dict[str, bytes | None], int]:
    """The listed events of an ``events.log``, and the number of lines nobody lists."""
    found: dict[str, bytes | None] = {}
    unlisted = 0
    rows = log.split(b"\n")  # not splitlines, which knows other ends
    if rows[-1] == b"":
        rows.pop()
    ends = log.count(b"\n")
    for place, row in enumerate(rows):
        name, _, data = row.partition(b" ")
        event = name.decode("ascii", "replace")
        if event not in listed:
            unlisted += 1
        elif place == ends:
            raise ValueError(f"events.log: line {event} is torn")
        elif len(row) + 1 > MAX_LINE:
            raise ValueError(f"events.log: line {event} is over 1 MiB")
        elif data == b"-":
            found.setdefault(event, None)
        elif event_id(data) != event:
            raise ValueError(f"events.log: line {event} was altered")
        else:
            found[event] = data
    missing = sorted(listed - found.keys())
    if missing:
        raise ValueError(f"events.log: listed event {missing[0]} is missing")
    return found, unlisted


def _check_events(fields: Mapping[str, Any], lines: Mapping[str, bytes | None]) -> None:
    """Check the events of a manifest and that its ``evidence`` is what they name."""
    known = [lines[event] for event in fields["events"]]
    present = [data for data in known if data is not None]
    newer = False
    for data in present:
        newer = _check_event(data, fields) > 1 or newer
    named = _named_files(present)
    unseen = newer or len(present) < len(known)
    if not named.items() <= fields["evidence"].items():
        raise ValueError("manifest: an event names a file that evidence lacks")
    if not unseen and named != fields["evidence"]:
        raise ValueError("manifest: evidence has a file that no event names")


def _check_event(data: bytes, manifest_fields: Mapping[str, Any]) -> int:
    """Check one event against the manifest that lists it; gives its ``v``."""
    where = f"event {event_id(data)}"
    with _at(where):
        fields = _loads(data)
    _need(_is_int(fields.get("v")) and fields["v"] >= 1, where, "v")
    version: int = fields["v"]
    for name in ("programme", "unit", "device", "kind"):
        _need(_is_text(fields.get(name)), where, name)
    _need(_matches(_PROGRAMME, fields["programme"]), where, "programme")
    _need(_matches(_DEVICE, fields["device"]), where, "device")

    if fields["device"] != manifest_fields["device"]:
        raise ValueError(f"{where}: of another device than its manifest")
    for_all = fields["unit"] == "*" and "centre" in manifest_fields
    if fields["unit"] != manifest_fields["unit"] and not for_all:
        raise ValueError(f"{where}: of another unit than its manifest")
    written, submitted = fields["programme"], manifest_fields["programme"]
    if written.partition("@")[0] != submitted.partition("@")[0]:
        raise ValueError(f"{where}: of another programme than its manifest")
    if version == 1:
        with _at(where):
            parse(data)
        if fields["kind"] not in UNIT_KINDS and "centre" not in manifest_fields:
            raise ValueError(f"{where}: kind {fields['kind']} is none that a unit writes")
        _check_fields(fields, where)
    return version


def _check_fields(fields: Mapping[str, Any], where: str) -> None:
    """Check the other fields of an event of ``v`` 1."""
    _check_names(fields, _EVENT_REQUIRED, _EVENT_FIELDS, where)
    _need(_is_time(fields["at"]), where, "at")
    _need(_is_text(fields["by"]), where, "by")
    _need(_matches(_NONCE, fields["nonce"]), where, "nonce")
    _need(_is_text(fields.get("item", "-")), where, "item")
    _need(_is_text(fields.get("period", "-")), where, "period")
    _need(_are_ids(fields.get("replaces", [])), where, "replaces")
    _need(_are_ids(fields.get("about", [])), where, "about")
    _need(isinstance(fields.get("body", {}), dict), where, "body")
    if fields["kind"] in ("progress", "settle"):
        _need("item" in fields, where, "item")
        _need("period" in fields, where, "period")
        for name, value in fields.get("body", {}).items():
            _need(_is_body_value(name, value), where, f"body.{name}")


def _is_body_value(name: str, value: object) -> bool:
    """Whether a field of a ``progress`` body is known and may have this value."""
    if name in _TEXTS:
        return isinstance(value, str) and len(value) <= MAX_TEXT
    match name:
        case "status":
            return isinstance(value, str) and value in STATUS
        case "nothing":
            return isinstance(value, str) and value in NOTHING
        case "channel":
            return isinstance(value, str) and value in CHANNEL
        case "percent":
            return isinstance(value, int) and _is_int(value) and 0 <= value <= 100
        case "quantities":
            return isinstance(value, dict) and all(_is_quantity(item) for item in value.values())
        case "evidence":
            return isinstance(value, list) and all(_is_attachment(item) for item in value)
    return False


def _is_quantity(value: object) -> bool:
    """Whether this is a decimal string, in its shortest form and not negative."""
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        return False
    return not value.startswith("-") and not ("." in value and value.endswith("0"))


def _is_attachment(value: object) -> bool:
    """Whether this is one entry of a body's ``evidence``."""
    return (
        isinstance(value, dict)
        and value.keys() == {"sha256", "name", "size"}
        and _matches(_SHA256, value["sha256"])
        and _is_text(value["name"])
        and _is_int(value["size"])
        and value["size"] >= 0
    )


# Small parts


def _present(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields that are not ``None``."""
    return {name: value for name, value in fields.items() if value is not None}


def _named_files(events: Iterable[bytes]) -> dict[str, int]:
    """``{sha256: size}`` of the files that events name; what cannot be read names none."""
    named: dict[str, int] = {}
    for data in events:
        try:
            body = _loads(data).get("body")
        except ValueError:
            continue
        listed = body.get("evidence") if isinstance(body, dict) else None
        for item in listed if isinstance(listed, list) else []:
            if _is_attachment(item):
                named[item["sha256"]] = item["size"]
    return named


def _loads(data: bytes) -> dict[str, Any]:
    """A JSON object, not yet known to be canonical; ``ValueError`` if it is none."""
    try:
        obj: object = json.loads(
            data.decode("utf-8"), object_pairs_hook=_distinct, parse_constant=_no_constant
        )
    except RecursionError:
        raise ValueError("the JSON is nested too deep") from None
    if not isinstance(obj, dict):
        raise ValueError("the JSON is no object")
    return obj


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object's pairs; ``ValueError`` for a key that comes twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key comes twice")
    return found


def _no_constant(name: str) -> NoReturn:
    """Refuse ``NaN`` and the infinities."""
    raise ValueError(f"{name} is no number")


def _check_value(value: object, depth: int, path: tuple[str, ...]) -> None:
    """Check a value at a depth (1 is outermost) and path of keys against canonical JSON."""
    if isinstance(value, Mapping | list | tuple) and depth > MAX_NESTING:
        raise ValueError("nested deeper than 8")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            digest = path == ("evidence",) and _matches(_SHA256, key)
            if not digest and not _matches(_KEY, key):
                raise ValueError(f"forbidden key {key!r}")
            _check_value(inner, depth + 1, (*path, key))
    elif isinstance(value, list | tuple):
        for inner in value:
            _check_value(inner, depth + 1, (*path, "[]"))
    elif isinstance(value, str):
        value.encode("utf-8")  # a lone surrogate is a UnicodeEncodeError, which is a ValueError
    elif isinstance(value, bool):
        pass
    elif not isinstance(value, int):
        raise ValueError(f"forbidden value {value!r}")
    elif abs(value) > MAX_INTEGER:
        raise ValueError("integer beyond 2^53-1")


def _check_names(
    fields: Mapping[str, Any], required: frozenset[str], allowed: frozenset[str], where: str
) -> None:
    """``ValueError`` for a missing or an unknown field."""
    for name in sorted(required - fields.keys()):
        raise ValueError(f"{where}: no {name}")
    for name in sorted(fields.keys() - allowed):
        raise ValueError(f"{where}: unknown field {name}")


@contextmanager
def _at(where: str) -> Iterator[None]:
    """Put the place before the message of a ``ValueError``."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def _need(good: bool, where: str, name: str) -> None:
    """``ValueError`` naming the field unless it is good."""
    if not good:
        raise ValueError(f"{where}: wrong {name}")


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    """Whether this is a string and the whole of it matches."""
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_int(value: object) -> bool:
    """Whether this is an integer (``True`` is none)."""
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: object) -> bool:
    """Whether this is a string and not empty."""
    return isinstance(value, str) and value != ""


def _is_time(value: object) -> bool:
    """Whether this is a wall time with +08:00."""
    if not isinstance(value, str) or "T" not in value or not value.endswith("+08:00"):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _are_ids(value: object) -> bool:
    """Whether this is a list of SHA-256s."""
    return isinstance(value, list) and all(_matches(_SHA256, item) for item in value)
