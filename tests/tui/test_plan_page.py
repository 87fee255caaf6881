"""A unit's plan for an item, on the screen."""

from pathlib import Path
from typing import Any

import pytest

from liaison_tui.journal.unreplaced import in_force
from liaison_tui.statements import local_items, plans
from liaison_tui.tui.screens.menu import Menu
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    NARROW,
    ROOMY,
    WIDE,
    opened,
    press,
    screen_text,
    stand_on,
    toasts,
    type_text,
)

PLAN = ("ctrl+b", "实施方案")


def written(root: Path, item: str) -> dict[str, Any]:
    standing = in_force(Workspace(root).said(offices.TOWN, "plan", items=[item]))
    return dict(standing.event.body) if standing else {}


async def test_goals_and_steps_are_written_row_by_row_and_what_is_lacking_is_said(
    unit: Path,
) -> None:
    async with opened(unit, NARROW) as pilot:
        await stand_on(pilot, "T20")
        await press(pilot, *PLAN)
        assert "还缺具体目标、重点工作、实施步骤、保障措施" in screen_text(pilot.app)
        await type_text(pilot, "新增贯标企业10家。")
        await press(pilot, "tab", "tab")
        for day, words in (("9-30", "完成走访"), ("12月20日", "验收")):
            await type_text(pilot, day)
            await press(pilot, "enter")
            await type_text(pilot, words)
            await press(pilot, "enter")
        assert "还缺重点工作、保障措施" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["实施方案已保存（T20），还缺重点工作、保障措施，以后可再补。"]
    assert written(unit, "T20") == {
        "goals": "新增贯标企业10家。",
        "steps": [
            {"text": "完成走访", "by": "2021-09-30"}, {"text": "验收", "by": "2021-12-20"},
        ],
    }  # fmt: skip


async def test_steps_are_changed_where_they_stand_and_an_emptied_one_is_gone(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await stand_on(pilot, "T20")
        await press(pilot, *PLAN, "tab", "tab", "tab")
        for words in ("一", "二", "三"):
            await type_text(pilot, words)
            await press(pilot, "tab", "tab")
        await press(pilot, "ctrl+s", *PLAN, "tab", "tab", "tab", "backspace", "end", "backspace")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "改")
        await press(pilot, "ctrl+s")
    assert [step["text"] for step in written(unit, "T20")["steps"]] == ["二改", "三"]


async def test_a_step_without_words_or_with_a_day_that_is_none_is_said_beside_the_steps(
    unit: Path,
) -> None:
    async with opened(unit, ROOMY) as pilot:
        await stand_on(pilot, "T20")
        await press(pilot, *PLAN, "tab", "tab")
        await type_text(pilot, "9-30")
        await press(pilot, "ctrl+s")
        assert "没有填写第 1 步的内容" in screen_text(pilot.app)
        await press(pilot, "tab")
        await type_text(pilot, "走访")
        await press(pilot, "shift+tab", "end")
        await type_text(pilot, "左右")
        await press(pilot, "ctrl+s")
        assert "看不懂日期" in screen_text(pilot.app)
    assert written(unit, "T20") == {}


@pytest.mark.long
async def test_the_details_name_the_plans_goals(unit: Path) -> None:
    async with opened(unit, WIDE) as pilot:
        await stand_on(pilot, "T20")
        await press(pilot, *PLAN)
        await type_text(pilot, "新增贯标企业10家。")
        await press(pilot, "ctrl+s")
        assert "实施方案    具体目标：新增贯标企业10家。" in screen_text(pilot.app)


@pytest.mark.long
async def test_a_part_that_a_colleague_wrote_meanwhile_stays(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await stand_on(pilot, "T20")
        await press(pilot, *PLAN)
        await type_text(pilot, "目标。")
        town = Workspace(unit)
        found = town.programme.item_by_id["T20"]
        plans.change(town, town.unit_named(None), found, {"safeguards": "专人负责。"})
        await press(pilot, "ctrl+s")
    assert written(unit, "T20") == {"goals": "目标。", "safeguards": "专人负责。"}


@pytest.mark.long
async def test_a_units_own_item_has_no_plan_and_it_says_so(unit: Path) -> None:
    town = Workspace(unit)
    local_items.add(town, town.unit_named(None), offices.MONTH, "信用示范街区", "highlight")
    async with opened(unit, ROOMY) as pilot:
        await stand_on(pilot, "L01")
        await press(pilot, *PLAN)
        assert isinstance(pilot.app.screen, Menu)
        assert toasts(pilot.app) == ["实施方案：L01 是本地事项，不用填实施方案。"]


@pytest.mark.long
async def test_the_same_part_written_meanwhile_is_shown_before_it_is_written_over(
    unit: Path,
) -> None:
    town = Workspace(unit)
    found = town.programme.item_by_id["T20"]
    async with opened(unit, ROOMY) as pilot:
        await stand_on(pilot, "T20")
        await press(pilot, *PLAN)
        await type_text(pilot, "目标。")
        plans.change(town, town.unit_named(None), found, {"goals": "同事的目标。"})
        await press(pilot, "ctrl+s")
        assert "同事的目标。" in screen_text(pilot.app)
        assert written(unit, "T20") == {"goals": "同事的目标。"}
        await press(pilot, "ctrl+s")
    assert written(unit, "T20") == {"goals": "目标。"}
