"""An entry beside earlier months': what fell, what went back, what is the same word for word."""

from typing import Any

import pytest

from liaison_tui.journal.comparing import setbacks
from liaison_tui.programme.model import Item
from liaison_tui.workspace import load_programme

PROGRAMME = load_programme(None)
ITEM = next(i for i in PROGRAMME.items if any(m.rule == "cumulative" for m in i.measures))
MEASURE = next(m for m in ITEM.measures if m.rule == "cumulative")
OTHER = next(
    (i, m) for i in PROGRAMME.items for m in i.measures if m.rule != "cumulative"
)  # fmt: skip


def kinds(body: dict[str, Any], *earlier: dict[str, Any], item: Item = ITEM) -> list[str]:
    """Return what is found in June's entry after those of the months up to May."""
    months = {f"2021-{6 - n:02}": said for n, said in enumerate(reversed(earlier), start=1)}
    return [finding.kind for finding in setbacks(item, body, months)]


def number(value: str, key: str = MEASURE.key) -> dict[str, Any]:
    return {"quantities": {key: value}}


def test_a_cumulative_figure_below_the_newest_earlier_one_has_fallen() -> None:
    assert kinds(number("9"), number("10")) == ["fell"]
    assert kinds(number("9.5"), number("10"), {}) == ["fell"]
    assert kinds(number("100"), number("99")) == []
    assert kinds(number("10"), number("10")) == []
    assert kinds(number("9"), number("10"), number("8")) == []
    assert kinds(number("9")) == []
    assert kinds({"text": "没有数"}, number("10")) == []


def test_a_figure_of_its_own_month_may_be_lower_than_the_last() -> None:
    item, measure = OTHER
    assert kinds(number("1", measure.key), number("2", measure.key), item=item) == []


def test_a_percentage_that_goes_back_is_found() -> None:
    assert kinds({"percent": 50}, {"percent": 60}) == ["percent-back"]
    assert kinds({"percent": 0}, {"percent": 1}, {}) == ["percent-back"]
    assert kinds({"percent": 60}, {"percent": 60}) == []
    assert kinds({}, {"percent": 60}) == []


def test_the_same_text_is_found_whatever_its_spaces_and_counted_in_a_row() -> None:
    same = {"text": "开展培训 2 场。"}
    [finding] = setbacks(
        None, {"text": "开展培训２场。"},
        {"2021-03": same, "2021-04": {"text": "别的"}, "2021-05": same},
    )  # fmt: skip
    assert (finding.kind, "连续 2 期" in finding.message) == ("unchanged", True)
    [finding] = setbacks(None, same, dict.fromkeys(("2021-03", "2021-04", "2021-05"), same))
    assert "连续 4 期" in finding.message
    assert "2021-05" in finding.message


@pytest.mark.parametrize(
    "body", [{"text": "无。", "nothing": "zero"}, {"text": ""}, {"problems": "无。"}]
)
def test_who_says_that_there_is_nothing_may_say_it_again(body: dict[str, Any]) -> None:
    assert kinds(body, body) == []
