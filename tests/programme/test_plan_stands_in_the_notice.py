"""Every sentence of the shipped plan stands in the notice itself."""

import re
import unicodedata
from pathlib import Path

import pytest

from liaison_tui.programme.model import Area, Heading, Item
from tests.programme.plan import PLAN

NOTICE = Path(__file__).parent.parent / "notice" / "notice.txt"


def plain(text: str) -> str:
    """Return text without differences of width, punctuation's width and white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


WHOLE = plain(NOTICE.read_text(encoding="utf-8"))
ANNEXES = WHOLE[WHOLE.rindex("重点工作分工表序号") :]
BODY = WHOLE[: -len(ANNEXES)]


def by_id(item: Item) -> str:
    return item.id


@pytest.mark.parametrize("item", PLAN.items, ids=by_id)
def test_the_text_of_every_item_stands_in_its_annex(item: Item) -> None:
    assert len(plain(item.text)) >= 4
    number = "" if item.kind == "task" else f"{int(item.id[1:])}."
    assert number + plain(item.text) in ANNEXES


@pytest.mark.parametrize("item", PLAN.items, ids=by_id)
def test_the_printed_cell_and_the_source_of_every_item_stand_in_the_notice(item: Item) -> None:
    assert plain(item.printed)
    assert plain(item.printed) in ANNEXES
    assert plain(item.source or "") in ANNEXES
    assert (item.source is None) == (item.kind == "task")


@pytest.mark.parametrize("heading", PLAN.headings, ids=lambda h: f"{h.level}.{h.no}")
def test_every_heading_stands_in_annex_2_with_its_number_and_points(heading: Heading) -> None:
    number = "一二三四"[heading.no - 1] + "、" if heading.level == 1 else f"{heading.no}."
    points = f"({heading.points}分)" if heading.points is not None else ""
    assert (heading.points is None) == (heading.level == 3)
    assert plain(number + heading.title + points) in ANNEXES


@pytest.mark.parametrize("area", PLAN.areas, ids=lambda a: a.numeral)
def test_every_area_stands_in_annex_1_or_where_the_scan_cut_it_in_the_letter(area: Area) -> None:
    if plain(area.numeral + area.title) not in ANNEXES:
        assert area.no == 2
        assert plain(f"({area.numeral}){area.title}") in BODY
        assert area.notes


def test_both_rules_of_the_deduction_stand_in_the_notice_and_mean_what_they_say() -> None:
    rules = PLAN.item_by_id["I40"].deductions
    assert len(rules) == 2
    assert plain("".join(rule.text for rule in rules)) in ANNEXES
    for rule in rules:
        assert rule.trigger in rule.text
        assert f"扣{rule.points}分" in rule.text
    assert [(rule.points, rule.months) for rule in rules] == [(20, 3), (10, 1)]
    assert "连续3个月" in rules[0].text
    assert "当月" in rules[1].text


def test_title_number_and_issuer_are_the_notices() -> None:
    assert PLAN.issued
    for words in (PLAN.title, PLAN.document, PLAN.issuer, f"{PLAN.issued:%Y年%-m月%-d日}"):
        assert plain(words) in WHOLE


def test_every_unit_named_in_the_plan_but_the_towns_is_printed_in_an_annex() -> None:
    towns = PLAN.group_by_id["towns"].units
    for unit in PLAN.units:
        if unit.id not in towns:
            assert any(plain(name) in ANNEXES for name in (unit.name, *unit.aliases)), unit.name


def test_targets_are_numbers_of_the_notice() -> None:
    found = []
    for item in PLAN.items:
        for measure in item.measures:
            if measure.target is not None:
                found.append((item.id, measure.key, int(measure.target), measure.unit))
                spelled = f"{measure.target / 10000:f}万" if measure.target >= 10000 else (
                    f"{measure.target:f}{measure.unit}"
                )  # fmt: skip
                assert re.search(rf"(?<!\d){spelled}", plain(item.text)), spelled
    assert found == [
        ("T06", "entities", 200000, "户"), ("T19", "registers", 29, "类"),
        ("T20", "certified", 150, "家"), ("T20", "models", 10, "家"),
    ]  # fmt: skip
