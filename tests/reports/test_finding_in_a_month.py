"""What an officer types finds items of the month: numbers, words, pinyin, words for a state."""

from datetime import date

import pytest

from liaison_tui.journal.standing import Standing, standings
from liaison_tui.pinyin import _said, syllables
from liaison_tui.programme.names import find_unit
from liaison_tui.reports.month import Month, in_view
from tests.programme.plan import PLAN

UNIT = find_unit(PLAN, "人民银行")
PERIOD = "2021-06"
TODAY, DUE = date(2021, 7, 6), date(2021, 7, 5)
OWED = standings(PLAN, UNIT, [PERIOD], {}, TODAY)


def found(text: str, rows: list[Standing] = OWED, view: str = "all") -> list[str]:
    month = Month(PLAN, UNIT, PERIOD, DUE, TODAY, rows, {}, {})
    return [row.item.id for row in in_view(month, view, text)]


def with_words(words: str) -> list[str]:
    return [row.item.id for row in OWED if words in row.item.text]


def in_states(*states: str) -> list[Standing]:
    """Return what is owed, the first ones in the given states and the rest accepted."""
    rest = ["accepted"] * (len(OWED) - len(states))
    return [
        Standing(row.obligation, None, state, row.light, overdue=state == "unreported")  # type: ignore[arg-type]
        for row, state in zip(OWED, [*states, *rest], strict=True)
    ]


def test_the_rows_of_these_tests_are_worth_searching() -> None:
    assert len(OWED) > 6
    assert with_words("信易贷")


def test_nothing_typed_finds_all() -> None:
    assert found("") == [row.item.id for row in OWED]


@pytest.mark.parametrize("typed", ["xyd", "xinyidai", "xinyd", "XYD", "xin yi dai"])
def test_pinyin_finds_what_the_characters_find(typed: str) -> None:
    assert set(found("信易贷")) <= set(found(typed))
    assert len(found(typed)) < len(OWED)


def test_whole_syllables_find_exactly_what_the_characters_find() -> None:
    assert found("xinyidai") == found("信易贷") == with_words("信易贷")


def test_the_area_of_an_item_is_found_by_its_pinyin_too() -> None:
    area = PLAN.area_heading(OWED[0].item)
    assert OWED[0].item.id in found("".join(syllables()[c][0][0] for c in area[-6:]))


@pytest.mark.parametrize("typed", ["qqqq", "zzxyd", "xyd9", "xydx"])
def test_letters_that_spell_nothing_find_nothing(typed: str) -> None:
    assert found(typed) == []


def test_a_number_finds_that_item_alone() -> None:
    for row in OWED:
        number = row.item.id
        assert found(number) == found(number.lower()) == [number]
        assert number in found(number[1:])


def test_the_beginning_of_a_number_with_its_letter_finds_all_that_begin_so() -> None:
    begun = [row.item.id for row in OWED if row.item.id[:2] == "I1" or row.item.id == "I01"]
    assert len(begun) > 1
    assert found("I1") == begun


def test_neither_numbers_nor_chinese_words_ask_for_syllables() -> None:
    before = _said.cache_info()
    for typed in ("", "18", "t18", "I5", "信易贷", "草稿", "x"):
        found(typed)
    assert _said.cache_info() == before
    found("xyd")
    assert _said.cache_info() != before


@pytest.mark.parametrize(
    ("typed", "states"),
    [
        ("草稿", ["draft"]), ("退回", ["returned"]), ("退回修改", ["returned"]),
        ("逾期", ["unreported"]), ("逾期未报", ["unreported"]), ("已填待报", ["reported"]),
        ("已报送", ["exported"]), ("待回执", ["exported"]), ("签收", ["received"]),
        ("待核定", ["conflict"]), ("不一致", ["conflict"]),
        ("已填", ["reported", "exported", "received"]),
    ],
)  # fmt: skip
def test_a_word_for_a_state_finds_what_is_in_it(typed: str, states: list[str]) -> None:
    given = ["unreported", "draft", "reported", "exported", "received", "returned", "conflict"]
    rows = in_states(*given)
    wanted = {row.item.id for row in rows if row.state in states}
    if typed == "已填":
        wanted = {row.item.id for row in rows if not row.is_open}
    assert set(found(typed, rows)) == wanted


def test_the_word_of_a_view_finds_what_belongs_to_it() -> None:
    rows = in_states("unreported", "draft", "reported")
    for word, view in (("待填", "open"), ("已填", "done")):
        assert found(word, rows) == found("", rows, view)


def test_before_the_due_day_what_waits_is_found_by_its_whole_word_alone() -> None:
    rows = [
        Standing(row.obligation, None, row.state, row.light, overdue=False)
        for row in in_states("unreported", "reported")
    ]
    assert found("待报", rows) == [rows[0].item.id]
    assert found("逾期未报", rows) == []


def by_filler(text: str, officer: str = "周敏") -> list[str]:
    fillers = {OWED[0].item.id: "张三", OWED[1].item.id: "周敏", OWED[2].item.id: "张三丰"}
    month = Month(
        PLAN, UNIT, PERIOD, DUE, TODAY, OWED, {}, {}, fillers=fillers, officer=officer
    )  # fmt: skip
    return [row.item.id for row in in_view(month, "all", text)]


@pytest.mark.parametrize("typed", ["张三", "zhangsan", "zsan"])
def test_who_fills_items_in_finds_them_by_name_and_pinyin(typed: str) -> None:
    assert {OWED[0].item.id, OWED[2].item.id} <= set(by_filler(typed))
    assert OWED[1].item.id not in by_filler(typed)


@pytest.mark.parametrize("typed", ["我", "本人", " 我 "])
def test_a_word_for_oneself_finds_what_one_fills_in_oneself_and_nothing_else(typed: str) -> None:
    assert by_filler(typed) == [OWED[1].item.id]
    assert by_filler(typed, officer="") == []
    assert by_filler(typed, officer="李四") == []
    assert found(typed) == []
