"""Papers and scores of a closed month (定稿) stay as it was closed; open months are as of now."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from liaison_tui import clock, reminding, survey
from liaison_tui.printing import kinds, letters
from liaison_tui.programme.period import Span
from liaison_tui.reports.roll_call import RollCall
from liaison_tui.rulings import closed, closing, extensions, scores
from liaison_tui.rulings.settled import Settled
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.exchange.offices import MONTH, OTHER_TOWN, TOWN

CLOSED_ON = "2021-07-08T10:00:00+08:00"
LATER = "2021-07-12T10:00:00+08:00"
SAID, CORRECTED, CAME_LATE = "走访企业12家。", "走访企业15家。", "逾期补报培训2场。"


@pytest.fixture
def town(centre: Workspace, town: Workspace, tmp_path: Path) -> Workspace:
    """A town that has reported T20; its centre closed June on 8 July."""
    offices.write(town, SAID, quantities={"certified": "4"})
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.trust_all(centre)
    with clock.fixed(CLOSED_ON):
        closing.close_month(centre, MONTH, anyway="已电话催过。", approver="李主任")
    return town


@pytest.fixture
def shut(centre: Workspace, town: Workspace, tmp_path: Path) -> Iterator[Workspace]:
    """That centre on 12 July: T20 came corrected, T12 for the first time."""
    with clock.fixed(LATER):
        offices.write(town, CORRECTED, quantities={"certified": "7"})
        offices.write(town, CAME_LATE, item="T12")
        offices.take(centre, offices.send(town, tmp_path / "b.liaison"))
        yield centre


def amend(centre: Workspace, *items: str) -> None:
    closing.amend(centre, MONTH, [(TOWN, item) for item in items], reason="漏报。")


def table(centre: Workspace, folder: Path, unit: str | None = None) -> str:
    """Return the summary of June as a page, in its plain words."""
    whose = centre.unit_named(unit) if unit else None
    wanted = kinds.Wanted(Workspace(centre.root), MONTH, whose)
    kinds.write(kinds.KINDS["summary"], wanted, folder / "page.html")
    return re.sub("<[^>]*>", " ", (folder / "page.html").read_text("utf-8"))


def test_tables_say_what_was_settled_until_a_correction_is_accepted(
    shut: Workspace, tmp_path: Path
) -> None:
    before = table(shut, tmp_path, TOWN)
    assert SAID in before
    assert "6月已定稿" in before
    assert CORRECTED not in before
    assert CAME_LATE not in before
    assert "4 / 目标 150" in table(shut, tmp_path)
    amend(shut, "T20")
    after = table(shut, tmp_path, TOWN)
    assert CORRECTED in after
    assert CAME_LATE not in after
    assert "7 / 目标 150" in table(shut, tmp_path)
    amend(shut, "T12")
    assert CAME_LATE in table(shut, tmp_path, TOWN)


def test_the_list_of_who_is_missing_is_that_of_the_close_the_roll_call_is_of_now(
    shut: Workspace,
) -> None:
    def lacks(found: RollCall) -> set[str]:
        [town] = [each for each in found.missing if each.unit.id == TOWN]
        return {standing.item.id for standing in town.standings}

    assert "T12" not in lacks(reminding.read_roll_call(shut, MONTH))
    assert "T12" in lacks(reminding.settled_roll_call(shut, MONTH))
    amend(shut, "T12")
    assert "T12" not in lacks(reminding.settled_roll_call(shut, MONTH))


def test_the_board_counts_what_was_settled_and_the_heat_map_what_is_there(shut: Workspace) -> None:
    board = survey.read_dashboard(shut, MONTH)
    assert board.closed == "6月已定稿"
    assert board.heat.totals["reported"] == 1
    assert survey.read_heat(shut, MONTH).totals["reported"] == 2
    [certified] = [t for t in board.targets if t.measure.key == "certified"]
    assert certified.sum == 4
    assert board.year[-1].reported == 1


def test_the_circular_names_the_state_it_speaks_of(shut: Workspace) -> None:
    letter = letters.circular(shut, MONTH, (), letters.Switches())
    words = "".join(getattr(block, "text", "") for block in letter.paper.blocks)
    assert re.search("数据截至2021年7月12日[^。]*，6月已定稿。", words)


def test_a_score_does_not_change_by_what_came_after_the_close(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    def trial() -> int | None:
        sheet = scores.read_sheet(Workspace(centre.root), Span(MONTH, [MONTH]))
        [row] = [row for row in sheet.rows if row.unit.id == TOWN]
        return row.trial.total

    with clock.fixed(LATER):
        before = trial()
        offices.write(town, CAME_LATE, item="T12")
        offices.take(centre, offices.send(town, tmp_path / "b.liaison"))
        assert trial() == before
        amend(centre, "T12")
        assert (trial() or 0) > (before or 0)


def test_what_is_settled_is_what_the_page_of_closed_months_shows(shut: Workspace) -> None:
    t13 = shut.programme.item_by_id["T13"]
    extensions.answer(shut, shut.unit_named(TOWN), t13, MONTH, until=clock.today(), approver="李")
    amend(shut, "T20")
    settled = Settled(Workspace(shut.root))
    reports = settled.reports(periods=[MONTH])
    month = closed.read_closed(Workspace(shut.root), MONTH)
    assert len(month.closed) == 63
    for each in month.closed:
        assert settled.standings(each.unit, [MONTH], reports) == each.standings


def test_a_month_that_is_open_is_as_of_now(shut: Workspace) -> None:
    closing.reopen(shut, MONTH, [shut.unit_named(TOWN)], reason="漏审一项。")
    settled = Settled(Workspace(shut.root))
    unit = shut.unit_named(TOWN)
    reports = settled.reports(periods=[MONTH])
    assert settled.standings(unit, [MONTH], reports) == shut.standings(unit, [MONTH])
    assert settled.closed_words([MONTH], shut.programme.units) == "6月已定稿 62 / 63 家"
    assert settled.closed_words([MONTH], [shut.unit_named(OTHER_TOWN)]) == "6月已定稿"
    assert settled.closed_words([MONTH], [unit]) == ""
