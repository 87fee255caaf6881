"""Words found in an entry: all of them, in whichever field, with what stands about the first."""

from typing import Any

import pytest

from liaison_tui.journal.searching import Hit, Words, hit_in
from tests.journal.speech import event

PHOTO = {"sha256": "1" * 64, "name": "贯标现场.jpg", "size": 3}


def found(typed: str, **body: Any) -> Hit | None:
    return hit_in(event(body=body), Words(typed))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("贯标", "text"), ("缺少", "problems"), ("下月 贯标", "next_steps"), ("做法", "practices"),
        ("现场", "evidence"), ("ABC", "text"), ("１２", "text"),
    ],
)  # fmt: skip
def test_each_field_is_looked_in_and_each_word_may_be_in_another(typed: str, field: str) -> None:
    hit = found(
        typed, text="贯标12家，另有Abc", problems="缺少人员", next_steps="下月继续",
        practices="好做法", evidence=[PHOTO],
    )  # fmt: skip
    assert hit is not None
    assert hit.field == field
    assert hit.marked.count("【") == 1


def test_what_holds_only_some_of_the_words_is_not_found() -> None:
    assert found("贯标 信易贷", text="贯标12家") is None
    assert found("text", text="贯标") is None
    assert found(" ", text="贯标 12") is None
    assert found("progress", text="贯标") is None


def test_signs_that_mean_something_to_a_program_are_looked_for_as_they_are() -> None:
    assert found("100%", text="完成100%") is not None
    assert found("100%", text="完成1000") is None
    assert found("(", text="完成（") is None


def test_an_excerpt_is_one_line_about_the_word_with_its_place() -> None:
    hit = found("贯标", text="甲" * 40 + "\n贯标\n" + "乙" * 90)
    assert hit is not None
    assert hit.text[hit.start : hit.end] == "贯标"
    assert hit.text.startswith("…甲")
    assert hit.text.endswith("乙…")
    assert "\n" not in hit.text
    short = found("贯标", text="贯标12家")
    assert short == Hit("text", "贯标12家", 0, 2)
    assert short.marked == "【贯标】12家"
