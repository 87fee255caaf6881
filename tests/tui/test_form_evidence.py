"""Evidence is attached by its path, as it is pasted or dropped, and taken off again with Del."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    ROOMY,
    focus,
    lines,
    open_form,
    opened,
    paste,
    press,
    said,
    screen_text,
    toasts,
    type_text,
)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "现场 照片.jpg"
    path.write_bytes(b"jpg" * 100)
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(b"x" * 20)
    return path


def names(root: Path) -> list[str]:
    return [file["name"] for file in said(root, "T20").get("evidence", ())]


def contents(folder: Path) -> set[bytes]:
    return {path.read_bytes() for path in folder.iterdir()}


def lose(path: Path) -> None:
    path.unlink()


async def attach(pilot: Pilot[None], text: str) -> None:
    """Paste paths into their field and press Enter."""
    await focus(pilot, "#paths")
    await paste(pilot, text)
    await press(pilot, "enter")


async def test_paths_are_taken_as_they_are_pasted_and_what_cannot_be_attached_is_told(
    unit: Path, photo: Path, table: Path, tmp_path: Path
) -> None:
    note, link = tmp_path / "说明.txt", tmp_path / "链接.jpg"
    note.write_text("说明")
    link.symlink_to(photo)
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        await attach(pilot, f"\"{photo}\"\r\n  '{table}'  \n\n{table.as_uri()}\n{table}\n")
        for file in (photo, table):
            assert screen_text(pilot.app).count(file.name) == 1
        assert toasts(pilot.app) == []
        await attach(pilot, f"{tmp_path / '没有.jpg'}\n{tmp_path}\n{link}\n{photo}")
        told = toasts(pilot.app)[0].splitlines()
        assert len(told) == 3
        assert told[0].startswith("找不到文件")
        assert "不是普通文件" in told[1]
        assert "是一个链接" in told[2]
        field = pilot.app.screen.query_one("#paths", TextArea)
        assert field.text == f"{tmp_path / '没有.jpg'}\n{tmp_path}\n{link}"
        # What stands in the field goes along too, whether Enter was pressed or not.
        field.select_all()
        await paste(pilot, note.as_uri())
        await press(pilot, "ctrl+s")
    body = said(unit, "T20")
    assert [(file["name"], file["size"]) for file in body["evidence"]] == [
        ("现场 照片.jpg", 300), ("清单.xlsx", 20), ("说明.txt", 6),
    ]  # fmt: skip
    assert contents(unit / "store" / "evidence") == {b"jpg" * 100, b"x" * 20, "说明".encode()}


async def test_a_file_that_goes_before_the_save_is_told_and_nothing_is_written(
    unit: Path, photo: Path
) -> None:
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        await type_text(pilot, "走访企业12家。")
        await attach(pilot, str(photo))
        lose(photo)
        await press(pilot, "ctrl+s")
        [sentence] = toasts(pilot.app)
        assert sentence.startswith("找不到文件")
        assert "现场 照片.jpg" in screen_text(pilot.app)
        assert said(unit, "T20") == {}
        await focus(pilot, "#attached")
        await press(pilot, "delete", "ctrl+s")
    assert said(unit, "T20") == {"text": "走访企业12家。"}


async def test_del_takes_off_a_file_and_what_a_draft_names_is_there_again_to_be_saved(
    unit: Path, photo: Path, table: Path
) -> None:
    offices.write(Workspace(unit), "走访企业12家。", attach=[photo, table])
    note = photo.with_name("说明.txt")
    note.write_text("说明")
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        await attach(pilot, str(note))
        await focus(pilot, "#attached")
        await press(pilot, "down", "delete")
        page = [line.partition("│")[2] for line in lines(pilot.app)]
        assert not [line for line in page if "清单.xlsx" in line]
        await press(pilot, "escape")
    assert names(unit) == ["现场 照片.jpg", "清单.xlsx"]
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        page = [line.partition("│")[2] for line in lines(pilot.app)]
        assert "还没有保存" in screen_text(pilot.app)
        assert [line for line in page if "说明.txt" in line]
        assert not [line for line in page if "清单.xlsx" in line]
        await press(pilot, "ctrl+s")
    assert names(unit) == ["现场 照片.jpg", "说明.txt"]
