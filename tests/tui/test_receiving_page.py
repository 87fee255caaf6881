"""What the centre sends back comes in by F4, once its device is confirmed by its fingerprint."""

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from liaison_tui import desk
from liaison_tui.journal.phone_words import spoken as words_of
from liaison_tui.journal.submission import fingerprint
from liaison_tui.tui.screens.desk import Desk
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    ROOMY,
    lines,
    opened,
    paste,
    press,
    screen_text,
    toasts,
    until,
)


@pytest.fixture
def centre(unit: Path, tmp_path: Path) -> Workspace:
    """The centre, which has the town's T20 and T22, accepted one and returned the other."""
    town, centre = Workspace(unit), offices.make_centre(tmp_path / "信用办")
    offices.write(town, "走访企业12家。")
    offices.write(town, "走进3所学校。", item="T22")
    offices.write(town, "在融媒体开设专栏。", item="T18")
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.trust_all(centre)
    for row in offices.entries(centre):
        if row["item"] != "T18":
            desk.review(centre, row["id"], comment="请补充学校" if row["item"] == "T22" else None)
    return centre


@pytest.fixture
def feedback(centre: Workspace, tmp_path: Path) -> Path:
    """The centre's feedback, among other files in a folder."""
    return offices.send_back(centre, tmp_path / "收到" / "回执.liaison")


def state(pilot: Pilot[None], item: str) -> str:
    """Return the words of an item's line."""
    (row,) = [line for line in lines(pilot.app) if line.startswith(f" {item}")]
    return row


async def test_feedback_waits_until_the_centres_device_is_confirmed_then_says_what_was_judged(
    unit: Path, centre: Workspace, feedback: Path
) -> None:
    spoken = fingerprint(offices.device_of(centre))
    async with opened(unit, ROOMY) as pilot:
        assert "已报送（待回执）" in state(pilot, "T20")
        await press(pilot, "f4")
        assert lines(pilot.app)[0].startswith(" 汇入回执包")
        await paste(pilot, f'"{feedback}"')
        await press(pilot, "enter")
        shown = screen_text(pilot.app)
        assert "汇入完毕：1 个文件" in lines(pilot.app)[0]
        assert "待核验 1" in lines(pilot.app)[0]
        assert "回执.liaison" in shown
        assert "按 F6 查看指纹，与对方核对后登记" in shown
        assert offices.entries(Workspace(unit)) != []
        assert Workspace(unit).returned() == []

        await press(pilot, "f6")
        assert lines(pilot.app)[0].startswith(" 电脑登记")
        shown = screen_text(pilot.app)
        assert f"本机指纹    {fingerprint(offices.device_of(Workspace(unit)))}" in shown
        (row,) = [line for line in lines(pilot.app) if line.startswith(" 待核验")]
        assert "信用办" in row
        assert spoken in row
        await press(pilot, "enter")
        assert f"指纹  {spoken}" in screen_text(pilot.app)
        assert all(line in screen_text(pilot.app) for line in words_of(offices.device_of(centre)))
        await press(pilot, "enter")
        assert Workspace(unit).returned() == []
        assert toasts(pilot.app) == []

        await press(pilot, "enter", "right", "enter")
        confirmed, merged = toasts(pilot.app)[0].splitlines()
        assert confirmed == f"已登记 {spoken}。"
        assert merged.startswith("信用办待核验的报送已汇入")
        (row,) = [line for line in lines(pilot.app) if line.startswith(" 已登记")]
        assert spoken in row
        await press(pilot, "enter")
        assert toasts(pilot.app) == ["这台电脑已登记。"]

        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, Desk)
        assert lines(pilot.app)[0].endswith("退回 1")
        assert "审核通过" in state(pilot, "T20")
        assert "退回修改" in state(pilot, "T22")
        assert "已签收" in state(pilot, "T18")


async def test_of_a_folder_each_file_has_its_line_and_what_is_no_bundle_its_reason(
    unit: Path, centre: Workspace, feedback: Path
) -> None:
    folder = feedback.parent
    rubbish = folder / "通知.docx"
    rubbish.write_bytes(b"PK\x03\x04 rubbish" * 40)
    shutil.copyfile(feedback, folder / "回执（改过名）")
    offices.take(Workspace(unit), feedback)
    offices.trust_all(Workspace(unit))
    async with opened(unit, ROOMY) as pilot:
        assert "审核通过" in state(pilot, "T20")
        await press(pilot, "f4", "enter")
        assert toasts(pilot.app) == ["请先写上文件或文件夹的位置。"]
        await paste(pilot, f"{folder}\n{folder / '没有.liaison'}")
        await press(pilot, "f4")
        await until(pilot, lambda: "汇入完毕" in lines(pilot.app)[0])
        heading = lines(pilot.app)[0]
        assert "汇入完毕：3 个文件" in heading
        assert "没有新内容 2" in heading
        assert "问题文件 1" in heading
        assert "读不到 1" in heading
        found = {line.split()[0]: line for line in lines(pilot.app)[7:] if "文件" in line}
        assert "问题文件" in found["通知.docx"]
        assert "读不到" in found["没有.liaison"]
    (kept,) = (unit / "store" / "quarantine").glob("*.txt")
    assert "通知.docx" in kept.read_text("utf-8")


async def test_the_devices_page_tells_this_pcs_own_fingerprint_before_anything_came(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "ctrl+d")
        shown = screen_text(pilot.app)
        assert "还没有收到其他电脑的报送。" in shown
        assert fingerprint(offices.device_of(Workspace(unit))) in shown
        assert all(line in shown for line in words_of(offices.device_of(Workspace(unit))))
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, Desk)


async def test_a_place_where_nothing_lies_is_said_to_be_missing_and_no_bad_file(
    unit: Path, tmp_path: Path
) -> None:
    async with opened(unit, ROOMY) as pilot:
        await press(pilot, "f4")
        await paste(pilot, str(tmp_path / "没有.liaison"))
        await press(pilot, "enter")
        top = lines(pilot.app)[0]
        assert "没有汇入：没有找到文件" in top
        assert "读不到 1" in top
        assert "问题文件 0" in top
        assert "找不到文件" in screen_text(pilot.app)
