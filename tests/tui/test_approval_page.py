"""Approval in the app: who has approved what, kept with its scan, printed for signatures."""

import re
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from textual.pilot import Pilot

from liaison_tui import desk
from liaison_tui.journal.approval import Signing
from liaison_tui.statements import local_items
from liaison_tui.tui.screens.approving import ApprovalPage
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.written import WrittenPage
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import ROOMY, focus, opened, paste, press, screen_text, toasts, type_text

MONTH = offices.MONTH


def signings(unit: Path) -> dict[str, Signing]:
    town = Workspace(unit)
    return {s.item: s for s in town.signings(town.unit_named(None), [MONTH])}


def entered_by_centre(town: Workspace, folder: Path) -> None:
    """Let the centre enter T12 for the town, and the town take that in."""
    centre = offices.make_centre(folder / "信用办")
    offices.take(centre, offices.send(town, folder / "a.liaison"))
    offices.trust_all(centre)
    offices.write(centre, "电话报来。", item="T12", channel="telephone", informant="周敏")
    offices.take(town, offices.send_back(centre, folder))
    offices.trust_all(town)


async def to_page(pilot: Pilot[None]) -> Board:
    await press(pilot, "ctrl+u")
    [number] = re.findall(r"(\d) 审签", screen_text(pilot.app))
    await press(pilot, number)
    assert isinstance(pilot.app.screen, ApprovalPage)
    return pilot.app.screen.query_one("#signings", Board)


async def test_what_is_not_approved_is_selected_and_ctrl_s_keeps_the_approval(
    unit: Path, tmp_path: Path
) -> None:
    town = Workspace(unit)
    offices.write(town, "走访企业。")
    offices.write(town, "培训。", item="T12")
    local_items.add(town, town.unit_named(None), MONTH, "信用示范街区", "highlight")
    own = town.item_named(town.unit_named(None), "L01")
    desk.record(town, town.unit_named(None), own, MONTH, {"text": "已选址。"})
    scan = tmp_path / "签字页.pdf"
    scan.write_bytes(b"%PDF signed")
    async with opened(unit, ROOMY) as pilot:
        board = await to_page(pilot)
        assert board.selected == ["T12", "T20", "L01"]
        assert "已审签 0 / 已填 3" in screen_text(pilot.app)
        await press(pilot, "space")
        assert board.selected == ["T20", "L01"]
        await focus(pilot, "#approver")
        await type_text(pilot, "王海")
        await focus(pilot, "#post")
        await press(pilot, "1")
        # Words typed where one only chooses go where they belong.
        await type_text(pilot, "同意报送")
        await focus(pilot, "#scans")
        await paste(pilot, str(scan))
        await press(pilot, "ctrl+s")
        [said] = toasts(pilot.app)
        assert said.startswith("已登记审签：主要负责人 王海，2 项，核对码 ")
        assert board.selected == ["T12"]
        assert "主要负责人 王海" in screen_text(pilot.app)
    found = signings(unit)
    assert [found[item].is_approved for item in ("T12", "T20", "L01")] == [False, True, True]
    [approval] = found["L01"].approvals
    assert (approval.approver, approval.post, approval.opinion) == ("王海", "head", "同意报送")
    assert approval.day == offices.TODAY
    [kept] = approval.event.evidence
    assert kept["name"] == "签字页.pdf"


async def test_a_change_afterwards_is_said_and_who_approved_last_is_remembered(unit: Path) -> None:
    offices.write(Workspace(unit), "走访企业。")
    async with opened(unit, ROOMY) as pilot:
        await to_page(pilot)
        await focus(pilot, "#approver")
        await type_text(pilot, "李明华")
        await focus(pilot, "#post")
        await press(pilot, "3", "ctrl+s", "escape")
        offices.write(Workspace(unit), "更正。")
        board = await to_page(pilot)
        assert "审签后有改动" in screen_text(pilot.app)
        assert board.selected == ["T20"]
        assert pilot.app.screen.query_one("#approver", LineField).value == "李明华"
        await press(pilot, "ctrl+s")
    assert [a.post for a in signings(unit)["T20"].approvals] == ["section"]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("#approver", "", "没有填写审签人姓名"),
        ("#date", "六月", "看不懂日期"),
        ("#date", "2021-06-30", "在今天之后"),
        ("#scans", "/没有.pdf", "找不到文件"),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_kept_or_lost(
    unit: Path, field: str, typed: str, words: str
) -> None:
    offices.write(Workspace(unit), "走访企业。")
    async with opened(unit, ROOMY) as pilot:
        await to_page(pilot)
        await focus(pilot, "#approver")
        await type_text(pilot, "" if field == "#approver" else "陈志强")
        await focus(pilot, field)
        await press(pilot, "ctrl+a" if field == "#scans" else "end", "ctrl+u")
        await paste(pilot, typed)
        await press(pilot, "ctrl+s")
        [said] = toasts(pilot.app)
        assert words in said
        assert typed in screen_text(pilot.app)
    assert not signings(unit)["T20"].approvals


async def test_nothing_selected_is_nothing_kept(unit: Path) -> None:
    async with opened(unit) as pilot:
        await to_page(pilot)
        assert "本期还没有填报" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert "没有选中的事项" in toasts(pilot.app)[0]


async def test_an_opinion_is_not_lost_by_escape_without_asking(unit: Path) -> None:
    async with opened(unit) as pilot:
        await to_page(pilot)
        await focus(pilot, "#opinion")
        await type_text(pilot, "同意")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "1")
        assert isinstance(pilot.app.screen, ApprovalPage)
        assert "同意" in screen_text(pilot.app)


@pytest.mark.long
async def test_f5_prints_the_sheet_and_never_over_one_that_is_there(unit: Path) -> None:
    offices.write(Workspace(unit), "走访企业。")
    outbox = unit / "store" / "outbox"
    async with opened(unit) as pilot:
        await to_page(pilot)
        for keys in (("f5",), ("f5",), ("2", "f5")):
            await press(pilot, "f5", *keys)
            assert isinstance(pilot.app.screen, WrittenPage)
            assert "审签表已写好" in screen_text(pilot.app)
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, ApprovalPage)
    name = f"审签表_澄江街道_{MONTH}"
    assert sorted(path.name for path in outbox.iterdir()) == [
        f"{name}.docx", f"{name}.html", f"{name}_2.docx",
    ]  # fmt: skip
    assert ZipFile(outbox / f"{name}.docx").testzip() is None
    assert "信用工作报送审签表" in (outbox / f"{name}.html").read_text("utf-8")


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="the programs here are scripts")
async def test_what_was_written_is_shown_in_its_folder_and_its_place_copied(
    unit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.write(Workspace(unit), "走访企业。")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, text in (
        ("xdg-open", f'printf "%s" "$1" > "{tmp_path}/opened"'),
        ("xclip", f'cat > "{tmp_path}/copied"'),
    ):
        (programs / name).write_text(f"#!/bin/sh\n{text}\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("PATH", f"{programs}:/bin:/usr/bin")
    async with opened(unit) as pilot:
        await press(pilot, "f5", "f5", "f3")
        outbox = unit / "store" / "outbox"
        assert (tmp_path / "opened").read_text("utf-8") == str(outbox)
        assert "已请系统打开文件夹" in toasts(pilot.app)[0]
        await press(pilot, "f4")
        [path] = outbox.iterdir()
        assert (tmp_path / "copied").read_text("utf-8") == str(path)
        assert toasts(pilot.app) == ["已复制文件位置，可以粘贴到邮件或聊天窗口。"]


@pytest.mark.long
async def test_without_such_programs_the_place_is_selected_to_be_copied_by_hand(
    unit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.write(Workspace(unit), "走访企业。")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with opened(unit) as pilot:
        await press(pilot, "f5", "f5", "f4")
        assert "位置已选中" in toasts(pilot.app)[0]
        [path] = (unit / "store" / "outbox").iterdir()
        place = pilot.app.screen.query_one("#place")
        assert place.has_focus
        assert getattr(place, "selected_text", "") == str(path)
        await press(pilot, "backspace", "f3")
        assert "打不开文件夹" in toasts(pilot.app)[0]
        assert getattr(place, "text", "") == str(path)


@pytest.mark.long
async def test_a_refused_approval_leaves_selected_what_was_and_nothing_else(unit: Path) -> None:
    town = Workspace(unit)
    offices.write(town, "走访企业。")
    offices.write(town, "培训。", item="T12")
    async with opened(unit, ROOMY) as pilot:
        board = await to_page(pilot)
        assert board.selected == ["T12", "T20"]
        await press(pilot, "space")
        await focus(pilot, "#approver")
        await type_text(pilot, "王海")
        day = await focus(pilot, "#date")
        assert isinstance(day, LineField)
        day.value = "2021-07-02"
        await press(pilot, "ctrl+s")
        assert "在今天之后" in toasts(pilot.app)[-1]
        assert board.selected == ["T20"]
        day.value = "2021-06-28"
        await press(pilot, "ctrl+s")
    assert [signings(unit)[item].is_approved for item in ("T12", "T20")] == [False, True]


@pytest.mark.long
async def test_what_changed_elsewhere_is_selected_no_more_once_its_approval_is_refused(
    unit: Path,
) -> None:
    offices.write(Workspace(unit), "走访企业。")
    offices.write(Workspace(unit), "培训。", item="T12")
    async with opened(unit, ROOMY) as pilot:
        board = await to_page(pilot)
        await focus(pilot, "#approver")
        await type_text(pilot, "王海")
        offices.write(Workspace(unit), "走访企业，改过。")
        await press(pilot, "ctrl+s")
        assert "T20 刚在别处有改动" in toasts(pilot.app)[-1]
        assert board.selected == ["T12"]
        await press(pilot, "ctrl+s")
    assert [signings(unit)[item].is_approved for item in ("T12", "T20")] == [True, False]


@pytest.mark.long
async def test_a_day_alone_is_the_last_such_day(
    unit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.write(Workspace(unit), "走访企业。")
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-05")
    async with opened(unit, ROOMY) as pilot:
        await to_page(pilot)
        await focus(pilot, "#approver")
        await type_text(pilot, "王海")
        day = await focus(pilot, "#date")
        assert isinstance(day, LineField)
        day.value = "6"
        await press(pilot, "ctrl+s")
    [approval] = signings(unit)["T20"].approvals
    assert approval.day == "2021-06-06"


@pytest.mark.long
async def test_all_selected_leaves_out_what_the_centre_entered(unit: Path, tmp_path: Path) -> None:
    town = Workspace(unit)
    offices.write(town, "走访企业。")
    entered_by_centre(town, tmp_path)
    async with opened(unit, ROOMY) as pilot:
        board = await to_page(pilot)
        await press(pilot, "ctrl+a")
        assert board.selected == ["T12", "T20"]
        await focus(pilot, "#approver")
        await type_text(pilot, "王海")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[-1].startswith("已登记审签：分管负责人 王海，1 项")
    assert [signings(unit)[item].is_approved for item in ("T12", "T20")] == [False, True]
