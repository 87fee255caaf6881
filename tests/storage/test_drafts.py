"""Drafts: half-filled forms that outlive windows, kills and damage."""

import random
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.storage.drafts import Draft
from tests.storage.half_filled import ITEMS, drafts_in, half_filled, kept, set_aside
from tests.storage.shelf import finish, start
from tests.storage.test_saved_means_kept import kill_at_random

ONE, OTHER = half_filled(0), half_filled(1)
words = st.text(max_size=20)
forms = st.builds(
    replace,
    st.just(ONE),
    values=st.dictionaries(words, words, max_size=4),
    evidence=st.lists(
        st.fixed_dictionaries({"sha256": words, "name": words, "size": st.integers(0)}), max_size=2
    ).map(tuple),
    files=st.lists(words, max_size=3).map(tuple),
    seen=st.lists(words, max_size=3).map(tuple),
)


def file_in(folder: Path) -> Path:
    return folder / "drafts.json"


def written(folder: Path) -> bytes:
    """Return the bytes of a file that holds one draft."""
    drafts_in(folder).keep(ONE)
    return file_in(folder).read_bytes()


def test_where_nothing_was_kept_nothing_is_found_and_nothing_is_written(tmp_path: Path) -> None:
    drafts = drafts_in(tmp_path)
    assert drafts.get(ONE.key) is None
    assert drafts.keys() == set()
    drafts.drop(ONE.key)
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_found_by_whoever_opens_the_drafts(tmp_path: Path) -> None:
    first, second = drafts_in(tmp_path), drafts_in(tmp_path)
    first.keep(ONE)
    second.keep(OTHER)
    for drafts in (first, second, drafts_in(tmp_path)):
        assert drafts.keys() == {ONE.key, OTHER.key}
        assert (drafts.get(ONE.key), drafts.get(OTHER.key)) == (ONE, OTHER)


def test_a_draft_in_a_folder_that_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    drafts_in(tmp_path / "store").keep(ONE)
    assert kept(tmp_path / "store") == {ONE.key: ONE}


def test_a_newer_draft_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    newer = replace(ONE, values={"problems": "无。"}, evidence=(), files=(), seen=())
    for draft in (ONE, OTHER, newer):
        drafts_in(tmp_path).keep(draft)
    assert kept(tmp_path) == {ONE.key: newer, OTHER.key: OTHER}
    assert "进展0".encode() not in file_in(tmp_path).read_bytes()


@pytest.mark.parametrize(
    "near",
    [
        replace(ONE, unit="nanzha"),
        replace(ONE, item="T20"),
        replace(ONE, period="2021-07"),
    ],
    ids=["unit", "item", "month"],
)
def test_drafts_of_another_unit_item_or_month_stand_beside_each_other(
    tmp_path: Path, near: Draft
) -> None:
    drafts = drafts_in(tmp_path)
    drafts.keep(ONE)
    drafts.keep(near)
    assert kept(tmp_path) == {ONE.key: ONE, near.key: near}
    drafts.drop(ONE.key)
    assert kept(tmp_path) == {near.key: near}


def test_a_dropped_draft_is_gone_for_everybody_and_the_others_stay(tmp_path: Path) -> None:
    watching = drafts_in(tmp_path)
    for draft in (ONE, OTHER):
        watching.keep(draft)
    drafts_in(tmp_path).drop(ONE.key)
    assert watching.get(ONE.key) is None
    assert kept(tmp_path) == {OTHER.key: OTHER}
    assert "进展0".encode() not in file_in(tmp_path).read_bytes()
    watching.drop(ONE.key)
    watching.drop(OTHER.key)
    assert kept(tmp_path) == {}
    watching.keep(ONE)
    assert kept(tmp_path) == {ONE.key: ONE}


def test_chinese_is_written_as_it_is_read(tmp_path: Path) -> None:
    text = written(tmp_path).decode("utf-8")
    for part in ("进展", "１２．５万", "照片.jpg", "/home/王芳/佐证 0.pdf"):
        assert part in text


@settings(max_examples=60, deadline=None)
@given(forms)
def test_whatever_was_typed_is_found_as_it_was_typed(form: Draft) -> None:
    with TemporaryDirectory() as name:
        drafts_in(Path(name)).keep(form)
        assert kept(Path(name)) == {form.key: form}


def test_two_processes_that_keep_drafts_at_once_lose_none(tmp_path: Path) -> None:
    units = ("chengjiang", "nanzha")
    started = [start("drafting_program", tmp_path, unit, 0, 60) for unit in units]
    for process in started:
        assert finish(process) == [str(number) for number in range(60)]
    last = [half_filled(number, unit) for unit in units for number in range(60 - ITEMS, 60)]
    assert kept(tmp_path) == {draft.key: draft for draft in last}


def every_kept_draft_is_there(folder: Path, kills: int) -> None:
    chance = random.Random(20210326)
    expected: dict[tuple[str, str, str], Draft] = {}
    for round_ in range(kills):
        process = start("drafting_program", folder, "chengjiang", round_ * 100_000)
        numbers = [int(number) for number in kill_at_random(process, chance)]
        for number in numbers:
            expected[half_filled(number).key] = half_filled(number)
        being_written = half_filled(numbers[-1] + 1)
        there = kept(folder)
        assert there in (expected, {**expected, being_written.key: being_written})
        expected = {key: draft for key, draft in there.items() if draft}
    assert list(folder.glob("*.damaged-*.json")) == []


def test_the_last_draft_kept_outlives_10_kills(tmp_path: Path) -> None:
    every_kept_draft_is_there(tmp_path, 10)


@pytest.mark.long
def test_the_last_draft_kept_outlives_300_kills(tmp_path: Path) -> None:
    every_kept_draft_is_there(tmp_path, 300)


DAMAGED = [
    b"", b"\0" * 500, b"{", b"\xff\xfe", "草稿".encode("gb18030"), b"null", b"[]", b'"a"', b"{}",
    b'{"_default": []}', b'{"_default": {"1": {}}}', b'{"_default": {"1": {"unit": "chengjiang"}}}',
    b"[" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("data", DAMAGED, ids=lambda data: repr(data[:40]))
def test_a_damaged_file_is_set_aside_and_the_day_goes_on(tmp_path: Path, data: bytes) -> None:
    file_in(tmp_path).write_bytes(data)
    drafts = drafts_in(tmp_path)
    assert drafts.get(ONE.key) is None
    assert drafts.keys() == set()
    assert set_aside(tmp_path) == data
    drafts.keep(OTHER)
    assert kept(tmp_path) == {OTHER.key: OTHER}
    assert set_aside(tmp_path) == data


@pytest.mark.parametrize("data", DAMAGED, ids=lambda data: repr(data[:40]))
def test_a_keep_that_meets_a_damaged_file_sets_it_aside_too(tmp_path: Path, data: bytes) -> None:
    file_in(tmp_path).write_bytes(data)
    drafts_in(tmp_path).keep(OTHER)
    assert kept(tmp_path) == {OTHER.key: OTHER}
    assert set_aside(tmp_path) == data


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_a_file_cut_short_is_set_aside_with_all_that_is_left_of_it(
    tmp_path: Path, part: float
) -> None:
    whole = written(tmp_path)
    torn = whole[: int(len(whole) * part)]
    file_in(tmp_path).write_bytes(torn)
    drafts_in(tmp_path).keep(OTHER)
    assert kept(tmp_path) == {OTHER.key: OTHER}
    assert set_aside(tmp_path) == torn


def test_a_name_that_is_no_text_of_any_kind_is_kept_all_the_same(tmp_path: Path) -> None:
    odd = replace(ONE, files=("/media/\udcd5\udcd5\udcc6\udcac.jpg",))
    drafts_in(tmp_path).keep(odd)
    assert drafts_in(tmp_path).get(ONE.key) == odd


def test_it_is_said_once_where_drafts_that_could_not_be_read_are_kept(tmp_path: Path) -> None:
    file_in(tmp_path).write_bytes(b"{")
    drafts = drafts_in(tmp_path)
    assert drafts.keys() == set()
    (sentence,) = drafts.notices()
    assert next(tmp_path.glob("drafts.damaged-*.json")).name in sentence
    assert drafts.notices() == []


def test_a_draft_is_put_over_the_one_it_came_from_and_over_no_other(tmp_path: Path) -> None:
    drafts = drafts_in(tmp_path)
    mine, theirs = replace(ONE, files=("mine",)), replace(ONE, files=("theirs",))
    assert drafts.put(ONE.key, mine, over=None)
    assert not drafts.put(ONE.key, theirs, over=None)
    assert not drafts.put(ONE.key, None, over=theirs)
    assert drafts.get(ONE.key) == mine
    assert drafts.put(ONE.key, theirs, over=mine)
    assert drafts.put(ONE.key, theirs, over=mine)
    assert drafts.put(ONE.key, None, over=theirs)
    assert drafts.put(ONE.key, None, over=theirs)
    assert drafts.all() == {}
