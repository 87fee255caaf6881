"""The one text sanitiser, and the widths terminals give to text."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.text import cell_width, inert, normal, one_line, pad, sanitise, shorten, wrap

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
nasty = st.text(
    st.characters() | st.sampled_from(BIDI + "\x00\x07\x1b\x7f\x9b\x9d\ud800\r\n\t \u3000"),
    max_size=30,
)
OPENING, CLOSING = "（“《【", "，。、；：？！）”》】…"
word = st.text(st.sampled_from("abcXYZ0123-/.%"), min_size=1, max_size=12)
# Sentences as people write them: no opening mark at an end, no closing one at a beginning.
clause = st.builds(
    lambda before, words, after: f"{before}{words}{after}",
    st.sampled_from(["", "（", "“", "《"]),
    st.text(st.sampled_from("信用办按月报送进展"), min_size=1, max_size=9) | word,
    st.sampled_from([*CLOSING, "", "”。", "）、", " "]),
)
prose = st.lists(clause, min_size=1, max_size=12).map(lambda parts: "".join(parts).strip())
quick = settings(max_examples=150, deadline=None)


@quick
@given(nasty)
def test_no_control_surrogate_or_bidi_character_gets_through(text: str) -> None:
    clean = sanitise(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in clean.replace("\n", ""))
    assert not set(clean) & set(BIDI)
    assert clean.encode().decode() == clean
    assert sanitise(clean) == clean


@quick
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=BIDI)))
def test_harmless_text_is_left_as_it_is(text: str) -> None:
    assert sanitise(text) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("进展\r\n一\r二\n三", "进展\n一\n二\n三"),
        ("甲\t乙", "甲 乙"),
        ("\x1b[31m红\x1b]0;x\x07", "\ufffd[31m红\ufffd]0;x\ufffd"),
        ("\x9b2J", "\ufffd2J"),
        ("abc\u202egpj.exe", "abc\ufffdgpj.exe"),
        ("\ud800", "\ufffd"),
        ("[@click=app.quit]", "[@click=app.quit]"),
        ("王芳👍🏽", "王芳👍🏽"),
    ],
)
def test_what_is_harmful_becomes_a_replacement_character(text: str, clean: str) -> None:
    assert sanitise(text) == clean


@quick
@given(nasty)
def test_a_name_stays_on_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert "  " not in line


@quick
@given(st.recursive(nasty | st.integers() | st.none(), lambda s: st.lists(s, max_size=3)
                    | st.dictionaries(st.sampled_from("ab"), s), max_leaves=8))  # fmt: skip
def test_every_string_in_a_json_value_is_made_inert(value: object) -> None:
    def strings(part: object) -> list[str]:
        if isinstance(part, str):
            return [part]
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        return [text for child in inner for text in strings(child)]

    clean = inert(value)
    assert strings(clean) == [sanitise(text) for text in strings(value)]
    if isinstance(value, int):
        assert clean == value


@pytest.mark.parametrize(
    ("one", "other"),
    [("发改委（信用办）", "发改委(信用办)"), ("ＳＨＵＩＷＵ", "shuiwu"), (" 税 务　局 ", "税务局")],
)
def test_names_are_compared_half_width_in_lower_case_without_spaces(one: str, other: str) -> None:
    assert normal(one) == normal(other)
    assert normal(one) != normal(other + "处")


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("税务局", 6), ("（）", 4), ("e\u0301", 1), ("ＡＢ", 4),
     ("T09 双公示", 10), ("·…", 2)],
)  # fmt: skip
def test_han_characters_take_two_cells(text: str, width: int) -> None:
    assert cell_width(text) == width


@quick
@given(nasty.map(one_line), st.integers(1, 40))
def test_shortened_text_fits_and_says_that_something_was_left_out(text: str, width: int) -> None:
    short = shorten(text, width)
    assert cell_width(short) <= width
    if cell_width(text) <= width:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1])


@quick
@given(nasty.map(one_line), st.integers(2, 40))
def test_the_mark_of_a_cut_may_be_two_full_stops_which_no_terminal_widens(
    text: str, width: int
) -> None:
    short = shorten(text, width, "..")
    assert cell_width(short) <= width
    if cell_width(text) <= width:
        assert short == text
    else:
        assert short.endswith("..")
        assert text.startswith(short[:-2])


@quick
@given(nasty.map(one_line), st.integers(0, 40))
def test_padded_text_fills_its_cells_and_loses_nothing(text: str, width: int) -> None:
    padded = pad(text, width)
    assert padded.rstrip(" ") == text.rstrip(" ")
    assert padded.startswith(text)
    assert cell_width(padded) == max(width, cell_width(text))


@quick
@given(nasty.map(sanitise) | prose, st.integers(2, 40))
def test_no_wrapped_line_is_wider_than_the_page(text: str, width: int) -> None:
    assert max(map(cell_width, wrap(text, width))) <= width


@quick
@given(nasty.map(sanitise) | prose, st.integers(2, 40))
def test_wrapped_text_loses_nothing_but_spaces_where_a_line_ends(text: str, width: int) -> None:
    for paragraph in text.split("\n"):
        lines = wrap(paragraph, width)
        assert re.fullmatch(r"\s*".join(map(re.escape, lines)) + r"\s*", paragraph)
        assert lines == [line.rstrip() for line in lines]


@quick
@given(nasty.map(sanitise) | prose, st.integers(2, 40))
def test_wrapping_keeps_the_line_ends_of_the_text(text: str, width: int) -> None:
    assert wrap(text, width) == [
        line for paragraph in text.split("\n") for line in wrap(paragraph, width)
    ]


@quick
@given(prose, st.integers(12, 40))
def test_a_line_begins_with_no_closing_mark_and_ends_with_no_opening_one(
    text: str, width: int
) -> None:
    for line in wrap(text, width)[1:]:
        assert not line.startswith(tuple(CLOSING))
    for line in wrap(text, width)[:-1]:
        assert not line.endswith(tuple(OPENING))


@quick
@given(st.lists(word, min_size=1, max_size=12), st.integers(12, 40))
def test_a_latin_word_is_not_broken(words: list[str], width: int) -> None:
    lines = wrap("办 " + " ".join(words), width)
    assert [found for line in lines for found in line.split()] == ["办", *words]


def test_a_latin_word_wider_than_the_page_is_cut() -> None:
    assert wrap("见 https://example.cn/a", 8) == ["见 https", "://examp", "le.cn/a"]


def test_a_line_is_filled_before_the_next_begins() -> None:
    assert wrap("各单位按月报送进展。", 8) == ["各单位按", "月报送进", "展。"]
    assert wrap("按月报送，逾期催报", 8) == ["按月报", "送，逾期", "催报"]
    assert wrap("依据（通知）办理", 8) == ["依据（通", "知）办理"]
    assert wrap("依据（通知）办理", 6) == ["依据", "（通", "知）办", "理"]
    assert wrap("", 8) == [""]
    assert wrap("甲\n\n乙", 8) == ["甲", "", "乙"]
