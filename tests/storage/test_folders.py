"""Looking through folders: what is offered, in which order, how much, and what is refused."""

import os
import sys
from pathlib import Path

import pytest

from liaison_tui.errors import Refused
from liaison_tui.storage import folders
from liaison_tui.storage.folders import drives, first_folder, list_folder, list_places


def make(folder: Path, *names: str) -> None:
    """Make files, each a day newer than the one before."""
    for day, name in enumerate(names):
        path = folder / name
        path.write_bytes(b"x" * day)
        os.utime(path, (1_624_000_000 + day * 86_400,) * 2)


def names(folder: Path) -> list[str]:
    return [entry.name for entry in list_folder(folder, lambda: True).entries]


def test_folders_come_first_by_name_then_files_the_newest_first(tmp_path: Path) -> None:
    make(tmp_path, "旧.pdf", "新.pdf")
    for name in ("照片10", "照片2", "Abc"):
        (tmp_path / name).mkdir()
    listing = list_folder(tmp_path, lambda: True)
    assert [e.name for e in listing.entries] == ["Abc", "照片2", "照片10", "新.pdf", "旧.pdf"]
    newest = listing.entries[3]
    assert (newest.kind, newest.size, newest.modified) == ("file", 1, "2021-06-19T15:06:40+08:00")
    assert (listing.folder, listing.count) == (tmp_path, 5)


def test_what_is_hidden_a_lock_of_an_office_program_or_no_file_is_not_offered(
    tmp_path: Path,
) -> None:
    make(tmp_path, ".hidden", "~$纪要.docx", "纪要.docx")
    (tmp_path / ".folder").mkdir()
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "管道")
    assert names(tmp_path) == ["纪要.docx"]


def test_a_link_to_a_folder_is_one_and_a_link_to_a_file_is_said_to_be_a_link(
    tmp_path: Path,
) -> None:
    (tmp_path / "文件夹").mkdir()
    make(tmp_path, "文件.pdf")
    (tmp_path / "甲").symlink_to(tmp_path / "文件夹")
    (tmp_path / "乙.pdf").symlink_to(tmp_path / "文件.pdf")
    kinds = {e.name: e.kind for e in list_folder(tmp_path, lambda: True).entries}
    assert (kinds["甲"], kinds["乙.pdf"], kinds["文件.pdf"]) == ("folder", "link", "file")


def test_of_a_very_full_folder_the_newest_are_kept_and_all_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MOST", 3)
    make(tmp_path, *(f"{n}.jpg" for n in range(5)))
    listing = list_folder(tmp_path, lambda: True)
    assert [e.name for e in listing.entries] == ["4.jpg", "3.jpg", "2.jpg"]
    assert listing.count == 5


def test_nobody_reads_on_in_a_folder_that_is_not_wanted_any_more(tmp_path: Path) -> None:
    make(tmp_path, *(f"{n}.jpg" for n in range(5)))
    answers = iter((True, True, False))
    assert list_folder(tmp_path, lambda: next(answers)).count == 2


def test_what_is_no_folder_or_is_gone_is_refused_in_a_sentence(tmp_path: Path) -> None:
    make(tmp_path, "文件.pdf")
    for path in (tmp_path / "文件.pdf", tmp_path / "没有"):
        with pytest.raises(Refused) as caught:
            list_folder(path, lambda: True)
        assert caught.value.sentence == f"没有文件夹 {path}"
    with pytest.raises(Refused) as caught:
        list_folder(tmp_path / ("长" * 300), lambda: True)
    assert "文件名太长" in caught.value.sentence


def test_one_begins_in_the_first_place_that_is_still_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DESKTOP_DIR", raising=False)
    stick = tmp_path / "U盘"
    stick.mkdir()
    assert first_folder((None, tmp_path / "拔掉的U盘", stick)) == stick
    assert first_folder((None,)) == tmp_path
    (tmp_path / "Desktop").mkdir()
    assert first_folder((None,)) == tmp_path / "Desktop"
    assert [e.name for e in list_places().entries][:2] == ["桌面", "个人文件夹"]


def test_only_drives_that_are_there_are_offered(tmp_path: Path) -> None:
    assert drives([tmp_path / "C", tmp_path]) == [tmp_path]
    assert Path(tmp_path.anchor) in drives()
