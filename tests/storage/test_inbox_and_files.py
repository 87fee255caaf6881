"""What came in keeps its first moment; a file under its final name is always complete."""

import errno
import re
import stat
import sys
from pathlib import Path

import pytest

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.storage.files import (
    DiskFailure,
    disk_problem,
    read_bytes,
    reason,
    write_whole,
    writing,
)
from liaison_tui.storage.inbox import Inbox

EARLY, LATE = "2021-07-05T16:30:00+08:00", "2021-07-09T09:00:00+08:00"


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inbox:
    monkeypatch.delenv("LIAISON_TODAY", raising=False)
    return Inbox(tmp_path / "store")


def bundle(folder: Path, content: bytes = b"bundle", name: str = "报送.liaison") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_the_same_bytes_again_keep_the_moment_they_first_came(inbox: Inbox, tmp_path: Path) -> None:
    with clock.fixed(EARLY):
        first = inbox.arrive(bundle(tmp_path))
    with clock.fixed(LATE):
        again = inbox.arrive(bundle(tmp_path, name="改名后.zip"))
        other = inbox.arrive(bundle(tmp_path, b"another"))
    assert first.moment == again.moment == EARLY
    assert first.path == again.path
    assert other.moment == LATE
    assert len(list(inbox.folder.iterdir())) == 2
    assert Inbox(tmp_path / "store").find(first.sha256) == first


def test_a_held_file_keeps_its_moment_until_it_is_taken_in(inbox: Inbox, tmp_path: Path) -> None:
    with clock.fixed(EARLY):
        inbox.settle(inbox.arrive(bundle(tmp_path)), held=True)
    (held,) = inbox.held()
    assert (held.moment, held.is_held) == (EARLY, True)
    with clock.fixed(LATE):
        again = inbox.arrive(bundle(tmp_path))
    assert again == held
    inbox.settle(held, held=False)
    assert inbox.held() == []
    found = inbox.find(held.sha256)
    assert found
    assert (found.moment, found.is_held) == (EARLY, False)


def test_a_refused_file_lies_in_quarantine_with_its_reason_and_can_come_back(
    inbox: Inbox, tmp_path: Path
) -> None:
    with clock.fixed(EARLY):
        refused = inbox.refuse(inbox.arrive(bundle(tmp_path)), "报送.liaison", "签名不对")
    assert refused.parent == inbox.quarantine
    note = refused.with_suffix(".txt").read_text(encoding="utf-8")
    assert "原文件名：报送.liaison\n" in note
    assert "原因：签名不对\n" in note
    assert list(inbox.folder.iterdir()) == []
    with clock.fixed(LATE):
        again = inbox.arrive(bundle(tmp_path))
    assert (again.path, again.moment) == (refused, EARLY)
    inbox.settle(again, held=False)
    found = inbox.find(again.sha256)
    assert found
    assert (found.path.parent, found.moment) == (inbox.folder, EARLY)


def test_held_files_are_given_in_the_order_they_came(inbox: Inbox, tmp_path: Path) -> None:
    for moment, content in ((LATE, b"late"), (EARLY, b"early")):
        with clock.fixed(moment):
            inbox.settle(inbox.arrive(bundle(tmp_path, content)), held=True)
    assert [arrival.moment for arrival in inbox.held()] == [EARLY, LATE]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_is_not_followed(inbox: Inbox, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(bundle(tmp_path))
    for path in (link, tmp_path, tmp_path / "nowhere", Path("/dev/zero")):
        with pytest.raises(Refused):
            inbox.arrive(path)
    assert list(inbox.folder.iterdir()) == []


@pytest.mark.parametrize("error", [RuntimeError("stop"), OSError(errno.ENOSPC, "full")])
def test_an_error_while_writing_leaves_nothing_behind_and_the_old_file_whole(
    tmp_path: Path, error: Exception
) -> None:
    path = tmp_path / "report.xlsx"
    write_whole(path, b"old")
    expected = DiskFailure if isinstance(error, OSError) else RuntimeError

    def fail() -> None:
        with writing(path) as target:
            target.write(b"half of it")
            raise error

    with pytest.raises(expected):
        fail()
    assert [found.name for found in tmp_path.iterdir()] == ["report.xlsx"]
    assert path.read_bytes() == b"old"


def test_while_it_is_written_the_final_name_holds_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    write_whole(path, b"old")
    with writing(path) as target:
        target.write(b"new")
        target.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert [found.name for found in tmp_path.iterdir()] == ["report.xlsx"]


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "folder", tmp_path / "file" / "below"):
        with pytest.raises(DiskFailure) as caught:
            write_whole(path, b"data")
        assert str(path) in caught.value.sentence
    assert sorted(found.name for found in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="has other rights")
def test_a_private_file_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    write_whole(tmp_path / "device.key", b"secret", private=True)
    assert stat.S_IMODE((tmp_path / "device.key").stat().st_mode) == 0o600


def test_a_file_beyond_its_limit_is_not_read(tmp_path: Path) -> None:
    path = bundle(tmp_path, b"x" * 11)
    assert read_bytes(path, 11) == b"x" * 11
    with pytest.raises(Refused):
        read_bytes(path, 10)


def test_the_systems_refusal_is_told_in_plain_chinese() -> None:
    for code, sentence in (
        (errno.ENOSPC, "磁盘已满"), (errno.EACCES, "没有权限"), (errno.EROFS, "磁盘只读"),
        (errno.ENOENT, "找不到这个位置"), (errno.EBUSY, "被其他程序占用"),
        (errno.ELOOP, f"系统错误，编号 {errno.ELOOP}"),
    ):  # fmt: skip
        assert reason(OSError(code, "English")) == sentence
    for code in errno.errorcode:
        told = f"{reason(OSError(code, 'English'))}{disk_problem(OSError(code, 'English'))}"
        assert not re.search("[A-Za-z]", told)
    assert reason(OSError("no number")) == "系统拒绝"
    in_use = OSError(errno.EACCES, "Permission denied")
    in_use.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    assert reason(in_use) == "被其他程序占用"
