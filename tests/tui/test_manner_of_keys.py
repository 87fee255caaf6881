"""Keys: each says in Chinese what it does, stands at the foot and in the palette, is clicked."""

import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets._footer import FooterKey

from liaison_tui.tui.opening import load_pages
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.keybar import key_name
from tests.tui.desks import (
    ROOMY,
    focus,
    lines,
    make_centre,
    make_unit,
    opened,
    press,
    screen_text,
    settle,
    toasts,
    type_text,
)
from tests.tui.looking import foreign_words

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# From each office's first page to its others and back: the keys, and where they lead.
WALKS: dict[str, list[tuple[str, str]]] = {
    "unit": [
        ("", "Desk"), ("f6", "Question"), ("escape", "Desk"), ("enter", "FormPage"),
        ("f4", "PickingPage"), ("f6", "PickingPage"), ("escape", "FormPage"), ("escape", "Desk"),
        ("ctrl+e", "SettingsPage"), ("escape", "Desk"),
        ("ctrl+l", "AreaList"), ("escape", "Desk"), ("ctrl+b", "Menu"), ("承办人", "FillerDialog"),
        ("escape", "Desk"), ("f4", "ReceivingPage"), ("escape", "Desk"),
        ("ctrl+d", "DevicesPage"),
        ("escape", "Desk"), ("ctrl+u", "Menu"), ("信用办反馈", "FeedbackPage"), ("escape", "Desk"),
        ("ctrl+b", "Menu"), ("办理留痕", "HistoryPage"), ("escape", "Desk"),
        ("ctrl+u", "Menu"), ("半年稿", "SpanDraftPage"), ("escape", "Desk"),
        ("ctrl+u", "Menu"), ("填报表", "FormBooksPage"), ("escape", "Desk"),
        ("f5", "SendingPage"), ("f6", "ExplanationDialog"),
        ("escape", "SendingPage"), ("f2", "ApprovalPage"), ("f5", "PrintDialog"),
        ("f5", "WrittenPage"),
    ],
    # What a unit says besides its entries.
    "unit's sayings": [
        ("", "Desk"), ("f6", "Question"), ("2", "Desk"), ("ctrl+b", "Menu"),
        ("撤回填报", "WithdrawDialog"), ("escape", "Desk"), ("ctrl+b", "Menu"),
        ("申请延期", "ExtensionDialog"),
        ("escape", "Desk"), ("ctrl+b", "Menu"), ("实施方案", "PlanPage"), ("escape", "Desk"),
        ("ctrl+u", "Menu"), ("活动", "ActivitiesPage"), ("f6", "ActivityDialog"),
        ("escape", "ActivitiesPage"), ("escape", "Desk"), ("ctrl+u", "Menu"),
        ("本地事项", "LocalItemsPage"), ("f6", "LocalItemDialog"), ("escape", "LocalItemsPage"),
        ("escape", "Desk"), ("ctrl+u", "Menu"), ("人员名册", "RosterPage"),
    ],
    "centre": [
        ("", "Overview"), ("f5", "ReviewPage"), ("escape", "Overview"), ("ctrl+u", "Menu"),
        ("发回执包", "AnsweringPage"), ("escape", "Overview"), ("ctrl+u", "Menu"),
        ("延期", "RulingsPage"), ("f6", "Menu"), ("给延期", "AnswerDialog"),
        ("escape", "RulingsPage"), ("f6", "Menu"), ("办结销号", "DischargeDialog"),
        ("escape", "RulingsPage"), ("f6", "Menu"), ("督查", "InspectionDialog"),
        ("escape", "RulingsPage"), ("f6", "Menu"), ("临时调度", "CallDialog"),
        ("escape", "RulingsPage"), ("f4", "InspectionsPage"), ("escape", "RulingsPage"),
        ("escape", "Overview"),
        ("ctrl+u", "Menu"), ("联席会议", "RegisterPage"), ("f6", "OwnMatterDialog"),
        ("escape", "RegisterPage"), ("3", "RegisterPage"), ("f6", "MeetingDialog"),
        ("escape", "RegisterPage"), ("escape", "Overview"),
        ("f4", "ReceivingPage"), ("f7", "ReceivedDialog"), ("escape", "ReceivingPage"),
        ("escape", "Overview"),
        ("ctrl+u", "Menu"), ("催报", "RollCallPage"), ("f6", "ReminderDialog"),
        ("escape", "RollCallPage"), ("escape", "Overview"),
        ("enter", "UnitPage"), ("ctrl+b", "Menu"), ("代录", "EnteringPage"), ("escape", "UnitPage"),
        ("enter", "EntryPage"),
    ],
    "centre's closing": [
        ("", "Overview"), ("ctrl+u", "Menu"), ("定稿", "ClosingPage"), ("f5", "FinishDialog"),
        ("escape", "ClosingPage"), ("escape", "Overview"), ("ctrl+u", "Menu"),
        ("目标汇总", "SumsPage"), ("enter", "ContributionsPage"), ("f6", "VerifyDialog"),
    ],
    "centre's papers": [
        ("", "Overview"), ("ctrl+u", "Menu"), ("文稿", "PapersPage"), ("f5", "WrittenPage"),
        ("escape", "PapersPage"), ("escape", "Overview"),
    ],
    "centre's surveys": [
        ("", "Overview"), ("ctrl+k", "HeatPage"), ("up", "HeatPage"),
        ("right", "HeatPage"), ("enter", "ItemPage"), ("escape", "HeatPage"),
        ("f6", "TrialPage"), ("escape", "HeatPage"),
        ("escape", "Overview"), ("ctrl+u", "Menu"), ("查找", "Menu"), ("全文检索", "SearchPage"),
        ("escape", "Overview"), ("ctrl+u", "Menu"), ("查找", "Menu"),
        ("同一文件", "SharedFilesPage"),
    ],
    "centre's plan": [
        ("", "Overview"), ("ctrl+u", "Menu"), ("查找", "Menu"),
        ("年度", "ProgrammePage"), ("f6", "AdoptDialog"),
        ("escape", "ProgrammePage"), ("enter", "ChoosingUnitsPage"), ("enter", "AssignDialog"),
        ("ctrl+s", "ProposalPage"), ("escape", "ProgrammePage"), ("escape", "Overview"),
        ("ctrl+k", "HeatPage"), ("f6", "TrialPage"), ("5", "TrialPage"),
        ("ctrl+s", "ThresholdsDialog"), ("ctrl+s", "ProposalPage"),
    ],
    "centre's indicators": [
        ("", "Overview"), ("ctrl+u", "Menu"), ("监测", "IndicatorsPage"), ("f6", "DeductionsPage"),
        ("f6", "DeductionDialog"), ("escape", "DeductionsPage"), ("escape", "IndicatorsPage"),
        ("ctrl+l", "MeasuredFilesPage"),
    ],
    # In May, whose due day is over.
    "centre's scores": [
        ("", "Overview"), ("ctrl+u", "Menu"), ("绩效", "ScoresPage"), ("f7", "ScoresPage"),
        ("f4", "ApproveDialog"), ("escape", "ScoresPage"), ("f5", "ObjectionsPage"),
        ("f6", "ObjectionDialog"), ("escape", "ObjectionsPage"), ("escape", "ScoresPage"),
        ("f6", "AdjustmentsPage"), ("f6", "AdjustmentDialog"), ("escape", "AdjustmentsPage"),
        ("escape", "ScoresPage"), ("ctrl+l", "Menu"), ("季度", "ScoresPage"),
        ("enter", "UnitScorePage"), ("enter", "ScoreLinesPage"),
    ],
    "none": [("", "FirstStart")],
}  # fmt: skip
DIALOGS = {
    "Question", "ExplanationDialog", "PrintDialog", "Help", "Palette", "Menu", "AreaList",
    "FillerDialog",
    "WithdrawDialog", "ExtensionDialog",
    "ActivityDialog", "LocalItemDialog",
    "ReturnDialog", "WhyDialog", "AnswerDialog", "DischargeDialog", "InspectionDialog",
    "AdoptDialog", "AssignDialog", "ThresholdsDialog",
    "CallDialog", "ReminderDialog", "ReceivedDialog",
    "FinishDialog", "AmendDialog", "ReopenDialog", "VerifyDialog",
    "DeductionDialog", "MeasuringDialog",
    "HandOutDialog", "TakingBackDialog",
    "ApproveDialog", "ObjectionDialog",
    "AdjustmentDialog",
    "UnreadableDialog",
    "OwnMatterDialog", "MeetingDialog",
}  # fmt: skip


@asynccontextmanager
async def at(whose: str, folder: Path) -> AsyncIterator[Pilot[None]]:
    """Open the app on its first page at a unit, at the centre, or where there is none yet."""
    office = whose.partition("'")[0]
    make = {"unit": make_unit, "centre": make_centre}.get(office)
    async with opened(make(folder) if make else None, ROOMY, place=Path("/信用资料")) as pilot:
        yield pilot


def place(pilot: Pilot[Any]) -> str:
    """Return the name of the page or dialog one is on."""
    return type(pilot.app.screen).__name__


def ours(kind: type[Any]) -> Iterator[type[Any]]:
    """Return all classes of our own that extend a class of Textual's."""
    for child in kind.__subclasses__():
        if child.__module__.startswith("liaison_tui"):
            yield child
        yield from ours(child)


def bound(pilot: Pilot[None]) -> dict[str, list[Binding]]:
    """Return what can be done where one is, by its id, with each of its keys."""
    found: dict[str, list[Binding]] = {}
    for active in pilot.app.screen.active_bindings.values():
        if active.binding.id:
            found.setdefault(active.binding.id, []).append(active.binding)
    return found


def test_every_command_says_in_chinese_what_it_is_and_what_it_does() -> None:
    load_pages()
    seen = set()
    for owner in {*ours(App), *ours(Widget)}:
        for binding in BindingsMap(owner.__dict__.get("BINDINGS", ())):
            assert bool(binding[1].id) or not binding[1].show, (owner, binding)
            if binding[1].id:
                seen.add(binding[1].id)
                assert CHINESE.search(binding[1].description or binding[1].tooltip), binding
                assert CHINESE.search(binding[1].tooltip), binding
    assert seen >= {"write", "send", "receive", "find", "save", "back", "palette", "help", "quit"}


@pytest.mark.long
@pytest.mark.parametrize("whose", WALKS)
async def test_every_page_tells_what_can_be_done_at_its_foot_in_the_palette_and_in_its_help(
    whose: str, tmp_path: Path
) -> None:
    seen: set[str] = set()
    async with at(whose, tmp_path) as pilot:
        for key, name in WALKS[whose]:
            if key:
                await press(pilot, key)
            assert place(pilot) == name
            crowded = name in DIALOGS
            assert_at_foot(lines(pilot.app)[-1], bound(pilot), crowded=crowded)
            if not seen:
                await look_at_palette(pilot)
            if name not in seen:
                await look_at_help(pilot)
            seen.add(name)


async def look_at_palette(pilot: Pilot[None]) -> None:
    """All that can be done stands in the palette: its word, what it does, and its keys."""
    drawn, commands = lines(pilot.app), bound(pilot)
    everywhere = {"palette", "help", "theme", "plain", "quit"}
    assert everywhere <= set(commands) or place(pilot) in DIALOGS
    await press(pilot, "f9")
    assert place(pilot) == "Palette"
    assert_at_foot(lines(pilot.app)[-1], bound(pilot), crowded=True)
    assert len(pilot.app.screen.query_one(Board).keys) == len(commands)
    read = lines(pilot.app)
    await press(pilot, *["down"] * (len(commands) - 1))
    read += lines(pilot.app)
    for bindings in commands.values():
        keys = " ".join(key_name(binding) for binding in bindings)
        words = (bindings[0].description, bindings[0].tooltip, keys)
        assert any(all(word in line for word in words) for line in read), words
    assert foreign_words(read) == []
    await press(pilot, "escape")
    assert lines(pilot.app) == drawn


async def look_at_help(pilot: Pilot[None]) -> None:
    """The page's own help is shown whole, and after it all that can be done."""
    page, drawn, commands = pilot.app.screen, lines(pilot.app), bound(pilot)
    await press(pilot, "f1")
    assert place(pilot) == "Help"
    assert_at_foot(lines(pilot.app)[-1], bound(pilot), crowded=True)
    read: list[str] = []
    for key in ("home", "end"):
        await press(pilot, key)
        await pilot.wait_for_scheduled_animations()
        framed = [line.split("│")[1] for line in lines(pilot.app) if line.count("│") > 1]
        inside = [without_spaces(line) for line in framed]
        read += [line for line in inside if line not in read]
        assert foreign_words(framed, Path.cwd(), Path.home()) == []
    help_text = getattr(page, "HELP", "")
    assert help_text
    for sentence in (*help_text.splitlines(), *(found[0].tooltip for found in commands.values())):
        assert without_spaces(sentence) in "".join(read)
    await press(pilot, "escape")
    assert lines(pilot.app) == drawn


def assert_at_foot(foot: str, commands: Mapping[str, Sequence[Binding]], *, crowded: bool) -> None:
    """What is to be shown stands at the foot, each with its first key, and nothing else does."""
    for command, (binding, *_) in commands.items():
        words = f"{key_name(binding)} {binding.description}"
        if command in ("earlier", "later"):
            assert "F7F8 换期" in foot
        elif command != "quit" or not crowded:
            assert (words in foot) == binding.show, words


def without_spaces(text: str) -> str:
    return "".join(text.rstrip(" ▁▂▃▄▅▆▇█").split())


def test_no_two_pages_have_the_same_help() -> None:
    load_pages()
    texts = [page.HELP for page in set(ours(Screen)) if getattr(page, "HELP", "")]
    pages = {name for walk in WALKS.values() for _, name in walk} | DIALOGS
    assert len(texts) == len(set(texts)) >= len(pages)


async def test_the_palette_finds_a_command_by_a_word_or_a_key_and_does_it(tmp_path: Path) -> None:
    async with at("unit", tmp_path) as pilot:
        for opener, typed, opens in (
            ("f9", "导出", "SendingPage"), ("ctrl+p", "ctrl+d", "DevicesPage"),
        ):  # fmt: skip
            await press(pilot, opener)
            await type_text(pilot, typed)
            assert len(pilot.app.screen.query_one(Board).keys) == 1
            await press(pilot, "enter")
            assert place(pilot) == opens
            await press(pilot, "escape")
        await press(pilot, "enter")
        await type_text(pilot, "写到一半")
        await press(pilot, "f9")
        await type_text(pilot, "弃")
        await press(pilot, "enter")
        assert place(pilot) == "Question"


async def test_the_palette_is_gone_through_with_arrows_or_the_mouse(tmp_path: Path) -> None:
    async with at("unit", tmp_path) as pilot:
        await press(pilot, "f9")
        steps = pilot.app.screen.query_one(Board).keys.index("f5")
        await press(pilot, *["down"] * (steps + 1), "up", "enter")
        assert place(pilot) == "SendingPage"
        await press(pilot, "escape", "f9")
        board = pilot.app.screen.query_one(Board)
        row = board.keys.index("f5") + 1
        await pilot.click(board, (4, row))
        assert place(pilot) == "Palette"
        await pilot.click(board, (4, row))
        await settle(pilot)
        assert place(pilot) == "SendingPage"
        await press(pilot, "escape", "f9")
        await type_text(pilot, "没有的")
        assert "没有这样的命令。" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert place(pilot) == "Palette"
        await press(pilot, "escape")
        assert place(pilot) == "Desk"


async def test_a_key_at_the_foot_can_be_clicked(tmp_path: Path) -> None:
    async with at("unit", tmp_path) as pilot:
        for key, opens in (("f5", "SendingPage"), ("escape", "Desk"), ("enter", "FormPage")):
            [button] = [b for b in pilot.app.screen.query(FooterKey) if b.key == key]
            await pilot.click(button)
            await settle(pilot)
            assert place(pilot) == opens


async def test_ctrl_c_says_how_to_leave_and_ctrl_q_leaves_even_from_a_question(
    tmp_path: Path,
) -> None:
    async with at("unit", tmp_path) as pilot:
        await press(pilot, "ctrl+c")
        assert toasts(pilot.app) == ["退出请按 Ctrl+Q。"]
        await press(pilot, "enter")
        await focus(pilot, "#text")
        await press(pilot, "ctrl+c")
        assert toasts(pilot.app) == ["退出请按 Ctrl+Q。"]
        await type_text(pilot, "写到一半")
        await press(pilot, "ctrl+r")
        assert place(pilot) == "Question"
        await pilot.press("ctrl+q")
        assert not pilot.app.is_running
