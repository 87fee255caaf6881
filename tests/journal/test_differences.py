"""What changed between two versions: exact when put together again, and readable for people."""

import re
import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.journal.differences import Change, Run, body_changes, runs
from liaison_tui.journal.entry import FIELD_NAMES

few = settings(max_examples=100, deadline=None)
texts = st.text(st.sampled_from("推进信用建设，。\n 1.5%aB万"), max_size=40) | st.text(max_size=30)


def spelled(before: str, after: str) -> str:
    """Return runs as people write them by hand: `已归集[-3-]{+5+}条`."""
    marks = {"equal": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[run.kind].format(run.text) for run in runs(before, after))


def of(kinds: tuple[str, ...], found: list[Run]) -> str:
    return "".join(run.text for run in found if run.kind in kinds)


@few
@given(texts, texts)
def test_what_stayed_and_went_is_the_text_before_and_what_stayed_and_came_the_one_after(
    before: str, after: str
) -> None:
    found = runs(before, after)
    assert of(("equal", "removed"), found) == before
    assert of(("equal", "added"), found) == after


@few
@given(texts, texts)
def test_runs_are_never_empty_and_no_two_of_a_kind_follow_each_other(
    before: str, after: str
) -> None:
    found = runs(before, after)
    assert all(run.text for run in found)
    for one, next_one in pairwise(found):
        assert (one.kind, next_one.kind) in {
            ("equal", "removed"), ("equal", "added"), ("removed", "added"), ("removed", "equal"),
            ("added", "equal"),
        }  # fmt: skip


@few
@given(texts, texts)
def test_between_two_changes_stands_more_than_two_characters_or_a_line_end(
    before: str, after: str
) -> None:
    for run in runs(before, after)[1:-1]:
        assert run.kind != "equal" or len(run.text) > 2 or "\n" in run.text


@few
@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert runs(text, text) == ([Run("equal", text)] if text else [])


@few
@given(st.lists(st.integers(0, 10**6), max_size=6), st.lists(st.integers(0, 10**6), max_size=6))
def test_numbers_are_never_split(before: list[int], after: list[int]) -> None:
    old, new = ("归集".join(f"{n:,}" for n in numbers) for numbers in (before, after))
    found = runs(old, new)
    for kinds, whole in ((("equal", "removed"), old), (("equal", "added"), new)):
        parts = [part for run in found if run.kind in kinds for part in _numbers(run.text)]
        assert parts == _numbers(whole)


def _numbers(text: str) -> list[str]:
    return re.findall(r"[\d,]+", text)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ""),
        ("", "已启动", "{+已启动+}"),
        ("已启动", "", "[-已启动-]"),
        ("归集数据 12.5万条", "归集数据 18.75万条", "归集数据 [-12.5-]{+18.75+}万条"),
        ("完成率达到35%。", "完成率达到42.5%。", "完成率达到[-35%-]{+42.5%+}。"),
        ("完成３５％", "完成４２％", "完成[-３５％-]{+４２％+}"),
        ("对接 credit-api 系统", "对接 credit-app 系统", "对接 credit-[-api-]{+app+} 系统"),
        ("方案已有初稿。", "方案已有初稿，正征求意见。", "方案已有初稿{+，正征求意见+}。"),
        ("召开部门会议", "开过部门座谈", "[-召开部门会议-]{+开过部门座谈+}"),
        ("甲乙丙丁", "甲子丙丑", "甲[-乙丙丁-]{+子丙丑+}"),
        ("一、甲\n二、乙", "一、丙\n二、丁", "一、[-甲-]{+丙+}\n二、[-乙-]{+丁+}"),
        ("共3个镇\n完成5", "共4个镇\n完成6", "共[-3-]{+4+}个镇\n完成[-5-]{+6+}"),
        ("走访12家，座谈3次。", "走访12家；座谈3次。", "走访12家[-，-]{+；+}座谈3次。"),
        ("走访。宣传。", "走访。座谈2次。宣传。", "走访。{+座谈2次。+}宣传。"),
        ("发6份，共3场。", "发8份，共3场。讲座1场。", "发[-6-]{+8+}份，共3场。{+讲座1场。+}"),
        ("参训9人次。讲座。走访。", "参训8人次。走访。", "参训[-9-]{+8+}人次。[-讲座。-]走访。"),
        ("贯标3家、示范1家", "贯标3家、培育5家、示范1家", "贯标3家、{+培育5家、+}示范1家"),
    ],
)  # fmt: skip
def test_a_change_reads_as_one_would_mark_it_by_hand(
    before: str, after: str, expected: str
) -> None:
    assert spelled(before, after) == expected


LONG = "".join(f"第{n}批推动信用信息归集{n * 7}条，完成{n % 100}%。\n" for n in range(600))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, LONG.replace("信用信息", "公共信用信息")),
        (LONG, LONG[::-1]),
        (LONG, ""),
        ("啊吧" * 10_000, "吧吧啊" * 6_000),
        ("啊。" * 10_000, "吧" + "啊。" * 9_999),
        ("啊" * 20_000, "吧" + "啊" * 19_000 + "吧"),
    ],
    ids=["many small changes", "reversed", "emptied", "periodic", "periodic sentences", "one word"],
)
def test_the_longest_texts_are_compared_while_somebody_waits(before: str, after: str) -> None:
    started = time.perf_counter()
    found = runs(before, after)
    # Some 50 ms; the bound is for a busy machine.
    assert time.perf_counter() - started < 2
    assert of(("equal", "removed"), found) == before
    assert of(("equal", "added"), found) == after


def test_small_changes_in_a_long_text_are_still_small() -> None:
    found = runs(LONG, LONG.replace("归集2100条", "归集2101条"))
    assert [run for run in found if run.kind != "equal"] == [
        Run("removed", "2100"),
        Run("added", "2101"),
    ]
    many = runs(LONG, re.sub("(第[0-9]*00批推动)", r"\1公共", LONG))
    assert {run.text for run in many if run.kind != "equal"} == {"公共"}


FILE = {"sha256": "a" * 64, "name": "方案.docx", "size": 3}
OTHER = {"sha256": "b" * 64, "name": "照片.jpg", "size": 4}
BODY: dict[str, Any] = {
    "status": "in-progress", "percent": 40, "text": "已归集12条", "problems": "缺人",
    "quantities": {"loans": "12", "sum": "3.5"}, "evidence": [FILE],
}  # fmt: skip


def test_equal_bodies_and_empty_fields_make_no_change() -> None:
    assert body_changes({}, {}) == []
    assert body_changes(BODY, dict(BODY)) == []
    empty: dict[str, Any] = {
        "text": "",
        "percent": None,
        "quantities": {},
        "evidence": [],
        "nothing": None,
    }
    assert body_changes(empty, {}) == []
    assert body_changes({}, empty) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"status": "done"}, Change("status", "in-progress", "done")),
        ({"percent": 0}, Change("percent", 40, 0)),
        ({"percent": None}, Change("percent", 40, None)),
        ({"nothing": "no-progress"}, Change("nothing", None, "no-progress")),
        (
            {"quantities": {"loans": "15", "sum": "3.5"}},
            Change("quantities", {"loans": "12"}, {"loans": "15"}),
        ),
        ({"quantities": {"loans": "12"}}, Change("quantities", {"sum": "3.5"}, None)),
        ({"evidence": [OTHER, FILE]}, Change("evidence", None, [OTHER])),
        ({"evidence": (OTHER,)}, Change("evidence", [FILE], [OTHER])),
        (
            {"text": "已归集15条"},
            Change(
                "text",
                "已归集12条",
                "已归集15条",
                (
                    Run("equal", "已归集"),
                    Run("removed", "12"),
                    Run("added", "15"),
                    Run("equal", "条"),
                ),
            ),
        ),
        ({"problems": ""}, Change("problems", "缺人", None, (Run("removed", "缺人"),))),
        ({"practices": "联办"}, Change("practices", None, "联办", (Run("added", "联办"),))),
    ],
)
def test_a_field_that_differs_is_told_with_what_it_said_and_says(
    changed: dict[str, Any], expected: Change
) -> None:
    assert body_changes(BODY, {**BODY, **changed}) == [expected]
    assert expected.name == FIELD_NAMES[expected.field]


def test_the_order_of_files_is_no_difference() -> None:
    assert body_changes({"evidence": [FILE, OTHER]}, {"evidence": [OTHER, FILE]}) == []


def test_changes_come_in_the_order_of_the_fields() -> None:
    found = [change.field for change in body_changes({}, {**BODY, "channel": "paper"})]
    assert found == [field for field in FIELD_NAMES if field in {*BODY, "channel"}]
