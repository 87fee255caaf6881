"""The form asks for what its item reports, and reads what people type the way they type it."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from liaison_tui.tui.widgets.fields import LineField, TextField
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import (
    ROOMY,
    focus,
    form_of,
    lines,
    open_form,
    opened,
    paste,
    press,
    said,
    screen_text,
    settle,
    toasts,
    type_text,
)

LABELS = {
    "本期情况", "办理状态", "完成进度", "数量", "工作进展", "存在问题", "下一步打算", "经验做法",
    "佐证材料",
}  # fmt: skip


def page(pilot: Pilot[None]) -> str:
    """Return the page to write on, which stands right of the duty."""
    return "\n".join(line.partition("│")[2] for line in lines(pilot.app))


def labels(pilot: Pilot[None]) -> list[str]:
    """Return the names of the fields, from the top."""
    words = [line[1:].split(" ")[0] for line in page(pilot).splitlines()]
    return [word for word in words if word in LABELS]


def value(pilot: Pilot[None], selector: str) -> str:
    return pilot.app.screen.query_one(selector, LineField).value


async def fill(pilot: Pilot[None], selector: str, text: str) -> None:
    """Write over what a field of one line holds, and go on to the next."""
    field = await focus(pilot, selector)
    assert isinstance(field, LineField)
    field.select_all()
    await (type_text(pilot, text) if text else press(pilot, "backspace"))


async def test_each_item_is_asked_for_what_it_reports_and_no_more(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        task = [
            "本期情况", "办理状态", "完成进度", "数量", "数量", "工作进展", "存在问题",
            "下一步打算", "经验做法", "佐证材料",
        ]  # fmt: skip
        for item, fields, first in (
            ("T20", task, "text"),
            ("I03", [word for word in task if word not in ("完成进度", "数量")], "text"),
            ("I12", [word for word in task if word not in ("完成进度", "办理状态")],
             "registered-month"),
            ("I27", ["本期情况", "工作进展", "存在问题", "佐证材料"], "nothing"),
        ):  # fmt: skip
            await open_form(pilot, item)
            assert labels(pilot) == fields
            assert pilot.app.focused is not None
            assert pilot.app.focused.id == first
            assert "1 零报告" in page(pilot)
            await press(pilot, "escape")


async def test_beside_the_page_stands_the_duty_and_in_a_small_window_one_key_away(
    unit: Path,
) -> None:
    offices.write(Workspace(unit), "五月：无拖欠。", item="I16", month="2021-05")
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "I16")
        duty = "\n".join(line.partition("│")[0] for line in lines(pilot.app))
        assert "政府部门和国有企业清欠情况" in duty
        assert "责任单位" in duty
        assert "上次（2021年5月）" in duty
        assert "五月：无拖欠。" in duty
        assert "保存并到下一项（I18）" in screen_text(pilot.app)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "五月：无拖欠。" not in screen_text(pilot.app)
        await press(pilot, "f2")
        assert "责任单位" in screen_text(pilot.app)
        assert "工作进展" not in labels(pilot)
        await press(pilot, "escape")
        form_of(pilot, "I16")
        assert "责任单位" not in screen_text(pilot.app)
        assert pilot.app.focused is pilot.app.screen.query_one("#text")


async def test_numbers_are_typed_as_spoken_and_the_month_and_the_year_compute_each_other(
    unit: Path,
) -> None:
    offices.write(Workspace(unit), "", item="I18", month="2021-05", quantities={"activities": "3"})
    offices.write(Workspace(unit), "", quantities={"certified": "10"})
    offices.write(Workspace(unit), "", month="2021-09", quantities={"certified": "13"})
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "I18")
        assert "此前累计 3" in page(pilot)
        await fill(pilot, "#activities-month", "2")
        assert value(pilot, "#activities-total") == "5"
        await fill(pilot, "#activities-total", "12.5万")
        assert value(pilot, "#activities-month") == "124997"
        await press(pilot, "tab")
        assert value(pilot, "#activities-total") == "125000"
        assert "125000" in page(pilot)
        await press(pilot, "escape", "f8", "f8", "f8")
        kept = Workspace(unit).drafts.get((offices.TOWN, "I18", offices.MONTH))
        assert kept is not None
        assert kept.values == {"quantities.activities": "124997"}

        await open_form(pilot, "T20")
        assert "此前累计 10" in page(pilot)
        assert value(pilot, "#certified-month") == "3"
        assert value(pilot, "#certified-total") == "13"
        await fill(pilot, "#certified-month", "4")
        assert value(pilot, "#certified-total") == "14"
        await fill(pilot, "#certified-total", "15")
        assert value(pilot, "#certified-month") == "5"
        await fill(pilot, "#models-month", "１，０００")
        assert value(pilot, "#models-total") == "1000"
        await press(pilot, "ctrl+s")
    assert said(unit, "T20", "2021-09")["quantities"] == {"certified": "15", "models": "1000"}


async def test_what_is_wrong_is_told_at_its_field_and_nothing_is_written(unit: Path) -> None:
    journal = unit / "store" / "journal.log"
    before = journal.read_bytes()
    async with opened(unit) as pilot:
        await open_form(pilot, "T20")
        await paste(pilot, "长" * 20_001)
        await press(pilot, "ctrl+s")
        assert "工作进展有 20001 字，超过 20000 字的上限。" in screen_text(pilot.app)
        await press(pilot, "ctrl+z")

        await fill(pilot, "#percent", "150")
        await press(pilot, "ctrl+s")
        form_of(pilot, "T20")
        shown = lines(pilot.app)
        (place,) = [n for n, line in enumerate(shown) if "完成进度 150 超出 0 至 100。" in line]
        assert "150" in shown[place - 1]
        assert "20001 字" not in screen_text(pilot.app)

        await fill(pilot, "#percent", "大半")
        await fill(pilot, "#certified-month", "4家")
        await press(pilot, "ctrl+s")
        told = [line[12:].strip() for line in lines(pilot.app) if line.endswith("。")]
        assert told == [
            "完成进度应为 0 至 100 的整数。",
            "“新增信用管理贯标企业”应填数字，如 4 或 12.5万。",
        ]
        assert journal.read_bytes() == before
        assert toasts(pilot.app) == []

        await fill(pilot, "#percent", "６０％")
        await fill(pilot, "#certified-month", "4")
        await press(pilot, "ctrl+s")
        assert "T20 已保存" in screen_text(pilot.app)
    assert said(unit, "T20") == {"percent": 60, "quantities": {"certified": "4"}}


async def test_the_four_kinds_of_nothing_are_one_digit_each(unit: Path) -> None:
    async with opened(unit) as pilot:
        await open_form(pilot, "I27")
        chosen = []
        for key in ("1", "2", "3", "4", "4", "right", "2"):
            await press(pilot, key)
            chosen += re.findall(r"\[(.*)\]", lines(pilot.app)[3]) or [""]
        assert chosen == [
            "零报告", "本期无新进展", "不涉及", "前期已完成", "", "零报告", "本期无新进展",
        ]  # fmt: skip
        await press(pilot, "3", "ctrl+s")
    assert said(unit, "I27") == {"nothing": "not-applicable"}


async def test_a_paste_keeps_its_lines_where_there_is_room_for_them_and_harms_nothing(
    unit: Path,
) -> None:
    clean = "走访企业 12家。\n[/张三] [red]贯标[/red] [@click=app.quit]\ufffd[31m4\ufffd家[/"
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        await paste(pilot, "第一稿")
        text = pilot.app.screen.query_one("#text", TextField)
        text.select_all()
        dirty = clean.replace(" 12", "\t12").replace("\n", "\r\n")
        await paste(pilot, dirty.replace("\ufffd", "\x1b", 1).replace("\ufffd", "\u202e"))
        assert text.text == clean
        await type_text(pilot, "完")
        await focus(pilot, "#percent")
        await paste(pilot, "6\n0\x9b")
        assert value(pilot, "#percent") == "6 0\ufffd"
        shown = "".join(lines(pilot.app))
        assert not set(shown) & {"\x1b", "\x9b", "\u202e"}
        assert "[red]贯标[/red] [@click=app.quit]" in shown
        await fill(pilot, "#percent", "60")
        await press(pilot, "ctrl+s", "escape", "down", "down")
        assert "[red]贯标[/red]" in screen_text(pilot.app)
    assert said(unit, "T20") == {"text": f"{clean}完", "percent": 60}


@pytest.mark.long
async def test_a_negative_number_is_told_by_its_name_and_at_its_own_field(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "I12")
        await type_text(pilot, "-4")
        await press(pilot, "ctrl+s")
        assert page(pilot).count("不能是负数") == 1
        assert "信易贷平台注册企业”不能是负数" in page(pilot)
        assert "registered" not in screen_text(pilot.app)


@pytest.mark.long
async def test_a_digit_means_the_same_kind_of_nothing_in_every_form(unit: Path) -> None:
    async with opened(unit) as pilot:
        for item in ("T20", "I18", "I27"):
            await open_form(pilot, item)
            await press(pilot, "f6")
            assert pilot.app.focused is pilot.app.screen.query_one("#nothing")
            assert "1 零报告  2 本期无新进展  3 不涉及  4 前期已完成" in screen_text(pilot.app)
            await press(pilot, "2", "escape")
    drafts = Workspace(unit).drafts.all()
    assert {draft.values["nothing"] for draft in drafts.values()} == {"no-progress"}


@pytest.mark.long
async def test_words_typed_or_pasted_where_one_chooses_are_written_where_they_belong(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        await open_form(pilot, "I31")
        assert pilot.app.focused is pilot.app.screen.query_one("#nothing")
        await type_text(pilot, "走访企业3家，发放材料2份")
        assert pilot.app.focused is pilot.app.screen.query_one("#text")
        await press(pilot, "f6")
        await paste(pilot, "。\n第1次")
        await press(pilot, "f6", "1", "ctrl+s")
    assert said(unit, "I31") == {"nothing": "zero", "text": "走访企业3家，发放材料2份。\n第1次"}


@pytest.mark.long
async def test_what_is_wrong_has_the_cursor_and_is_told_until_somebody_mends_it(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        await open_form(pilot, "T20")
        await type_text(pilot, "走访企业12家。")
        await fill(pilot, "#percent", "150")
        await focus(pilot, "#next_steps")
        await press(pilot, "ctrl+s")
        assert pilot.app.focused is pilot.app.screen.query_one("#percent")
        assert "超出 0 至 100" in screen_text(pilot.app)
        await type_text(pilot, "15")
        assert "超出 0 至 100" not in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
    assert said(unit, "T20") == {"text": "走访企业12家。", "percent": 15}


@pytest.mark.long
async def test_in_the_first_month_the_years_total_and_the_months_share_are_typed_apart(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        await open_form(pilot, "T20")
        await fill(pilot, "#certified-total", "19")
        assert value(pilot, "#certified-month") == ""
        await fill(pilot, "#certified-month", "4")
        assert value(pilot, "#certified-total") == "19"
        await press(pilot, "ctrl+s")
    assert said(unit, "T20")["quantities"] == {"certified": "19"}


@pytest.mark.long
async def test_what_is_typed_into_a_number_one_comes_to_takes_its_place(unit: Path) -> None:
    async with opened(unit) as pilot:
        await open_form(pilot, "T20")
        await fill(pilot, "#certified-month", "4")
        await press(pilot, "tab")
        await type_text(pilot, "6")
        assert value(pilot, "#certified-total") == "6"
