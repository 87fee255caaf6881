"""Reading a bundle: a zip from a stranger, read by allow-list, with caps on everything.

A bundle is known by its content, whatever its name, and also one level inside another zip.
"""

import hashlib
import re
import tempfile
import zipfile
from collections.abc import Container, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from liaison_tui.errors import LiaisonError
from liaison_tui.exchange import other_files
from liaison_tui.journal.canonical import MAX_LINE
from liaison_tui.journal.line import BadLine, Line, read_line
from liaison_tui.journal.submission import BadManifest, Submission, newest_of, read_submission
from liaison_tui.storage import zips
from liaison_tui.storage.files import CHUNK

SEALED = b"LIAISON-SEALED-1\n"
_ZIP_START = b"PK"
_MANIFEST = re.compile(r"submissions/(.{1,200})\.json", re.DOTALL)
_EVIDENCE = re.compile(r"evidence/([0-9a-f]{64})")
_MAX_MEMBERS = 100_000
_MAX_MANIFEST = 16 * 1024 * 1024
_MAX_MANIFESTS = 256 * 1024 * 1024
_MAX_EVENTS = 1024 * 1024 * 1024
_MAX_INNER = 512 * 1024 * 1024
_LINE_BYTES = MAX_LINE + 66
_ALTERED = ("文件里有内容缺失或被改动", "请报送单位重新导出")
_WRONG_FILE = "请核对文件是否发错"
WRONG_EVIDENCE = ("佐证材料的内容与清单不符", "请报送单位重新导出")


class DamagedBundle(LiaisonError):
    """A file that is no bundle, or no whole one; it is refused as a whole."""


@dataclass
class Bundle:
    """An open bundle: its readable submissions in the file's order, and how many are not.

    `passed_over` counts the lines that nobody lists, once `lines` has been called.
    """

    archive: zipfile.ZipFile
    submissions: list[Submission]
    unreadable: int
    evidence: dict[str, zipfile.ZipInfo]
    passed_over: int = field(default=0, init=False)

    @property
    def sender(self) -> Submission | None:
        """The first submission, which is the sender's."""
        return self.submissions[0] if self.submissions else None

    @property
    def newest_of_sender(self) -> Submission | None:
        """The newest submission of the sender's chain, whose code names the file."""
        return newest_of(self.sender.chain, self.submissions) if self.sender else None

    def lines(self, wanted: Iterable[str]) -> dict[str, Line]:
        """Return the lines and stubs of those wanted ids that stand in the file, whole.

        A full line goes before a stub of the same id. Raises DamagedBundle for an altered one.
        """
        missing, found = set(wanted), dict[str, Line]()
        listed = {name for s in self.submissions for name in s.events}
        self.passed_over = 0
        for raw in self._raw_lines():
            name = raw[:64].decode("ascii", "replace")
            if name not in listed:
                self.passed_over += 1
            elif name in missing:
                try:
                    line = read_line(raw)
                except BadLine:
                    raise DamagedBundle(*_ALTERED) from None
                found[name] = line
                if line.json is not None:
                    missing.discard(name)
        return found

    def check_evidence(self, sha256: str, size: int | None = None) -> None:
        """Raise DamagedBundle if an evidence file, if it is here, is not of that hash and size."""
        if sha256 not in self.evidence:
            return
        with _damage_told(), self.open_evidence(sha256) as source:
            digest, found = hashlib.sha256(), 0
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                found += len(chunk)
        if digest.hexdigest() != sha256 or size not in (None, found):
            raise DamagedBundle(*WRONG_EVIDENCE)

    def open_evidence(self, sha256: str) -> BinaryIO:
        """Open an evidence file that is in the bundle."""
        return _open(self.archive, self.evidence[sha256])

    def _raw_lines(self) -> Iterator[bytes]:
        for info in self.archive.infolist():
            if info.filename != "events.log":
                continue
            with _damage_told(), _open(self.archive, info) as source:
                size = 0
                while raw := source.readline(_LINE_BYTES):
                    size += len(raw)
                    if size > _MAX_EVENTS:
                        raise DamagedBundle("文件里的内容大得不合理", "请与报送单位核实")
                    yield raw


def require_listed(names: Iterable[str], here: Container[str]) -> None:
    """Raise DamagedBundle if a listed id is not among those that are at hand."""
    if any(name not in here for name in names):
        raise DamagedBundle(*_ALTERED)


def is_bundle(path: Path) -> bool:
    """Tell whether a file is itself a bundle, whole or not; a zip that holds some is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "events.log" in archive.namelist()
    except zips.ERRORS:
        return False


def is_zip_of_bundles(path: Path) -> bool:
    """Tell whether a file is a zip that holds bundles, by their names, and nothing else."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zips.ERRORS:
        return False
    return bool(names) and all(name.endswith(".liaison") for name in names)


@contextmanager
def open_bundles(path: Path) -> Iterator[list["Bundle | DamagedBundle"]]:
    """Open a file and give the bundle it is, or the bundles in the zip it is.

    In a zip, one that is damaged is given as what is wrong with it. Raises DamagedBundle, with
    one plain sentence, for any other file.
    """
    with ExitStack() as stack:
        with _damage_told():
            source = stack.enter_context(path.open("rb"))
            found = _bundles(source, stack, inner=False)
        yield found


def _bundles(source: BinaryIO, stack: ExitStack, *, inner: bool) -> list["Bundle | DamagedBundle"]:
    start = source.read(len(SEALED))
    if not start:
        raise DamagedBundle("文件是空的", "请报送单位重新导出后再发")
    if start == SEALED:
        raise DamagedBundle("这是加密的报送包，本版本还不能打开", "请报送单位导出不加密的报送包")
    if not start.startswith(_ZIP_START):
        with _damage_told():
            start += source.read(other_files.LOOKED_AT)
        raise _no_bundle(other_files.kind_of(start))
    source.seek(0)
    with _damage_told():
        archive = stack.enter_context(zipfile.ZipFile(source))
        _check_members(archive)
    names = {info.filename for info in archive.infolist()}
    if "events.log" in names or any(_MANIFEST.fullmatch(name) for name in names):
        return [_bundle(archive)]
    found: list[Bundle | DamagedBundle] = []
    for info in () if inner else archive.infolist():
        try:
            file = _inner_file(archive, info, stack)
            found += _bundles(file, stack, inner=True) if file else []
        except DamagedBundle as error:
            found.append(error)
    if not found and not inner:
        kind = other_files.kind_of_zip(names)
        raise _no_bundle(kind) if kind else DamagedBundle("压缩包里没有报送包", _WRONG_FILE)
    return found


def _no_bundle(kind: str) -> DamagedBundle:
    """Return what to say of a file that is another kind of document: what it is, if one knows."""
    return DamagedBundle(f"不是报送包，是{kind}" if kind else "这不是报送包", _WRONG_FILE)


def _bundle(archive: zipfile.ZipFile) -> Bundle:
    submissions: list[Submission] = []
    unreadable = 0
    members = {info.filename: info for info in archive.infolist()}
    total = 0
    for info in archive.infolist():
        match = _MANIFEST.fullmatch(info.filename)
        if not match:
            continue
        signature = members.get(f"submissions/{match[1]}.sig")
        manifest = _read(archive, info, _MAX_MANIFEST)
        total += len(manifest)
        if total > _MAX_MANIFESTS:
            raise DamagedBundle("文件里的内容大得不合理", "请与报送单位核实")
        try:
            submissions.append(
                read_submission(manifest, _read(archive, signature, 1024) if signature else b"")
            )
        except BadManifest:
            unreadable += 1
    if not submissions and not unreadable:
        raise DamagedBundle("文件里没有报送清单", "请报送单位重新导出")
    evidence = {
        match[1]: info
        for info in archive.infolist()
        if (match := _EVIDENCE.fullmatch(info.filename))
    }
    return Bundle(archive, submissions, unreadable, evidence)


def _check_members(archive: zipfile.ZipFile) -> None:
    """Refuse what no writer of ours makes: too many, locked or overlapping members."""
    members = archive.infolist()
    if len(members) > _MAX_MEMBERS:
        raise DamagedBundle("压缩包里的文件多得不合理", "请与报送单位核实")
    end = 0
    for info in sorted(members, key=lambda info: info.header_offset):
        if info.flag_bits & 1:
            raise DamagedBundle("压缩包加了密码，打不开", "请报送单位去掉密码重新发送")
        if info.header_offset < end:
            raise DamagedBundle("压缩包的结构不正常", "请报送单位重新导出")
        name = info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")
        end = info.header_offset + 30 + len(name) + info.compress_size


def _inner_file(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, stack: ExitStack
) -> BinaryIO | None:
    """Return a member copied to a passing file, if it looks like a bundle or a zip."""
    with _damage_told():
        source = stack.enter_context(_open(archive, info))
        start = source.read(len(SEALED))
        if not start.startswith(_ZIP_START) and start != SEALED:
            return None
        copy = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        copy.write(start)
        size = len(start)
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > _MAX_INNER:
                raise DamagedBundle("压缩包里的文件大得不合理", "请与报送单位核实")
            copy.write(chunk)
        copy.seek(0)
        return copy


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    with _damage_told(), _open(archive, info) as source:
        data = source.read(limit + 1)
    if len(data) > limit:
        raise DamagedBundle("文件里的清单大得不合理", "请与报送单位核实")
    return data


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    """Open a member, if it is packed as writers of ours pack."""
    if info.compress_type not in zips.METHODS:
        raise DamagedBundle("压缩包用了不常见的压缩方法，打不开", "请用普通的 zip 压缩后重新发送")
    with _damage_told():
        return archive.open(info)  # type: ignore[return-value]


@contextmanager
def _damage_told() -> Iterator[None]:
    """Turn whatever the zip reader raises on a damaged file into one plain sentence."""
    try:
        yield
    except LiaisonError:
        raise
    except zips.ERRORS as error:
        raise DamagedBundle("文件不完整或已损坏", "请报送单位重新导出后再发") from error
