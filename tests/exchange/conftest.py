"""A centre, a town and a colleague's PC on 28 June 2021."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from liaison_tui.workspace import Workspace
from tests.exchange import offices


@pytest.fixture(autouse=True, scope="module")
def _day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIAISON_TODAY", offices.TODAY)
        yield


@pytest.fixture
def centre(tmp_path: Path) -> Workspace:
    return offices.make_centre(tmp_path / "信用办")


@pytest.fixture
def town(tmp_path: Path) -> Workspace:
    return offices.make_unit(tmp_path / "澄江街道")


@pytest.fixture
def colleague(tmp_path: Path) -> Workspace:
    """The second PC of the same town."""
    return offices.make_unit(tmp_path / "澄江街道二", officer="曹琳")
