"""Ctrl+S: what is called saved lies on the disk, and the next item that waits is at hand."""

from pathlib import Path

from textual import events

from liaison_tui import desk
from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.workspace import Workspace
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
    settle,
    toasts,
    type_text,
    until,
)

KEY = (offices.TOWN, "T20", offices.MONTH)


async def test_when_it_says_saved_the_entry_is_in_the_journal_and_the_next_form_is_open(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        await open_form(pilot, "T20")
        await type_text(pilot, "走访企业12家。")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "已保存" in screen_text(pilot.app))
        on_disk = (unit / "store" / "journal.log").read_text("utf-8")
        assert "走访企业12家。" in on_disk
        assert said(unit, "T20") == {"text": "走访企业12家。"}
        (event,) = [v.event for v in Workspace(unit).reports()[KEY].entries]
        empty = "（没有填办理状态、完成进度）"
        assert f"T20 已保存 {event.at[11:16]}{empty}" in screen_text(pilot.app)
        assert toasts(pilot.app) == []

        await press(pilot)
        form_of(pilot, "T21")
        assert "保存并到下一项（T22）" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Desk)
        assert "已填 1 / 应报 33" in lines(pilot.app)[0]


async def test_after_the_last_open_item_it_says_that_all_is_written_and_to_export(
    unit: Path,
) -> None:
    town = Workspace(unit)
    assert town.unit is not None
    for item in town.missing(town.unit, offices.MONTH):
        if item not in ("T22", "I31"):
            offices.write(town, "已办。", item=item)
    async with opened(unit) as pilot:
        await open_form(pilot, "T22")
        assert "保存并到下一项（I31）" in screen_text(pilot.app)
        await type_text(pilot, "走进3所学校。")
        await press(pilot, "ctrl+s")
        form_of(pilot, "I31")
        assert "Ctrl+S 保存" in screen_text(pilot.app)
        assert "下一项（" not in screen_text(pilot.app)
        await press(pilot, "1", "x", "ctrl+s")
        assert isinstance(pilot.app.screen, Desk)
        # What was odd is said with it, not hidden by it.
        assert "提醒：选了零报告或无进展，又写了进展" in toasts(pilot.app)[0]
        assert toasts(pilot.app)[0].endswith("2021年6月的事项都已填写，按 F5 导出报送包。")
        assert "已填 33 / 应报 33" in lines(pilot.app)[0]


async def test_from_a_narrowed_list_the_next_open_item_of_the_whole_month_follows(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        await press(pilot, "f3")
        await type_text(pilot, "I18")
        await press(pilot, "enter", "enter")
        form_of(pilot, "I18")
        assert "保存并到下一项（I19）" in screen_text(pilot.app)
        await type_text(pilot, "宣传3次。")
        await press(pilot, "ctrl+s")
        form_of(pilot, "I19")
        assert "I18 已保存" in screen_text(pilot.app)
        assert toasts(pilot.app) == []
        await press(pilot, "escape")
        assert "全部 33" in screen_text(pilot.app)
        assert "I19" in screen_text(pilot.app)


async def test_nothing_is_refused_with_what_to_do_and_what_is_odd_is_kept_and_said(
    unit: Path,
) -> None:
    async with opened(unit) as pilot:
        await open_form(pilot, "T20")
        await press(pilot, "ctrl+s")
        form_of(pilot, "T20")
        [sentence] = toasts(pilot.app)
        assert sentence.startswith("还没有填写内容。")
        assert "零报告" in sentence
        assert said(unit, "T20") == {}

        await focus(pilot, "#status")
        await press(pilot, "3", "tab")
        await type_text(pilot, "40")
        await press(pilot, "ctrl+s")
        [sentence] = toasts(pilot.app)
        assert sentence.startswith("T20 已保存")
        assert "提醒：状态为已完成，完成进度却是 40%" in sentence
    assert said(unit, "T20") == {"status": "done", "percent": 40}


async def test_a_correction_of_what_came_back_replaces_it_and_keeps_what_it_said_and_its_evidence(
    unit: Path, tmp_path: Path
) -> None:
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"jpg" * 100)
    town, centre = Workspace(unit), offices.make_centre(tmp_path / "信用办")
    first = offices.write(
        town, "走访企业12家。", percent=60, status="in-progress",
        quantities={"certified": "4"}, next_steps="走访余下企业。", attach=[photo],
    )  # fmt: skip
    offices.take(centre, offices.send(town, tmp_path))
    offices.trust_all(centre)
    desk.review(centre, first, comment="请补充企业名称")
    offices.take(town, offices.send_back(centre, tmp_path))
    offices.trust_all(town)
    async with opened(unit, ROOMY) as pilot:
        assert lines(pilot.app)[0].endswith("退回 1")
        await press(pilot, "enter")
        form_of(pilot, "T20")
        assert "退回意见    请补充企业名称" in screen_text(pilot.app)
        page = "\n".join(line.partition("│")[2] for line in lines(pilot.app))
        for words in ("[推进中]", " 60", " 4 ", "走访企业12家。", "走访余下企业。", "照片.jpg"):
            assert words in page
        await press(pilot, "end")
        await type_text(pilot, "名单附后。")
        await press(pilot, "ctrl+s")
        assert "T20 已保存" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "退回" not in lines(pilot.app)[0]
        (row,) = [line for line in lines(pilot.app) if line.startswith(" T20")]
        assert "已填待报" in row
    assert [head.event.replaces for head in Workspace(unit).reports()[KEY].heads] == [(first,)]
    body = dict(said(unit, "T20"))
    assert [file["name"] for file in body.pop("evidence")] == ["照片.jpg"]
    assert body == {
        "text": "走访企业12家。名单附后。", "percent": 60, "status": "in-progress",
        "quantities": {"certified": "4"}, "next_steps": "走访余下企业。",
    }  # fmt: skip


async def test_what_is_typed_after_ctrl_s_does_not_change_what_is_saved(unit: Path) -> None:
    async with opened(unit) as pilot:
        await open_form(pilot, "I27")
        await press(pilot, "1")
        for key, character in (("ctrl+s", None), ("2", "2")):
            pilot.app.post_message(events.Key(key, character))
        await settle(pilot)
        # It belongs to the next form, which was not there yet.
        form_of(pilot, "I28")
        assert pilot.app.screen.query_one("#nothing", Choice).value == "no-progress"
    assert said(unit, "I27") == {"nothing": "zero"}
