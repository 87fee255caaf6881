"""What is half written is never lost: within a second it is a draft, until it is saved."""

import json
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from liaison_tui.storage.drafts import Draft
from liaison_tui.tui.screens.desk import Desk
from liaison_tui.workspace import Workspace
from tests.cli.processes import run_real
from tests.exchange import offices
from tests.tui.desks import (
    ROOMY,
    focus,
    form_of,
    lines,
    open_form,
    opened,
    press,
    said,
    screen_text,
    toasts,
    type_text,
    until,
)

KEY = (offices.TOWN, "T20", offices.MONTH)


def draft(root: Path) -> Draft | None:
    """Return the draft as a program finds it that opens the workspace anew."""
    return Workspace(root).drafts.get(KEY)


def task(root: Path, item: str) -> dict[str, Any]:
    """Return what `tasks --json` says of an item, in a process of its own."""
    items = json.loads(run_real(root, "tasks", "--json").stdout)["items"]
    found: dict[str, Any] = next(row for row in items if row["id"] == item)
    return found


async def test_a_draft_is_on_the_disk_within_a_second_of_the_last_key(unit: Path) -> None:
    async with opened(unit) as pilot:
        await open_form(pilot, "T20")
        await type_text(pilot, "走访企业")
        await type_text(pilot, "12家")
        typed = monotonic()
        await until(
            pilot, lambda: (found := draft(unit)) and found.values == {"text": "走访企业12家"}
        )
        assert monotonic() - typed < 1
        assert said(unit, "T20") == {}


async def test_a_draft_is_shown_in_the_list_offered_again_and_gone_once_it_is_saved(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        await open_form(pilot, "T20")
        await type_text(pilot, "走访企业12家")
        await focus(pilot, "#certified-month")
        await type_text(pilot, "4")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Desk)
        (row,) = [line for line in lines(pilot.app) if line.startswith(" T20")]
        assert "草稿" in row
        assert "已填 0 / 应报 33" in lines(pilot.app)[0]
    assert task(unit, "T20")["state"] == "draft"
    kept = draft(unit)
    assert kept is not None

    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        shown = screen_text(pilot.app)
        assert f"已带出 {kept.at[5:16].replace('T', ' ')} 的草稿，还没有保存。" in shown
        assert "走访企业12家" in shown
        await press(pilot, "end")
        await type_text(pilot, "。")
        await press(pilot, "ctrl+s")
        form_of(pilot, "T21")
    assert said(unit, "T20") == {"text": "走访企业12家。", "quantities": {"certified": "4"}}
    assert draft(unit) is None


async def test_a_form_that_says_what_the_entry_says_is_no_draft_and_no_draft_any_more(
    unit: Path,
) -> None:
    offices.write(Workspace(unit), "走访企业12家。", percent=60, quantities={"certified": "4"})
    before = (unit / "store" / "journal.log").read_bytes()
    async with opened(unit) as pilot:
        await open_form(pilot, "T20")
        await press(pilot, "shift+tab", "tab", "escape")
        assert draft(unit) is None

        await open_form(pilot, "T20")
        await type_text(pilot, "又")
        await until(pilot, lambda: draft(unit))
        await press(pilot, "backspace")
        await until(pilot, lambda: draft(unit) is None)
        await press(pilot, "escape")
        (row,) = [line for line in lines(pilot.app) if line.startswith(" T20")]
        assert "已填待报" in row
    assert (unit / "store" / "journal.log").read_bytes() == before


@pytest.mark.long
async def test_a_draft_is_given_up_only_after_a_question(unit: Path) -> None:
    offices.write(Workspace(unit), "走访企业12家。", quantities={"certified": "4"})
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        await type_text(pilot, "草草写下")
        await focus(pilot, "#certified-month")
        await type_text(pilot, "9")
        await press(pilot, "ctrl+r")
        assert "草稿放弃后找不回来" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "走访企业12家。草草写下" in screen_text(pilot.app)
        await until(pilot, lambda: draft(unit))

        await press(pilot, "ctrl+r")
        assert "按数字回答，或方向键选择、Enter 确定" in screen_text(pilot.app)
        await press(pilot, "2")
        assert "草草写下" not in screen_text(pilot.app)
        assert "走访企业12家。" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert draft(unit) is None
    assert said(unit, "T20") == {"text": "走访企业12家。", "quantities": {"certified": "4"}}


@pytest.mark.long
async def test_leaving_the_app_at_once_keeps_what_was_typed_a_moment_ago(unit: Path) -> None:
    async with opened(unit) as pilot:
        await open_form(pilot, "T20")
        await type_text(pilot, "走访企业12家")
        await press(pilot, "ctrl+r")
        await pilot.press("ctrl+q")
    kept = draft(unit)
    assert kept is not None
    assert kept.values == {"text": "走访企业12家"}
    assert said(unit, "T20") == {}


@pytest.mark.long
async def test_a_draft_that_cannot_be_read_stops_nobody_and_is_told_of(unit: Path) -> None:
    (unit / "store" / "drafts.json").write_text("{")
    async with opened(unit) as pilot:
        await until(pilot, lambda: toasts(pilot.app))
        assert "草稿文件读不了" in toasts(pilot.app)[0]
        assert "应报 33" in lines(pilot.app)[0]
    (kept,) = (unit / "store").glob("drafts.damaged-*.json")
    assert kept.read_text() == "{"
