"""Revoking a device on its page: from which number on, what leaves the totals, then a question."""

from pathlib import Path

from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.second_writer import progress
from tests.tui.desks import NARROW, lines, make_centre, opened, press, screen_text, toasts

MONTH, TOWN = offices.MONTH, offices.TOWN


async def test_one_sees_what_is_lost_before_a_device_is_revoked_from_a_number_on(
    tmp_path: Path,
) -> None:
    root = make_centre(tmp_path)
    centre = Workspace(root)
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    for number, item in enumerate(("T12", "T13", "T14"), start=1):
        entry = progress(chain.device, TOWN, item, MONTH, text=f"第{number}号")
        chain.submit([entry], period=MONTH)
    offices.take(centre, chain.write(tmp_path / "3.liaison"))
    async with opened(root, NARROW) as pilot:
        await press(pilot, "f6", "delete")
        assert lines(pilot.app)[0].startswith(" 停用电脑  澄江街道")
        shown = screen_text(pilot.app)
        assert all(submission.code in shown for submission in chain.submissions)
        await press(pilot, "enter")
        assert "已经收到的报送都算数，以后的不再收。" in screen_text(pilot.app)
        await press(pilot, "escape", "down", "down", "enter")
        shown = "".join(screen_text(pilot.app).split())
        assert f"从第2号（{chain.submissions[1].code}）起，2次报送不再算数" in shown
        assert "总数里会少掉2项：澄江街道2021-06T13、T14。" in shown
        assert "停用以后不能恢复" in shown
        await press(pilot, "1")
        assert len(offices.texts(Workspace(root))) == 3
        await press(pilot, "enter", "2")
        assert toasts(pilot.app)[0].startswith("已停用 ")
        assert any(line.startswith(" 已停用") for line in lines(pilot.app))
        await press(pilot, "delete")
        assert toasts(pilot.app)[-1] == "这台电脑已停用。"
    assert offices.texts(Workspace(root)) == ["第1号"]


async def test_where_no_device_is_known_there_is_none_to_revoke(tmp_path: Path) -> None:
    async with opened(make_centre(tmp_path), NARROW) as pilot:
        await press(pilot, "f6", "delete")
        assert toasts(pilot.app) == ["还没有收到其他电脑的报送。"]
