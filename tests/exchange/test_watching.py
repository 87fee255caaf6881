"""Watching a folder: what lies new in it and stands still is taken in once."""

import shutil
from pathlib import Path

import pytest

from liaison_tui.errors import Refused
from liaison_tui.exchange import runs
from liaison_tui.exchange.watching import Watch
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.second_writer import progress


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    folder.mkdir()
    return folder


@pytest.fixture
def sent(centre: Workspace, tmp_path: Path) -> Path:
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, offices.TOWN)
    entry = progress(chain.device, offices.TOWN, "T20", offices.MONTH, text="好的")
    chain.submit([entry], period=offices.MONTH)
    return chain.write(tmp_path / "发.liaison")


def test_a_file_is_ready_once_two_looks_have_found_it_the_same(
    centre: Workspace, folder: Path, sent: Path
) -> None:
    watch = Watch(centre.office, folder)
    path, whole = folder / "一.liaison", sent.read_bytes()
    assert watch.ready() == []
    path.write_bytes(whole[:100])
    assert watch.ready() == []
    path.write_bytes(whole[:200])  # it grows still
    assert watch.ready() == []
    path.write_bytes(whole)
    assert watch.ready() == []
    assert watch.ready() == [path]
    assert watch.ready() == []
    [row] = runs.take_in(centre.office, [path])
    assert row.outcome == "merged"


def test_what_was_taken_in_before_is_passed_over_whatever_its_name(
    centre: Workspace, folder: Path, sent: Path
) -> None:
    runs.take_in(centre.office, [sent])
    (folder / "坏.liaison").write_bytes(sent.read_bytes()[:-9])
    runs.take_in(centre.office, [folder / "坏.liaison"])
    shutil.copyfile(sent, folder / "改了名.zip")
    watch = Watch(centre.office, folder)
    assert watch.ready() == watch.ready() == []
    (folder / "坏.liaison").write_bytes(sent.read_bytes()[:-8])  # sent once more, other bytes
    assert watch.ready() == []
    assert watch.ready() == [folder / "坏.liaison"]


def test_folders_links_and_unfinished_files_are_left(
    centre: Workspace, folder: Path, sent: Path
) -> None:
    (folder / "下级").mkdir()
    (folder / "链接").symlink_to(sent)
    for name in ("下载.part", "下载.crdownload", "~$表.docx", ".隐藏"):
        shutil.copyfile(sent, folder / name)
    watch = Watch(centre.office, folder)
    assert watch.ready() == watch.ready() == []
    (folder / "下载.part").rename(folder / "下载.liaison")
    assert watch.ready() == []
    assert watch.ready() == [folder / "下载.liaison"]


def test_a_folder_that_has_gone_is_said_to_be_missing(centre: Workspace, folder: Path) -> None:
    watch = Watch(centre.office, folder)
    assert watch.ready() == []
    folder.rmdir()
    with pytest.raises(Refused, match="找不到文件夹"):
        watch.ready()
