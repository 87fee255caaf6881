"""The director's page: right before and after the due day, three problems by a rule, one page."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from liaison_tui.journal.fold import Key, Report, fold
from liaison_tui.papers.director import director_page
from liaison_tui.papers.fitting import fits, height
from liaison_tui.papers.letter import Letter
from liaison_tui.papers.paper import Grid, Line
from liaison_tui.reports.dashboard import Dashboard
from liaison_tui.reports.troubles import KINDS, troubles, words_of
from tests.journal.speech import BEN, CENTRE, central, event, own
from tests.papers.boards import AFTER, BEFORE, IN_TIME, LATE, board, entries
from tests.papers.letters import letter, needs_office, pages
from tests.programme.plan import PLAN

TOWN = "chengjiang"
BLOCKED = {"status": "blocked", "problems": "企业配合度不高。", "text": "走访"}


def page(found: Dashboard, *asks: str) -> Letter:
    return director_page(found, letter(), asks)


def lines(found: Letter) -> list[str]:
    return [block.text for block in found.paper.blocks if isinstance(block, Line)]


def units(found: Letter) -> dict[str, str]:
    grid = next(block for block in found.paper.blocks if isinstance(block, Grid))
    return {row[0]: row[1] for row in grid.words}


def whole_month() -> Mapping[Key, Report]:
    """Return a month that every unit has reported in time."""
    empty = board({})
    return entries(
        *(
            (row.unit.id, item, IN_TIME, {"text": "已办", "percent": 60})
            for row in empty.heat.rows
            for item in row.cells
        )
    )


def test_it_is_headed_by_its_moment_and_counts_units_and_items() -> None:
    found = page(board(entries((TOWN, "T20", IN_TIME, {"text": "走访"}))))
    assert found.title == "2021年6月信用工作情况专报"
    said = lines(found)
    assert said[0] == "（截至2021年7月8日16时00分）"
    assert "6月应报单位63家、1560项，2021年7月5日已截止。" in said[2]
    assert "已报1家、1项（按时1项、无新进展0项、逾期0项），未报62家，共1559项未报。" in said[2]


def test_before_the_due_day_nothing_is_called_late_and_no_sum_behind() -> None:
    found = board(entries((TOWN, "T20", IN_TIME, {"text": "走访"})), BEFORE)
    said = "\n".join(lines(page(found)))
    assert "现在还没有到期" in said
    assert "尚未报送62家" in said
    assert "逾期未报1" not in said
    assert troubles(found) == []
    assert "到目前没有下列各类问题" in said
    assert "暂无需要协调的事项" in said


def test_units_are_named_as_whole_in_part_and_missing_and_what_waits_is_said() -> None:
    empty = board({})
    row = next(row for row in empty.heat.rows if row.unit.id == TOWN)
    said = [(TOWN, item, IN_TIME, {"text": "走访"}) for item in row.cells]
    part = board(entries(*said, ("huashi", "T20", LATE, {"text": "迟了"})))
    found = page(replace(part, waiting=frozenset(("gongan",))))
    named = units(found)
    assert named["已报齐1家"] == "澄江街道"
    assert named["报了部分1家"] == "华士镇（缺32项）"
    assert "公安局（待核验）" in named["未报61家"]
    assert "另有1家已送达、待核验，没有计入已报。" in "".join(lines(found))


def test_the_problems_are_the_first_three_kinds_of_a_stated_order() -> None:
    returned = event(item="T21", nonce=3)
    review = event("review", device=CENTRE, item="T21", about=[returned.id],
                   body={"decision": "return", "comment": "不实"})  # fmt: skip
    reports = fold(
        [
            own(event(item="T20", nonce=1, body={**BLOCKED, "quantities": {"certified": "18"}}),
                IN_TIME),
            own(returned, LATE),
            central(review),
            own(event(item="T12", nonce=4), IN_TIME),
            own(event(item="T12", nonce=5, device=BEN), IN_TIME),
        ]
    )  # fmt: skip
    found = board(reports)
    assert [trouble.kind for trouble in troubles(found)] == [
        "target", "blocked", "overdue", "returned", "conflict", "late",
    ]  # fmt: skip
    said = lines(page(found))
    numbered = [line for line in said if line[:2] in ("1．", "2．", "3．", "4．")]
    assert len(numbered) == 3
    assert "“新增信用管理贯标企业”完成12%（18/150家）" in numbered[0]
    assert numbered[1] == "2．1项推进受阻：澄江街道T20（企业配合度不高。）。"
    assert "62家一项未报" in numbered[2]
    assert any("、".join(KINDS.values()) in line for line in said)
    assert "（1）同意对滞后目标的责任单位专项调度；（2）" in said[-1]


def test_a_sum_nobody_gave_a_number_for_is_unknown_and_not_nothing() -> None:
    found = board({})
    assert "target" not in {trouble.kind for trouble in troubles(found)}
    targets = [block for block in page(found).paper.blocks if isinstance(block, Grid)][1]
    assert {row[4] for row in targets.rows} == {"还没有单位报数"}
    assert {row[2] for row in targets.rows} == {"—"}


def test_quotation_marks_inside_a_name_become_single_ones() -> None:
    said = entries(("fagaiwei", "T06", IN_TIME, {"quantities": {_key("T06"): "5"}, "text": "归集"}))
    found = board(said)
    assert words_of(troubles(found)[0], found).startswith(
        "“‘一企一档’市场主体”完成0%（5/200000户）"
    )


def _key(item: str) -> str:
    return PLAN.item_by_id[item].measures[0].key


def test_what_the_office_asks_itself_takes_the_place_of_the_draft() -> None:
    said = lines(page(board({}), "请审定通报稿。"))
    assert said[-1] == "请审定通报稿。"


@pytest.mark.parametrize("today", [BEFORE, AFTER])
@pytest.mark.parametrize("said", ["nobody", "everybody"])
def test_it_stays_on_one_page_however_much_has_come(today: Any, said: str) -> None:
    found = page(board({} if said == "nobody" else whole_month(), today))
    assert fits(found)
    for row in units(found).values():
        assert row
    if said == "everybody":
        assert len(units(found)["已报齐63家"].split("、")) == 63


def test_names_are_cut_only_where_even_the_smallest_text_has_no_room() -> None:
    names = [replace(unit, name=f"{unit.name}及其下属各科室各站所办公室") for unit in PLAN.units]
    found = page(board({}, programme=replace(PLAN, units=tuple(names))))
    assert fits(found)
    assert "等63家，名单见未报名单和看板" in units(found)["未报63家"]


def test_of_very_many_targets_the_furthest_behind_are_shown() -> None:
    item = PLAN.item_by_id["T20"]
    many = tuple(
        replace(item.measures[0], key=f"k{n}", label=f"第{n}个年度目标") for n in range(45)
    )
    items = tuple(replace(i, measures=many) if i.id == "T20" else i for i in PLAN.items)
    found = page(board({}, programme=replace(PLAN, items=items)), *["请审定。" * 20] * 3)
    assert fits(found)
    targets = [block for block in found.paper.blocks if isinstance(block, Grid)][1]
    assert str(targets.rows[-1][0]).startswith("其余")


def test_every_kind_of_problem_has_its_sentence() -> None:
    reports = entries(
        (TOWN, "T20", LATE, BLOCKED), ("huashi", "T20", IN_TIME, {"text": "慢", "percent": 5})
    )
    found = board(reports)
    said = {trouble.kind: words_of(trouble, found) for trouble in troubles(found)}
    assert said["behind"] == "1项落后序时进度30个百分点以上：华士镇1项。"
    assert said["late"] == "1项逾期报送：澄江街道1项。"
    assert said["overdue"].startswith("63家单位逾期未报1558项，其中61家一项未报；")


def test_the_estimate_grows_with_the_text() -> None:
    short, long = letter([Line("短。")]), letter([Line("长" * 280)])
    assert height(long) - height(short) == pytest.approx(10 * 28.95)


@needs_office
@pytest.mark.long
@pytest.mark.parametrize("said", ["nobody", "everybody"])
def test_a_word_processor_lays_it_out_on_one_page(said: str, tmp_path: Path) -> None:
    found = page(board({} if said == "nobody" else whole_month()))
    assert len(pages(found, tmp_path)) == 1
