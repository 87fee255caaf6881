"""The app on 28 June 2021, with nobody's own folders in reach."""

import gc
from pathlib import Path

import pytest

from tests.exchange import offices
from tests.tui.desks import make_unit


@pytest.fixture(autouse=True, scope="session")
def _swept() -> None:
    """Let the garbage collector look no more at what was imported: a quarter of the time here."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LIAISON_TODAY", offices.TODAY)
    monkeypatch.setenv("LIAISON_HOME", str(tmp_path / "nowhere"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "nowhere"))
    monkeypatch.setenv("HOME", str(tmp_path / "个人文件夹"))
    (tmp_path / "个人文件夹").mkdir()
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The workspace of 澄江街道, in which nothing was written yet."""
    return make_unit(tmp_path)
