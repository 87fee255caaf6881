"""Others write too: nothing they said is replaced unseen, and what contradicts waits for a word."""

import json
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from liaison_tui.storage.presence import Presence
from liaison_tui.tui.screens.desk import Desk
from liaison_tui.tui.screens.question import Question
from liaison_tui.workspace import Workspace
from tests.cli.processes import run_real
from tests.exchange import offices
from tests.tui.desks import (
    ROOMY,
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


def record(root: Path, item: str, text: str) -> str:
    """Write an entry in a process of its own, and return its id."""
    done = run_real(root, "record", item, "--text", text, "--json")
    assert done.returncode == 0, done.stderr.decode()
    return str(json.loads(done.stdout)["id"])


def heads(root: Path) -> list[str]:
    return [head.event.id for head in Workspace(root).reports()[KEY].heads]


async def test_what_a_command_says_while_the_form_is_open_is_not_replaced_unseen(
    unit: Path,
) -> None:
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        await type_text(pilot, "表单里写的。")
        newer = record(unit, "T20", "命令写的。")
        await press(pilot, "ctrl+s")
        assert "在别处（另一个窗口或同事）又有了新的填报" in screen_text(pilot.app)
        assert heads(unit) == [newer]
        await press(pilot, "right", "enter")
        assert isinstance(pilot.app.screen, Desk)
        assert heads(unit) == [newer]
        await open_form(pilot, "T20")
        shown = screen_text(pilot.app)
        assert "表单里写的。" in shown
        assert "命令写的。" in shown

        await press(pilot, "ctrl+s", "enter")
        form_of(pilot, "T21")
    assert said(unit, "T20") == {"text": "表单里写的。"}
    (head,) = Workspace(unit).reports()[KEY].heads
    assert newer in head.event.replaces
    assert Workspace(unit).drafts.all() == {}


async def test_what_two_pcs_said_differently_is_rewritten_only_after_a_question(
    unit: Path, tmp_path: Path
) -> None:
    town, colleague = Workspace(unit), offices.make_unit(tmp_path / "同事", officer="曹琳")
    offices.write(town, "走访企业12家。")
    offices.write(colleague, "走访企业15家。")
    offices.take(town, offices.send(colleague, tmp_path))
    offices.trust_all(town)
    both = heads(unit)
    assert len(both) == 2
    async with opened(unit, ROOMY) as pilot:
        shown = lines(pilot.app)
        assert shown[6].startswith(" 填报不一致，待核定")
        assert shown[7].startswith(" T20")
        await press(pilot, "enter", "3")
        form_of(pilot, "T20")
        assert "这一项有不一致的填报，保存后以这里写的为准。" in screen_text(pilot.app)
        for words in ("走访企业12家。", "走访企业15家。", "曹琳"):
            assert words in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert "这一项有 2 条不一致的填报" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert heads(unit) == both

        await press(pilot, "end")
        await type_text(pilot, "都属实。")
        await press(pilot, "ctrl+s", "enter")
        form_of(pilot, "T12")
    (head,) = Workspace(unit).reports()[KEY].heads
    assert set(both) <= set(head.event.replaces)
    first, second = said(unit, "T20")["text"].removesuffix("都属实。").split("\n")
    assert {first, second} == {"走访企业12家。", "走访企业15家。"}


async def test_the_list_shows_by_itself_what_another_window_has_saved(unit: Path) -> None:
    async with opened(unit) as pilot:
        record(unit, "T12", "另一窗口写的。")
        begun = monotonic()
        await until(pilot, lambda: "已填 1 / 应报 33" in lines(pilot.app)[0])
        assert monotonic() - begun < 4
        assert toasts(pilot.app) == []


async def test_a_form_says_by_itself_what_a_command_writes_meanwhile(unit: Path) -> None:
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        record(unit, "T20", "命令写的。")
        await until(pilot, lambda: "刚在别处有了新的填报" in screen_text(pilot.app))
        assert "命令写的。" in screen_text(pilot.app)
        await press(pilot, "escape")
        await open_form(pilot, "T20")
        assert "刚在别处" not in screen_text(pilot.app)


async def test_two_windows_at_one_item_both_say_so_and_one_alone_does_not(unit: Path) -> None:
    sentence = "在另一个窗口也打开着"
    async with opened(unit, ROOMY) as first:
        await open_form(first, "T20")
        async with opened(unit, ROOMY) as second:
            await open_form(second, "T21")
            assert sentence not in screen_text(second.app)
            await press(second, "escape")
            await open_form(second, "T20")
            await until(second, lambda: sentence in screen_text(second.app))
            await until(first, lambda: sentence in screen_text(first.app))
        await until(first, lambda: sentence not in screen_text(first.app))


async def test_whoever_leaves_while_others_are_looked_for_is_seen_no_more(
    unit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, left = Event(), Event()
    has_company = Presence.has_company

    def slowly(presence: Presence) -> bool:
        looking.set()
        assert left.wait(20)
        return has_company(presence)

    monkeypatch.setattr(Presence, "has_company", slowly)
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        await until(pilot, looking.is_set)
        pilot.app.screen.dismiss()
        await until(pilot, lambda: isinstance(pilot.app.screen, Desk))
        left.set()
    assert not has_company(Presence(Workspace(unit).store_folder, KEY))


async def test_a_draft_says_in_what_it_differs_from_the_entry(unit: Path) -> None:
    record(unit, "T20", "走访企业12家。")
    async with opened(unit, ROOMY) as pilot:
        await open_form(pilot, "T20")
        await type_text(pilot, "指导3家。")
        await press(pilot, "escape")
        await open_form(pilot, "T20")
        assert "还没有保存；与填报不同的是工作进展。" in screen_text(pilot.app)


async def test_two_windows_at_one_item_lose_no_draft_of_each_other(unit: Path) -> None:
    async with opened(unit, ROOMY) as first:
        await open_form(first, "T20")
        async with opened(unit, ROOMY) as second:
            await open_form(second, "T20")
            await type_text(first, "甲")
            await form_of(first, "T20").flush()
            await type_text(second, "乙窗口写的一大段")
            await form_of(second, "T20").flush()
            await settle(second)
            assert Workspace(unit).drafts.all()[KEY].values["text"] == "甲"
            assert "这里写的没有存为草稿，请按 Ctrl+S 保存" in screen_text(second.app)
            # What lies nowhere is not left without a question.
            await press(second, "escape")
            assert isinstance(second.app.screen, Question)
            await press(second, "1")
            form_of(second, "T20")
            # Once the first window takes its words back there is room for the second one's.
            await press(first, "ctrl+z")
            await form_of(first, "T20").flush()
            assert Workspace(unit).drafts.all() == {}
            await press(second, "escape")
            assert isinstance(second.app.screen, Desk)
            assert Workspace(unit).drafts.all()[KEY].values["text"] == "乙窗口写的一大段"
            await press(first, "escape")
    assert Workspace(unit).drafts.all()[KEY].values["text"] == "乙窗口写的一大段"
