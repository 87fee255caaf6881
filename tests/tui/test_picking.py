"""Picking files: by arrows, by a word or its pinyin, by a place; one or several, from anywhere."""

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from liaison_tui.storage import folders
from liaison_tui.tui.screens.form import FormPage
from liaison_tui.tui.screens.picking import PickingPage
from liaison_tui.tui.widgets.board import Board
from tests.tui.desks import (
    NARROW,
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
from tests.tui.looking import HOSTILE, controls

NAMES = ("现场照片.jpg", "会议纪要.docx", "贯标企业清单.xlsx")


@pytest.fixture
def desktop() -> Path:
    """The desktop, with a folder and three files on it, the last one the newest."""
    folder = Path.home() / "Desktop"
    (folder / "六月").mkdir(parents=True)
    (folder / "六月" / "签到表.pdf").write_bytes(b"pdf")
    fill(folder, *NAMES)
    return folder


def fill(folder: Path, *names: str) -> None:
    for day, name in enumerate(names):
        (folder / name).write_bytes(name.encode(errors="surrogateescape"))
        os.utime(folder / name, (1_624_000_000 + day * 86_400,) * 2)


def evidence(root: Path) -> list[str]:
    return [file["name"] for file in said(root, "T20").get("evidence", ())]


def listed(pilot: Pilot[None]) -> list[str]:
    """Return the names in the list, in order."""
    return [Path(key).name for key in pilot.app.screen.query_one(Board).keys]


async def begin(pilot: Pilot[None]) -> None:
    """Open the form of T20 and, from its text, the files."""
    await open_form(pilot, "T20")
    await press(pilot, "f4")
    assert isinstance(pilot.app.screen, PickingPage)


async def stand_on(pilot: Pilot[None], name: str) -> None:
    """Go to a name in the list, by keys."""
    await press(pilot, "home", *["down"] * listed(pilot).index(name))


async def test_f4_shows_the_desktop_and_enter_attaches_the_file_one_stands_on(
    unit: Path, desktop: Path
) -> None:
    async with opened(unit, NARROW) as pilot:
        await begin(pilot)
        assert listed(pilot) == ["六月", *reversed(NAMES)]
        assert str(desktop)[-20:] in screen_text(pilot.app)
        [row] = [line for line in lines(pilot.app) if "贯标企业清单.xlsx" in line]
        assert row.split()[-4:] == ["1", "KB", "2021-06-20", "15:06"]
        await stand_on(pilot, "贯标企业清单.xlsx")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, FormPage)
        # The list and the field are in sight, and that is where one writes on.
        assert "贯标企业清单.xlsx" in screen_text(pilot.app)
        assert pilot.app.screen.query_one("#paths").has_focus
        await press(pilot, "ctrl+s")
    assert evidence(unit) == ["贯标企业清单.xlsx"]


async def test_several_are_selected_with_space_in_this_folder_and_in_others(
    unit: Path, desktop: Path
) -> None:
    async with opened(unit, ROOMY) as pilot:
        await begin(pilot)
        await stand_on(pilot, "会议纪要.docx")
        await press(pilot, "space")
        await stand_on(pilot, "六月")
        await press(pilot, "space")
        assert "已选 1 个文件" in screen_text(pilot.app)
        await press(pilot, "home", "enter", "space")
        assert "已选 2 个文件，共 1 KB。按 F4 选定。" in screen_text(pilot.app)
        await press(pilot, "f4", "ctrl+s")
    assert sorted(evidence(unit)) == ["会议纪要.docx", "签到表.pdf"]


async def test_what_is_selected_goes_along_with_what_is_typed_or_dropped(
    unit: Path, desktop: Path
) -> None:
    async with opened(unit, ROOMY) as pilot:
        await begin(pilot)
        await stand_on(pilot, "会议纪要.docx")
        await press(pilot, "space")
        await paste(pilot, f"'{desktop / NAMES[0]}' '{desktop / '六月' / '签到表.pdf'}' ")
        await press(pilot, "enter", "ctrl+s")
    assert sorted(evidence(unit)) == ["会议纪要.docx", "现场照片.jpg", "签到表.pdf"]


async def test_ctrl_a_selects_the_files_of_a_folder_and_not_its_folders(
    unit: Path, desktop: Path
) -> None:
    async with opened(unit, ROOMY) as pilot:
        await begin(pilot)
        await press(pilot, "ctrl+a", "f4", "ctrl+s")
    assert sorted(evidence(unit)) == sorted(NAMES)


@pytest.mark.long
@pytest.mark.parametrize(("typed", "name"), [("清单", NAMES[2]), ("hyjy", NAMES[1])])
async def test_what_is_typed_narrows_the_list_by_words_or_pinyin(
    typed: str, name: str, unit: Path, desktop: Path
) -> None:
    async with opened(unit, ROOMY) as pilot:
        await begin(pilot)
        await type_text(pilot, typed)
        assert listed(pilot) == [name]
        assert "1 / 4 个" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert len(listed(pilot)) == 4
        await type_text(pilot, typed)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, FormPage)
        assert name in screen_text(pilot.app)


@pytest.mark.long
async def test_a_place_that_is_typed_or_pasted_is_opened_or_attached(
    unit: Path, desktop: Path
) -> None:
    async with opened(unit, ROOMY) as pilot:
        await begin(pilot)
        await paste(pilot, f'"{desktop / "六月"}"')
        await press(pilot, "enter")
        assert listed(pilot) == ["签到表.pdf"]
        await paste(pilot, str(desktop / "没有"))
        await press(pilot, "enter")
        assert f"没有文件夹 {desktop}/没有。请核对位置。"[:40] in screen_text(pilot.app)
        assert listed(pilot) == ["签到表.pdf"]
        await press(pilot, "escape")
        await type_text(pilot, "../六月")
        await press(pilot, "enter")
        assert ".." not in screen_text(pilot.app)
        await type_text(pilot, "../会议纪要.docx")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, FormPage)
        assert "会议纪要.docx" in screen_text(pilot.app)


@pytest.mark.long
async def test_backspace_goes_up_to_the_folder_one_came_from_and_at_the_top_to_all_places(
    unit: Path, desktop: Path
) -> None:
    async with opened(unit, ROOMY) as pilot:
        await begin(pilot)
        await press(pilot, "home", "enter", "backspace")
        assert pilot.app.screen.query_one(Board).cursor_key == str(desktop / "六月")
        for _ in desktop.parts:
            await press(pilot, "backspace")
        assert "常用位置和磁盘" in screen_text(pilot.app)
        await press(pilot, "home", "enter")
        assert "六月" in listed(pilot)
        await press(pilot, "f6")
        assert "桌面" in screen_text(pilot.app)


@pytest.mark.long
async def test_it_begins_where_files_were_picked_last_and_esc_attaches_nothing(
    unit: Path, desktop: Path
) -> None:
    async with opened(unit, ROOMY) as pilot:
        await begin(pilot)
        await press(pilot, "home", "enter", "escape")
        assert isinstance(pilot.app.screen, FormPage)
        await press(pilot, "escape")
        await open_form(pilot, "T21")
        await press(pilot, "f4")
        assert listed(pilot) == ["签到表.pdf"]
        await press(pilot, "escape", "escape")
    assert evidence(unit) == []


@pytest.mark.long
async def test_a_folder_that_was_pasted_into_the_form_is_looked_through_with_f4(
    unit: Path, desktop: Path
) -> None:
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        await focus(pilot, "#paths")
        await paste(pilot, f"'{desktop / '六月'}'")
        await press(pilot, "enter")
        page = "".join(line.partition("│")[2].strip() for line in lines(pilot.app))
        assert "到里面选文件。" in page
        await press(pilot, "f4", "enter", "ctrl+s")
    assert evidence(unit) == ["签到表.pdf"]


@pytest.mark.long
async def test_files_can_be_listed_by_name(unit: Path, desktop: Path) -> None:
    fill(desktop, "照片10.jpg", "照片2.jpg")
    async with opened(unit, ROOMY) as pilot:
        await begin(pilot)
        await press(pilot, "ctrl+o")
        found = listed(pilot)
        assert found[0] == "六月"
        assert found.index("照片2.jpg") < found.index("照片10.jpg")


@pytest.mark.long
async def test_a_very_full_folder_says_that_not_all_of_it_is_listed(
    unit: Path, desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MOST", 2)
    async with opened(unit, NARROW) as pilot:
        await begin(pilot)
        assert len(listed(pilot)) == 2
        assert "共 4 个，只看 2 个，其余请写位置" in screen_text(pilot.app)


@pytest.mark.long
async def test_an_empty_folder_and_a_link_say_what_to_do(unit: Path, desktop: Path) -> None:
    empty = desktop / "空"
    empty.mkdir()
    (desktop / "六月" / "链接.pdf").symlink_to(desktop / NAMES[0])
    async with opened(unit, ROOMY) as pilot:
        await begin(pilot)
        await stand_on(pilot, "空")
        await press(pilot, "enter")
        assert "按退格键回上一级，按 F6 换一个位置。" in screen_text(pilot.app)
        await press(pilot, "f4")
        assert "还没有选文件" in screen_text(pilot.app)
        await paste(pilot, str(desktop / "六月"))
        await press(pilot, "enter")
        await stand_on(pilot, "链接.pdf")
        await press(pilot, "space", "enter")
        assert "这是一个链接，不是文件本身。" in screen_text(pilot.app)
        await press(pilot, "up", "down")
        assert "这是一个链接" not in screen_text(pilot.app)


@pytest.mark.long
async def test_hostile_names_are_inert_and_can_be_attached(unit: Path, desktop: Path) -> None:
    odd = [text.replace("/", "_").replace("\x00", "_")[:60] for text in HOSTILE]
    odd = [name for name in odd if name != "\ud800"] + [os.fsdecode(b"\xff\xfe.pdf")]
    fill(desktop, *(f"{name}.pdf" for name in odd))
    async with opened(unit, ROOMY) as pilot:
        await begin(pilot)
        for _ in listed(pilot):
            assert controls("".join(lines(pilot.app))) == []
            await press(pilot, "down")
        await press(pilot, "ctrl+a")
        await press(pilot, "f4", "ctrl+s")
        assert controls("".join([*lines(pilot.app), *toasts(pilot.app)])) == []
    assert len(evidence(unit)) == len(odd) + len(NAMES)
    assert [name for name in evidence(unit) if controls(name)] == []


@pytest.mark.long
async def test_enter_on_a_file_attaches_it_with_all_that_are_selected(
    unit: Path, desktop: Path
) -> None:
    async with opened(unit, ROOMY) as pilot:
        await begin(pilot)
        await stand_on(pilot, "会议纪要.docx")
        await press(pilot, "space")
        await stand_on(pilot, "现场照片.jpg")
        await press(pilot, "enter", "ctrl+s")
    assert sorted(evidence(unit)) == ["会议纪要.docx", "现场照片.jpg"]
