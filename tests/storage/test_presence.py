"""Presence: two windows at one obligation know of each other, and a killed one leaves nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from liaison_tui.storage.presence import Presence

KEY = ("chengjiang", "T18", "2021-06")
OTHER = ("chengjiang", "T19", "2021-06")


@pytest.fixture
def windows(tmp_path: Path) -> list[Presence]:
    return [Presence(tmp_path, KEY) for _ in range(3)]


def test_who_is_alone_has_no_company(tmp_path: Path, windows: list[Presence]) -> None:
    windows[0].enter()
    Presence(tmp_path, OTHER).enter()
    assert not windows[0].has_company()


def test_both_windows_know_of_each_other_whoever_came_first(windows: list[Presence]) -> None:
    first, second, third = windows
    first.enter()
    second.enter()
    assert first.has_company()
    assert second.has_company()
    third.enter()
    assert third.has_company()


def test_who_is_left_behind_is_alone_again_and_can_be_found(windows: list[Presence]) -> None:
    first, second, third = windows
    first.enter()
    second.enter()
    first.leave()
    assert not second.has_company()
    third.enter()
    assert second.has_company()


def test_a_third_window_is_found_once_another_has_gone(windows: list[Presence]) -> None:
    first, second, third = windows
    for window in windows:
        window.enter()
    first.leave()
    assert third.has_company()
    second.leave()
    assert not third.has_company()


def test_nothing_is_left_behind(tmp_path: Path, windows: list[Presence]) -> None:
    first, second, _ = windows
    first.enter()
    first.has_company()
    second.enter()
    first.leave()
    second.has_company()
    second.leave()
    assert list((tmp_path / "open").iterdir()) == []


def test_a_killed_window_is_gone(tmp_path: Path, windows: list[Presence]) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from liaison_tui.storage.presence import Presence\n"
        f"seat = Presence(Path(sys.argv[1]), {KEY!r}); seat.enter()\n"
        "print('in', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"in\n"
        windows[0].enter()
        assert windows[0].has_company()
        process.kill()
        process.wait()
        assert not windows[0].has_company()
