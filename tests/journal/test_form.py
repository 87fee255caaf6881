"""The entry form: what each kind of item asks for, and what typed values mean."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.journal import form
from liaison_tui.journal.entry import NOTHINGS, STATUSES, TEXTS
from liaison_tui.journal.quantity import spell
from liaison_tui.programme.model import Item, Measure, Rule
from liaison_tui.workspace import load_programme

PLAN = load_programme(None)
RULES: tuple[Rule, ...] = ("cumulative", "period", "level")
ITEMS_WITH_NUMBERS = [item for item in PLAN.items if item.measures]
LABELS = {measure.key: measure.label for item in ITEMS_WITH_NUMBERS for measure in item.measures}
quick = settings(max_examples=100, deadline=None)

decimals = st.decimals(0, 10**14, allow_nan=False, allow_infinity=False, places=6)
texts = st.text(min_size=1, max_size=20).filter(str.strip)
bodies = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(TEXTS, texts),
        "status": st.sampled_from(STATUSES),
        "nothing": st.sampled_from(NOTHINGS),
        "percent": st.integers(0, 100),
        "quantities": st.dictionaries(
            st.sampled_from(sorted(LABELS)), decimals.map(spell), min_size=1
        ),
    },
)


def item(name: str) -> Item:
    return PLAN.item_by_id[name]


def ruled(rule: Rule) -> Measure:
    return Measure("certified", "贯标企业", "家", rule)


def read(**values: str) -> dict[str, Any]:
    """Return what values mean in which nothing is wrong."""
    body, found = form.read_form(values, LABELS)
    assert found == []
    return body


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("T18", "nothing status percent text problems next_steps practices evidence"),
        ("T20", "nothing status percent quantities text problems next_steps practices evidence"),
        ("T12", "nothing status text problems next_steps practices evidence"),
        ("I05", "nothing status text problems next_steps practices evidence"),
        ("I18", "nothing status quantities text problems next_steps practices evidence"),
        ("I14", "nothing quantities text problems next_steps practices evidence"),
        ("I33", "nothing text problems next_steps practices evidence"),
        ("I27", "nothing text problems evidence"),
    ],
    ids=[
        "progress",
        "progress-with-numbers",
        "standing",
        "notes",
        "notes-with-numbers",
        "data-with-numbers",
        "data",
        "zero",
    ],
)
def test_a_form_asks_for_what_its_kind_of_item_reports(name: str, fields: str) -> None:
    assert form.fields_of(item(name), {}) == tuple(fields.split())


@pytest.mark.parametrize("asked", PLAN.items, ids=lambda asked: str(asked.id))
def test_every_item_of_the_plan_can_say_nothing_or_words_and_bring_its_evidence(
    asked: Item,
) -> None:
    fields = form.fields_of(asked, {})
    assert {"nothing", "text", "evidence"} <= set(fields)
    assert ("quantities" in fields) == bool(asked.measures)
    assert ("percent" in fields) == (asked.reports == "progress" and not asked.standing)


@pytest.mark.parametrize(
    ("name", "body", "fields"),
    [
        ("I27", {"status": "done", "practices": "走访。"},
         "nothing status text problems practices evidence"),
        ("I27", {"quantities": {"certified": "4"}, "next_steps": "继续。"},
         "nothing quantities text problems next_steps evidence"),
        ("T12", {"percent": 0},
         "nothing status percent text problems next_steps practices evidence"),
        ("I33", {"percent": 100},
         "nothing percent text problems next_steps practices evidence"),
    ],
)  # fmt: skip
def test_a_field_that_was_filled_before_stays_in_its_place(
    name: str, body: dict[str, Any], fields: str
) -> None:
    assert form.fields_of(item(name), body) == tuple(fields.split())


@given(bodies)
@quick
def test_a_correction_can_show_all_that_was_said(body: dict[str, Any]) -> None:
    for asked in map(item, ("T18", "T12", "I05", "I33", "I27")):
        assert set(body) <= set(form.fields_of(asked, body))


def test_what_a_report_leaves_empty_is_named_but_not_where_there_is_nothing_to_say() -> None:
    task = item("T20")
    assert form.left_empty(task, {"text": "走访。"}) == ["办理状态", "完成进度"]
    assert form.left_empty(task, {"text": "走访。", "status": "done", "percent": 100}) == []
    assert form.left_empty(task, {"nothing": "no-progress"}) == []
    assert form.left_empty(task, {"quantities": {"certified": "4"}}) == [
        measure.label for measure in task.measures if measure.key != "certified"
    ]
    assert form.left_empty(item("I27"), {"nothing": "zero"}) == []


def test_a_numbers_field_bears_the_measures_key() -> None:
    measure = item("T20").measures[0]
    values = {form.quantity_field(measure): "4"}
    assert form.read_form(values, LABELS) == ({"quantities": {measure.key: "4"}}, [])


@given(bodies)
@quick
def test_an_entry_shown_in_a_form_and_read_from_it_is_the_same(body: dict[str, Any]) -> None:
    assert form.read_form(form.form_values(body), LABELS) == (body, [])


def test_a_form_shows_no_evidence_and_no_source_as_typed_values() -> None:
    evidence = [{"sha256": "0" * 64, "name": "照片.jpg", "size": 3}]
    body = {"text": "走访。", "evidence": evidence, "channel": "telephone", "informant": "王芳"}
    assert form.form_values(body) == {"text": "走访。"}


def test_a_field_left_blank_says_nothing() -> None:
    blank = {"text": "", "problems": " \n\u3000", "percent": " ", "quantities.certified": "\t"}
    assert form.read_form({**blank, "status": "done"}, LABELS) == ({"status": "done"}, [])


def test_words_are_taken_as_they_were_typed() -> None:
    assert read(text="  第一行\n１２万％ ", next_steps="继续。") == {
        "text": "  第一行\n１２万％ ",
        "next_steps": "继续。",
    }


@pytest.mark.parametrize(
    ("typed", "meant"), [("60", 60), ("６０", 60), ("６０％", 60), (" 0% ", 0), ("100", 100)]
)
def test_a_percentage_is_read_in_either_width(typed: str, meant: int) -> None:
    assert read(percent=typed) == {"percent": meant}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("4", "4"), ("１２．５", "12.5"), ("12.5万", "125000"), ("１２．５万", "125000"),
     ("1，200", "1200"), ("3亿", "300000000"), ("0.50", "0.5")],
)  # fmt: skip
def test_a_number_is_read_in_either_width_and_in_ten_thousands(typed: str, meant: str) -> None:
    assert read(**{"quantities.certified": typed}) == {"quantities": {"certified": meant}}


@pytest.mark.parametrize("typed", ["六十", "60.5", "1/2", "%", "六成", "6 0"])
def test_what_is_no_percentage_is_found_in_its_field(typed: str) -> None:
    body, (finding,) = form.read_form({"percent": typed, "text": "走访。"}, LABELS)
    assert body == {"text": "走访。"}
    assert (finding.field, finding.kind) == ("percent", "not-integer")
    assert "完成进度" in finding.message


@pytest.mark.parametrize("typed", ["四家", "4家", "1.2.3", "12万亿", "NaN", "1e5", "-0.5"])
def test_what_is_no_number_is_found_in_its_field_under_the_measures_name(typed: str) -> None:
    values = {"quantities.certified": typed, "quantities.models": "3"}
    body, (finding,) = form.read_form(values, LABELS)
    assert body == {"quantities": {"models": "3"}}
    assert (finding.field, finding.kind) == ("quantities.certified", "not-decimal")
    assert LABELS["certified"] in finding.message


def test_all_bad_numbers_are_found_at_once() -> None:
    values = {"percent": "六十", "quantities.certified": "四", "quantities.odd": "五"}
    body, found = form.read_form(values, LABELS)
    assert body == {}
    assert [finding.field for finding in found] == list(values)
    assert "“odd”" in found[-1].message


@given(st.sampled_from(RULES), decimals, decimals)
@quick
def test_a_months_number_and_the_years_total_give_each_other(
    rule: Rule, number: Decimal, before: Decimal
) -> None:
    measure = ruled(rule)
    total = form.total_of(measure, number, before)
    assert form.share_of(measure, total, before) == number
    share = form.share_of(measure, number, before)
    assert form.total_of(measure, share, before) == number


@pytest.mark.parametrize(("rule", "total"), [("cumulative", 10), ("period", 10), ("level", 3)])
def test_a_years_total_adds_the_months_before_but_where_a_level_is_told(
    rule: Rule, total: int
) -> None:
    assert form.total_of(ruled(rule), Decimal(3), Decimal(7)) == total


@pytest.mark.parametrize(
    ("number", "text"),
    [("12.50", "12.5"), ("0.000", "0"), ("1E+3", "1000"), ("-4", "-4"), ("9" * 15, "9" * 15)],
)
def test_a_computed_number_is_spelled_as_the_format_writes_it(number: str, text: str) -> None:
    assert form.spelled(Decimal(number)) == text


@pytest.mark.parametrize("number", ["-0.5", "0.0000001", "1E+15", "NaN", "Infinity"])
def test_a_computed_number_that_the_format_cannot_write_is_left_empty(number: str) -> None:
    assert form.spelled(Decimal(number)) == ""
