"""Watching a folder on the receiving page: rows come by themselves, until the key or leaving."""

import shutil
from pathlib import Path

import pytest

from liaison_tui.tui.screens.receiving import ReceivingPage
from liaison_tui.tui.screens.watching import WatchingPage
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import NARROW, lines, make_centre, opened, paste, press, toasts, until


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WatchingPage, "EVERY", 0.05)
    monkeypatch.setenv("LIAISON_TODAY", offices.TODAY)


async def test_what_comes_into_a_folder_is_taken_in_by_itself_until_the_key_says_no_more(
    tmp_path: Path,
) -> None:
    root, folder = make_centre(tmp_path), tmp_path / "收件"
    folder.mkdir()
    town = offices.make_unit(tmp_path / "澄江街道")
    offices.write(town, "走访。")
    sent = offices.send(town, tmp_path / "发")
    async with opened(root, NARROW) as pilot:
        await press(pilot, "f4", "f2")
        assert toasts(pilot.app) == ["请在上面写一个文件夹的位置，再按 F2 看守。"]
        await paste(pilot, str(folder))
        await press(pilot, "f2")
        assert lines(pilot.app)[0].startswith(" 正在看守“收件”：0 个文件")
        page = pilot.app.screen
        assert isinstance(page, ReceivingPage)
        shutil.copyfile(sent, folder / "一.liaison")
        await until(pilot, lambda: len(page.rows) == 1)
        (folder / "说明.txt").write_text("请查收。", encoding="utf-8")
        await until(pilot, lambda: len(page.rows) == 2)
        assert [row.outcome for row in page.rows] == ["held", "refused"]
        await until(pilot, lambda: "：2 个文件" in lines(pilot.app)[0])
        await press(pilot, "f2")
        assert toasts(pilot.app)[-1] == "不再看守“收件”，汇入的都在。"
        assert lines(pilot.app)[0].startswith(" 汇入完毕：2 个文件")
        (folder / "又来.txt").write_text("不再看。", encoding="utf-8")
        for _ in range(5):
            await pilot.pause(0.05)
        assert len(page.rows) == 2
        # Leaving ends it too.
        await press(pilot, "f2", "escape")
        assert not isinstance(pilot.app.screen, ReceivingPage)
    assert len(Workspace(root).office.inbox.held()) == 1


async def test_a_folder_that_goes_is_told_once_and_watched_no_more(tmp_path: Path) -> None:
    root, folder = make_centre(tmp_path), tmp_path / "优盘"
    folder.mkdir()
    async with opened(root, NARROW) as pilot:
        await press(pilot, "f4")
        await paste(pilot, str(folder))
        await press(pilot, "f2")
        folder.rmdir()
        await until(pilot, lambda: "找不到文件夹" in "".join(toasts(pilot.app)))
        await until(pilot, lambda: lines(pilot.app)[0].startswith(" 汇入报送包"))
