"""Every word on every screen is Chinese, but for keys, numbers, names of files and the like.

Help and the palette are read where keys are looked at, in test_manner_of_keys.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, TextArea

from liaison_tui.measuring import looking, taking
from liaison_tui.tui.widgets.board import Board
from liaison_tui.tui.widgets.tour import Tour
from liaison_tui.workspace import Workspace
from tests.tui.desks import ROOMY, lines, opened, paste, press, toasts, type_text
from tests.tui.looking import controls, foreign_words, rehearsed
from tests.workbooks import annex, full_points

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
    " ctrl+u 填报表 ctrl+s f5 escape enter f4 escape escape"
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
    " escape 1 escape 2 f3 #没有 f4 escape escape f7 enter ctrl+b 代录 ctrl+s #张三 f7 f3 escape"
)
PLAN = (
    "ctrl+u 查找 年度"
    " delete f6 ctrl+s #没有 ctrl+s escape 2 enter f3 #没有 enter escape space space"
    " enter ctrl+s escape enter enter #1 escape 2 enter enter ctrl+s ctrl+s delete home"
    " delete enter escape escape ctrl+k f6 #5 ctrl+s ctrl+s ctrl+s"
)
CLOSING = (
    "ctrl+u 定稿 enter f2 escape down enter escape f4 f6 f5 ctrl+s #已催 escape 1 ctrl+s"
    " enter escape f5 f6 delete ctrl+s #重办 escape 1 ctrl+s f4 ctrl+s escape f3 #没有 enter escape"
    " f7 f8 escape"
    " ctrl+u 目标汇总 f2 escape f3 #没有 enter escape enter f2 escape delete f6 ctrl+s #重复"
    " escape 1 ctrl+s delete 2 enter"
)
INDICATORS = (
    "ctrl+u 监测 down f2 f2 ctrl+o ctrl+r f5 ctrl+s #2021-08-20 ctrl+s f5 escape f3 #没有 escape"
    " f6 f6 ctrl+s #错 escape 1 escape 2 delete escape ctrl+l enter escape"
    " delete ctrl+s #错 ctrl+s f6 delete escape f8 f4"
)
SCORES = (
    "ctrl+u 绩效 f2 f2 f3 #没有 escape f8 f4 f7 delete f4 #x escape 1 ctrl+s f4 delete 2"
    " enter home enter enter escape escape end enter f6 ctrl+s escape f6 tab #1 tab tab #推广 tab"
    " #简报 ctrl+s end enter delete 2 escape f5 enter f6 ctrl+s #华士镇 tab tab #郑洁 tab tab #漏算"
    " ctrl+s enter 2 tab #同意 ctrl+s escape 1 escape 2 enter tab #没有漏算 ctrl+s enter delete 2"
    " escape f6 enter delete escape ctrl+r ctrl+l 3 ctrl+l 4 f7"
)
MEETINGS = (
    "ctrl+u 联席会议 f7 f8 escape ctrl+z enter tab #不存在 ctrl+s escape 1 escape 2"
    " enter ctrl+s end f2 f2 enter 2 tab ctrl+s enter escape f7 ctrl+s escape f4 ctrl+s #7-15"
    " ctrl+s 2 f5 space enter tab ctrl+s f6 ctrl+s escape 4 enter escape enter 2 ctrl+z"
    " 3 f5 f7 f8 enter f2 f2 f7 f8 enter #议定 ctrl+s delete f4 f6 escape f5 escape escape"
    " f3 #没有 escape escape"
    " ctrl+u 延期 f4 enter delete f6 #澄江街道 enter enter enter enter enter #台账不全 ctrl+s"
    " enter 2 ctrl+s tab #还缺 enter ctrl+s #一 escape 1 escape 2 enter 1 ctrl+s 4 delete escape"
    " delete 2 f3 #没有 enter escape"
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
    torn = sent / "青阳镇_2021-06_3_4a9f(1).liaison"
    keys = (
        f"{CENTRE} {sent} enter f6 down down delete down enter escape escape escape escape"
        f" f4 {torn} f2 enter f8 ctrl+s f3 f8 2 f8 escape"
    )
    assert await walk(demo / "信用办", keys, sent, torn) == {
        "Overview", "UnitPage", "EntryPage", "DevicesPage", "Question", "ReceivingPage",
        "UnreadableDialog", "RevokingPage",
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


@pytest.mark.long
async def test_no_foreign_word_is_on_the_page_of_the_roll_call(tmp_path: Path) -> None:
    root = rehearsed(tmp_path) / "信用办"
    assert await walk(root, ROLL_CALL, root) == {
        "Overview", "Menu", "RollCallPage", "ReminderDialog", "Question", "UnitPage",
        "EnteringPage",
        "ReceivingPage", "ReceivedDialog",
    }  # fmt: skip


@pytest.mark.long
async def test_no_foreign_word_is_on_any_page_of_the_plan(tmp_path: Path) -> None:
    root = rehearsed(tmp_path) / "信用办"
    assert await walk(root, PLAN, root) == {
        "Overview", "Menu", "ProgrammePage", "AdoptDialog", "ChoosingUnitsPage", "AssignDialog",
        "ProposalPage", "Question", "HeatPage", "TrialPage", "ThresholdsDialog",
    }  # fmt: skip


@pytest.mark.long
async def test_no_foreign_word_is_on_the_page_on_which_a_month_is_closed(tmp_path: Path) -> None:
    root = rehearsed(tmp_path) / "信用办"
    assert await walk(root, CLOSING, root) == {
        "Overview", "Menu", "ClosingPage", "ReviewPage", "FinishDialog", "Question", "UnitPage",
        "ReopenDialog", "SumsPage", "ContributionsPage", "VerifyDialog", "EntryPage",
    }  # fmt: skip


@pytest.mark.long
async def test_no_foreign_word_is_on_the_pages_of_indicators(tmp_path: Path) -> None:
    root = rehearsed(tmp_path) / "信用办"
    path = annex(tmp_path / "得分.xlsx", full_points() | {"I05": 1.5})
    centre = Workspace(root)
    taking.take_in(centre, looking.look_at(centre, path), "2021-06", source="省")
    assert await walk(root, f"{INDICATORS} {path} enter ctrl+s", path) == {
        "Overview", "Menu", "IndicatorsPage", "HandOutDialog", "DeductionsPage", "DeductionDialog",
        "Question", "MeasuredFilesPage", "ComparedPage", "TakingBackDialog", "PickingPage",
        "MeasuringDialog",
    }  # fmt: skip


@pytest.mark.long
async def test_no_foreign_word_is_on_any_page_of_scores(tmp_path: Path) -> None:
    root = rehearsed(tmp_path) / "信用办"
    assert await walk(root, SCORES, root) == {
        "Overview", "Menu", "ScoresPage", "ApproveDialog", "Question", "UnitScorePage",
        "ScoreLinesPage", "EntryPage", "AdjustmentDialog", "AdjustmentsPage", "ObjectionsPage",
        "ObjectionDialog", "ObjectionAnswerDialog",
    }  # fmt: skip


@pytest.mark.long
async def test_no_foreign_word_is_on_the_pages_of_joint_meetings(tmp_path: Path) -> None:
    root = rehearsed(tmp_path) / "信用办"
    assert await walk(root, MEETINGS, root / "store" / "outbox") == {
        "Overview", "Menu", "RegisterPage", "TakeUpDialog", "MatterDialog", "AskDialog",
        "EntryPage", "MeetingDialog", "OwnMatterDialog", "MeetingPage", "DecisionDialog",
        "WrittenPage", "Question", "RulingsPage", "InspectionsPage", "InspectionDialog",
        "JudgeDialog",
    }  # fmt: skip


@pytest.mark.long
async def test_no_foreign_word_is_where_papers_are_written(tmp_path: Path) -> None:
    root = rehearsed(tmp_path) / "信用办"
    outbox = root / "store" / "outbox"
    names = ("汇总表_2021年6月.xlsx", "汇总表_2021年.docx")
    assert await walk(root, PAPERS, outbox, *(outbox / name for name in names)) == {
        "Overview", "Menu", "PapersPage", "WrittenPage",
    }  # fmt: skip


@pytest.mark.long
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
    assert await walk(root, SAYINGS, root / "store" / "outbox", root) == {
        "Desk", "Menu", "PlanPage", "WithdrawDialog", "ExtensionDialog", "ActivitiesPage",
        "ActivityDialog", "LocalItemsPage", "LocalItemDialog", "RosterPage", "Question",
        "FormBooksPage", "WrittenPage", "PickingPage",
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
