"""Joint meetings on the centre's page: what waits, the register, an agenda, what was decided."""

from pathlib import Path

import pytest

from liaison_tui.meetings import keeping
from liaison_tui.meetings.docket import Docket, read_docket
from liaison_tui.tui.screens.meeting import MeetingPage
from liaison_tui.tui.screens.register import RegisterPage
from liaison_tui.tui.screens.unit import EntryPage
from liaison_tui.tui.screens.written import WrittenPage
from liaison_tui.tui.widgets.board import Board
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.tui.desks import NARROW, WIDE, focus, opened, press, screen_text, toasts, type_text

PAGE = ("ctrl+u", "联席会议")
PROBLEM, OTHER, GOOD = (
    "走访台账与系统口径不一致，需明确。",
    "缺少专业人员。",
    "走访前先查信用报告。",
)


@pytest.fixture
def centre(tmp_path: Path) -> Workspace:
    """A centre to which a town has sent two problems and a good practice."""
    centre = offices.make_centre(tmp_path / "信用办")
    town = offices.make_unit(tmp_path / "澄江街道")
    offices.write(town, "走访企业12家。", item="T20", problems=PROBLEM, practices=GOOD)
    offices.write(town, "培训2场。", item="T12", problems=OTHER)
    offices.take(centre, offices.send(town, tmp_path))
    offices.trust_all(centre)
    return centre


def docket(centre: Workspace) -> Docket:
    return read_docket(Workspace(centre.root))


async def test_what_waits_is_taken_up_put_aside_and_taken_back(centre: Workspace) -> None:
    async with opened(centre.root, WIDE) as pilot:
        await press(pilot, *PAGE)
        page = pilot.app.screen
        assert isinstance(page, RegisterPage)
        assert "待登记 2" in screen_text(pilot.app)
        assert OTHER in screen_text(pilot.app)
        await press(pilot, "f5")
        assert toasts(pilot.app)[0].startswith("看过，不登记 1 条")
        assert [r.item for r in docket(centre).raised["problem"]] == ["T20"]
        await press(pilot, "ctrl+z", "ctrl+z")
        assert "没有可以撤销的" in toasts(pilot.app)[-1]
        assert len(docket(centre).raised["problem"]) == 2
        await press(pilot, "home", "space", "space", "enter")
        assert "2 条合为一条" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("已记下 W01 缺少专业人员：待研究")
        matter = docket(centre).matter("W01")
        assert {s.words for s in matter.sources} == {PROBLEM, OTHER}
        await press(pilot, "f5")
        assert "按 Enter 办理" in toasts(pilot.app)[-1]
        await press(pilot, "f8")
        assert isinstance(pilot.app.screen, EntryPage)
        await press(pilot, "escape", "ctrl+z")
        assert docket(centre).register.matters == {}


async def test_an_answer_is_kept_and_what_is_past_its_day_stands_first(
    centre: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title, by in (("甲", "2021-07-20"), ("乙", "2021-07-01")):
        keeping.add(centre, "problem", {"title": title, "by": by})
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")
    async with opened(centre.root, NARROW) as pilot:
        await press(pilot, *PAGE)
        page = pilot.app.screen
        board = page.query_one("#register", Board)
        assert "逾期 1" in screen_text(pilot.app)
        assert board.keys[2:] == ["W02", "W01"]
        board.go_to("W02")
        await press(pilot, "enter", "4")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("已记下 W02 乙：已解决")
        await press(pilot, "4")
        assert board.keys == ["W02"]
        matter = docket(centre).matter("W02")
        assert (matter.state, matter.decided) == ("solved", "2021-07-08")
        await press(pilot, "1", "f3")
        await type_text(pilot, "没有的")
        assert "没有符合的" in screen_text(pilot.app)
        await press(pilot, "f5", "f4")
        assert board.keys == []


@pytest.mark.long
async def test_what_is_selected_makes_the_agenda_in_order_and_decisions_go_back(
    centre: Workspace,
) -> None:
    found = docket(centre)
    problem = next(r for r in found.raised["problem"] if r.item == "T20")
    keeping.take_up(centre, "problem", [problem], {"title": "台账口径"})
    keeping.take_up(centre, "practice", found.raised["practice"], {"title": "先查后访"})
    async with opened(centre.root, WIDE) as pilot:
        await press(pilot, *PAGE, "f4")
        assert "先登记" in toasts(pilot.app)[-1]
        register = pilot.app.screen.query_one("#register", Board)
        register.go_to("W01")
        await press(pilot, "space", "2", "space", "f4")
        await type_text(pilot, "7-15")
        await press(pilot, "tab")
        await type_text(pilot, "三楼会议室")
        assert "议题 2 个：W01、J01" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("已记下 H01 2021-07-15 信用工作联席会议")
        await press(pilot, "3", "enter")
        page = pilot.app.screen
        assert isinstance(page, MeetingPage)
        agenda = page.query_one("#agenda", Board)
        assert agenda.keys == ["W01", "J01"]
        assert "走访台账与系统口径不一致" in screen_text(pilot.app)
        await press(pilot, "f8", "f8")
        assert agenda.keys == ["J01", "W01"]
        assert agenda.cursor_key == "W01"
        assert "最后一个" in toasts(pilot.app)[-1]
        await press(pilot, "enter")
        await type_text(pilot, "以系统为准。")
        await press(pilot, "ctrl+s", "delete")
        assert "不能移出" in toasts(pilot.app)[-1]
        matter = docket(centre).matter("W01")
        assert (matter.decision, matter.state) == ("以系统为准。", "studying")
        await press(pilot, "home", "delete")
        assert docket(centre).meeting("H01").agenda == ("W01",)
        await press(pilot, "ctrl+z")
        assert docket(centre).meeting("H01").agenda == ("J01", "W01")
        await press(pilot, "f6")
        await focus(pilot, "Choice")
        await press(pilot, "2", "ctrl+s")
        assert docket(centre).meeting("H01").cancelled
        await press(pilot, "ctrl+z")
        assert not docket(centre).meeting("H01").cancelled
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, WrittenPage)
    text = (centre.outbox / "信用工作联席会议议题_2021-07-15.txt").read_text("utf-8-sig")
    assert "议定：以系统为准。" in text
    assert PROBLEM in text


@pytest.mark.long
async def test_another_unit_is_asked_in_words_that_hold_none_of_the_source_units(
    centre: Workspace,
) -> None:
    (problem, *_) = [r for r in docket(centre).raised["problem"] if r.item == "T20"]
    office = centre.unit_named("税务局").id
    keeping.take_up(centre, "problem", [problem], {"title": "台账口径", "answers": [office]})
    async with opened(centre.root, WIDE) as pilot:
        await press(pilot, *PAGE, "f7")
        assert "先按 Enter 登记" in toasts(pilot.app)[-1]
        pilot.app.screen.query_one("#register", Board).go_to("W01")
        await press(pilot, "f7")
        shown = screen_text(pilot.app)
        assert "税务局" in shown
        await press(pilot, "tab")
        await type_text(pilot, "2021-07-05")
        await press(pilot, "tab")
        await type_text(pilot, PROBLEM)
        assert "内容里有澄江街道的原话" in screen_text(pilot.app)
        await press(pilot, "escape", "2", "escape", *PAGE)
        pilot.app.screen.query_one("#register", Board).go_to("W01")
        await press(pilot, "f7", "tab")
        await type_text(pilot, "2021-07-05")
        await press(pilot, "ctrl+s")
        assert toasts(pilot.app)[0].startswith("已就 W01 发临时调度 D01，共 1 家")
        assert "税务局：还没有答复" in screen_text(pilot.app)
    (row,) = docket(centre).calls["D01"]
    assert row["unit"] == office
    for words in (PROBLEM, "台账口径", "澄江"):
        assert words not in f"{row['title']}{row['text']}"
