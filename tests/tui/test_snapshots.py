"""What the main screens look like, line by line, at the smallest size and at a large one.

Where a change of a screen is meant: look at it, then `pytest tests/tui --snapshot-update`.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.tui.desks import NARROW, WIDE, opened, press, screen_text, type_text
from tests.tui.looking import rehearsed

UNIT, CENTRE = "单位/青阳镇", "信用办"
SCREENS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "first-start": ("", "2021-06-28", ()),
    "desk": (UNIT, "2021-06-28", ()),
    "desk-after-the-due-day": (UNIT, "2021-07-08", ("f7",)),
    "form": (UNIT, "2021-06-28", ("enter",)),
    "export": (UNIT, "2021-06-28", ("f5", "tab", "ctrl+u")),
    "receive": (CENTRE, "2021-07-08", ("f4", "报送包/2021-06", "enter")),
    "devices": (CENTRE, "2021-07-08", ("f6",)),
    "overview": (CENTRE, "2021-07-08", ()),
    "unit": (CENTRE, "2021-07-08", ("enter",)),
    "entry": (CENTRE, "2021-07-08", ("enter", "enter")),
    "help": (UNIT, "2021-06-28", ("f1",)),
    "palette": (UNIT, "2021-06-28", ("f9",)),
}


class ScreenExtension(SingleFileSnapshotExtension):
    """A screen as a text file, to be read in a review."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"

    def serialize(self, data: Any, **_: Any) -> str:
        """Return the lines; a clock time of the run itself is masked."""
        return re.sub(r"已保存 \d\d:\d\d", "已保存 --:--", str(data)) + "\n"


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rehearsed(tmp_path_factory.mktemp("snapshots"))


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_looks_as_it_did_when_it_was_last_looked_at(
    name: str,
    size: tuple[int, int],
    rehearsal: Path,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office, today, keys = SCREENS[name]
    monkeypatch.setenv("LIAISON_TODAY", today)
    monkeypatch.chdir(rehearsal)
    root = rehearsal / office if office else None
    async with opened(root, size, place=Path("D:/报送")) as pilot:
        for key in keys:
            if "/" in key:
                await type_text(pilot, key)
            else:
                await press(pilot, key)
        assert screen_text(pilot.app) == snapshot(extension_class=ScreenExtension)
