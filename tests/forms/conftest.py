"""Offices on 28 June 2021, when June is being reported."""

from pathlib import Path

import pytest

from liaison_tui.workspace import Workspace
from tests.exchange import offices


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", offices.TODAY)


@pytest.fixture
def town(tmp_path: Path) -> Workspace:
    return offices.make_unit(tmp_path / "澄江街道")


@pytest.fixture
def centre(tmp_path: Path) -> Workspace:
    return offices.make_centre(tmp_path / "信用办")
