"""What waits for the centre's judgement: all of it, in order, told apart, and found by filters."""

from pathlib import Path

import pytest

from liaison_tui import desk
from liaison_tui.reports.review_queue import (
    Queue,
    Wanted,
    asked_for,
    gist,
    in_groups,
    review_queue,
    rows,
    table,
)
from liaison_tui.rulings import reviews
from liaison_tui.workspace import Workspace
from tests.exchange import offices

MAY = "2021-05"


def queue(centre: Workspace, month: str = offices.MONTH) -> Queue:
    return centre.read_review_queue(month)


def waiting(centre: Workspace, month: str = offices.MONTH) -> list[tuple[str, str, str]]:
    return [(w.why, w.period, w.item.id) for w in queue(centre, month).waiting]


def test_what_came_waits_by_what_it_asks_of_the_centre_and_what_is_judged_waits_no_more(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "", item="I27", nothing="zero")
    offices.write(town, "", item="I05", nothing="not-applicable")
    first = offices.write(town, "走访企业12家。", item="T13")
    offices.write(town, "上月走访8家。", item="T20", month=MAY)
    offices.write(town, "走访企业9家。", item="T20")
    offices.bring(town, centre, tmp_path)
    assert waiting(centre) == [
        ("not-applicable", offices.MONTH, "I05"),
        ("said", offices.MONTH, "T13"),
        ("said", offices.MONTH, "T20"),
        ("said", MAY, "T20"),
        ("nothing", offices.MONTH, "I27"),
    ]
    desk.review(centre, first, comment=None)
    assert ("said", offices.MONTH, "T13") not in waiting(centre)
    assert waiting(centre, MAY) == [("said", MAY, "T20")]


def test_an_entry_stands_beside_what_was_said_before_and_the_version_it_corrects(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "上月走访8家。", month=MAY)
    former = offices.write(town, "走访若干。")
    offices.bring(town, centre, tmp_path)
    desk.review(centre, former, comment="请写明家数")
    assert [w.period for w in queue(centre).waiting] == [MAY]
    offices.take(town, offices.send_back(centre, tmp_path))
    offices.trust_all(town)
    offices.write(town, "走访9家。")
    offices.bring(town, centre, tmp_path / "再报")
    [corrected] = [w for w in queue(centre).waiting if w.period == offices.MONTH]
    assert corrected.before is not None
    assert (corrected.before[0], corrected.before[1].body["text"]) == (MAY, "上月走访8家。")
    assert corrected.returned_entry is not None
    assert (corrected.returned_entry.id, corrected.comment) == (former, "请写明家数")


def test_an_explained_return_waits_again_with_its_explanation(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    entry = offices.write(town, "走访若干。")
    offices.bring(town, centre, tmp_path)
    desk.review(centre, entry, comment="请写明家数")
    offices.take(town, offices.send_back(centre, tmp_path))
    offices.trust_all(town)
    assert town.unit is not None
    item = town.programme.item_by_id["T20"]
    desk.explain(town, town.unit, item, offices.MONTH, "returned", "家数在附件里。")
    offices.bring(town, centre, tmp_path / "再报")
    [explained] = queue(centre).waiting
    assert (explained.why, explained.comment) == ("explained", "请写明家数")
    assert gist(explained) == "说明：家数在附件里。"


def test_what_the_units_own_look_left_as_it_is_comes_with_why_and_only_for_those_words(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    item = town.programme.item_by_id["T20"]
    figure = item.measures[0].key
    offices.write(town, "走访8家。", month=MAY, quantities={figure: "10"})
    offices.write(town, "走访9家。", quantities={figure: "9"})
    desk.explain(town, town.unit_named(None), item, offices.MONTH, "fell", "注销一家，予以核减。")
    offices.bring(town, centre, tmp_path)
    june, may = rows(queue(centre).waiting)
    assert (june["notes"], may["notes"]) == ({"fell": "注销一家，予以核减。"}, {})
    offices.write(town, "走访9家。", quantities={figure: "7"})
    offices.bring(town, centre, tmp_path / "再报")
    assert rows(queue(centre).waiting)[0]["notes"] == {}


def test_versions_that_contradict_stand_apart_as_one(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    other = offices.make_unit(tmp_path / "同事", officer="曹琳")
    both = {offices.write(town, "走访12家。"), offices.write(other, "走访15家。")}
    offices.bring(town, centre, tmp_path)
    offices.bring(other, centre, tmp_path)
    [contested] = queue(centre).waiting
    assert (contested.why, set(contested.key.split("+"))) == ("conflict", both)
    [row] = rows([contested])
    assert set(row["heads"]) == both
    with pytest.raises(Exception, match="不一致"):
        desk.review(centre, min(both), comment=None)


def test_filters_name_a_unit_an_item_an_area_a_kind_of_nothing_a_month_or_words(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "", item="I27", nothing="zero")
    offices.write(town, "走访企业12家。", item="T13")
    offices.write(town, "上月走访8家。", item="T20", month=MAY)
    offices.bring(town, centre, tmp_path)
    area = centre.programme.item_by_id["T13"].area
    for wanted, items in (
        (Wanted(), ["T13", "T20", "I27"]),
        (Wanted(unit="qingyang"), []),
        (Wanted(item="T13"), ["T13"]),
        (Wanted(area=area, item="T13"), ["T13"]),
        (Wanted(nothings=frozenset(("zero",))), ["I27"]),
        (Wanted(period=offices.MONTH), ["T13", "I27"]),
        (Wanted(text="澄江 12家"), ["T13"]),
        (Wanted(text="cjjd 零报告"), ["I27"]),
        (Wanted(text="5月"), ["T20"]),
        (Wanted(text="没有的"), []),
    ):
        assert [w.item.id for w in asked_for(queue(centre), wanted)] == items, wanted


def test_what_a_unit_sets_itself_waits_too_and_what_it_does_not_owe_is_said_so(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "不归我们报。", item="T01")
    offices.write(town, "走访企业12家。", item="T13")
    offices.bring(town, centre, tmp_path)
    assert [(w.item.id, w.is_owed) for w in queue(centre).waiting] == [
        ("T01", False),
        ("T13", True),
    ]
    assert [why for why, _ in in_groups(queue(centre).waiting)] == ["said"]
    assert "澄江街道" in table(queue(centre).waiting)
    assert review_queue(centre.programme, offices.MONTH, {}, {}).waiting == []
    assert table([]) == "没有等待审核的填报。"


def test_what_is_accepted_at_once_leaves_the_queue_in_hand(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "走访企业12家。", item="T13")
    offices.write(town, "走访9家。")
    offices.bring(town, centre, tmp_path)
    found = queue(centre)
    first, second = found.waiting
    reviews.judge(centre, first.entry, None)
    assert [w.item.id for w in found.without([first.key]).waiting] == ["T20"]
    assert found.by_key(second.key) == second
    assert found.without([second.key]).by_key(second.key) is None
