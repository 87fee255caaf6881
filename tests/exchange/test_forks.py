"""A number told in two ways: both kept and flagged; and backups that go on without it."""

import shutil
from pathlib import Path

import pytest

from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices
from tests.second_writer import Chain, progress

MONTH, TOWN = offices.MONTH, offices.TOWN


@pytest.fixture
def forked(centre: Workspace) -> tuple[Chain, Chain]:
    """A device's chain and its restored backup, each with a number 2 of its own."""
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    chain.submit([progress(chain.device, TOWN, "T20", MONTH, text="第一号")], period=MONTH)
    backup = chain.fork()
    for branch, text, item in ((chain, "甲二", "T12"), (backup, "乙二", "T13")):
        branch.submit([progress(branch.device, TOWN, item, MONTH, text=text)], period=MONTH)
    return chain, backup


def test_both_sides_of_a_fork_are_kept_and_flagged(
    centre: Workspace, forked: tuple[Chain, Chain], tmp_path: Path
) -> None:
    rows = [
        offices.take_one(centre, branch.write(tmp_path / f"{number}"))
        for number, branch in enumerate(forked)
    ]
    assert [(row.outcome, row.forks) for row in rows] == [("merged", 0), ("merged", 1)]
    assert offices.texts(centre) == ["乙二", "甲二", "第一号"]
    listed = [branch.lines for branch in forked]
    assert offices.state(centre) == second_writer.state(listed)
    again = offices.take_one(centre, tmp_path / "0")
    assert (again.outcome, again.forks) == ("nothing-new", 1)


def test_a_fork_that_comes_in_one_file_is_flagged_by_both_readers(
    centre: Workspace, forked: tuple[Chain, Chain], tmp_path: Path
) -> None:
    path = forked[0].write(tmp_path / "a.liaison", forked[1])
    assert len(second_writer.read_bundle(path).forks) == 1
    row = offices.take_one(centre, path)
    assert (row.outcome, row.forks, row.new_events) == ("merged", 1, 3)


def test_both_sides_go_on_and_every_number_after_the_fork_is_kept(
    centre: Workspace, forked: tuple[Chain, Chain], tmp_path: Path
) -> None:
    for number, branch in enumerate(forked):
        entry = progress(branch.device, TOWN, "T20", "2021-07", text=f"第三号{number}")
        branch.submit([entry], period="2021-07")
        offices.take(centre, branch.write(tmp_path / f"{number}"))
    assert offices.texts(centre) == ["乙二", "甲二", "第一号", "第三号0", "第三号1"]
    assert offices.take_one(centre, tmp_path / "0").forks == 2
    back = second_writer.read_bundle(offices.send_back(centre, tmp_path))
    assert len(back.forks) == 2


@pytest.mark.parametrize("first", [0, 1])
def test_a_fork_gives_the_same_whichever_side_comes_first(
    centre: Workspace, forked: tuple[Chain, Chain], tmp_path: Path, first: int
) -> None:
    paths = [branch.write(tmp_path / str(n)) for n, branch in enumerate(forked)]
    offices.take(centre, paths[first])
    offices.take(centre, paths[1 - first])
    assert offices.state(centre) == second_writer.state(branch.lines for branch in forked)
    assert offices.texts(centre) == ["乙二", "甲二", "第一号"]


def _backed_up_between(centre: Workspace, town: Workspace, tmp_path: Path) -> Path:
    """Send two numbers to the centre; return the backup made after the first."""
    offices.write(town, "第一号", item="T12")
    offices.take(centre, offices.send(town, tmp_path / "1.liaison"))
    offices.trust_all(centre)
    backup = tmp_path / "备份"
    shutil.copytree(town.root, backup)
    offices.write(town, "第二号", item="T13")
    offices.take(centre, offices.send(town, tmp_path / "2.liaison"))
    return backup


def _restore(town: Workspace, backup: Path) -> Workspace:
    shutil.rmtree(town.root)
    shutil.copytree(backup, town.root)
    return Workspace(town.root)


def test_a_restored_backup_that_takes_in_feedback_goes_on_without_a_fork(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    backup = _backed_up_between(centre, town, tmp_path)
    answer = offices.send_back(centre, tmp_path)

    restored = _restore(town, backup)
    assert offices.texts(restored) == ["第一号"]
    offices.take(restored, answer)
    offices.trust_all(restored)
    assert offices.texts(restored) == ["第一号", "第二号"]
    offices.write(restored, "第三号", item="T14")
    path = offices.send(restored, tmp_path / "3.liaison")
    assert [m["number"] for m in second_writer.read_bundle(path).manifests] == [1, 2, 3]
    row = offices.take_one(centre, path)
    assert (row.outcome, row.new_events, row.forks) == ("merged", 1, 0)


def test_a_restored_backup_that_takes_in_nothing_forks_and_the_centre_says_so(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    backup = _backed_up_between(centre, town, tmp_path)
    restored = _restore(town, backup)
    offices.write(restored, "另一个第二号", item="T14")
    row = offices.take_one(centre, offices.send(restored, tmp_path / "3.liaison"))
    assert (row.outcome, row.forks) == ("merged", 1)
    assert offices.texts(centre) == ["另一个第二号", "第一号", "第二号"]


def test_after_a_fork_the_unit_takes_both_sides_in_and_goes_on_from_one(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    backup = _backed_up_between(centre, town, tmp_path)
    restored = _restore(town, backup)
    offices.write(restored, "另一个第二号", item="T14")
    offices.take(centre, offices.send(restored, tmp_path / "3.liaison"))
    offices.take(restored, offices.send_back(centre, tmp_path))
    offices.trust_all(restored)
    offices.write(restored, "第三号", item="T15")
    row = offices.take_one(centre, offices.send(restored, tmp_path / "4.liaison"))
    assert (row.outcome, row.new_events, row.forks) == ("merged", 1, 1)
    assert offices.texts(centre) == ["另一个第二号", "第一号", "第三号", "第二号"]
    assert offices.state(centre) == offices.state(restored)
