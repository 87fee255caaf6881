"""Evidence is attached by its path, as it is pasted or dropped, and taken off again with Del.

What is attached is read before it is saved, and where else it is evidence is said. Picking it from
folders is in test_picking.
"""

import os
import re
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from liaison_tui.storage import files
from liaison_tui.storage.config import change_config
from liaison_tui.tui.widgets.evidence import EvidenceField
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    NARROW,
    ROOMY,
    WIDE,
    focus,
    lines,
    open_form,
    opened,
    paste,
    press,
    said,
    screen_text,
    settle,
    toasts,
    type_text,
    until,
)
from tests.tui.looking import cut


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


def field(pilot: Pilot[None]) -> EvidenceField:
    return pilot.app.screen.query_one(EvidenceField)


def told(pilot: Pilot[None]) -> list[str]:
    """Return what stands in sight below the field for paths, line by line, without its frame."""
    trouble = pilot.app.screen.query_one("#trouble")
    if not trouble.display:
        return []
    left, top, width, height = trouble.region
    return [cut(line, left, width).rstrip() for line in lines(pilot.app)[top : top + height]]


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
        assert told(pilot) == toasts(pilot.app) == []
        await attach(pilot, f"{tmp_path / '没有.jpg'}\n{tmp_path}\n{link}\n{photo}")
        wrong = "".join(told(pilot))
        for sentence in ("找不到文件", "是文件夹。按 F4 到里面选文件。", "是一个链接"):
            assert sentence in wrong
        paths = pilot.app.screen.query_one("#paths", TextArea)
        assert paths.text == f"{tmp_path / '没有.jpg'}\n{tmp_path}\n{link}"
        # What stands in the field goes along too, whether Enter was pressed or not.
        paths.select_all()
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
        await focus(pilot, "#text")
        await press(pilot, "ctrl+s")
        assert told(pilot)[0].lstrip().startswith("找不到文件")
        assert field(pilot).field.has_focus
        assert re.search("照片.jpg .* 不能附", screen_text(pilot.app))
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


async def test_the_list_says_how_big_a_file_is_and_from_when_and_where_else_it_is_evidence(
    unit: Path, photo: Path, table: Path
) -> None:
    office = Workspace(unit)
    offices.write(office, "五月。", month="2021-05", attach=[photo])
    offices.write(office, "本期。", item="T12", attach=[photo])
    os.utime(photo, (1_624_000_000,) * 2)
    again = table.with_name("副本.xlsx")
    again.write_bytes(b"x" * 20)
    async with opened(unit, WIDE) as pilot:
        await open_form(pilot, "T20")
        await attach(pilot, f"{photo}\n{table}\n{again}")
        row = [line for line in lines(pilot.app) if "现场 照片.jpg" in line][-2]
        assert re.search(r"1 KB +2021-06-18 +待保存", row)
        screen = screen_text(pilot.app)
        assert "“现场 照片.jpg”已用于 T12（2021年6月）、T20（2021年5月）。" in screen
        assert "“副本.xlsx”与“清单.xlsx”是同一个文件。" in screen
        await press(pilot, "ctrl+s")
    assert names(unit) == ["现场 照片.jpg", "清单.xlsx", "副本.xlsx"]


@pytest.mark.long
async def test_a_big_file_is_read_behind_the_form_and_no_more_once_that_is_left(
    unit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_config(unit / "config.toml", {"limits": {"attachment_mb": 2000}})
    # Some seconds of reading, in pieces so small that nobody waits for one.
    monkeypatch.setattr(files, "CHUNK", 4096)
    big = tmp_path / "录像.mp4"
    with big.open("wb") as hollow:
        hollow.truncate(1_900_000_000)
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        await focus(pilot, "#paths")
        pilot.app.post_message(events.Paste(str(big)))
        pilot.app.post_message(events.Key("enter", None))
        await until(pilot, lambda: re.search(r"录像.mp4.* 读取 \d+%", screen_text(pilot.app)))
        [file] = field(pilot).files.values()
        # The form goes on meanwhile.
        pilot.app.screen.query_one("#text").focus()
        pilot.app.post_message(events.Key("甲", "甲"))
        await until(pilot, lambda: "甲" in screen_text(pilot.app))
        assert file.sha256 == ""
        await press(pilot, "escape")
        assert file.stop.is_set()
        assert (file.sha256, file.read < 1_900_000_000) == ("", True)


@pytest.mark.long
async def test_a_save_that_does_not_wait_for_the_reading_loses_nothing(
    unit: Path, table: Path, tmp_path: Path
) -> None:
    big = tmp_path / "录像.mp4"
    content = b"0123456789abcdef" * 1_500_000
    big.write_bytes(content)
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        await focus(pilot, "#paths")
        pilot.app.post_message(events.Paste(f"{big}\n{table}"))
        for key in ("enter", "ctrl+s"):
            pilot.app.post_message(events.Key(key, None))
        await settle(pilot)
    body = said(unit, "T20")
    assert [file["size"] for file in body["evidence"]] == [24_000_000, 20]
    assert contents(unit / "store" / "evidence") == {content, b"x" * 20}


@pytest.mark.long
async def test_the_list_and_the_field_are_both_in_sight_on_a_small_screen(
    unit: Path, tmp_path: Path
) -> None:
    photos = [tmp_path / f"照片{n}.jpg" for n in range(9)]
    for path in photos:
        path.write_bytes(path.name.encode())
    async with opened(unit, NARROW) as pilot:
        await open_form(pilot, "T20")
        await attach(pilot, "\n".join(map(str, photos)))
        for word in ("已附", "照片0.jpg", "F4 选文件"):
            assert word in screen_text(pilot.app)
        assert field(pilot).field.has_focus
        await attach(pilot, str(tmp_path / "没有.jpg"))
        for word in ("已附", "照片0.jpg", "没有.jpg", "找不到文件"):
            assert word in screen_text(pilot.app)


@pytest.mark.long
async def test_a_file_that_is_too_large_is_told_with_what_to_do_and_the_sentence_goes_when_mended(
    unit: Path, tmp_path: Path
) -> None:
    settings = unit / "config.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("attachment_mb = 50", "attachment_mb = 1"), encoding="utf-8")
    film = tmp_path / "录像.mp4"
    film.write_bytes(bytes(1024 * 1024 + 1))
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        await attach(pilot, str(film))
        wrong = "".join(line.strip() for line in told(pilot))
        assert "1.0 MB，超过 1.0 MB 的上限。请压缩或分成几个文件。" in wrong
        await press(pilot, "ctrl+s")
        assert said(unit, "T20") == {}
        assert told(pilot)
        field(pilot).field.select_all()
        await press(pilot, "backspace")
        assert told(pilot) == []
