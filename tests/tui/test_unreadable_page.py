"""On the receiving page: noting when an unreadable file arrived, and what to tell its unit."""

import shutil
from pathlib import Path

import pytest

from liaison_tui.exchange import unreadable
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    NARROW,
    make_centre,
    opened,
    paste,
    press,
    screen_text,
    settle,
    toasts,
    type_text,
)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("LIAISON_TODAY", "2021-06-28")
    town = offices.make_unit(tmp_path / "澄江街道")
    offices.write(town, "走访企业12家。")
    return town


@pytest.fixture
def folder(tmp_path: Path, town: Workspace) -> Path:
    """A folder with what the town sent in time, cut off on the way."""
    folder = tmp_path / "收件"
    folder.mkdir()
    sent = offices.send(town, tmp_path / "发")
    (folder / sent.name).write_bytes(sent.read_bytes()[:-200])
    return folder


@pytest.fixture
def centre(tmp_path: Path, town: Workspace) -> Path:
    """A centre that knows the town's device, on 8 July."""
    root = make_centre(tmp_path)
    centre = Workspace(root)
    event = centre.office.new_event(
        "trust", unit=offices.TOWN, body={"device": offices.device_of(town)}
    )
    centre.store.say([event])
    return root


async def test_a_bad_file_is_noted_its_unit_is_told_and_its_replacement_is_on_time(
    centre: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")
    async with opened(centre, NARROW) as pilot:
        await press(pilot, "f4", "f8")
        assert toasts(pilot.app) == ["还没有汇入文件；汇入以后，站在打不开的一行上按 F8。"]
        pilot.app.clear_notifications()
        await paste(pilot, str(folder))
        await press(pilot, "enter")
        assert "按 F8 记下是哪个单位的" in screen_text(pilot.app)
        await press(pilot, "f3")
        assert "先按 F8 记下" in toasts(pilot.app)[-1]
        await press(pilot, "f8")
        # The name of the file says whose it is and of which month.
        assert all(word in screen_text(pilot.app) for word in ("澄江街道", "2021-06", "2021-07-08"))
        await press(pilot, "tab", "tab")
        await press(pilot, "end", *["backspace"] * 10)
        await type_text(pilot, "7-5")
        await press(pilot, "ctrl+s")
        assert "改了到达日期，没有写理由" in "".join(toasts(pilot.app))
        await press(pilot, "tab")
        await type_text(pilot, "邮件7月5日送达")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[-1].startswith("已记下：澄江街道 2021年6月，2021-07-05 到达")
        pilot.app.clear_notifications()
        await settle(pilot)
        shown = screen_text(pilot.app)
        assert "发给单位的话，F3 复制" in shown
        assert "算按时报送" in "".join(shown.split())
        await press(pilot, "f3")
        shutil.copyfile(next((tmp_path / "发").iterdir()), folder / "补发.liaison")
        await press(pilot, "f4")
        assert "按到达日 2021-07-05 签收" in "".join(
            row.reason
            for row in pilot.app.screen.rows  # type: ignore[attr-defined]
        )
        await press(pilot, "home", "f8", "2")  # a note that was used stays
        assert "不能撤销" in toasts(pilot.app)[-1]
    office = Workspace(centre)
    [report] = office.reports(periods=["2021-06"]).values()
    assert report.current
    assert (report.current.received or "")[:10] == "2021-07-05"


async def test_a_note_is_taken_back_by_the_same_key(
    centre: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-02")
    async with opened(centre, NARROW) as pilot:
        await press(pilot, "f4")
        await paste(pilot, str(folder))
        await press(pilot, "enter", "f8", "ctrl+s")
        assert len(unreadable.noted(Workspace(centre).office)) == 1
        await press(pilot, "f8", "1")
        assert len(unreadable.noted(Workspace(centre).office)) == 1
        await press(pilot, "f8", "2")
        assert unreadable.noted(Workspace(centre).office) == []
        assert "已撤销到达日的记录" in toasts(pilot.app)[-1]
        assert "按 F8 记下是哪个单位的" in screen_text(pilot.app)


async def test_what_can_be_read_needs_no_note(centre: Path, folder: Path, tmp_path: Path) -> None:
    shutil.copyfile(next((tmp_path / "发").iterdir()), folder / "a.liaison")
    async with opened(centre, NARROW) as pilot:
        await press(pilot, "f4")
        await paste(pilot, str(folder))
        await press(pilot, "enter", "home", "f8")
        assert toasts(pilot.app)[-1] == "这一行不是问题文件，不用记到达日。"
