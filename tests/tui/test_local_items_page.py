"""A unit's own items on the screen."""

from pathlib import Path

from liaison_tui.statements import local_items
from liaison_tui.tui.widgets.board import Board
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import NARROW, opened, press, screen_text, toasts, type_text

LOCAL = ("ctrl+u", "本地事项")


def own(root: Path) -> list[tuple[str, str | None, str, str, bool]]:
    town = Workspace(root)
    found = town.local_items(town.unit_named(None))
    return [(o.item.id, o.item.sort, o.item.text, o.first_period, o.withdrawn) for o in found]


async def test_an_item_is_added_and_stands_on_the_desk(unit: Path) -> None:
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *LOCAL)
        assert "按 F6 新增一项" in screen_text(pilot.app)
        await press(pilot, "f6", "2", "enter")
        await type_text(pilot, "信用示范街区")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app) == ["已新增 L01，2021年6月起每月在清单里填写。"]
        await press(pilot, "escape")
        assert "L01" in pilot.app.screen.query_one("#items", Board).keys
    assert own(unit) == [("L01", "highlight", "信用示范街区", "2021-06", False)]


async def test_it_begins_in_the_month_one_writes(unit: Path) -> None:
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *LOCAL, "f6", "1", "enter")
        await type_text(pilot, "重点")
        await press(pilot, "enter", *["backspace"] * 10)
        await type_text(pilot, "13月")
        await press(pilot, "ctrl+s")
        assert "没有“13月”这个月份" in screen_text(pilot.app)
        await press(pilot, *["backspace"] * 3)
        await type_text(pilot, "8月")
        await press(pilot, "ctrl+s")
    assert own(unit) == [("L01", "focus", "重点", "2021-08", False)]


async def test_an_item_is_changed_and_withdrawn_and_then_changed_no_more(unit: Path) -> None:
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *LOCAL, "f6", "1", "enter")
        await type_text(pilot, "重点")
        await press(pilot, "ctrl+s", "enter", "2", "tab", "end")
        await type_text(pilot, "一")
        await press(pilot, "ctrl+s")
        assert own(unit) == [("L01", "highlight", "重点一", "2021-06", False)]
        await press(pilot, "delete", "2")
        assert toasts(pilot.app) == ["已撤销：L01 重点一。"]
        assert "已撤销" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "已经撤销" in toasts(pilot.app)[0]
        await press(pilot, "escape")
        assert "L01" not in pilot.app.screen.query_one("#items", Board).keys


async def test_another_item_with_the_same_number_is_told_and_gets_its_own(unit: Path) -> None:
    town = Workspace(unit)
    body = {"sort": "focus"}
    with town.office.writing():
        said = [
            town.office.new_event(
                "local_item", unit=offices.TOWN, item="L01", period="2021-06",
                body=body | {"text": text},
            )
            for text in ("示范街区", "诚信集市")
        ]  # fmt: skip
        town.store.say(said)
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *LOCAL)
        assert "同事的电脑也用了 L01" in screen_text(pilot.app)
        await press(pilot, "enter", "2", "ctrl+s")
        assert toasts(pilot.app) == ["L01 已修改；同事另用 L01 的事项改编为 L02。"]
        assert "同事的电脑" not in screen_text(pilot.app)
    assert {(name, text) for name, _, text, *_ in own(unit)} in (
        {("L01", "示范街区"), ("L02", "诚信集市")}, {("L01", "诚信集市"), ("L02", "示范街区")},
    )  # fmt: skip


async def test_what_was_changed_elsewhere_since_one_was_asked_is_not_withdrawn(unit: Path) -> None:
    async with opened(unit, NARROW) as pilot:
        await press(pilot, *LOCAL, "f6", "1", "enter")
        await type_text(pilot, "旧内容")
        await press(pilot, "ctrl+s", "delete")
        other = Workspace(unit)
        local_items.change(other, other.unit_named(None), "L01", {"text": "同事改成的新事项"})
        await press(pilot, "2")
        assert "刚在别处改过，没有撤销" in toasts(pilot.app)[0]
        assert "同事改成的新事项" in screen_text(pilot.app)
    assert own(unit) == [("L01", "focus", "同事改成的新事项", "2021-06", False)]
