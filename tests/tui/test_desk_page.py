"""The officer's desk: how the month stands, what needs words first, and the way to each item."""

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from liaison_tui import desk
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.detail import Detail
from liaison_tui.tui.widgets.fields import LineField, TextField
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    NARROW,
    WIDE,
    focus,
    form_of,
    lines,
    opened,
    press,
    said,
    screen_text,
    settle,
    toasts,
    type_text,
)


def listed(pilot: Pilot[None]) -> list[str]:
    """Return the items of the list, in its order."""
    return pilot.app.screen.query_one("#items", Board).keys


def titles(pilot: Pilot[None]) -> list[str]:
    """Return the titles in the list that are in sight."""
    found = [line.partition("│")[0].strip() for line in lines(pilot.app)[6:-1]]
    return [line for line in found if line and line[0] not in "TI"]


async def find(pilot: Pilot[None], text: str) -> list[str]:
    """Type other words to find, and return the items that are left."""
    field = pilot.app.screen.query_one("#find", LineField)
    assert field.has_focus
    field.select_all()
    await type_text(pilot, text)
    return listed(pilot)


@pytest.fixture
def returned(unit: Path, tmp_path: Path) -> Path:
    """The town after its T22 was returned by the centre, its T20 received, T12 and I16 written."""
    town, centre = Workspace(unit), offices.make_centre(tmp_path / "信用办")
    offices.write(town, "走访企业12家。", percent=60)
    offices.write(town, "走进3所学校。", item="T22")
    offices.take(centre, offices.send(town, tmp_path))
    offices.trust_all(centre)
    (name,) = [row["id"] for row in offices.entries(centre) if row["item"] == "T22"]
    desk.review(centre, name, comment="请补充学校名称")
    offices.take(town, offices.send_back(centre, tmp_path))
    offices.trust_all(town)
    offices.write(town, "无拖欠。", item="I16")
    offices.write(town, "已培训。", item="T12")
    return unit


async def test_one_look_says_how_the_month_stands_and_the_list_holds_what_it_owes_by_view(
    returned: Path,
) -> None:
    async with opened(returned, WIDE) as pilot:
        heading = lines(pilot.app)[0]
        for fact in ("澄江街道", "2021年6月", "距截止（7月5日）还有 7 天", "已填 3 / 应报 33"):
            assert fact in heading
        assert heading.endswith("退回 1")
        assert "上期还有 24 项待填（F7）" in heading
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        narrow = lines(pilot.app)[0]
        assert "已填 3 / 应报 33" in narrow
        assert narrow.endswith("退回 1")

        assert len(listed(pilot)) == len(set(listed(pilot))) == 33
        assert "全部 33" in screen_text(pilot.app)
        assert "待填 25" in screen_text(pilot.app)
        assert "零报告 5" in screen_text(pilot.app)
        assert "已填 3" in screen_text(pilot.app)

        found = {}
        for digit in "2341":
            await press(pilot, digit)
            found[digit] = listed(pilot)
        assert len(found["2"]) == 25
        assert found["3"] == ["I27", "I28", "I29", "I30", "I31"]
        assert sum(len(found[digit]) for digit in "234") == 33
        assert sorted(found["4"]) == ["I16", "T12", "T20"]
        assert len(found["1"]) == 33
        view = await focus(pilot, "#view")
        await press(pilot, "right")
        assert view.has_focus
        assert listed(pilot) == found["2"]


async def test_what_came_back_stands_first_then_what_needs_words_and_what_is_done_last(
    returned: Path,
) -> None:
    async with opened(returned, WIDE) as pilot:
        assert listed(pilot)[0] == "T22"
        shown = lines(pilot.app)
        assert shown[6].startswith(" 退回修改")
        assert shown[7].startswith(" T22")
        assert "“请补充学校名称”" in shown[7]
        groups = titles(pilot)
        assert groups[:3] == [
            "退回修改", "六、推动政务司法信用创新突破", "七、推动个人诚信体系建设升级",
        ]  # fmt: skip
        keys = listed(pilot)
        # 五 has one item alone, and that is done: it stands after all else.
        assert keys[-1] == "T12"
        # 八 has one item to write, and one that is done, which stands after it.
        assert keys.index("T21") + 1 == keys.index("T20")
        # 营商环境 has one that is done, which stands last of its group.
        assert keys.index("I18") + 1 == keys.index("I16")
        # 信用监管 has zero reports, which come after what needs words.
        assert keys.index("I26") + 1 == keys.index("I27")
        (line,) = [row for row in shown if row.startswith(" T20")]
        assert "已签收" in line
        assert "60%" in line
        assert "走访企业12家。" in line


async def test_items_are_found_by_words_of_them_and_by_their_number(unit: Path) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "f3")
        assert await find(pilot, "信易贷") == ["I11", "I12", "I13", "I14"]
        assert await find(pilot, "18") == ["T18", "I18"]
        assert await find(pilot, "T18") == ["T18"]
        assert await find(pilot, "ｉ１８") == ["I18"]
        assert await find(pilot, "没有这样的事") == []
        assert "没有符合的事项。" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert len(listed(pilot)) == 33
        assert pilot.app.focused is pilot.app.screen.query_one("#items")

        await press(pilot, "slash")
        await type_text(pilot, "i31")
        await press(pilot, "enter")
        board = pilot.app.screen.query_one("#items", Board)
        assert board.has_focus
        assert board.cursor_key == "I31"


async def test_the_period_turns_by_function_keys_and_brackets_within_the_year(unit: Path) -> None:
    offices.write(Workspace(unit), "五月：无拖欠。", item="I16", month="2021-05")
    async with opened(unit, WIDE) as pilot:
        assert "上期还有 23 项待填（F7）" in lines(pilot.app)[0]
        (row,) = [row for row in lines(pilot.app) if row.startswith(" I16")]
        assert "（上次：五月：无拖欠。）" in row
        await press(pilot, "f7")
        assert "2021年5月" in lines(pilot.app)[0]
        assert "6月7日已截止" in lines(pilot.app)[0]
        assert "已填 1 / 应报 24" in lines(pilot.app)[0]
        assert "逾期未报" in screen_text(pilot.app)
        await press(pilot, "left_square_bracket")
        assert "2021年4月" in lines(pilot.app)[0]
        assert "上期还有" not in lines(pilot.app)[0]
        await press(pilot, "f7")
        assert toasts(pilot.app) == ["2021年4月已经是本年度最早一期。"]
        await press(pilot, "right_square_bracket", "f8")
        assert "2021年6月" in lines(pilot.app)[0]
        await press(pilot, *["f8"] * 7)
        assert toasts(pilot.app) == ["2021年12月已经是本年度最后一期。"]
        assert "2021年12月" in lines(pilot.app)[0]


async def test_the_details_stand_beside_the_list_where_there_is_room_else_one_key_away(
    unit: Path,
) -> None:
    offices.write(Workspace(unit), "五月：无拖欠。", item="I16", month="2021-05")
    async with opened(unit, WIDE) as pilot:
        await press(pilot, "f3")
        await type_text(pilot, "I16")
        beside = [line.partition("│")[2] for line in lines(pilot.app)]
        assert any("I16" in line for line in beside)
        assert any("责任单位" in line for line in beside)
        assert any("五月：无拖欠。" in line for line in beside)

        await pilot.resize_terminal(*NARROW)
        await press(pilot, "enter")
        assert "责任单位" not in screen_text(pilot.app)
        await press(pilot, "f2")
        assert "责任单位" in screen_text(pilot.app)
        assert "政府部门和国有企业清欠情况" in screen_text(pilot.app)
        assert "事项  " not in screen_text(pilot.app)
        assert isinstance(pilot.app.focused, Detail)
        await press(pilot, "escape")
        assert "责任单位" not in screen_text(pilot.app)
        assert listed(pilot) == ["I16"]
        assert pilot.app.focused is pilot.app.screen.query_one("#items")


async def test_the_mouse_opens_what_one_stands_on_already(unit: Path) -> None:
    async with opened(unit) as pilot:
        board = pilot.app.screen.query_one("#items", Board)
        # The list is its heading, a title, T12, air, a title, T13.
        await pilot.click(board, offset=(10, 5))
        await pilot.pause()
        assert board.cursor_key == "T13"
        await pilot.click(board, offset=(10, 5))
        await press(pilot)
        form_of(pilot, "T13")


async def test_a_month_past_its_day_lights_what_is_late_and_says_so(
    returned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-05")
    async with opened(returned, WIDE) as pilot:
        assert "今天（7月5日）截止" in lines(pilot.app)[0]
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-06")
    async with opened(returned, WIDE) as pilot:
        await press(pilot, "f7")
        assert "7月5日已截止" in lines(pilot.app)[0]
        (row,) = [row for row in lines(pilot.app) if row.startswith(" T13")]
        assert "■ 红" in row
        assert "逾期未报" in row
        (row,) = [row for row in lines(pilot.app) if row.startswith(" T22")]
        assert "▲ 黄" in row


async def test_at_80_columns_the_comment_stands_below_the_list_and_above_the_fields(
    returned: Path,
) -> None:
    async with opened(returned, NARROW) as pilot:
        assert "“请补充学校名称”" in [line.strip() for line in lines(pilot.app)[-5:]]
        await press(pilot, "enter")
        form_of(pilot, "T22")
        assert "退回意见    请补充学校名称" in screen_text(pilot.app)
        assert pilot.app.focused is pilot.app.screen.query_one("#text")
        await focus(pilot, "#paths")
        assert "退回意见    请补充学校名称" in screen_text(pilot.app)


async def test_the_way_back_is_offered_only_where_there_is_one(unit: Path) -> None:
    async with opened(unit, NARROW) as pilot:
        assert "Esc 返回" not in lines(pilot.app)[-1]
        await press(pilot, "f2")
        assert "Esc 返回" in lines(pilot.app)[-1]
        await press(pilot, "escape", "f3")
        assert "Esc 返回" in lines(pilot.app)[-1]
        await press(pilot, "escape")
        assert "Esc 返回" not in lines(pilot.app)[-1]


async def test_what_the_month_before_still_lacks_is_said_at_both_sizes(unit: Path) -> None:
    async with opened(unit, NARROW) as pilot:
        assert "上期还有 24 项待填（F7）" in [line.strip() for line in lines(pilot.app)[-4:]]
        await pilot.resize_terminal(*WIDE)
        await settle(pilot)
        assert "上期还有 24 项待填（F7）" in lines(pilot.app)[0]


async def test_keys_that_follow_enter_belong_to_the_form_it_opens(unit: Path) -> None:
    async with opened(unit, NARROW) as pilot:
        for key, character in (("enter", None), ("2", "2"), ("甲", "甲"), ("tab", None)):
            pilot.app.post_message(events.Key(key, character))
        await settle(pilot)
        form_of(pilot, "T12")
        assert pilot.app.screen.query_one("#text", TextField).text == "2甲"
        assert pilot.app.focused is pilot.app.screen.query_one("#problems")


async def test_a_save_that_follows_at_once_waits_for_the_form_it_is_meant_for(unit: Path) -> None:
    async with opened(unit, NARROW) as pilot:
        for key, character in (("enter", None), ("甲", "甲"), ("ctrl+s", None)):
            pilot.app.post_message(events.Key(key, character))
        await settle(pilot)
        form_of(pilot, "T13")
        assert "T12 已保存" in screen_text(pilot.app)
    assert said(unit, "T12") == {"text": "甲"}


async def test_among_what_is_looked_for_the_cursor_stands_on_its_row_or_on_the_first(
    unit: Path,
) -> None:
    async with opened(unit, NARROW) as pilot:
        board = pilot.app.screen.query_one("#items", Board)
        await press(pilot, "end", "3")
        assert board.cursor_key == board.keys[0]
        await press(pilot, "down")
        kept = board.cursor_key
        await press(pilot, "1")
        assert board.cursor_key == kept
        await press(pilot, "end", "f3")
        await type_text(pilot, "xyd")
        assert board.cursor_key == board.keys[0]
