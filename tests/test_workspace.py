"""Where a first start makes its workspace: in a place in which every later start finds it."""

import sys
from importlib.resources import files
from pathlib import Path

import pytest

from liaison_tui.workspace import create, find_root, place_for_new

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its data folder cannot be moved")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, of a user who has nothing yet."""
    monkeypatch.delenv("LIAISON_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "数据"))
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "这里"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def lay_out(folder: Path) -> None:
    """Make what a copied program folder holds: settings of no office, and an empty store."""
    (folder / "store").mkdir(parents=True)
    shipped = files("liaison_tui.storage").joinpath("config.toml").read_bytes()
    (folder / "config.toml").write_bytes(shipped)


def test_the_folder_that_was_named_is_taken(here: Path, tmp_path: Path) -> None:
    lay_out(here)
    assert place_for_new(tmp_path / "甲") == tmp_path / "甲"
    assert place_for_new(Path("乙")) == here / "乙"


def test_a_current_folder_that_waits_to_be_set_up_is_taken(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_HOME", str(tmp_path / "家"))
    lay_out(here)
    assert place_for_new(None) == here


@pytest.mark.parametrize("part", ["", "store", "config.toml"])
def test_any_other_current_folder_is_left_alone(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    lay_out(tmp_path / "样子")
    if part:
        (tmp_path / "样子" / part).rename(here / part)
    before = set(here.iterdir())
    monkeypatch.setenv("LIAISON_HOME", str(tmp_path / "家"))
    assert place_for_new(None) == tmp_path / "家"
    assert set(here.iterdir()) == before


def test_a_folder_around_the_current_one_is_left_alone(here: Path, tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert place_for_new(None).is_relative_to(tmp_path / "数据")


def test_where_no_home_is_named_it_is_the_users_data_folder(tmp_path: Path) -> None:
    assert place_for_new(None) == tmp_path / "数据" / "liaison"


def test_a_home_named_from_the_current_folder_is_a_whole_path(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_HOME", "家")
    assert place_for_new(None) == here / "家"


@pytest.mark.parametrize(
    ("named", "home", "waits"),
    [("甲", "家", True), (None, "家", True), (None, "家", False), (None, None, False)],
    ids=["named", "waiting", "home", "data-folder"],
)
def test_what_is_made_there_is_found_by_the_next_start(
    here: Path, monkeypatch: pytest.MonkeyPatch, named: str | None, home: str | None, waits: bool
) -> None:
    if home:
        monkeypatch.setenv("LIAISON_HOME", home)
    if waits:
        lay_out(here)
    folder = Path(named) if named else None
    assert find_root(folder) is None
    place = place_for_new(folder)
    create(place, unit="澄江街道")
    assert find_root(folder) == place
