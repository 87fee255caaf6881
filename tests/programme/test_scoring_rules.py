"""The rules of scores: the template is whole, and every fault of an edited copy has its line."""

from importlib.resources import files

import pytest

from liaison_tui.programme.scoring import FILE, PARTS, BrokenScoring, read_scoring

TEMPLATE = files("liaison_tui.programme").joinpath(FILE).read_bytes()
LINES = TEMPLATE.decode().splitlines()


def broken(old: str, new: str) -> BrokenScoring:
    text = TEMPLATE.decode()
    assert old in text
    with pytest.raises(BrokenScoring) as caught:
        read_scoring(text.replace(old, new).encode())
    return caught.value


def test_the_template_is_whole_and_says_that_the_notice_has_none_of_it() -> None:
    rules = read_scoring(TEMPLATE)
    assert set(rules.weights) == set(PARTS)
    assert sum(rules.weights.values()) == sum(rules.shares.values()) == 100
    assert rules.shares == {"common": 70, "specific": 30}
    assert "通知未规定" in TEMPLATE.decode()
    assert [rules.side(via) for via in ("towns", "members", "assigned", "named")] == [
        "common", "common", "specific", "specific",
    ]  # fmt: skip


def test_every_setting_has_its_comment_above_it() -> None:
    for number, line in enumerate(LINES):
        if "=" in line and not line.startswith("#") and not line.startswith("format"):
            above = LINES[number - 1]
            assert above.startswith(("#", "[")) or "=" in above, line


@pytest.mark.parametrize(
    ("old", "new", "line_of", "said"),
    [
        ("late = 50", "late = 101", "late =", "101 超出范围"),
        ("late = 50", "lat = 50", "[timeliness]", "缺少这一项"),
        ("late = 50", "late = 5.5", "late =", "应为整数"),
        ("timeliness = 25", "timeliness = 24", "[weights]", "合计应为 100，现在是 99"),
        ("specific = 30", "specific = 40", "[shares]", "合计应为 100，现在是 110"),
        ('"towns", "members"]', '"town"]', "common_via", "是不是“towns”"),
        ("red = 0", "red = 70", "red =", "不能大于 yellow"),
        ("days = 5", "days = 0", "days =", "超出范围"),
        ("format = 1", "format = 2", "format =", "超出范围"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(old: str, new: str, line_of: str, said: str) -> None:
    error = broken(old, new)
    wrong = next(p for p in error.problems if said in p.message)
    assert line_of in LINES[wrong.line - 1] or line_of.split(maxsplit=1)[0] in LINES[wrong.line - 1]
    assert f"第 {wrong.line} 行" in error.sentence


def test_all_faults_are_named_at_once_and_an_unknown_key_with_the_nearest() -> None:
    text = TEMPLATE.decode().replace("yellow = 60", "yelow = 60").replace("days = 5", "days = 99")
    with pytest.raises(BrokenScoring) as caught:
        read_scoring(text.encode())
    assert "是不是“yellow”" in caught.value.sentence
    assert "days" in caught.value.sentence


def test_what_is_no_toml_says_in_which_line() -> None:
    error = broken("late = 50", "late == 50")
    assert "TOML" in error.problems[0].message
    assert LINES[error.problems[0].line - 1] == "late = 50"
    with pytest.raises(BrokenScoring, match="UTF-8"):
        read_scoring("late = 五十".encode("gbk"))


def test_a_file_that_notepad_has_saved_is_read() -> None:
    windows = b"\xef\xbb\xbf" + TEMPLATE.replace(b"\n", b"\r\n")
    assert read_scoring(windows).weights == read_scoring(TEMPLATE).weights
