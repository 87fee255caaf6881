"""The body of an entry: what is refused, what is merely odd, what counts as content."""

from dataclasses import replace
from typing import Any

import pytest

from liaison_tui.journal.entry import has_content, is_full_report, oddities, refusals
from liaison_tui.programme.model import Item
from liaison_tui.programme.reading import read_programme
from liaison_tui.workspace import shipped_programme

PLAN = read_programme(shipped_programme())
CERTIFIED = PLAN.item_by_id["T20"]
STANDING = PLAN.item_by_id["T12"]
ZERO = PLAN.item_by_id["I27"]
FILE = {"sha256": "a1" * 32, "name": "纪要.pdf", "size": 10}


def refused(body: dict[str, Any], item: Item | None = CERTIFIED) -> list[tuple[str, str]]:
    found = refusals(body, item)
    assert all(finding.message for finding in found)
    return [(finding.field, finding.kind) for finding in found]


def odd(body: dict[str, Any], item: Item | None, *, owed: bool = True) -> list[tuple[str, str]]:
    return [(finding.field, finding.kind) for finding in oddities(body, item, owed)]


FULL: dict[str, Any] = {
    "status": "in-progress", "percent": 40, "quantities": {"certified": "12.5", "models": "0"},
    "text": "进展", "problems": "问题", "next_steps": "打算", "practices": "做法",
    "evidence": [FILE], "channel": "telephone", "informant": "李明",
}  # fmt: skip


def test_a_whole_entry_is_not_refused() -> None:
    assert refused(FULL) == []
    assert refused({}) == []
    assert refused({"text": "好" * 20_000, "percent": 0}) == []
    assert refused({"percent": 100}) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"status": "finished"}, ("status", "unknown-value")),
        ({"status": None}, ("status", "unknown-value")),
        ({"status": ["done"]}, ("status", "unknown-value")),
        ({"nothing": "none"}, ("nothing", "unknown-value")),
        ({"channel": "wechat"}, ("channel", "unknown-value")),
        ({"percent": 101}, ("percent", "out-of-range")),
        ({"percent": -1}, ("percent", "out-of-range")),
        ({"percent": "40"}, ("percent", "not-integer")),
        ({"percent": True}, ("percent", "not-integer")),
        ({"percent": None}, ("percent", "not-integer")),
        ({"text": "好" * 20_001}, ("text", "too-long")),
        ({"practices": 7}, ("practices", "not-text")),
        ({"informant": ["李明"]}, ("informant", "not-text")),
        ({"quantities": {"certified": "-1"}}, ("quantities", "negative")),
        ({"quantities": {"certified": 12}}, ("quantities", "not-decimal")),
        ({"quantities": {"certified": "1.50"}}, ("quantities", "not-decimal")),
        ({"quantities": {"villages": "1"}}, ("quantities", "undeclared")),
        ({"quantities": ["certified"]}, ("quantities", "not-table")),
        ({"evidence": [{**FILE, "size": -1}]}, ("evidence", "malformed")),
        ({"evidence": [{**FILE, "size": True}]}, ("evidence", "malformed")),
        ({"evidence": [{**FILE, "sha256": "A1" * 32}]}, ("evidence", "malformed")),
        ({"evidence": [{**FILE, "path": "/etc"}]}, ("evidence", "malformed")),
        ({"evidence": [{"name": "x", "size": 1}]}, ("evidence", "malformed")),
        ({"evidence": {"a": 1}}, ("evidence", "malformed")),
        ({"mood": "good"}, ("mood", "unknown-field")),
    ],
)
def test_what_the_formats_forbid_is_refused_with_its_field(
    body: dict[str, Any], found: tuple[str, str]
) -> None:
    assert refused(body) == [found]


def test_all_that_is_wrong_is_named_at_once() -> None:
    body = {"status": "x", "percent": 200, "quantities": {"villages": "-1"}, "mood": "good"}
    assert len(refused(body)) == 5


def test_of_an_item_from_another_version_the_keys_of_quantities_are_not_judged() -> None:
    assert refused({"quantities": {"villages": "1"}}, None) == []


@pytest.mark.parametrize(
    ("body", "item", "found"),
    [
        ({"percent": 40, "text": "进展"}, STANDING, [("percent", "standing")]),
        ({"percent": 40, "status": "done"}, CERTIFIED, [("percent", "done-early")]),
        ({"percent": 100, "status": "done"}, CERTIFIED, []),
        ({"text": "进展"}, ZERO, [("text", "not-zero")]),
        ({"nothing": "zero"}, ZERO, []),
        ({"nothing": "zero"}, CERTIFIED, [("nothing", "not-zero-item")]),
        ({"nothing": "no-progress", "text": "进展"}, CERTIFIED, [("nothing", "not-nothing")]),
        ({"nothing": "no-progress"}, CERTIFIED, []),
        ({"text": "进展", "quantities": {"certified": "1"}}, CERTIFIED, []),
    ],
)
def test_what_is_odd_is_taken_with_a_warning(
    body: dict[str, Any], item: Item, found: list[tuple[str, str]]
) -> None:
    assert refusals(body, item) == []
    assert odd(body, item) == found


def test_an_item_not_owed_is_warned_of() -> None:
    assert odd({"text": "进展"}, CERTIFIED, owed=False) == [("item", "not-owed")]
    assert odd({"text": "进展"}, replace(CERTIFIED, id="T99"), owed=False)


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"evidence": [], "quantities": {}}])
def test_an_empty_body_says_nothing(body: dict[str, Any]) -> None:
    assert not has_content(body)
    assert not has_content({**body, "channel": "paper", "informant": "李明"})


@pytest.mark.parametrize("body", [{"percent": 0}, {"status": "not-started"}, {"nothing": "zero"}])
def test_a_report_of_nothing_done_yet_says_something(body: dict[str, Any]) -> None:
    assert has_content(body)


@pytest.mark.parametrize(
    ("nothing", "full"),
    [(None, True), ("zero", True), ("no-progress", False), ("not-applicable", False),
     ("completed", False)],
)  # fmt: skip
def test_a_zero_report_is_a_full_report_and_the_other_nothings_are_not(
    nothing: str | None, full: bool
) -> None:
    body = {"nothing": nothing} if nothing else {"text": "进展"}
    assert is_full_report(body) is full
