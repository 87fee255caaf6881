"""Every word on every screen is Chinese, but for keys, numbers, names of files and the like.

Help and the palette are read where keys are looked at, in test_manner_of_keys.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, TextArea

from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.tour import Tour
from tests.tui.desks import ROOMY, lines, opened, paste, press, toasts, type_text
from tests.tui.looking import controls, foreign_words, rehearsed

# From page to page and back, with every dialog on the way; what is not a key is typed or pasted.
CENTRE = "f2 f7 f3 escape f8 enter enter escape escape f6 enter right enter escape f4"
UNIT = (
    "f7 f3 #T20 enter enter #无 ctrl+r escape f4 f6 ctrl+o enter f4 #无 enter escape escape"
    " ctrl+s escape f5 f6 escape f2 f5 f5 escape escape f5 f4 f3 escape f4 enter ctrl+c"
    " escape ctrl+o ctrl+o ctrl+l escape ctrl+b 承办人 #张三 escape 2 f3 #我 escape ctrl+d"
    " escape ctrl+u 信用办反馈 f2 f2 f6 escape"
    " ctrl+e tab #x ctrl+s backspace escape ctrl+n ctrl+n"
    " ctrl+b 办理留痕 f2 down f6 f2 escape ctrl+u 半年稿 f4 f5 3"
)
# Each page is left half written, with the question that comes then.
SAYINGS = (
    "f7 4 ctrl+b 实施方案 #目标 tab tab #9-30 tab #走访 ctrl+s"
    " ctrl+b 撤回填报 ctrl+s #报错了 escape 1 ctrl+s"
    " 1 f8 ctrl+b 申请延期 ctrl+s #20 tab #数据未出 ctrl+s ctrl+b 申请延期 #1 escape 2"
    " ctrl+u 活动 f6 ctrl+s 5 enter #关爱日 enter #下周 ctrl+s escape 2"
    " f6 5 enter #关爱日 enter #7-3 ctrl+s enter escape delete 2 escape"
    " ctrl+u 本地事项 f6 ctrl+s 2 enter #街区 ctrl+s enter escape delete 2 enter escape"
    " ctrl+u 人员名册 #李强 escape 1 ctrl+s"
)
JUDGING = (
    "f5 enter 1 ctrl+s #与台账相符 escape 1 escape 2 3 ctrl+s #甲 escape 1 escape 2 escape"
    " 2 f2 f2 f5 f6 ctrl+s 1 escape 2 f6 2 ctrl+s ctrl+z ctrl+z ctrl+z space space f5 1 f6 2 #没有"
    " escape 2 f3 #没有的 enter escape escape"
    " ctrl+u 延期 f6 给延期 ctrl+s escape f6 办结销号 ctrl+s #澄江 enter #T13 ctrl+s escape 1"
    " ctrl+s escape 2 f6 督查 ctrl+s escape f6 临时调度 ctrl+s escape enter delete escape"
    " ctrl+u 发回执包 f7 escape ctrl+e escape"
)
SURVEYS = (
    "ctrl+k right right down ctrl+o up enter f7 f8 down enter escape escape down home enter escape"
    " f3 #没有 escape f6 #5 tab #x down enter enter escape escape f7 escape"
    " ctrl+u 查找 全文 enter #贯标 enter down enter escape f3 #没有 enter"
    " escape ctrl+u 查找 同一 enter"
)
ROLL_CALL = (
    "f4 f7 ctrl+s #7-9 tab #邮件 ctrl+s escape 1 escape 2 escape"
    " ctrl+u 催报 down f4 escape f5 f2 f6 ctrl+s #王芳 tab #7-1 tab #在外开会 ctrl+s"
    " escape 1 escape 2 f3 #没有 f4 escape escape f7 enter"
)
PAPERS = "ctrl+u 文稿 space f5 escape tab 4 tab 2 f5 escape escape"
FIRST = "ctrl+s #镇 enter #王芳 enter"


@pytest.fixture(autouse=True)
def _after_the_due_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")


async def walk(root: Path | None, keys: str, *paths: Path) -> set[str]:
    """Go where the keys lead and read every screen; returns the names of the pages seen."""
    seen = set()
    async with opened(root, ROOMY, place=paths[0]) as pilot:
        for key in ("", *keys.split()):
            if key.startswith("#"):
                await type_text(pilot, key[1:])
            elif key.startswith("/"):
                await paste(pilot, key)
            elif key:
                await press(pilot, key)
            name = type(pilot.app.screen).__name__
            read = [*lines(pilot.app), *toasts(pilot.app), *unseen(pilot)]
            assert (name, key, foreign_words(read, *paths, Path.home())) == (name, key, [])
            assert controls("".join(read).replace("\n", "")) == []
            seen.add(name)
    return seen


def unseen(pilot: Pilot[None]) -> Iterator[str]:
    """Yield what a screen says only when one asks, or at some other time or size."""
    for widget in pilot.app.screen.walk_children(with_self=True):
        if isinstance(widget, Widget):
            yield str(widget.tooltip or "")
            yield f"{widget.border_title or ''} {widget.border_subtitle or ''}"
        if isinstance(widget, Input):
            yield widget.placeholder
            yield " ".join(str(v.failure_description) for v in widget.validators)
        if isinstance(widget, TextArea):
            yield str(widget.placeholder)
        if isinstance(widget, Board):
            yield widget.why_empty
            yield " ".join(column.title for column in widget.columns)
        if isinstance(widget, Tour):
            yield " ".join(step.text for step in getattr(pilot.app.screen, "TOUR", ()))


async def test_no_foreign_word_is_on_any_screen_of_the_centre(tmp_path: Path) -> None:
    demo = rehearsed(tmp_path)
    sent = demo / "报送包" / "2021-06"
    keys = f"{CENTRE} {sent} enter f6"
    assert await walk(demo / "信用办", keys, sent) == {
        "Overview", "UnitPage", "EntryPage", "DevicesPage", "Question", "ReceivingPage",
    }  # fmt: skip


@pytest.mark.long
async def test_no_foreign_word_is_on_any_page_on_which_the_centre_judges_and_rules(
    tmp_path: Path,
) -> None:
    centre = rehearsed(tmp_path) / "信用办"
    outbox = centre / "store" / "outbox"
    assert await walk(centre, JUDGING, outbox) == {
        "Overview", "ReviewPage", "CentreSettlingPage", "WhyDialog", "MergedPage", "ReturnDialog",
        "Question", "Menu", "RulingsPage", "AnswerDialog", "DischargeDialog", "InspectionDialog",
        "CallDialog", "AnsweringPage", "SettingsPage",
    }  # fmt: skip


@pytest.mark.long
async def test_no_foreign_word_is_on_any_page_that_looks_over_all_units(tmp_path: Path) -> None:
    root = rehearsed(tmp_path) / "信用办"
    assert await walk(root, SURVEYS, root) == {
        "Overview", "HeatPage", "ItemPage", "EntryPage", "UnitPage", "Menu", "SearchPage",
        "SharedFilesPage", "TrialPage",
    }  # fmt: skip


async def test_no_foreign_word_is_on_the_page_of_the_roll_call(tmp_path: Path) -> None:
    root = rehearsed(tmp_path) / "信用办"
    assert await walk(root, ROLL_CALL, root) == {
        "Overview", "Menu", "RollCallPage", "ReminderDialog", "Question", "UnitPage",
        "ReceivingPage", "ReceivedDialog",
    }  # fmt: skip


async def test_no_foreign_word_is_where_papers_are_written(tmp_path: Path) -> None:
    root = rehearsed(tmp_path) / "信用办"
    outbox = root / "store" / "outbox"
    names = ("汇总表_2021年6月.xlsx", "汇总表_2021年.docx")
    assert await walk(root, PAPERS, outbox, *(outbox / name for name in names)) == {
        "Overview", "Menu", "PapersPage", "WrittenPage",
    }  # fmt: skip


async def test_no_foreign_word_is_on_any_screen_of_a_unit(tmp_path: Path) -> None:
    root = rehearsed(tmp_path) / "单位" / "青阳镇"
    sent = root / "store" / "outbox" / "青阳镇_2021-06_3_4a9f.liaison"
    sheet = sent.with_name("审签表_青阳镇_2021-06.docx")
    assert await walk(root, UNIT, sent, sheet) == {
        "Desk", "FormPage", "PickingPage", "SendingPage", "ExplanationDialog", "ApprovalPage",
        "PrintDialog", "WrittenPage", "DevicesPage", "Question",
        "ReceivingPage", "AreaList", "Menu", "FillerDialog", "FeedbackPage",
        "HistoryPage", "SpanDraftPage", "SettingsPage",
    }  # fmt: skip


@pytest.mark.long
async def test_no_foreign_word_is_on_any_page_for_what_a_unit_says_besides(
    tmp_path: Path,
) -> None:
    root = rehearsed(tmp_path) / "单位" / "青阳镇"
    assert await walk(root, SAYINGS, root) == {
        "Desk", "Menu", "PlanPage", "WithdrawDialog", "ExtensionDialog", "ActivitiesPage",
        "ActivityDialog", "LocalItemsPage", "LocalItemDialog", "RosterPage", "Question",
    }  # fmt: skip


async def test_no_foreign_word_is_on_the_first_screen_of_all(tmp_path: Path) -> None:
    assert await walk(None, FIRST, tmp_path / "新") == {"FirstStart"}


def test_a_foreign_word_would_be_found() -> None:
    assert foreign_words(["Error: 没有", " Loading…", "100% ETA"]) == ["Error", "Loading", "ETA"]
    assert foreign_words(["Focus Next", "没有 submit"]) == ["Focus", "Next", "submit"]
    assert foreign_words(["/data/x/store"], Path("/data/x/store/outbox")) == []
    assert foreign_words(["/data/x/store"]) == ["data", "store"]
    may_be_read = [
        "Enter 填写 F5 导出 Ctrl+Q 退出 Shift+Tab", "T20 I05 24 KB", "核对码 7K3F-9Q2M",
        "4a9f 058f b945 ad87", "青阳镇_2021-06_3_4a9f.lia…", "│ 照片.pdf │", "U 盘",
    ]  # fmt: skip
    assert foreign_words(may_be_read) == []
