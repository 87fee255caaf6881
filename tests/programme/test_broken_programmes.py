"""A programme file that is wrong: every problem at once, each with its line and key."""

import re

import pytest

from liaison_tui.programme.reading import BrokenProgramme, read_programme
from tests.programme.plan import PLAN, TEXT, changed, line_with, plan, problems

AREA_3 = 'title = "推动信用综合服务能力提升"'


def places(text: str) -> list[tuple[int, str]]:
    return [(line, key) for line, key, _ in problems(text)]


def test_the_shipped_file_has_no_problem_and_is_named_by_the_hash_of_its_bytes() -> None:
    assert problems(TEXT) == []
    assert PLAN.name == "jiangyin-2021@1"
    assert plan(TEXT + "\n").sha256 != PLAN.sha256


@pytest.mark.parametrize(
    ("old", "new", "mark", "key"),
    [
        ("day = 5\n", "dya = 5\n", "[due]", "due.day"),
        ("day = 5\n", 'day = "5"\n', 'day = "5"', "due.day"),
        ("day = 5\n", "day = 31\n", "day = 31", "due.day"),
        ("day = 5\n", "day = true\n", "day = true", "due.day"),
        ('first_period = "2021-04"', 'first_period = "2021-4"', "2021-4", "first_period"),
        ('last_period = "2021-12"', 'last_period = "2021-01"', "last_period", "last_period"),
        ("red_behind = 30", "red_behind = 5", "red_behind", "lights.red_behind"),
        ('missing = "red"', 'missing = "rot"', '"rot"', "lights.missing"),
        (AREA_3, AREA_3 + "\nnots = []", "nots", "areas[3].nots"),
        (AREA_3, "title = 3", "title = 3", "areas[3].title"),
        (AREA_3, 'title = ""', 'title = ""', "areas[3].title"),
        ('id = "T20"\n', 'id = "T20"\ncycle = "weekly"\n', '"weekly"', "items[20].cycle"),
        ('id = "T20"\n', 'id = "A20"\n', '"A20"', "items[20].id"),
        ("target = 150\n", "target = -1\n", "target = -1", "items[20].measures[1].target"),
        ("target = 10\n", "target = 1.5\n", "target = 1.5", "items[20].measures[2].target"),
        ('fed_by = ["publicity"]\nnotes = ["通', 'fed_by = ["picnic"]\nnotes = ["通', '"picnic"',
         "items[22].fed_by"),
        ('id = "T20"\n', 'id = "T20"\nfed_by = ["summary", "summary"]\n', '"summary", "summary"',
         "items[20].fed_by"),
        ('key = "activities"\n', 'key = "activities"\nfed_by = ["training"]\n#', '["training"]',
         "items[40].measures[1].fed_by"),
        ('key = "models"', 'key = "Models"', '"Models"', "items[20].measures[2].key"),
        ("2021-05-03,", '"2021-05-03",', "days_off", "calendar.days_off"),
        ("format = 1", "format = 2", "format = 2", "format"),
        ('id = "jiangyin-2021"', 'id = "江阴"', '"江阴"', "id"),
        ("issued = 2021-03-26", 'issued = "2021"', "issued", "issued"),
        ("[[shared_points]]\n", "[[shared_points]]\nnote = 1\n", "note = 1",
         "shared_points[1].note"),
    ],
)  # fmt: skip
def test_a_wrong_key_or_value_is_named_with_its_line_and_key(
    old: str, new: str, mark: str, key: str
) -> None:
    text = changed((old, new))
    found = {place for place in places(text) if place[1] == key}
    assert found == {(_first_line(text, mark), key)}


def _first_line(text: str, mark: str) -> int:
    lines = text.split("\n")
    return next(n for n, line in enumerate(lines, start=1) if mark in line and line[:1] != "#")


@pytest.mark.parametrize("new", ['day = "5"\n', "day = true\n", ""])
def test_one_mistake_is_named_once(new: str) -> None:
    assert len(problems(changed(("day = 5\n", new)))) == 1
    assert len(problems(changed((AREA_3, "title = 3")))) == 1


def test_an_unknown_key_is_answered_with_the_nearest_known_one() -> None:
    ((_, _, message),) = problems(changed(("yellow_behind", "yelow_behind")))
    assert "yellow_behind" in message


def test_what_is_missing_is_named_where_its_table_stands() -> None:
    text = changed((AREA_3 + "\n", ""))
    assert places(text) == [(line_with(text, 'numeral = "三"') - 2, "areas[3].title")]
    no_id = problems(changed(('id = "jiangyin-2021"\n', "")))
    assert [(line, key) for line, key, _ in no_id] == [(1, "id")]


REFERENCES = [
    ('units = [\n  "chengjiang"', 'units = [\n  "atlantis"', "groups[1].units"),
    ('run_by = "gaoxinqu"', 'run_by = "nowhere"', "units[47].run_by"),
    ('items = ["I27", "I28"', 'items = ["I99", "I28"', "shared_points[1].items"),
    ('title = "政务诚信情况"\npoints = 2', 'title = "政务诚信情况"\npoints = 3',
     "headings[10].points"),
    ('[[groups]]\nid = "members"', '[[groups]]\nid = "towns"', "groups[2].id"),
    ('[[items]]\nid = "T02"', '[[items]]\nid = "T01"', "items[2].id"),
    ('[[units]]\nid = "keji"', '[[units]]\nid = "jiaoyu"', "units[19].id"),
    ('printed = "税务局、海关"', 'printed = "税务局、海洋局"', "items[39].printed"),
    ('responsible = ["shuiwu", "haiguan"]', 'responsible = ["shuiwu"]', "items[39].responsible"),
    ('[[items]]\nid = "T08"\nkind = "task"\narea = 3',
     '[[items]]\nid = "T08"\nkind = "task"\narea = 9',
     "items[8].area"),
    ("heading = 12\n", "heading = 77\n", "items[40].heading"),
    ('sum_over = ["shangye-yinhang"]', 'sum_over = ["banks"]', "items[36].measures[1].sum_over"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key"), REFERENCES, ids=[row[2] for row in REFERENCES])
def test_a_name_nobody_bears_an_id_used_twice_and_a_wrong_sum_are_named(
    old: str, new: str, key: str
) -> None:
    text = changed((old, new))
    leaf = key.rsplit(".", 1)[1]
    start = TEXT.index(old)
    line = text[: start + new.rindex(leaf)].count("\n") + 1
    assert (line, key) in places(text)


def test_problems_of_one_sort_are_all_named_at_once_in_the_order_of_their_lines() -> None:
    text = changed(
        ("day = 5\n", 'day = "5"\n'),
        (AREA_3, AREA_3 + "\nnots = []"),
        ('id = "T20"\n', 'id = "T20"\ncycle = "weekly"\n'),
        ("target = 29\n", "target = true\n"),
        ('title = "数据安全情况"\n', ""),
    )  # fmt: skip
    found = places(text)
    assert {key for _, key in found} >= {
        "due.day", "areas[3].nots", "items[20].cycle", "items[19].measures[1].target",
        "headings[43].title",
    }  # fmt: skip
    assert found == sorted(found, key=lambda place: place[0])


def test_all_wrong_references_and_sums_are_named_at_once() -> None:
    text = changed(*((old, new) for old, new, _ in REFERENCES[:5]))
    assert {key for _, key in places(text)} >= {key for _, _, key in REFERENCES[:5]}


def test_an_unknown_key_hides_no_unknown_unit() -> None:
    old, new, key = REFERENCES[0]
    text = changed((AREA_3, AREA_3 + "\nnots = []"), (old, new))
    assert {"areas[3].nots", key} <= {found for _, found in places(text)}


def test_an_assignment_is_checked_like_the_rest() -> None:
    text = TEXT + '\n[[assign]]\nitem = "T99"\nunits = ["shenji", "atlantis"]\nrole = "lead"\n'
    last = text.count("\n")
    assert places(text) == [(last - 2, "assign[1].item"), (last - 1, "assign[1].units")]
    text = changed(("open = true\nunits = []", 'open = true\nunits = ["shenji"]'))
    assert [key for _, key in places(text)] == ["groups[3].units"]


@pytest.mark.parametrize("separator", ["\u2028", "\u0085", "\u2029"])
def test_a_separator_pasted_into_a_text_does_not_shift_the_lines_after_it(separator: str) -> None:
    text = changed((AREA_3, f'title = "推动{separator}信用"'), ("target = 150\n", "target = -1\n"))
    assert places(text) == [(line_with(text, "target = -1"), "items[20].measures[1].target")]


def test_a_syntax_error_is_named_with_its_line() -> None:
    text = changed(("target = 150\n", "target = = 150\n"))
    ((line, key, message),) = problems(text)
    assert (line, key) == (line_with(text, "target = = 150"), "target")
    assert "TOML" in message


def test_a_text_that_ends_too_early_is_named_at_its_end() -> None:
    ((line, _, _),) = problems('format = 1\nid = "jiang')
    assert line == 2


def test_bytes_that_are_no_utf_8_are_named_with_their_line() -> None:
    data = TEXT.encode().replace("推动信用综合服务能力提升".encode(), "推动".encode("gb18030"))
    ((line, key, message),) = problems(data)
    assert (line, key) == (line_with(TEXT, AREA_3), "（文件）")
    assert "UTF-8" in message


@pytest.mark.parametrize("data", [b"", b"\n", b"# nothing\n", b"x = 1\n"])
def test_an_empty_or_alien_file_is_no_programme(data: bytes) -> None:
    assert problems(data)


def test_a_file_beyond_4_mb_and_one_nested_without_end_are_refused() -> None:
    assert len(problems(b"#" * (4 * 1024 * 1024 + 1))) == 1
    assert problems("a = " + "[" * 100_000)


def test_the_error_says_how_many_problems_there_are_and_shows_the_first() -> None:
    with pytest.raises(BrokenProgramme) as caught:
        read_programme(changed((AREA_3, AREA_3 + "\nnots = []")).encode())
    assert re.search(r"有 1 处问题，第 \d+ 行 areas\[3\]\.nots：", str(caught.value))
    assert caught.value.exit_status == 1
