"""Evidence: regular files only, kept under their hash, within a size."""

import hashlib
import io
import os
import sys
from pathlib import Path

import pytest

from liaison_tui.errors import Refused
from liaison_tui.storage.evidence import EvidenceStore

LIMIT = 1000
CONTENT = "会议纪要".encode() * 50
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence", LIMIT)


def file(folder: Path, name: str = "纪要.pdf", content: bytes = CONTENT) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def kept(store: EvidenceStore) -> list[str]:
    return sorted(path.name for path in store.folder.glob("*")) if store.folder.exists() else []


def test_a_file_is_kept_under_its_hash_with_the_name_it_came_with(
    store: EvidenceStore, tmp_path: Path
) -> None:
    evidence = store.attach(file(tmp_path))
    assert (evidence.sha256, evidence.name, evidence.size) == (SHA256, "纪要.pdf", len(CONTENT))
    assert store.path_of(SHA256).read_bytes() == CONTENT
    assert store.size_of(SHA256) == len(CONTENT)
    assert (tmp_path / "纪要.pdf").read_bytes() == CONTENT


def test_the_same_bytes_under_another_name_are_kept_once(
    store: EvidenceStore, tmp_path: Path
) -> None:
    first, second = store.attach(file(tmp_path)), store.attach(file(tmp_path, "副本.pdf"))
    assert first.sha256 == second.sha256
    assert second.name == "副本.pdf"
    assert kept(store) == [SHA256]


def test_a_file_of_just_the_limit_is_kept_and_an_empty_one_too(
    store: EvidenceStore, tmp_path: Path
) -> None:
    assert store.attach(file(tmp_path, content=b"x" * LIMIT)).size == LIMIT
    assert store.attach(file(tmp_path, content=b"")).size == 0


def odd(folder: Path, kind: str) -> Path:
    """Make something that is no file to attach."""
    path = folder / kind
    if kind == "link":
        path.symlink_to(file(folder))
    elif kind == "link to nothing":
        path.symlink_to(folder / "nowhere")
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        return Path(os.devnull)
    elif kind == "too large":
        path.write_bytes(b"x" * (LIMIT + 1))
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes of that kind")
@pytest.mark.parametrize(
    "kind",
    ["link", "link to nothing", "folder", "pipe", "device", "too large", "missing"],
)
def test_what_is_no_regular_file_of_a_fair_size_is_refused_and_leaves_nothing(
    store: EvidenceStore, tmp_path: Path, kind: str
) -> None:
    path = odd(tmp_path, kind)
    with pytest.raises(Refused) as caught:
        store.attach(path)
    assert str(path) in caught.value.sentence
    assert kept(store) == []


def test_what_came_in_a_bundle_is_kept_only_where_it_is_what_was_named(
    store: EvidenceStore,
) -> None:
    store.receive(SHA256, len(CONTENT), io.BytesIO(CONTENT))
    assert store.path_of(SHA256).read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("sha256", "size", "content"),
    [
        (SHA256, len(CONTENT), CONTENT[:-1]),
        (SHA256, len(CONTENT) - 1, CONTENT),
        ("0" * 64, len(CONTENT), CONTENT),
        (hashlib.sha256(b"x" * 1001).hexdigest(), 1001, b"x" * 1001),
    ],
)
def test_what_is_not_what_was_named_or_too_large_is_refused_and_never_kept_under_that_name(
    store: EvidenceStore, sha256: str, size: int, content: bytes
) -> None:
    with pytest.raises(Refused):
        store.receive(sha256, size, io.BytesIO(content))
    assert store.size_of(sha256) != size
    for name in kept(store):
        assert hashlib.sha256(store.path_of(name).read_bytes()).hexdigest() == name


def test_missing_and_changed_files_are_named(store: EvidenceStore, tmp_path: Path) -> None:
    store.attach(file(tmp_path))
    assert list(store.verify({SHA256: "纪要.pdf"})) == []
    store.path_of(SHA256).write_bytes(b"changed")
    troubles = list(store.verify({SHA256: "纪要.pdf", "0" * 64: "照片.jpg"}))
    assert [trouble.kind for trouble in troubles] == ["evidence-changed", "evidence-missing"]
    assert "照片.jpg" in troubles[1].message
