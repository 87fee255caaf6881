"""Writing a bundle: a zip whose bytes depend on nothing but its content (docs/FORMAT §5)."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from liaison_tui.journal.line import Line
from liaison_tui.journal.submission import Submission
from liaison_tui.storage.files import CHUNK, file_name, writing

ENDING = ".liaison"
# What a zip spends on one member besides its content, at the most: our names are short.
MEMBER_BYTES = 512
_MOMENT = (1980, 1, 1, 0, 0, 0)


def bundle_name(office_name: str, newest: Submission, period: str) -> str:
    """Return the file name of a bundle: office, period, number, first four of the device."""
    return f"{file_name(office_name)}_{period}_{newest.number}_{newest.device[:4]}{ENDING}"


def volume_path(path: Path, number: int) -> Path:
    """Return where a volume of a bundle goes: the first under its name, others numbered."""
    return path if number == 1 else path.with_name(f"{path.stem}_第{number}卷{path.suffix}")


def base_size(submissions: Sequence[Submission], lines: Sequence[Line]) -> int:
    """Return how many bytes a bundle of these takes at the most, without any evidence."""
    manifests = sum(len(s.manifest) + len(s.signature) + 2 * MEMBER_BYTES for s in submissions)
    return manifests + sum(len(bytes(line)) for line in lines) + 2 * MEMBER_BYTES


def write_bundle(
    path: Path,
    submissions: Sequence[Submission],
    lines: Iterable[Line],
    evidence: Mapping[str, Path],
    before_naming: Callable[[], None] | None = None,
    *,
    inside: str | None = None,
) -> None:
    """Write a bundle; the first submission must be the sender's. Evidence is streamed.

    With `inside` the file is an ordinary zip and the bundle, the same to the byte, its one member
    of that name. `before_naming` is called once all is on the disk, before the file gets its name.
    Raises DiskFailure.
    """
    with writing(path, before_naming=before_naming) as target:
        if inside is None:
            _pack(target, submissions, lines, evidence)
            return
        with tempfile.TemporaryFile(dir=path.parent) as bundle:
            _pack(bundle, submissions, lines, evidence)
            size = bundle.tell()
            bundle.seek(0)
            member = _member(inside, zipfile.ZIP_STORED)
            member.file_size = size
            with zipfile.ZipFile(target, "w") as outer, outer.open(member, "w") as kept:
                shutil.copyfileobj(bundle, kept, CHUNK)


def _pack(
    target: BinaryIO,
    submissions: Sequence[Submission],
    lines: Iterable[Line],
    evidence: Mapping[str, Path],
) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        for submission in submissions:
            stem = f"submissions/{submission.device}/{submission.number}-{submission.sha256[:8]}"
            archive.writestr(_member(f"{stem}.json"), submission.manifest)
            archive.writestr(_member(f"{stem}.sig"), submission.signature)
        with archive.open(_member("events.log"), "w", force_zip64=True) as log:
            for line in lines:
                log.write(bytes(line))
        for sha256, source in evidence.items():
            member = _member(f"evidence/{sha256}", zipfile.ZIP_STORED)
            member.file_size = source.stat().st_size
            with archive.open(member, "w") as kept, source.open("rb") as original:
                while chunk := original.read(CHUNK):
                    kept.write(chunk)


def _member(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = method
    info.external_attr = 0o644 << 16
    return info
