"""The circular: whom it names, whom it strikes and why, and where each figure comes from."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.papers.circular import circular_letter
from liaison_tui.papers.letter import Letter
from liaison_tui.papers.paper import Grid, Line
from liaison_tui.printing import letters
from liaison_tui.printing.letters import Switches
from liaison_tui.reports.circular import Circular, Struck, check_struck
from liaison_tui.reports.dashboard import Dashboard
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.papers.boards import IN_TIME, LATE, board, entries
from tests.papers.letters import letter
from tests.programme.plan import PLAN

TOWN, OTHER = "chengjiang", "huashi"
COURT = PLAN.unit_by_id["fayuan"]


def circular(found: Dashboard, *struck: Struck) -> Circular:
    return Circular(found, struck, {}, {}, {})


def body(found: Letter) -> str:
    return "\n".join(block.text for block in found.paper.blocks if isinstance(block, Line))


def sources(found: Letter) -> list[Grid]:
    [annex] = found.annexes
    assert annex.is_working
    return [block for block in annex.blocks if isinstance(block, Grid)]


def test_it_names_only_units_that_may_be_circulated_but_counts_all() -> None:
    found = circular_letter(circular(board({})), letter())
    said = body(found)
    for unit in PLAN.units:
        if not unit.circulated:
            assert f"{unit.name}（" not in said
    assert "澄江街道（33项）" in said
    assert "全市应报单位63家、应报事项1560项" in said
    [counts, *_] = sources(found)
    assert [row[1] for row in counts.words][-1] == "1560"
    assert COURT.name not in {row[0] for row in counts.words}
    owed = [int(row[1]) for row in counts.words]
    assert sum(owed[:-1]) == owed[-1]


def test_units_stand_under_what_they_did() -> None:
    empty = board({})
    row = next(row for row in empty.heat.rows if row.unit.id == TOWN)
    reports = entries(
        *((TOWN, item, IN_TIME, {"text": "已办"}) for item in row.cells),
        (OTHER, "T20", LATE, {"text": "迟了"}),
    )
    said = body(circular_letter(circular(board(reports)), letter(), "2021年7月15日"))
    assert "以下1家单位全部事项按时报送：澄江街道。" in said
    assert "（二）逾期报送\n以下1家单位有事项逾期报送：华士镇（1项）。" in said
    assert "华士镇（32项）" in said
    assert "未报的单位请于2021年7月15日前补报" in said


def test_a_day_nobody_names_is_left_open_for_a_pen() -> None:
    assert "请于　月　日前补报" in body(circular_letter(circular(board({})), letter()))


def test_a_struck_unit_is_not_named_and_its_reason_stands_on_the_working_page() -> None:
    struck = Struck(PLAN.unit_by_id[OTHER], "机构合并，系统没有接通")
    found = circular_letter(circular(board({}), struck), letter())
    assert "华士镇" not in body(found)
    assert sources(found)[-1].rows == [["华士镇", "机构合并，系统没有接通"]]
    assert "附件" not in body(found)
    assert found.annex_notes == []


def test_a_unit_whose_file_waits_to_be_confirmed_is_not_called_missing() -> None:
    waits = replace(board({}), waiting=frozenset((OTHER,)))
    said = body(circular_letter(circular(waits), letter()))
    assert "华士镇" not in said
    assert "另有1家单位的报送包已经送达、待核验，没有计入。" in said


def test_what_was_given_more_time_is_not_called_overdue() -> None:
    found = board({})
    rows = [
        replace(row, cells={name: replace(cell, overdue=False) for name, cell in row.cells.items()})
        if row.unit.id == OTHER
        else row
        for row in found.heat.rows
    ]
    said = body(
        circular_letter(circular(replace(found, heat=replace(found.heat, rows=rows))), letter())
    )
    assert "华士镇" not in said


@pytest.mark.parametrize(
    ("struck", "said"),
    [
        ([(OTHER, " ")], "理由"),
        ([(OTHER, "合并"), (OTHER, "合并")], "两次"),
        ([("fayuan", "合并")], "不在通报之列"),
    ],
)
def test_a_unit_is_struck_only_with_a_reason_once_and_where_it_would_be_named(
    struck: list[tuple[str, str]], said: str
) -> None:
    found = [Struck(PLAN.unit_by_id[name], reason) for name, reason in struck]
    with pytest.raises(Refused, match=said):
        check_struck(board({}), found)


def test_a_month_without_faults_says_so() -> None:
    found = board({})
    rows = [replace(row, cells={}) for row in found.heat.rows]
    clean = replace(found, heat=replace(found.heat, rows=rows))
    assert "没有逾期未报、逾期报送和退回未改的情况。" in body(
        circular_letter(circular(clean), letter())
    )


@contextmanager
def day(monkeypatch: pytest.MonkeyPatch, text: str) -> Iterator[None]:
    monkeypatch.setenv("LIAISON_TODAY", text)
    yield
    monkeypatch.setenv("LIAISON_TODAY", offices.TODAY)


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A centre that has taken in a town's entries, one of them with a number."""
    monkeypatch.setenv("LIAISON_TODAY", offices.TODAY)
    found = offices.make_centre(tmp_path / "信用办")
    town = offices.make_unit(tmp_path / "澄江街道")
    offices.write(town, "贯标", quantities={"certified": "12"})
    offices.write(town, "培训", item="T12")
    offices.take(found, offices.send(town, tmp_path))
    offices.trust_all(found)
    return found


def test_each_figure_leads_to_bundle_and_entry(
    centre: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with day(monkeypatch, "2021-07-08"):
        found = letters.circular(centre, offices.MONTH, [], Switches())
    [submission] = [s for s in centre.store.vouching().submissions if s.centre is None]
    _, bundles, shares = sources(found)
    [row] = bundles.words
    assert row[0] == "澄江街道"
    assert row[1].startswith(submission.code)
    heads = {report.key[1]: report.heads[0].event.id for report in centre.reports().values()}
    assert row[2].startswith("按时2项：")
    for item in ("T20", "T12"):
        assert f"{item}\xa0{heads[item][:8]}" in row[2]
    [share] = shares.words
    assert share[:5] == ["新增信用管理贯标企业", "澄江街道", "12", "6月", heads["T20"][:8]]
    assert share[5].startswith(submission.code)
    assert found.addressees == "各有关单位"
    assert found.day == date(2021, 7, 8)


def test_before_the_due_day_nobody_is_circulated(centre: Workspace) -> None:
    with pytest.raises(Refused, match="2021年7月5日截止"):
        letters.circular(centre, offices.MONTH, [], Switches())


@pytest.mark.parametrize("asks", [["请审定。"] * 4, ["长" * 81]])
def test_more_is_not_asked_for_than_a_page_holds(centre: Workspace, asks: list[str]) -> None:
    with pytest.raises(Refused, match="最多 3 条"):
        letters.director_page(centre, offices.MONTH, asks, Switches())


def test_a_unit_hands_on_no_official_papers(tmp_path: Path) -> None:
    town = offices.make_unit(tmp_path / "澄江街道")
    with pytest.raises(WrongUse, match="信用办"):
        letters.circular(town, offices.MONTH, [], Switches())


def test_the_number_is_made_of_the_offices_prefix_the_year_and_the_running_number(
    centre: Workspace,
) -> None:
    path = letters.write_letterhead(centre)
    edited = path.read_text("utf-8").replace('number_prefix = ""', 'number_prefix = "澄信用办发"')
    path.write_text(edited, "utf-8")
    found = letters.blank_letter(centre, Switches(number=3, red_head=True))
    assert found.number == "澄信用办发〔2021〕3号"
    assert found.letterhead.heading == "江阴市社会信用体系建设领导小组文件"
    assert letters.blank_letter(centre, Switches(red_head=True)).number == "澄信用办发〔2021〕　号"
    assert letters.blank_letter(centre, Switches()).number == ""
    with pytest.raises(Refused, match="1 至 9999"):
        letters.blank_letter(centre, Switches(number=0))
    with pytest.raises(Refused, match="已经有了"):
        letters.write_letterhead(centre)
