"""Offices on 28 June 2021, when June is being reported; rooms with other needs have their own."""

from pathlib import Path

import pytest

from liaison_tui.workspace import Workspace
from tests.exchange import offices


@pytest.fixture
def june(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", offices.TODAY)


@pytest.fixture
def town(june: None, tmp_path: Path) -> Workspace:
    return offices.make_unit(tmp_path / "澄江街道")


@pytest.fixture
def colleague(town: Workspace, tmp_path: Path) -> Workspace:
    """The second PC of the same town."""
    return offices.make_unit(tmp_path / "同事", officer="曹琳")


@pytest.fixture
def centre(june: None, tmp_path: Path) -> Workspace:
    return offices.make_centre(tmp_path / "信用办")
