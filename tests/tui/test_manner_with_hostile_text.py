"""What strangers write is shown and does nothing: no markup, no control, no link, on any screen."""

import os
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from liaison_tui import desk
from liaison_tui.journal.roster import ROLES
from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.widgets.board import Board
from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices
from tests.tui.desks import (
    NARROW,
    ROOMY,
    WIDE,
    focus,
    lines,
    make_centre,
    make_unit,
    open_form,
    opened,
    paste,
    press,
    screen_text,
    stand_on,
    toasts,
    type_text,
)
from tests.tui.looking import HOSTILE, controls

pytestmark = pytest.mark.long

# What a line of text in a bundle may hold; a lone surrogate has no UTF-8.
SHORT = [text for text in HOSTILE if len(text) < 100 and text != "\ud800"]
MIXED = " ".join(SHORT)
LONG = "很长" * 10_000
MANY_LINES = "甲\n" * 500
RETURNED = "T14"
# How some of it looks when it is inert.
SEEN = [
    "[/张三]",
    "[@click=app.quit]x[/]",
    "[link=http://x]y[/link]",
    "\ufffd[31m红\ufffd]0;x\ufffd",
]


FILES = [*SHORT, "[/李四].pdf", "x" * 300]
BODIES: dict[str, dict[str, Any]] = {
    "T20": {"text": MIXED, "problems": MIXED, "next_steps": MIXED, "practices": MIXED,
            "evidence": [second_writer.attachment(name, name.encode()) for name in FILES],
            "quantities": {"certified": "3"}},
    "T22": {"text": MANY_LINES, "status": "blocked"},
    "T12": {"text": "[/张三]", "percent": 5},
}  # fmt: skip


def take_from_stranger(office: Workspace, folder: Path, bodies: dict[str, dict[str, Any]]) -> None:
    """Let an office trust a device of 澄江街道 and take in words that no program has made inert."""
    chain = offices.chain(office, seed="坏")
    said = [
        second_writer.progress(chain.device, offices.TOWN, item, offices.MONTH, by=MIXED, **body)
        for item, body in bodies.items()
    ]
    chain.submit(said, period=offices.MONTH, files=[name.encode() for name in FILES])
    offices.take(office, chain.write(folder / "坏.liaison"))
    assert [row.outcome for row in offices.trust(office, chain.device.id)] == ["merged"]


def take_comment(unit: Workspace, folder: Path, comment: str) -> None:
    """Let a unit take in a centre's return whose comment nobody has made inert."""
    judged = offices.write(unit, "本期推进小镇建设。", item=RETURNED)
    centre = offices.chain(unit, seed="中心")
    centre.centre = unit.programme.centre_id
    review = second_writer.event(
        centre.device, offices.TOWN, "review", item=RETURNED, period=offices.MONTH, by=MIXED,
        about=[judged], body={"decision": "return", "comment": comment},
    )  # fmt: skip
    centre.submit([review], period=offices.MONTH)
    offices.take(unit, centre.write(folder / "回执.liaison"))
    offices.trust(unit, centre.device.id)
    assert [report.key[1] for report in unit.returned()] == [RETURNED]


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    root = make_unit(tmp_path)
    take_from_stranger(Workspace(root), tmp_path, BODIES)
    take_comment(Workspace(root), tmp_path, MIXED)
    return root


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A centre that took the words in, and wrote down more of them by telephone."""
    root = make_centre(tmp_path)
    office = Workspace(root)
    take_from_stranger(office, tmp_path, BODIES)
    told = {"text": "电话补报。", "channel": "telephone", "informant": MIXED}
    item = office.programme.item_by_id["I05"]
    desk.record(office, office.unit_named(offices.TOWN), item, offices.MONTH, told)
    report = office.reports(items=["T12"])[(offices.TOWN, "T12", offices.MONTH)]
    assert report.current is not None
    desk.review(office, report.current.event.id, comment=MIXED)
    return root


def assert_inert(pilot: Pilot[None], *seen: str) -> None:
    """The app lives, draws nothing that a terminal acts on, and shows these words."""
    assert pilot.app.is_running
    assert controls("".join(lines(pilot.app))) == []
    for words in seen:
        assert words in screen_text(pilot.app)


async def test_on_a_desk_its_details_and_its_forms(unit: Path) -> None:
    async with opened(unit, WIDE) as pilot:
        board = pilot.app.screen.query_one(Board)
        assert board.cursor_key == RETURNED
        assert_inert(pilot, "“[/张三]", *SEEN[:2])
        while board.cursor_key != "T20":
            await press(pilot, "down")
            assert_inert(pilot)
        await open_form(pilot, "T20")
        assert_inert(pilot, "[/张三]", SEEN[3])
        await focus(pilot, "#attached")
        for _ in FILES:
            assert_inert(pilot)
            await press(pilot, "down")
        await press(pilot, "up")
        assert_inert(pilot, "[/李四].pdf")
        await press(pilot, "escape")
        await open_form(pilot, RETURNED)
        assert_inert(pilot, "退回意见    [/张三]")
        await press(pilot, "escape")
        assert pilot.app.screen.query_one(Board).cursor_key == RETURNED
        await press(pilot, "ctrl+d", "escape", "f5")
        assert_inert(pilot, "信用办退回（[/张三]")
        await press(pilot, "f5")
        assert_inert(pilot, "已导出")
        assert [text for text in toasts(pilot.app) if controls(text)] == []


async def test_in_what_the_centre_has_said_and_in_what_answers_it(unit: Path) -> None:
    async with opened(unit, WIDE) as pilot:
        await press(pilot, "ctrl+u", "信用办反馈")
        assert_inert(pilot, *SEEN[:2])
        await press(pilot, "f6")
        assert_inert(pilot, "[/张三]")
        await type_text(pilot, "[/李四]")
        await press(pilot, "ctrl+s")
        assert_inert(pilot, "已说明", "[/李四]")


async def test_20000_characters_without_an_end_on_a_list_in_a_form_and_beside_them(
    tmp_path: Path,
) -> None:
    root = make_unit(tmp_path)
    take_from_stranger(Workspace(root), tmp_path, {"T12": {"text": LONG}})
    async with opened(root, WIDE) as pilot:
        assert_inert(pilot)
        await open_form(pilot, "T12")
        assert_inert(pilot, "很长很长很长")


async def test_on_a_centres_pages(centre: Path) -> None:
    async with opened(centre, WIDE) as pilot:
        assert_inert(pilot)
        await press(pilot, "enter")
        board = pilot.app.screen.query_one(Board)
        assert board.cursor_key == "T12"
        assert_inert(pilot, "“[/张三]")
        await press(pilot, "enter")
        assert_inert(pilot, "T12", *SEEN)
        await press(pilot, "escape")
        await press(pilot, "f3")
        await type_text(pilot, "T20")
        await press(pilot, "enter", "enter")
        assert_inert(pilot, "T20", *SEEN)
        await press(pilot, "end")
        assert_inert(pilot)
        await press(pilot, "escape", "escape")
        await press(pilot, "f3")
        await type_text(pilot, "I05")
        assert_inert(pilot, "电话补报。")


async def test_in_the_names_of_files_that_are_taken_in(tmp_path: Path) -> None:
    folder = tmp_path / "[@click=app.quit]收件[/]"
    folder.mkdir(parents=True)
    names = [*(text.replace("/", "_").replace("\x00", "") for text in SHORT), "[_张三].liaison"]
    for name in names:
        (folder / name).write_bytes(b"x")
    (folder / os.fsdecode(b"\xff\xfe.liaison")).write_bytes(b"x")
    async with opened(make_centre(tmp_path), ROOMY) as pilot:
        await press(pilot, "f4")
        await paste(pilot, f"{folder}\n{tmp_path}/[_没有\x1b[31m]")
        await press(pilot, "enter")
        assert_inert(
            pilot, "[_张三].liaison", "[@click=app.quit]x[_]", "\ufffd[31m红\ufffd]0;x\ufffd"
        )
        assert f"汇入完毕：{len(names) + 1} 个文件" in lines(pilot.app)[0]
        assert f"问题文件 {len(names) + 1}" in lines(pilot.app)[0]


async def test_in_the_name_of_the_folder_a_workspace_is_made_in(tmp_path: Path) -> None:
    place = tmp_path / "[@click=app.quit]甲[_]\x1b[31m"
    async with opened(None, NARROW, place=place) as pilot:
        assert_inert(pilot)
        await type_text(pilot, "澄江")
        await press(pilot, "enter")
        await type_text(pilot, "[/张三]")
        await press(pilot, "ctrl+s", "ctrl+s")
        assert type(pilot.app.screen).__name__ == "Desk"
        assert "工作区已建立" in toasts(pilot.app)[0]
        assert controls(toasts(pilot.app)[0]) == []
        assert_inert(pilot)
        await press(pilot, "f5")
        assert_inert(pilot)


async def test_in_what_is_said_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    async with opened(make_unit(tmp_path), ROOMY) as pilot:
        await open_form(pilot, "T20")
        pilot.app.screen.query_one("#paths").focus()
        await paste(pilot, "[/张三].pdf\n[@click=app.quit]x[/]\n[link=http://x]y\x1b[31m")
        await press(pilot, "enter")
        assert screen_text(pilot.app).count("找不到文件") == 3
        assert_inert(pilot, "[/张三].pdf", "[@click=app.quit]x[")
        await pilot.click(offset=(ROOMY[0] - 20, ROOMY[1] - 4))
        assert_inert(pilot)


async def test_what_a_colleagues_pc_says_besides_entries_is_inert_on_every_page(
    tmp_path: Path,
) -> None:
    root = make_unit(tmp_path)
    town = Workspace(root)
    chain = offices.chain(town, seed="坏")

    def said(kind: str, **how: Any) -> bytes:
        return second_writer.event(chain.device, offices.TOWN, kind, by=MIXED, **how)

    held = {"sort": "publicity", "title": MIXED, "place": MIXED, "date": "2021-06-03"}
    words = dict.fromkeys(("goals", "key_work", "safeguards"), MIXED)
    asked = {"until": "2021-07-20", "reason": MIXED}
    people = {role: dict.fromkeys(("name", "post", "phone", "mobile"), SHORT[0]) for role in ROLES}
    month = offices.MONTH
    chain.submit(
        [
            said("activity", period=month, body=held),
            said("local_item", item="L01", period=month, body={"text": MIXED, "sort": "focus"}),
            said("plan", item="T12", body={**words, "steps": [{"text": MIXED}]}),
            said("extension_request", item="T12", period=month, body=asked),
            said("roster", body=people),
        ],
        period=month,
    )
    offices.take(town, chain.write(tmp_path / "坏.liaison"))
    assert [row.outcome for row in offices.trust(town, chain.device.id)] == ["merged"]
    keys = (
        "ctrl+b 实施方案 escape ctrl+b 申请延期 escape ctrl+b 办理留痕 end escape ctrl+u 活动 enter"
        " escape delete escape escape ctrl+u 本地 enter escape delete escape escape ctrl+u 人员"
    )
    seen = set()
    async with opened(root, ROOMY) as pilot:
        await stand_on(pilot, "T12")
        for key in keys.split():
            await press(pilot, key)
            assert controls("".join(lines(pilot.app))) == []
            if "[/张三]" in screen_text(pilot.app):
                seen.add(type(pilot.app.screen).__name__)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Desk)
    assert seen >= {
        "PlanPage", "ExtensionDialog", "HistoryPage", "ActivitiesPage", "ActivityDialog",
        "LocalItemsPage", "LocalItemDialog", "RosterPage", "Question",
    }  # fmt: skip
