"""An export harms no file, and what could not be written has not been sent."""

import os
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Shell, state_of
from tests.cli.processes import run_real
from tests.second_writer import Chain, Device, progress, read_bundle


@pytest.fixture
def filled(shell: Shell, unit: Path) -> Path:
    """A unit with one entry that was not sent yet."""
    assert shell("-C", unit, "record", "T20", "--text", "初稿。").status == 0
    return unit


def make_text(unit: Path) -> Path:
    path = unit.parent / "会议纪要.txt"
    path.write_text("重要内容", encoding="utf-8")
    return path


def make_zip(unit: Path) -> Path:
    path = unit.parent / "附件.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("说明.txt", "重要内容")
    return path


def make_collection(unit: Path) -> Path:
    """A zip of colleagues' bundles and papers is read like bundles, but is none to replace."""
    path = unit.parent / "各股室.zip"
    chain = Chain(Device("colleague"), "chengjiang")
    chain.submit([progress(chain.device, chain.unit, "T20", "2021-06", text="x")], period="2021-06")
    bundle = chain.write(unit.parent / "同事.liaison")
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(bundle, bundle.name)
        archive.writestr("说明.docx", "重要内容")
    return path


def make_empty(unit: Path) -> Path:
    path = unit.parent / "空.liaison"
    path.touch()
    return path


NO_BUNDLES: dict[str, Callable[[Path], Path]] = {
    "the journal": lambda unit: unit / "store" / "journal.log",
    "the ledger": lambda unit: unit / "store" / "ledger.log",
    "the device key": lambda unit: unit / "store" / "device.key",
    "the settings": lambda unit: unit / "config.toml",
    "a text file": make_text,
    "another zip": make_zip,
    "a zip of bundles and papers": make_collection,
    "an empty file": make_empty,
}


def assert_refused(answer: Answer, path: Path) -> None:
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    assert str(path) in answer.err


def litter(folder: Path) -> list[Path]:
    """What a broken-off export may not leave behind."""
    return [p for p in folder.rglob("*") if p.suffix in (".part", ".new")]


@pytest.mark.parametrize("kind", NO_BUNDLES)
def test_an_export_never_writes_over_a_file_that_is_no_bundle(
    shell: Shell, filled: Path, kind: str
) -> None:
    target = NO_BUNDLES[kind](filled)
    before = target.read_bytes()
    assert_refused(shell("-C", filled, "export", "-o", target, "--json"), target)
    assert target.read_bytes() == before
    assert state_of(shell, filled) == "reported"
    assert litter(filled.parent) == []


def test_an_export_never_takes_the_place_of_a_folder(
    shell: Shell, filled: Path, tmp_path: Path
) -> None:
    first = Path(shell("-C", filled, "export", "-o", tmp_path / "a", "--json").json["path"])
    folder = tmp_path / "b" / first.name
    folder.mkdir(parents=True)
    assert_refused(shell("-C", filled, "export", "-o", folder.parent), folder)
    assert list(folder.iterdir()) == []


def test_an_export_writes_over_an_older_bundle(shell: Shell, filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "报送.liaison"
    old = shell("-C", filled, "export", "-o", target, "--json").json
    shell("-C", filled, "record", "T22", "--text", "又一条。")
    new = shell("-C", filled, "export", "-o", target, "--json")
    assert new.status == 0
    assert new.json["sha256"] != old["sha256"]
    assert [m["number"] for m in read_bundle(target).manifests] == [1, 2]


def assert_correction_alone_is_sent(shell: Shell, unit: Path, target: Path) -> None:
    """After a failed export the entry is still at home, and its first wording stays there."""
    assert state_of(shell, unit) == "reported"
    fixed = shell("-C", unit, "record", "T20", "--text", "改定。", "--json").json["id"]
    sent = shell("-C", unit, "export", "-o", target, "--json").json
    assert (sent["number"], sent["events"]) == (1, 1)
    bundle = read_bundle(Path(sent["path"]))
    assert [fixed] == list(bundle.lines)
    assert bundle.unlisted == 0
    assert shell("-C", unit, "check").status == 0


@pytest.mark.parametrize("name", ["报送.liaison", "报送"])
def test_an_export_into_a_folder_that_is_a_file_sends_nothing(
    shell: Shell, filled: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "挡路"
    file.write_bytes(b"x")
    assert_refused(shell("-C", filled, "export", "-o", file / name), file)
    assert file.read_bytes() == b"x"
    assert_correction_alone_is_sent(shell, filled, tmp_path / "later")


@pytest.mark.parametrize("room", [0, 700, 40_000])
def test_an_export_to_a_full_disk_sends_nothing(
    shell: Shell, unit: Path, tmp_path: Path, room: int
) -> None:
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(os.urandom(60_000))
    shell("-C", unit, "record", "T20", "--text", "初稿。", "--attach", photo)

    def fill_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = run_real(unit, "export", "-o", tmp_path / "out", "--json", before=fill_disk)
    assert_refused(Answer(done.returncode, done.stdout.decode(), done.stderr.decode()), Path("out"))
    assert "文件过大" in done.stderr.decode()
    assert not [p for p in (tmp_path / "out").glob("*") if p.is_file()]
    assert litter(tmp_path) == []
    assert_correction_alone_is_sent(shell, unit, tmp_path / "later")
